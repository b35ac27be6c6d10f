"""The terminal that the explorer runs on: set up, given back, and left in time.

Textual's driver for Unix, with what it takes for granted made sure of. Frames go to standard
output, which is the terminal; stderr may be a file. Whatever is read or cannot be written ends
in order; stopping and going on, by whatever signal, leaves the keyboard protocol balanced.
"""

from __future__ import annotations

import asyncio
import contextlib
import enum
import os
import select
import signal
import termios
import threading
import tty
from typing import TYPE_CHECKING, Any

from textual import constants, events
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Size

from ici_tui.at_terminal import FRAMES, KEYS
from ici_tui.tui.terminal.choice import WHOLE_FRAMES
from ici_tui.tui.terminal.diff_writer import DiffWriter
from ici_tui.tui.terminal.input import TerminalInput
from ici_tui.tui.terminal.process import HUNG_UP, terminal_size
from ici_tui.tui.terminal.textual_private import resize_state
from ici_tui.tui.terminal.writer_thread import WriterThread

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App
    from textual.message import Message

    from ici_tui.tui.terminal.plain import Update

SYNC_BEGINS, SYNC_ENDS = "\x1b[?2026h", "\x1b[?2026l"
"""Marks around a frame that is shown at once, where the terminal knows them."""
SYNC_ASKED, SIZES_ASKED = "\x1b[?2026$p", "\x1b[?2048$p"
"""Does the terminal know these marks, and does it tell its size itself?"""
KEYBOARD_ON, KEYBOARD_OFF = "\x1b[>25u", "\x1b[<u"
"""Kitty's protocol: unambiguous codes, all keys, and their text (1 + 8 + 16)."""
MOUSE = (1000, 1003, 1015, 1006)
LOOK_AGAIN = 0.05
"""Seconds until something incomplete that came from the terminal is looked at again."""
SIZE_ASKED = 0.5
"""Seconds between two looks at the size, where no signal tells of a new one."""
FLUSHES = 100
"""How often a write that a terminal does not take is broken off."""
MOST_UNTAKEN = 2_000
"""Messages that may wait for the app before more is read."""


class State(enum.Enum):
    """How the terminal is held."""

    NEW = enum.auto()
    ON = enum.auto()
    SUSPENDED = enum.auto()
    ENDED = enum.auto()


