"""A key is one key, however a configuration calls it."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING

import pytest
from textual.keys import KEY_ALIASES, _character_to_key

from ici_tui.settings.config import read_settings
from ici_tui.settings.key_names import canonical_key
from ici_tui.settings.places import SettingsError
from ici_tui.tui.commands.registry import Scope, commands, meet
from ici_tui.tui.keys import Keymap
from ici_tui.tui.view import View

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("character", [*string.printable.strip(), "é", "ß", "中"])
def test_a_character_is_the_key_that_textual_calls_by_its_name(character: str) -> None:
    assert canonical_key(character) == canonical_key(_character_to_key(character))
    assert canonical_key(canonical_key(character)) == canonical_key(character)


def test_textuals_own_aliases_are_known() -> None:
    for key, others in KEY_ALIASES.items():
        assert {canonical_key(other) for other in others} == {canonical_key(key)}


@pytest.mark.parametrize(
    ("one", "other"),
    [("?", "question_mark"), ("Ctrl+?", "ctrl+question_mark"), ("shift+a", "A"), ("+", "plus"),
     ("ctrl++", "ctrl+plus"), ("esc", "escape"), ("Return", "enter"), ("shift+ctrl+x", "ctrl+shift+X")],
)  # fmt: skip
def test_names_of_one_key(one: str, other: str) -> None:
    assert canonical_key(one) == canonical_key(other)


def test_letters_of_either_case_are_two_keys() -> None:
    assert canonical_key("a") != canonical_key("A")


def test_a_key_that_two_commands_have_by_two_names_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    folder = tmp_path / "ici-tui"
    folder.mkdir()
    names = [found.id for found in commands().values() if found.scopes == (Scope.APP,)][:2]
    (folder / "config.toml").write_text(
        f'[keys]\n{names[0]} = "?"\n{names[1]} = "question_mark"\n', encoding="utf-8"
    )
    with pytest.raises(SettingsError, match=f"is the key of {names[0]} too"):
        read_settings(None, commands, meet)


def test_a_chosen_key_takes_the_place_of_the_commands_own_by_another_name() -> None:
    other = next(found for found in commands().values() if found.keys == ("8",))
    taken = Keymap({other.id: ("?",)})
    found = taken.find(View.RANKING, Scope.RANKING, ("question_mark", "?"))
    assert found is other
