"""The terminal that the explorer runs on: set up, given back, and left in time.

Textual's driver for Unix, with what it takes for granted made sure of. Whatever is read or cannot
be written ends in order; stopping and going on, by whatever signal, leaves the keyboard protocol
balanced.
"""

from __future__ import annotations

import enum
import os
import select
import signal
import termios
from typing import TYPE_CHECKING, Any

from textual import events
from textual.geometry import Size

from ici_tui.at_terminal import FRAMES, KEYS
from ici_tui.tui.terminal import discipline
from ici_tui.tui.terminal.asking import STATUS_ASKED, asked_first
from ici_tui.tui.terminal.deadline import Deadline, write_at_once
from ici_tui.tui.terminal.hush import Hush
from ici_tui.tui.terminal.input import TerminalInput
from ici_tui.tui.terminal.leaving import LONGEST, SILENCE, drain
from ici_tui.tui.terminal.modes import (
    SIZES_ASKED,
    SYNC_ASKED,
    TITLE_BACK,
    TITLE_KEPT,
    keyboard_off,
    modes_off,
    modes_on,
    mouse_off,
)
from ici_tui.tui.terminal.process import HUNG_UP, terminal_size
from ici_tui.tui.terminal.reader_thread import ReaderThread
from ici_tui.tui.terminal.textual_private import resize_state
from ici_tui.tui.terminal.writer_thread import WriterThread
from ici_tui.tui.terminal.writing_driver import WritingDriver

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App

MOST_UNTAKEN = 2_000
"""Messages that may wait for the app before more is read."""


class State(enum.Enum):
    """How the terminal is held."""

    NEW = enum.auto()
    ON = enum.auto()
    SUSPENDED = enum.auto()
    ENDED = enum.auto()


