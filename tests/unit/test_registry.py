"""The commands: each can be reached, no two fight over a key, and all are told in the help."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest

from ici_tui.questions.registry import questions
from ici_tui.settings.themes import find_theme
from ici_tui.tui.app import Explorer
from ici_tui.tui.commands.registry import Command, Scope, command, commands, key_name, words
from ici_tui.tui.keys import Keymap
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


def nothing(_: Explorer, __: str) -> None:
    """Do nothing."""


@pytest.mark.parametrize(
    ("said", "options"),
    [
        ("are called view.map", {"identifier": "view.map"}),
        ("view.map are both called by :map", {"word": "map"}),
        ("view.map are both called by :map", {"word": "chart", "aliases": ("map",)}),
        ("robust.ranks are both called by :extremes", {"word": "extremes"}),
        ("view.map are both bound to the key 5", {"keys": ("5",)}),
        (
            "robust.over are both bound to the key v",
            {"keys": ("v",), "scopes": (Scope.RANKING, Scope.PAGE)},
        ),
    ],
)
def test_what_means_something_already_is_not_declared_again(
    said: str, options: dict[str, Any]
) -> None:
    with pytest.raises(ValueError, match=said):
        command(**{"identifier": "test.other", "title": "Other", **options})(nothing)
    assert "test.other" not in commands()


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
    return everywhere or bool(set(one.scopes) & set(other.scopes))


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
    found = Keymap.of({}).find(Scope.WEIGHTS, (digit,))
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
    keymap = Keymap.of({found.id: ("ctrl+t", "!")})
    for scope in found.scopes:
        for keys in (("ctrl+t", "\x14"), ("exclamation_mark", "!")):
            assert keymap.find(scope, keys) is found
        for key in found.keys:
            other = keymap.find(scope, (key,))
            assert other is not found


def test_a_key_that_the_user_takes_from_another_command_is_the_users() -> None:
    keymap = Keymap.of({"view.map": ("j",)})
    assert keymap.by_key[Scope.APP, "j"].id == "view.map"
    # Where the focus is, a key of that place comes first.
    found = keymap.find(Scope.RANKING, ("j",))
    assert found is not None
    assert found.id == "move.down"


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
