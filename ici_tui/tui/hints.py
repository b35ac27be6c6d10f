"""The keys that the line at the bottom tells: those of where the focus is, then the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.tui.commands.registry import Scope, commands, key_name
from ici_tui.tui.dialogs import keys_of

if TYPE_CHECKING:
    from ici_tui.tui.app import Explorer

FIRST = ("weights.focus", "ranking.open")


def hints(app: Explorer) -> tuple[tuple[str, str], ...]:
    """Keys with a word each."""
    scope = app.main.scope
    listed = [c for c in commands().values() if c.hint and c.keys]
    here = [c for c in listed if scope in c.scopes]
    rest = [c for c in listed if c.scopes == (Scope.APP,)]
    ordered = sorted([*here, *rest], key=lambda c: c.id not in FIRST)
    named = [(key_name(keys_of(app, c)[0]), c.hint) for c in ordered]
    if scope is not Scope.RANKING:
        named = [(key, "back" if word == "quit" else word) for key, word in named]
    back = [("Esc", "back")] if scope is Scope.WEIGHTS else []
    return (*named[: len(here)], *back, *named[len(here) :])
