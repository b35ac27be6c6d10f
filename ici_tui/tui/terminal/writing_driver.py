"""What is written to the terminal, and what it answers to that.

Frames go to standard output, which is the terminal; stderr may be a file.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
from typing import TYPE_CHECKING, Any

from textual import events
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Size

from ici_tui.at_terminal import KEYS
from ici_tui.tui.terminal.answers import SignsLost, TerminalAnswer
from ici_tui.tui.terminal.choice import WHOLE_FRAMES
from ici_tui.tui.terminal.counting import WIDTH_ASKED, WIDTH_LINE, counting
from ici_tui.tui.terminal.frame_sender import FrameSender
from ici_tui.tui.terminal.leaving import RoundTrip
from ici_tui.tui.terminal.process import screen_without_unicode, terminal_size
from ici_tui.tui.terminal.status_answers import StatusAnswers
from ici_tui.tui.terminal.textual_private import resize_state

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App
    from textual.message import Message

    from ici_tui.tui.terminal.plain import Update
    from ici_tui.tui.terminal.unanswered import Place
    from ici_tui.tui.terminal.writer_thread import WriterThread


class WritingDriver(LinuxDriver):
    """Writes only what changes on the screen, as fast as the terminal takes it."""

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size or terminal_size())
        self.fileno, self.input_tty = KEYS, True
        self._explorer, self._event_loop = app, asyncio.get_running_loop()
        self.takes_updates = not os.environ.get(WHOLE_FRAMES)
        self._frames = FrameSender(
            self._event_loop,
            self._send,
            self._is_busy,
            self._explorer.refresh,
            doubted=screen_without_unicode(),
        )
        self._answers = StatusAnswers(
            self._frames.answered, lambda: self._frames.unanswered.awaits_place
        )
        self._writer: WriterThread | None = None
        """Set as long as the terminal is held."""
        self._trip = RoundTrip()

    def _in_loop(self, act: Callable[[], None]) -> Callable[..., None]:
        """A handler of a signal that has something done by the app's loop."""

        def handler(*_: object) -> None:
            with contextlib.suppress(RuntimeError):  # the loop is closed: it is over
                self._event_loop.call_soon_threadsafe(act)

        return handler

    def write(self, data: str) -> None:
        """Have text written to the terminal that is no frame."""
        self._frames.pass_by(data)

    def show(self, update: Update, at: tuple[int, int] | None, *, marked: bool) -> None:
        """Have what differs written; called only where `takes_updates`.

        Args:
            update: what is to be shown.
            at: where the cursor is left, as column and line from 0; None where that is no matter.
            marked: whether the terminal knows marks around what is to be shown at once.
        """
        size = self._explorer.size.width, self._explorer.size.height
        self._frames.show(update, at, size, marked=marked)

    @property
    def behind(self) -> bool:
        """Whether the line to the terminal is slow, and has more to deliver."""
        return self._frames.behind

    def _send(self, text: str) -> None:
        if self._writer is not None:
            self._writer.write(text)

    def _is_busy(self) -> bool:
        return self._writer is not None and self._writer.busy

    def _written(self) -> None:
        if self._frames.holds:
            self._in_loop(self._frames.go_on)()

    def forget(self) -> None:
        """Take nothing of the screen for granted: the next whole lines are written in full."""
        self._frames.forget()

    def process_message(self, message: Message) -> None:
        """Pass on what the terminal says; a size that it was not asked to tell is not believed."""
        if isinstance(message, events.Resize):
            self.forget()
            size = Size(*terminal_size(message.size if self._tells_size else None))
            message = events.Resize(size, size, size, message.pixel_size)
        if isinstance(message, TerminalAnswer):
            self._trip.answered()
        elif isinstance(message, events.InputEvent | events.Paste):
            self._frames.typed()
        super().process_message(message)

    def _ask_for_counting(self) -> None:
        """Ask how the terminal counts cells, and what it repeats."""
        self._frames.unanswered.give_up()  # what was asked before it was given back
        self._frames.unanswered.ask(
            lambda place: self._in_loop(lambda: self._counts(place))(), for_place=True
        )
        self.write(WIDTH_ASKED)
        self._trip.asked()

    def _counts(self, place: Place | None) -> None:
        """The terminal has said where its cursor is after `WIDTH_ASKED`."""
        self._trip.answered()
        line, column = place or (0, 0)
        told = counting(column if line == WIDTH_LINE else 0, terminal_size()[0])
        self._frames.counts(narrow=told.narrow, repeats=told.repeats)
        if told.bytes or told.wide:
            self.send_message(SignsLost(wide=told.wide))

    @property
    def _tells_size(self) -> bool:
        """Whether the terminal tells a new size itself."""
        return resize_state(self)[0]
