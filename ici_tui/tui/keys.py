"""Which command a key means where the focus is, with the user's own keys in front."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING

from ici_tui.settings.key_names import canonical_key
from ici_tui.tui.commands.registry import Scope, offered, offered_by_hand
from ici_tui.tui.view import View

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from textual.events import Key

    from ici_tui.tui.app import Explorer
    from ici_tui.tui.commands.registry import Command
    from ici_tui.tui.widgets.chooser import Chooser

ENDING = frozenset({"enter", "escape", "ctrl+c"})
"""Keys that close a list: what is typed after them is not for it."""
OF_PROMPT = frozenset({"enter", "escape", "up", "down"})
"""Keys that a filter being typed leaves to the explorer."""


OF_LINES = frozenset({"ctrl+left", "ctrl+right", "alt+backspace"})
"""Keys with Alt, as Textual calls them, that move and erase by words where a line is typed."""


Keys = dict[tuple[View, Scope, str], "Command"]


@dataclass(frozen=True)
class Keymap:
    """Commands by the place and the key: a view, and where the focus is in it.

    The explorer asks for every key at once, before it goes to a widget: keys that arrive
    together (a slow line, a paste) are then taken one after the other, each with the focus
    where the one before has put it.
    """

    chosen: Mapping[str, tuple[str, ...]]
    """The user's keys by command id, each as Textual or a person calls it (`ctrl+t`, `?`)."""

    @cached_property
    def _by_hand(self) -> Keys:
        # Where the user chose keys, these may be those of any command.
        return self._all if self.chosen else self._keys(offered_by_hand())

    @cached_property
    def _all(self) -> Keys:
        return self._keys(offered())

    def _keys(self, commands: Iterable[Command]) -> Keys:
        """The keys of commands: the user's where some are chosen, else their own."""
        found: Keys = {}
        # The user's come last: where a key is taken from another command, the user meant it.
        for command in sorted(commands, key=lambda c: c.id in self.chosen):
            for key in self.chosen.get(command.id, command.keys):
                for view, scope in product(command.views, command.scopes):
                    found[view, scope, canonical_key(key)] = command
        return found

    def keys_of(self, command: Command) -> tuple[str, ...]:
        """The keys that run a command somewhere: those that another was given are not its own."""
        if not self.chosen:
            return command.keys
        if command.id not in self._known:
            places = tuple(product(command.views, command.scopes))
            self._known[command.id] = tuple(
                key
                for key in self.chosen.get(command.id, command.keys)
                if any(self._all.get((*place, canonical_key(key))) is command for place in places)
            )
        return self._known[command.id]

    @cached_property
    def _known(self) -> dict[str, tuple[str, ...]]:
        """What has been asked for: the line at the bottom asks at every key."""
        return {}

    def find(self, view: View, scope: Scope, keys: tuple[str, ...]) -> Command | None:
        """The command of a key where the focus is, or everywhere.

        Args:
            view: the view that is open.
            scope: where the focus is.
            keys: what the key is called: its name, and its character if it has one.
        """
        places = [(view, where, canonical_key(key)) for where in (scope, Scope.APP) for key in keys]
        for place in places:
            if place in self._by_hand:
                return self._by_hand[place]
        return next((self._all[place] for place in places if place in self._all), None)


class KeyDesk:
    """Takes every key first: runs the command that it means, or holds it until one can be told."""

    def __init__(self, app: Explorer, keymap: Keymap, early: list[Key]) -> None:
        self._app, self._keymap = app, keymap
        self._held = early
        self.taken = bool(early)
        """Whether there was any key yet."""

    def takes(self, event: Key) -> bool:
        """Whether a key was taken, or is held until who is to get it can; else it is a widget's."""
        self.taken = True
        main, chooser = self._app.main, self._chooser
        waits = not main.ready if chooser is None else chooser.waits
        if waits:
            self._held.append(event)
            return True
        if chooser is not None:
            chooser.ending = event.key in ENDING
            return False
        if main.asking and event.key not in OF_PROMPT:
            return False
        return self._runs(event)

    def binds(self, event: Key) -> bool:
        """Whether a key means something where the focus is: a command, or what a line types."""
        main = self._app.main
        if self._chooser is not None or main.asking:
            return event.key in OF_LINES
        return self._keymap.find(self._app.session.view, main.scope, (event.key,)) is not None

    @property
    def _chooser(self) -> Chooser | None:
        """The list that is open, if one is; the class is not imported before one is."""
        screen = self._app.screen
        if screen is self._app.main:
            return None
        from ici_tui.tui.widgets.chooser import Chooser

        return screen if isinstance(screen, Chooser) else None

    def _runs(self, event: Key) -> bool:
        """Whether a key means a command where the focus is; it is run then."""
        main, view = self._app.main, self._app.session.view
        scope = main.scope
        if main.asking:
            if event.key == "enter":
                main.set_focus(main.table)
                return True
            view, scope = View.RANKING, Scope.RANKING
        found = self._keymap.find(view, scope, (event.key, event.character or event.key))
        if found is not None:
            self._app.run_command(found.id, event.key if found.keyed else "")
        return found is not None

    async def take_held(self) -> None:
        """Take the keys that waited, in their order."""
        held, self._held = self._held, []
        for event in held:
            await self._app.on_event(event)
