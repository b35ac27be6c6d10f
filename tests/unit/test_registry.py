"""The commands: each can be reached, no two fight over a key, and all are told in the help."""

from __future__ import annotations

from copy import deepcopy
from itertools import combinations, product
from typing import TYPE_CHECKING, Any

import pytest

from ici_tui.questions.registry import questions
from ici_tui.settings.config import Settings, read_settings
from ici_tui.settings.places import SettingsError
from ici_tui.settings.themes import find_theme
from ici_tui.tui.app import Explorer
from ici_tui.tui.commands import registry
from ici_tui.tui.commands.registry import Command, Scope, command, commands, key_name, meet, words
from ici_tui.tui.keys import Keymap
from ici_tui.tui.view import View
from tests.pilot.packs import SMALL, session_on

if TYPE_CHECKING:
    from pathlib import Path

EVERY = list(commands().values())


@pytest.mark.parametrize("found", EVERY, ids=lambda c: c.id)
def test_a_command_has_a_key_or_a_word_and_says_what_it_does(found: Command) -> None:
    assert found.keys or found.word
    assert found.title.strip()
    assert found.help.endswith(".")
    assert len(found.help) < 120
    assert found.scopes
    assert not found.argument or found.word


def test_words_are_apart() -> None:
    typed = [word for c in EVERY for word in c.words]
    assert len(typed) == len(set(typed)) == len(words())
    assert all(word == word.casefold() and " " not in word for word in typed)