class TerminalDriver(WritingDriver):
    """Holds the terminal from start to end."""

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._takes_mouse = mouse
        self._state = State.NEW
        self._resumes = self._continued = False
        """Whether the app is told that it goes on; whether SIGCONT has come since a stop began."""
        self._reader: ReaderThread | None = None
        self._hush = Hush()
        self._title = ""
        self._deadline: Deadline | None = None
        # In the loop, not in the handler: there something may be half written.
        signal.signal(signal.SIGTSTP, self._on_stop)
        signal.signal(signal.SIGCONT, self._on_continue)

    # Begin and end

    def start_application_mode(self) -> None:
        """Take the terminal, for the first time or after a stop."""
        if self._state in {State.ON, State.ENDED}:
            return
        try:
            before = discipline.taken()
        except termios.error:
            self._lost()
            return
        self.attrs_before = self.attrs_before or before
        self._state = State.ON
        self._hush.begin()
        self._writer = WriterThread(FRAMES, self._lost, self._written)
        self._writer.start()
        self._send_size()
        signal.signal(signal.SIGWINCH, self._on_size_signal)
        self._take()
        self._ask_for_counting()
        self._frames.begin()
        if not self._resumes:
            self.write(asked_first(os.environ, colours=not self._explorer.no_color))
        if self._title:
            self.write(TITLE_KEPT + _titled(self._title))
        self._start_reading()
        # Apple's terminal writes the end of the question on the screen.
        if os.environ.get("TERM_PROGRAM") != "Apple_Terminal":
            self.write(SYNC_ASKED)
        self.write(SIZES_ASKED)
        if self._resumes:
            self._resumes = False
            self.send_message(self.SignalResume())

    def _take(self) -> None:
        """Set every mode."""
        discipline.set_raw()
        self.write(modes_on(mouse=self._takes_mouse))

    def take_again(self) -> None:
        """Set every mode again: another program may have taken them back."""
        self.write(keyboard_off())
        self._take()
        self.forget()

    def leave_mouse(self) -> None:
        """Listen to the mouse no more."""
        self._takes_mouse = False
        self.write(mouse_off())

    def set_title(self, title: str) -> None:
        """Give the window a title; the one before comes back when the terminal is given back."""
        kept = "" if self._title else TITLE_KEPT
        if title and title != self._title:
            self._title = title
            self.write(kept + _titled(title))

    def disable_input(self) -> None:
        """Read nothing any more."""
        if self._reader is None:
            return
        signal.signal(signal.SIGWINCH, signal.SIG_DFL)
        self._reader.stop()
        self._reader = None

    def stop_application_mode(self) -> None:
        """Give the terminal back as it was."""
        if self._state is not State.ON:
            return
        if self._deadline is not None and self._deadline.passed:
            self._deadline.join()  # it gives the terminal back, and ends the process
        self._state = State.ENDED
        self.disable_input()
        self._frames.end()
        asks = self._trip.in_time
        self.write(self._given_back(STATUS_ASKED if asks else ""))
        if self._writer is not None:
            self._writer.stop()
            self._writer = None
        drain(
            self._frames.unanswered.statuses + 1 if asks else 0,
            silence=SILENCE if self._trip.is_silent else LONGEST,
        )
        discipline.reset(self.attrs_before)
        self._hush.end()

    def _given_back(self, asked: str = "") -> str:
        """What undoes every mode that was set, with a last question."""
        tells_size, tells_pixels = resize_state(self)
        title = TITLE_BACK if self._title else ""
        return title + modes_off(tells_size=tells_size, tells_pixels=tells_pixels, asked=asked)

    def close(self) -> None:
        """Nothing is left to do: stopping gave everything back."""

    # Stopping and going on

    def _on_stop(self, *_: object) -> None:
        # Here, not in the loop: who is told to go on before that has come to it does not stop.
        self._continued = False
        self._in_loop(self._stop)()

    def _on_continue(self, *_: object) -> None:
        self._continued = True
        self._in_loop(self._go_on)()

    def _stop(self) -> None:
        """Stop as a program does that a shell holds: the terminal is given back before.

        Giving it back takes a moment; who is told to go on meanwhile does not stop any more.
        """
        if self._state is State.ON:
            self.suspend_application_mode()
            self._resumes = True
        if not self._continued:
            os.kill(os.getpid(), signal.SIGSTOP)

    def stop_job(self) -> None:
        """Stop as Ctrl-Z stops a job, all of it.

        The terminal is given back before: as soon as another member stops, a shell may take it.
        """
        if self._state is State.ON:
            self.suspend_application_mode()
            self._resumes = True
        os.killpg(os.getpgrp(), signal.SIGTSTP)

    def suspend_application_mode(self) -> None:
        """Give the terminal back for a while."""
        if self._state is State.ON:
            self.stop_application_mode()
            self._state = State.SUSPENDED

    def _go_on(self) -> None:
        """Go on after a stop: whatever ran meanwhile may have written, so all is painted again."""
        if self._state is State.SUSPENDED:
            self.start_application_mode()
        elif self._state is State.ON:
            # Stopped by SIGSTOP, which nobody hears of: the terminal was not given back.
            try:
                discipline.set_raw()
            except termios.error:
                self._lost()
                return
            self.write(keyboard_off())
            self._take()
        else:
            return
        self.forget()
        self._send_size()
        self._explorer.refresh()

    # The size

    def _on_size_signal(self, *_: object) -> None:
        self.forget()
        if not self._tells_size:
            self._in_loop(self._send_size)()

    def _send_size(self) -> None:
        size = Size(*terminal_size())
        self.send_message(events.Resize(size, size))

    # Reading

    @property
    def keys_wait(self) -> bool:
        """Whether something that was typed has not been read yet."""
        return self._state is State.ON and bool(select.select([KEYS], [], [], 0)[0])

    def _start_reading(self) -> None:
        self._reader = ReaderThread(
            TerminalInput(self.process_message),
            self._answers,
            behind=lambda: self._explorer.message_queue_size > MOST_UNTAKEN,
            resized=self._on_size_signal,
            lost=self._lost,
        )
        self._reader.start()

    # Leaving

    def _lost(self) -> None:
        """Leave, as at SIGHUP: the terminal is gone."""
        self.leave_within(3.0, HUNG_UP)
        self._in_loop(lambda: self._explorer.exit(return_code=HUNG_UP))()

    def leave_within(self, seconds: float, code: int, last_words: Callable[[], str] = str) -> None:
        """See to it that the process ends, whatever it is stuck in.

        Args:
            seconds: after this time the terminal is given back from here.
            code: the exit code then.
            last_words: what is said then.
        """
        if self._deadline is not None:
            return
        self._deadline = Deadline(seconds, code, self._give_back_now, last_words)
        self._deadline.start()

    def _give_back_now(self) -> None:
        """Give the terminal back from another thread, whatever holds this one up."""
        if self._state is State.ON:
            write_at_once(self._writer, self._given_back())
            discipline.reset(self.attrs_before)
            self._hush.end()


def _titled(title: str) -> str:
    return f"\x1b]2;{title}\x1b\\"
