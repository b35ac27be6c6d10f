"""Which command a key means where the focus is, with the user's own keys in front."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ici_tui.tui.commands.registry import Scope, commands

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ici_tui.tui.commands.registry import Command


@dataclass(frozen=True)
class Keymap:
    """Commands by scope and key.

    The explorer asks for every key at once, before it goes to a widget: keys that arrive
    together (a slow line, a paste) are then taken one after the other, each with the focus
    where the one before has put it.
    """

    by_key: Mapping[tuple[Scope, str], Command]

    @classmethod
    def of(cls, chosen: Mapping[str, tuple[str, ...]]) -> Keymap:
        """The keys of every command: the user's where some are chosen, else its own.

        Args:
            chosen: keys by command id, each as Textual or a person calls it (`ctrl+t`, `?`).
        """
        found: dict[tuple[Scope, str], Command] = {}
        # The user's come last: where a key is taken from another command, the user meant it.
        for command in sorted(commands().values(), key=lambda c: c.id in chosen):
            for key in chosen.get(command.id, command.keys):
                for scope in command.scopes:
                    found[scope, key] = command
        return cls(found)

    def find(self, scope: Scope, keys: tuple[str, ...]) -> Command | None:
        """The command of a key where the focus is, or everywhere.

        Args:
            scope: where the focus is.
            keys: what the key is called: its name, and its character if it has one.
        """
        for where in (scope, Scope.APP):
            for key in keys:
                found = self.by_key.get((where, key))
                if found is not None:
                    return found
        return None