@pytest.fixture
def declared(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test declares is gone after it."""
    commands()  # all that are shipped are declared first
    monkeypatch.setattr(registry, "_DECLARED", deepcopy(registry._DECLARED))


def nothing(_: Explorer, __: str) -> None:
    """Do nothing."""


@pytest.mark.parametrize(
    ("said", "options"),
    [
        ("are called view.map", {"identifier": "view.map"}),
        ("view.map are both called by :map", {"word": "map"}),
        ("view.map are both called by :map", {"word": "chart", "aliases": ("map",)}),
        ("robust.ranks are both called by :extremes", {"word": "extremes"}),
        ("view.map both have the key 5", {"keys": ("5",)}),
        (
            "robust.over both have the key v",
            {"keys": ("v",), "scopes": (Scope.RANKING, Scope.PAGE)},
        ),
        (
            "robust.near both have the key a",
            {"keys": ("a",), "scopes": (Scope.PAGE,), "views": (View.MAP, View.ROBUSTNESS)},
        ),
        ("test.other hides the key c of view.compare", {"keys": ("c",), "scopes": (Scope.PAGE,)}),
        ("ranking.sort hides the key s of test.other", {"keys": ("s",)}),
    ],
)
@pytest.mark.usefixtures("declared")
def test_what_means_something_already_is_not_declared_again(
    said: str, options: dict[str, Any]
) -> None:
    with pytest.raises(ValueError, match=said):
        command(**{"identifier": "test.other", "title": "Other", **options})(nothing)
    assert "test.other" not in commands()


@pytest.mark.usefixtures("declared")
def test_a_key_may_mean_something_else_in_another_place() -> None:
    page = {"keys": ("v",), "scopes": (Scope.PAGE,)}
    command("test.other", "Other", keys=("v",), scopes=(Scope.WEIGHTS,), word="other")(nothing)
    command("test.map", "Of the map", **page, views=(View.MAP,))(nothing)
    assert words()["other"] is commands()["test.other"]
    keymap = Keymap({})
    of = {view: keymap.find(view, Scope.PAGE, ("v",)) for view in View}
    assert of[View.MAP] is commands()["test.map"]
    assert of[View.ROBUSTNESS] is of[View.CLUSTERS] is commands()["robust.over"]
    assert of[View.SOURCES] is None


@pytest.mark.usefixtures("declared")
def test_a_key_stands_in_front_of_one_that_works_everywhere_where_that_is_meant() -> None:
    command("test.other", "Other", keys=("c",), scopes=(Scope.PAGE,), views=(View.MAP,),
            instead=True)(nothing)  # fmt: skip
    keymap = Keymap({})
    assert keymap.find(View.MAP, Scope.PAGE, ("c",)) is commands()["test.other"]
    assert keymap.find(View.SOURCES, Scope.PAGE, ("c",)) is commands()["view.compare"]


def test_every_question_is_a_command_by_its_words() -> None:
    for question in questions().values():
        found = commands()[f"robust.{question.name}"]
        assert (found.title, found.help) == (question.title, question.summary)
        wanted = (question.name, *question.aliases)
        others = {word for word, of in words().items() if of is not found}
        assert set(found.words) == set(wanted) - others
        assert found.words
    assert commands()["robust.reach"].argument == "[UNIT]"
    assert words()["clusters"].id == "view.clusters"
    assert words()["alike"].id == "robust.clusters"


def overlap(one: Command, other: Command) -> bool:
    everywhere = Scope.APP in one.scopes or Scope.APP in other.scopes
    here = everywhere or bool(set(one.scopes) & set(other.scopes))
    return here and bool(set(one.views) & set(other.views))


def test_no_two_commands_share_a_key_where_both_work() -> None:
    shared = [
        (one.id, other.id, set(one.keys) & set(other.keys))
        for one, other in combinations(EVERY, 2)
        if overlap(one, other) and set(one.keys) & set(other.keys)
    ]
    # On the weights a digit begins a value; everywhere else it opens a view.
    assert {one for one, _, _ in shared} | {other for _, other, _ in shared} <= {
        "weights.digit",
        *(c.id for c in EVERY if c.id.startswith("view.")),
    }
    assert all("weights.digit" in (one, other) for one, other, _ in shared)


@pytest.mark.parametrize("digit", "123456789")
def test_digits_begin_a_typed_weight_where_the_weights_have_the_focus(digit: str) -> None:
    found = Keymap({}).find(View.RANKING, Scope.WEIGHTS, (digit,))
    assert found is not None
    assert found.id == "weights.digit"


EXPECTED = [
    (("h", "j", "k", "l", "left", "down", "up", "right"), Scope.RANKING),
    (("j", "k", "down", "up"), Scope.PAGE),
    (("g", "G", "home", "end", "ctrl+f", "ctrl+b", "pageup", "pagedown"), Scope.RANKING),
    (("ctrl+d", "ctrl+u"), Scope.RANKING),
    (("slash", "n", "N", "escape"), Scope.RANKING),
    (("s", "less_than_sign", "greater_than_sign"), Scope.RANKING),
    (("space", "c", "enter"), Scope.RANKING),
    (("q", "ctrl+q", "ctrl+c", "w"), Scope.RANKING),
    (("left", "right", "h", "l", "H", "L", "shift+left", "shift+right"), Scope.WEIGHTS),
    (("x", "0", "R", "u", "ctrl+r", "p"), Scope.WEIGHTS),
    (("1", "2", "3", "4", "5", "6", "tab", "y", "Y"), Scope.RANKING),
    (("colon", "ctrl+p", "question_mark", "f1"), Scope.RANKING),
]


@pytest.mark.parametrize(
    ("key", "scope"),
    [
        *((key, scope) for keys, scope in EXPECTED for key in keys),
    ],
)
def test_the_keys_that_people_expect_are_there(key: str, scope: Scope) -> None:
    assert any(key in c.keys for c in EVERY if scope in c.scopes or Scope.APP in c.scopes)


@pytest.mark.parametrize("found", EVERY, ids=lambda c: c.id)
def test_every_command_can_be_bound_to_another_key(found: Command) -> None:
    keymap = Keymap({found.id: ("ctrl+t", "!")})
    for view, scope in product(found.views, found.scopes):
        for keys in (("ctrl+t", "\x14"), ("exclamation_mark", "!")):
            assert keymap.find(view, scope, keys) is found
        for key in found.keys:
            assert keymap.find(view, scope, (key,)) is not found


def test_a_key_that_the_user_takes_from_another_command_is_the_users() -> None:
    keymap = Keymap({"view.map": ("j",)})
    assert keymap.find(View.RANKING, Scope.APP, ("j",)).id == "view.map"
    assert "j" in keymap.keys_of(commands()["view.map"])
    # Where the focus is, a key of that place comes first.
    found = keymap.find(View.RANKING, Scope.RANKING, ("j",))
    assert found is not None
    assert found.id == "move.down"


@pytest.mark.parametrize("found", EVERY, ids=lambda c: c.id)
def test_no_command_has_a_key_that_the_user_gave_to_another(found: Command) -> None:
    other = commands()["program.quit" if found.id != "program.quit" else "view.map"]
    keymap = Keymap({other.id: found.keys})
    for key in keymap.keys_of(found):
        assert any(
            keymap.find(view, scope, (key,)) is found
            for view, scope in product(found.views, found.scopes)
        )
    assert Keymap({}).keys_of(found) == found.keys


async def test_every_command_is_in_the_help_with_its_keys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ici_tui.tui.widgets.chooser import ChoiceList, Chooser

    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    app = Explorer(session_on(tmp_path / "small", SMALL), find_theme("dark"))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(app.screen, Chooser)
        listed = {choice.id: choice for choice in app.screen.query_one(ChoiceList).found}
    assert list(listed) == list(commands())
    for found in EVERY:
        shown = listed[found.id]
        assert all(key_name(key) in shown.keys for key in found.keys)
        assert found.help in shown.note
        assert not found.word or f":{found.word}" in shown.keys


def test_keys_are_named_as_people_read_them() -> None:
    assert [key_name(key) for key in ("ctrl+r", "shift+left", "colon", "G", "enter")] == [
        "Ctrl-R",
        "Shift-←",
        ":",
        "G",
        "⏎",
    ]
    assert all("_" not in key_name(key) for found in EVERY for key in found.keys)


def test_two_commands_of_the_configuration_have_no_key_in_common(tmp_path: Path) -> None:
    def chosen(text: str) -> Settings:
        file = tmp_path / "config.toml"
        file.write_text(f"[keys]\n{text}\n", encoding="utf-8")
        return read_settings(file, commands, meet)

    with pytest.raises(SettingsError, match=r"line 3: keys.*ranking.sort.*'z'.*ranking.mark"):
        chosen("\"ranking.mark\" = 'z'\n\"ranking.sort\" = ['f5', 'z']")
    # Where their places are apart, or one is everywhere and the other in front of it, it is right.
    assert len(chosen("\"ranking.mark\" = 'z'\n\"robust.near\" = 'z'").keys) == 2
    assert len(chosen("\"ranking.mark\" = 'z'\n\"view.map\" = 'z'").keys) == 2


def test_keys_of_one_view_say_where_they_work() -> None:
    assert commands()["robust.near"].where == "in Robustness"
    assert commands()["page.group"].where == "in Clusters, Robustness"
    assert commands()["view.map"].where == ""
    assert commands()["ranking.sort"].where
