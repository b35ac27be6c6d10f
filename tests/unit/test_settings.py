"""config.toml and scenarios.toml: what is read, what is a fault, what is written and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ici_tui.files import write_whole
from ici_tui.sanitise import clean, unseen, visible
from ici_tui.settings.config import VIEWS, Settings, change_setting, read_settings
from ici_tui.settings.places import SettingsError
from ici_tui.settings.scenarios import add_scenario, read_scenarios
from ici_tui.tui.view import View

if TYPE_CHECKING:
    from pathlib import Path

GOOD = """# mine
theme = "light"   # by day
view = "map"
mouse = false

[keys]
quit = "Q"
"undo" = ["u", "ctrl+z"]
"""


def config(folder: Path, text: str) -> Path:
    file = folder / "config.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_no_file_means_the_defaults(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "nothing" / "config.toml") == Settings()
    assert list(tmp_path.iterdir()) == []


def test_what_the_file_says(tmp_path: Path) -> None:
    found = read_settings(config(tmp_path, GOOD), commands=lambda: ("quit", "undo", "redo"))
    assert (found.theme, found.view, found.mouse, found.pack) == ("light", "map", False, None)
    assert dict(found.keys) == {"quit": ("Q",), "undo": ("u", "ctrl+z")}
    assert found.given == {"theme", "view", "mouse", "keys"}


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("theme =", "thme =", "line 2: there is no key 'thme'; did you mean theme?"),
        ("theme =", '"\\u001bx" =', "line 2: there is no key '\\x1bx'; there are theme, pack"),
        ('"light"', '"lihgt"', "line 2: theme: no theme is called 'lihgt'; did you mean light?"),
        ('"light"', "3", "line 2: theme: 3 is not a text; write a theme in quotes: dark, "),
        ('"map"', '"mapp"', "line 3: view: no view is called 'mapp'; did you mean map?"),
        ("false", '"no"', "line 4: mouse: 'no' is neither true nor false; write true or false"),
        ("quit =", "quitt =", "line 7: keys: there is no command 'quitt'; did you mean quit?"),
        (
            '"Q"',
            "[]",
            'line 7: keys.quit: the list has no items, and 1 or more are needed; write "key" or',
        ),
        (
            '"ctrl+z"',
            "4",
            'line 8: keys.undo[2]: 4 is not a text; write "key" or ["key", "key"], such as',
        ),
        ("view =", "view", "line 3: this is not TOML: "),
        ("[keys]", "[[keys]]", "line 6: keys: a list is not a table; write a table, [keys]"),
    ],
)
def test_a_fault_is_one_line_with_its_place(old: str, new: str, says: str, tmp_path: Path) -> None:
    assert old in GOOD
    file = config(tmp_path, GOOD.replace(old, new))
    with pytest.raises(SettingsError) as error:
        read_settings(file, commands=lambda: ("quit", "undo", "redo"))
    assert str(error.value).startswith(f"{file}, ")
    assert says in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    "text",
    ['[keys]\ncopy.row = "Y"\n', '[keys]\n"copy.row" = "Y"\n', '[keys.copy]\nrow = "Y"\n',
     'keys.copy.row = "Y"\n'],
)  # fmt: skip
def test_a_command_with_a_dot_is_written_in_any_way(text: str, tmp_path: Path) -> None:
    file = config(tmp_path, text)
    assert dict(read_settings(file, commands=lambda: ("copy.row",)).keys) == {"copy.row": ("Y",)}
    line = text.count("\n")
    with pytest.raises(SettingsError, match=f"line {line}: keys: there is no command 'copy.row'"):
        read_settings(file, commands=lambda: ("copy.rows",))


def test_what_cannot_be_read_is_a_fault(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes(b'theme = "\xff"')
    with pytest.raises(SettingsError, match="not UTF-8"):
        read_settings(file)
    with pytest.raises(SettingsError, match="cannot be read: it is a folder"):
        read_settings(tmp_path)


def test_a_change_leaves_every_other_line_as_it_is(tmp_path: Path) -> None:
    file = config(tmp_path, GOOD)
    assert change_setting("view", "clusters", file)
    assert change_setting("pack", 'mine \\ "yours"', file)
    changed = file.read_text(encoding="utf-8")
    assert changed == GOOD.replace('"map"', '"clusters"').replace(
        "false\n", 'false\npack = "mine \\\\ \\"yours\\""\n'
    )
    assert read_settings(file).pack == 'mine \\ "yours"'


def test_nothing_is_written_where_nothing_changes(tmp_path: Path) -> None:
    file = config(tmp_path, GOOD)
    before = file.stat()
    assert not change_setting("theme", "light", file)
    after = file.stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)


def test_a_first_change_makes_the_file(tmp_path: Path) -> None:
    file = tmp_path / "new" / "config.toml"
    assert change_setting("mouse", False, file)
    assert file.read_text(encoding="utf-8") == "mouse = false\n"
    assert sorted(path.name for path in file.parent.glob("[!.]*")) == ["config.toml"]


def test_a_change_that_is_not_allowed_writes_nothing(tmp_path: Path) -> None:
    file = config(tmp_path, GOOD)
    for key, value in (("theme", "none"), ("themes", "dark"), ("view", "\x1b"), ("mouse", "no")):
        with pytest.raises(SettingsError):
            change_setting(key, value, file)
    wrong = config(tmp_path, 'theme = 3\nview = "map"\n')
    with pytest.raises(SettingsError):
        change_setting("view", "clusters", wrong)
    assert wrong.read_text(encoding="utf-8") == 'theme = 3\nview = "map"\n'


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    file = tmp_path / "x"
    file.write_text("old", encoding="utf-8")
    with pytest.raises(UnicodeEncodeError):
        write_whole(file, "new \ud800")
    assert file.read_text(encoding="utf-8") == "old"
    link = tmp_path / "link"
    link.symlink_to(file)
    write_whole(link, "new")
    assert link.is_symlink()
    assert file.read_text(encoding="utf-8") == "new"
    assert {path.name for path in tmp_path.iterdir()} == {"x", "link"}


def test_scenarios_are_kept_per_pack(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "scenarios.toml"
    assert read_scenarios("ici", file) == {}
    assert not file.parent.exists()
    add_scenario("ici", " Research first ", "research=70", file)
    add_scenario("ici", '武汉 "quoted"', "enterprise=50,research=30", file)
    add_scenario("asem", "Research first", "x=1", file)
    assert read_scenarios("ici", file) == {
        "Research first": "research=70",
        '武汉 "quoted"': "enterprise=50,research=30",
    }
    add_scenario("ici", "Research first", "research=80", file)
    assert next(iter(read_scenarios("ici", file).items())) == ("Research first", "research=80")
    assert read_scenarios("asem", file) == {"Research first": "x=1"}
    assert read_scenarios("third", file) == {}


@pytest.mark.parametrize(
    "name", ["", "  ", "a\x1b[31m", "a\nb", "a\u202eb", "a\x9bb", "x" * 61, "\ud800"]
)
def test_hostile_names_are_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as error:
        add_scenario("ici", name, "x=1", tmp_path / "s.toml")
    assert not unseen(str(error.value))
    assert list(tmp_path.iterdir()) == []


def test_hostile_weights_are_refused(tmp_path: Path) -> None:
    for weights in ("", " ", "x=1\n[y]", "x=\x1b"):
        with pytest.raises(SettingsError, match="no weights"):
            add_scenario("ici", "a", weights, tmp_path / "s.toml")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('ici = "x"\n', "line 1: ici: 'x' is not a table; write [pack]"),
        ('[ici]\n"a" = 3\n', 'line 2: ici.a: 3 is not a text; write "name" = "weights"'),
        ('[ici]\na = "\\u001b"\n', "line 2: ici.a: '\\x1b' has characters that are not seen"),
        ("[ici\n", "line 1: this is not TOML"),
    ],
)
def test_a_spoilt_file_of_scenarios_is_one_line_and_stays(
    text: str, says: str, tmp_path: Path
) -> None:
    file = tmp_path / "scenarios.toml"
    file.write_text(text, encoding="utf-8")
    for act in (lambda: read_scenarios("ici", file), lambda: add_scenario("ici", "a", "x=1", file)):
        with pytest.raises(SettingsError) as error:
            act()
        assert says in str(error.value)
    assert file.read_text(encoding="utf-8") == text


@given(name=st.text(min_size=1, max_size=60), weights=st.text(min_size=1, max_size=80))
def test_what_is_kept_is_read_back(
    name: str, weights: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("kept") / "scenarios.toml"
    try:
        add_scenario("pack", name, weights, file)
    except SettingsError:
        assert unseen(name + weights) or not name.strip() or not weights.strip()
        assert not file.exists()
    else:
        assert read_scenarios("pack", file) == {name.strip(): weights}


@given(st.text())
def test_visible_text_has_nothing_unseen(text: str) -> None:
    assert not unseen(visible(text))


def test_every_view_can_be_the_first() -> None:
    assert tuple(view.name.casefold() for view in View) == VIEWS


def test_what_is_not_shown_is_one_thing() -> None:
    assert clean("GDP\u2061\ufff9\U000e0041\u2064") == "GDP"
    for text in ("a\u2061", "a\u206a", "a\u200b", "a\n", "a\ue000"):
        assert unseen(text)
        assert clean(text).strip() == "a"
        assert "a\\" in visible(text)
    for text in ("\u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "a\u0301", "\u06dd1"):
        assert not unseen(text)
        assert clean(text) == visible(text) == text
