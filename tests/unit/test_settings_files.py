"""The user's files: odd things in their places, writers at once, comments that stay."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from ici_tui.folders import folder_for
from ici_tui.settings.config import change_setting, read_settings
from ici_tui.settings.places import SettingsError
from ici_tui.settings.scenarios import add_scenario, read_scenarios
from ici_tui.settings.themes import read_theme
from tests.unit.test_cli import run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

READERS: list[Callable[[Path], object]] = [
    read_settings,
    read_theme,
    lambda file: read_scenarios("p", file),
    lambda file: change_setting("view", "map", file),
    lambda file: add_scenario("p", "a", "x=1", file),
]
DEEP = {
    "lists": "a = " + "[" * 5000,
    "closed lists": "a = " + "[" * 2000 + "]" * 2000,
    "tables": "a = " + "{a = " * 2000,
    "a dotted key": ".".join(["a"] * 5000) + " = 1",
    "quoted parts": "[" + " . ".join(['"a"'] * 5000) + "]",
    "dotted keys in tables": "[keys]\n" + "a = {" + "a.a.a.a.a.a.a.a = {" * 12,
    "digits": "theme = " + "9" * 5000,
    "hexadecimal digits": "theme = 0x" + "f" * 5000,
}


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP)
def test_what_is_deep_or_long_is_one_line(
    read: Callable[[Path], object], text: str, tmp_path: Path
) -> None:
    file = tmp_path / "x.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as error:
        read(file)
    assert "\n" not in str(error.value)
    assert "x.toml, line " in str(error.value)
    assert file.read_text(encoding="utf-8") == text


def fifo(file: Path) -> None:
    os.mkfifo(file)


def huge(file: Path) -> None:
    with file.open("wb") as out:
        out.truncate(1 << 33)


ODD: dict[str, Callable[[Path], None]] = {
    "a FIFO": fifo,
    "a device": lambda file: file.symlink_to("/dev/zero"),
    "the most": huge,
    "a folder": lambda file: file.mkdir(),
    "a link to a file that is not there": lambda file: file.symlink_to("nowhere"),
    "not UTF-8": lambda file: file.write_bytes(b'view = "map"\ntheme = "\xff"') and None,
}


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize(("says", "make"), ODD.items(), ids=ODD)
def test_what_is_no_file_of_text_is_one_line(
    read: Callable[[Path], object], says: str, make: Callable[[Path], None], tmp_path: Path
) -> None:
    file = tmp_path / "x.toml"
    make(file)
    with pytest.raises(SettingsError) as error:
        read(file)
    assert says in str(error.value)
    assert "x.toml" in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("words", [("rank",), ("--city", "wuhan"), ("themes",), ("config", "show")])
def test_commands_say_it_and_do_not_wait(words: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "ici-tui").mkdir()
    os.mkfifo(tmp_path / "ici-tui" / "config.toml")
    done = run(*words, XDG_CONFIG_HOME=str(tmp_path), ICI_TUI_NO_CACHE="1")
    assert "Traceback" not in done.stderr
    told = [line for line in done.stderr.splitlines() if "config.toml" in line]
    assert len(told) == 1
    assert "a FIFO" in told[0]


def test_a_byte_order_mark_and_line_ends_are_read_and_stay(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes(b'\xef\xbb\xbf# mine\r\nview = "map" # here\r\n\r\n# keys\r\n[keys]\r\n')
    assert read_settings(file).view == "map"
    assert change_setting("view", "clusters", file)
    assert change_setting("mouse", False, file)
    assert file.read_bytes() == (
        b'\xef\xbb\xbf# mine\r\nview = "clusters" # here\r\nmouse = false\r\n\r\n# keys\r\n[keys]\r\n'
    )


KEPT = """\
# My weights.

["ici-cn-2020"]     # the bundled pack
# for the seminar
'old one' = "Research=60"   # agreed in May

# The other index: see the minutes.
[asem]
"equal" = "x=1"
"""


def test_comments_and_layout_of_scenarios_stay(tmp_path: Path) -> None:
    file = tmp_path / "scenarios.toml"
    file.write_text(KEPT, encoding="utf-8")
    add_scenario("ici-cn-2020", "new.one", "Research=70", file)
    added = KEPT.replace("in May\n", 'in May\n"new.one" = "Research=70"\n')
    assert file.read_text(encoding="utf-8") == added
    add_scenario("ici-cn-2020", "old one", "Research=80", file)
    changed = added.replace("=60", "=80")
    assert file.read_text(encoding="utf-8") == changed
    add_scenario("third", "a", "x=1", file)
    assert read_scenarios("third", file) == {"a": "x=1"}
    assert file.read_text(encoding="utf-8").startswith(changed)


WRITER = """
import sys
from pathlib import Path
from ici_tui.settings.config import change_setting
from ici_tui.settings.scenarios import add_scenario
folder, who = Path(sys.argv[1]), sys.argv[2]
print("ready", flush=True)
sys.stdin.read(1)
for k in range(40):
    add_scenario("ici", f"{who} {k}", f"x={k}", folder / "scenarios.toml")
change_setting({"a": "view", "b": "mouse"}[who], {"a": "map", "b": False}[who], folder / "config.toml")
"""


def test_two_processes_that_save_at_once_lose_nothing(tmp_path: Path) -> None:
    (tmp_path / "scenarios.toml").write_text("# mine\n", encoding="utf-8")
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path), who],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for who in "ab"
    ]  # fmt: skip
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("\n")
        writer.stdin.flush()
    for writer in writers:
        writer.communicate(timeout=60)
        assert writer.returncode == 0
    wanted = {f"{who} {k}": f"x={k}" for who in "ab" for k in range(40)}
    assert read_scenarios("ici", tmp_path / "scenarios.toml") == wanted
    assert (tmp_path / "scenarios.toml").read_text(encoding="utf-8").startswith("# mine\n")
    settings = read_settings(tmp_path / "config.toml")
    assert (settings.view, settings.mouse) == ("map", False)


@pytest.mark.parametrize("kind", ["config", "data", "state", "cache"])
def test_a_relative_folder_of_the_environment_counts_for_nothing(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    variable = f"XDG_{kind.upper()}_HOME"
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv(variable, raising=False)
    own = folder_for(kind)
    assert own.startswith(str(tmp_path))
    for relative in ("here", "./here", "", "~/x"):
        monkeypatch.setenv(variable, relative)
        assert folder_for(kind) == own
    monkeypatch.setenv(variable, str(tmp_path / "elsewhere"))
    assert folder_for(kind) == str(tmp_path / "elsewhere" / "ici-tui")


def test_a_file_in_the_current_folder_is_not_the_users(tmp_path: Path) -> None:
    (tmp_path / "c" / "ici-tui").mkdir(parents=True)
    (tmp_path / "c" / "ici-tui" / "config.toml").write_text("nonsense", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "ici_tui", "rank", "--top", "1"],
        cwd=tmp_path,
        env={**os.environ, "XDG_CONFIG_HOME": "c", "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert (done.returncode, "config.toml" in done.stderr) == (0, False)
