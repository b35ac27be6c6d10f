"""The keys that the line at the bottom tells: those of where the focus is, then the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.tui.commands.registry import Scope, key_name, offered_by_hand

if TYPE_CHECKING:
    from ici_tui.tui.app import Explorer
    from ici_tui.tui.commands.registry import Command

FIRST = ("weights.focus", "ranking.open")


def hints(app: Explorer) -> tuple[tuple[str, str], ...]:
    """Keys with a word each."""
    scope = app.main.scope
    listed = [c for c in offered_by_hand() if c.hint and app.keymap.keys_of(c)]
    here = [c for c in listed if scope in c.scopes and app.session.view in c.views]
    rest = [c for c in listed if c.scopes == (Scope.APP,)]
    if scope is Scope.WEIGHTS:  # which need not be told how to get there
        others = _named(app, [c for c in rest if c.id not in FIRST])
        named = [*_named(app, here), ("Esc", "back"), *others]
    else:
        named = _named(app, sorted([*here, *rest], key=lambda c: c.id not in FIRST))
    if scope is not Scope.RANKING:
        named = [(key, "back" if word == "quit" else word) for key, word in named]
    return tuple(named)


def _named(app: Explorer, listed: list[Command]) -> list[tuple[str, str]]:
    """Keys of commands with a word each."""
    plus_minus = "+-" if app.ascii_only else "±"
    return [(_called(app, found), found.hint.replace("±", plus_minus)) for found in listed]


def _called(app: Explorer, found: Command) -> str:
    """What a command's keys are called: the first of them, or a word for all of its own."""
    keys = app.keymap.keys_of(found)
    if found.together and keys == found.keys:
        return found.together
    return key_name(keys[0], in_letters=app.ascii_only)
