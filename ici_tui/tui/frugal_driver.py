"""Textual's driver for Unix terminals, its writes made frugal."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING, Any

from textual import events
from textual.drivers.linux_driver import LinuxDriver

from ici_tui.tui.frugal import Frugal

if TYPE_CHECKING:
    from types import FrameType

    from textual.app import App
    from textual.message import Message


class FrugalDriver(LinuxDriver):
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
        self._frugal = Frugal(0, 0)

    def write(self, data: str) -> None:
        """Write what is needed for the terminal to show what `data` would have it show."""
        found = self._frugal.filter(data, self._app.size)
        if found:
            super().write(found)

    def forget(self) -> None:
        """Take nothing of the screen for granted: the next whole lines are written in full."""
        self._frugal.forget()

    def start_application_mode(self) -> None:
        """Start, or go on after a stop; every new size is heard of before the app is told."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        before = signal.getsignal(signal.SIGWINCH)

        def resized(number: int, frame: FrameType | None) -> None:
            self.forget()
            if callable(before):
                before(number, frame)

        signal.signal(signal.SIGWINCH, resized)

    def resume_application_mode(self) -> None:
        """Go on after a stop: whatever ran meanwhile has written, so everything is painted."""
        super().resume_application_mode()
        self._loop.call_soon_threadsafe(self._app.refresh)

    def process_message(self, message: Message) -> None:
        """Some terminals tell of a new size among the keys."""
        if isinstance(message, events.Resize):
            self.forget()
        super().process_message(message)
