"""The driver for Unix terminals, its writes made writer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual import events

from ici_tui.tui.terminal.diff_writer import DiffWriter
from ici_tui.tui.terminal.driver import TerminalDriver

if TYPE_CHECKING:
    from textual.app import App
    from textual.message import Message


class DiffDriver(TerminalDriver):
    """Writes only what changes on the screen."""

    takes_frames = True

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._diff = DiffWriter(0, 0)

    def write(self, data: str) -> None:
        """Write what is needed for the terminal to show what `data` would have it show."""
        found = self._diff.filter(data, self._app.size)
        if found:
            super().write(found)

    def forget(self) -> None:
        """Take nothing of the screen for granted: the next whole lines are written in full."""
        self._diff.forget()

    def process_message(self, message: Message) -> None:
        """Some terminals tell of a new size among the keys."""
        if isinstance(message, events.Resize):
            self.forget()
        super().process_message(message)