class TerminalDriver(LinuxDriver):
    """Holds the terminal from start to end, and writes only what changes on the screen."""

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
        self._takes_mouse = mouse
        self._diff = None if os.environ.get(WHOLE_FRAMES) else DiffWriter()
        self.takes_updates = self._diff is not None
        self._state = State.NEW
        self._resumes = False
        """Whether the app is told that it goes on."""
        self._reader: threading.Thread | None = None
        self._wake: tuple[int, int] | None = None
        self._writer: WriterThread | None = None
        self._stderr: int | None = None
        self._deadline: threading.Thread | None = None
        self._forced = False
        """Whether the deadline has passed: nobody else writes from then on."""
        # In the loop, not in the handler: there something may be half written.
        signal.signal(signal.SIGTSTP, self._in_loop(self._stop))
        signal.signal(signal.SIGCONT, self._in_loop(self._go_on))

    def _in_loop(self, act: Callable[[], None]) -> Callable[..., None]:
        """A handler of a signal that has something done by the app's loop."""

        def handler(*_: object) -> None:
            with contextlib.suppress(RuntimeError):  # the loop is closed: it is over
                self._event_loop.call_soon_threadsafe(act)

        return handler

    # Writing

    def write(self, data: str) -> None:
        """Have text written to the terminal that is no frame."""
        if self._diff is not None:
            self._diff.pass_by(data)
        self._send(data)

    def show(self, update: Update, at: tuple[int, int], *, marked: bool) -> None:
        """Have what differs written; called only where `takes_updates`.

        Args:
            update: what is to be shown.
            at: where the cursor is left, as column and line from 0.
            marked: whether the terminal knows marks around what is to be shown at once.
        """
        if self._diff is None:
            return
        size = self._explorer.size.width, self._explorer.size.height
        text = self._diff.changes(update, at, size)
        if text:
            self._send(f"{SYNC_BEGINS}{text}{SYNC_ENDS}" if marked else text)

    def _send(self, text: str) -> None:
        if self._writer is not None:
            self._writer.write(text)

    def forget(self) -> None:
        """Take nothing of the screen for granted: the next whole lines are written in full."""
        if self._diff is not None:
            self._diff.forget()

    def process_message(self, message: Message) -> None:
        """Pass on what the terminal says; a size that it was not asked to tell is not believed."""
        if isinstance(message, events.Resize):
            self.forget()
            size = Size(*terminal_size(message.size if self._tells_size else None))
            message = events.Resize(size, size, size, message.pixel_size)
        super().process_message(message)

    @property
    def _tells_size(self) -> bool:
        """Whether the terminal tells a new size itself."""
        return resize_state(self)[0]

    # Begin and end

    def start_application_mode(self) -> None:
        """Take the terminal, for the first time or after a stop."""
        if self._state in {State.ON, State.ENDED}:
            return
        try:
            before = termios.tcgetattr(KEYS)
            # In the background this stops the program until it is in the foreground again.
            termios.tcsetattr(KEYS, termios.TCSANOW, before)
        except termios.error:
            self._lost()
            return
        self.attrs_before = self.attrs_before or before
        self._state = State.ON
        self._hush()
        self._writer = WriterThread(FRAMES, self._lost)
        self._writer.start()
        self._send_size()
        signal.signal(signal.SIGWINCH, self._on_size_signal)
        self._take()
        self._start_reading()
        # Apple's terminal writes the end of the question on the screen.
        if os.environ.get("TERM_PROGRAM") != "Apple_Terminal":
            self.write(SYNC_ASKED)
        self.write(SIZES_ASKED)
        if self._resumes:
            self._resumes = False
            self.send_message(self.SignalResume())

    def _take(self) -> None:
        """Set every mode; said twice it is as if said once."""
        self._set_raw()
        self.write("\x1b[?1049h")
        if self._takes_mouse:
            self.write("".join(f"\x1b[?{mode}h" for mode in MOUSE))
        self.write("\x1b[?25l\x1b[?1004h")
        if not constants.DISABLE_KITTY_KEY:
            self.write(KEYBOARD_ON)
        self.write("\x1b[?2004h")
        self.write("\x1b[?7l")

    def _set_raw(self) -> None:
        attributes = termios.tcgetattr(KEYS)
        signals = 0 if os.environ.get("TEXTUAL_ALLOW_SIGNALS") else termios.ISIG
        attributes[tty.LFLAG] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | signals)
        attributes[tty.IFLAG] &= ~(
            termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR
        )
        attributes[tty.CC][termios.VMIN] = 1
        termios.tcsetattr(KEYS, termios.TCSANOW, attributes)

    def disable_input(self) -> None:
        """Read nothing any more."""
        if self._reader is None or self._wake is None:
            return
        signal.signal(signal.SIGWINCH, signal.SIG_DFL)
        os.write(self._wake[1], b"!")
        self._reader.join()
        self._reader = None
        for end in self._wake:
            os.close(end)
        self._wake = None

    def stop_application_mode(self) -> None:
        """Give the terminal back as it was."""
        if self._state is not State.ON:
            return
        if self._forced and self._deadline is not None:
            self._deadline.join()  # it gives the terminal back, and ends the process
        self._state = State.ENDED
        self.disable_input()
        self.write(self._given_back)
        if self._writer is not None:
            self._writer.stop()
            self._writer = None
        self._reset_line()
        self._speak()

    @property
    def _given_back(self) -> str:
        """What undoes every mode. The keyboard protocol is the alternate screen's: it goes first."""
        off = [f"\x1b[?{mode}l" for mode in (2004, *MOUSE, 1004)]
        tells_size, tells_pixels = resize_state(self)
        if tells_pixels:
            off.append("\x1b[?1016l")
        if tells_size:
            off.append("\x1b[?2048l")
        keyboard = "" if constants.DISABLE_KITTY_KEY else KEYBOARD_OFF
        return "".join(["\x1b[?7h", *off, keyboard, "\x1b[?1049l\x1b[?25h"])

    def _reset_line(self) -> None:
        if self.attrs_before is not None:
            with contextlib.suppress(termios.error):  # a terminal that is gone
                termios.tcflush(KEYS, termios.TCIFLUSH)
                termios.tcsetattr(KEYS, termios.TCSANOW, self.attrs_before)

    def close(self) -> None:
        """Nothing is left to do: stopping gave everything back."""

    # Stopping and going on

    def _stop(self) -> None:
        """Stop as a program does that a shell holds: the terminal is given back before."""
        if self._state is State.ON:
            self.suspend_application_mode()
            self._resumes = True
        os.kill(os.getpid(), signal.SIGSTOP)

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
                self._set_raw()
            except termios.error:
                self._lost()
                return
            self.write("" if constants.DISABLE_KITTY_KEY else KEYBOARD_OFF)
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

    def _start_reading(self) -> None:
        self._wake = os.pipe()
        self._reader = threading.Thread(
            target=self.run_input_thread, name="terminal-input", daemon=True
        )
        self._reader.start()

    def run_input_thread(self) -> None:
        """Read what comes from the terminal until woken, or until the terminal is gone."""
        assert self._wake is not None  # noqa: S101
        wake = self._wake[0]
        incoming = TerminalInput(self.process_message)
        told = _hears_of_sizes()
        size = terminal_size()
        while True:
            patience = LOOK_AGAIN if incoming.waits else None if told else SIZE_ASKED
            ready, _, _ = select.select([KEYS, wake], [], [], patience)
            if wake in ready:
                return
            if KEYS in ready:
                data = _read()
                if data is None:
                    self._lost()
                    return
                incoming.feed(data)
                if self._is_behind(wake):
                    return
            else:
                incoming.tick()
            if not told and size != terminal_size():
                size = terminal_size()
                self._on_size_signal()

    def _is_behind(self, wake: int) -> bool:
        """Wait until the app has taken what it was told; whether the end came meanwhile."""
        while self._explorer.message_queue_size > MOST_UNTAKEN:
            if select.select([wake], [], [], LOOK_AGAIN)[0]:
                return True
        return False

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

        def force() -> None:
            threading.Event().wait(seconds)
            self._give_back_now()
            with contextlib.suppress(OSError):
                os.write(2, last_words().encode("utf-8", "replace"))
            os._exit(code)

        self._deadline = threading.Thread(target=force, daemon=True, name="deadline")
        self._deadline.start()

    def _give_back_now(self) -> None:
        """Give the terminal back without whoever holds the writer; what waits is let go."""
        if self._state is not State.ON:
            return
        self._forced = True
        with contextlib.suppress(OSError, termios.error):
            if self._writer is not None:
                self._writer.give_up()
                for _ in range(FLUSHES):
                    if not self._writer.writing:
                        break
                    # A signal, whichever, ends a write that is held up.
                    signal.pthread_kill(self._writer.ident or 0, signal.SIGCONT)
                    threading.Event().wait(0.01)
            termios.tcflush(FRAMES, termios.TCOFLUSH)
            if select.select([], [FRAMES], [], 0.5)[1]:
                os.write(FRAMES, self._given_back.encode())
        self._reset_line()
        self._speak()

    # Other voices

    def _hush(self) -> None:
        """Keep what libraries say on stderr from the screen, where that is the terminal too."""
        if self._stderr is None and os.isatty(2):
            self._stderr = os.dup(2)
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, 2)
            os.close(nowhere)

    def _speak(self) -> None:
        if self._stderr is not None:
            os.dup2(self._stderr, 2)
            os.close(self._stderr)
            self._stderr = None


def _read() -> bytes | None:
    """What has come; None where the terminal is gone."""
    try:
        data = os.read(KEYS, 4096)
        if not data:
            termios.tcgetattr(KEYS)
            # It is there: another program has set another mode, in which Ctrl-D is an end.
            threading.Event().wait(LOOK_AGAIN)
    except BlockingIOError:
        return b""
    except (OSError, termios.error):
        return None
    return data


def _hears_of_sizes() -> bool:
    """Whether a new size is told by a signal: only to whom the terminal controls."""
    try:
        os.tcgetpgrp(KEYS)
    except OSError:
        return False
    return True
