"""Leaving in time: after a while the terminal is given back, whatever holds the program up."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import termios
import threading
from typing import TYPE_CHECKING

from ici_tui.at_terminal import FRAMES

if TYPE_CHECKING:
    from collections.abc import Callable

    from ici_tui.tui.terminal.writer_thread import WriterThread

FLUSHES = 100
"""How often a write that a terminal does not take is broken off."""


class Deadline(threading.Thread):
    """Ends the process after a time.

    Args:
        seconds: the time.
        code: the exit code then.
        give_back: gives the terminal back, if that has not been done.
        last_words: what is said then.
    """

    def __init__(
        self,
        seconds: float,
        code: int,
        give_back: Callable[[], None],
        last_words: Callable[[], str],
    ) -> None:
        super().__init__(daemon=True, name="deadline")
        self._seconds, self._code = seconds, code
        self._give_back, self._last_words = give_back, last_words
        self.passed = False
        """Whether the time is over: nobody else writes from then on."""

    def run(self) -> None:
        """Wait, and end the process."""
        threading.Event().wait(self._seconds)
        self.passed = True
        self._give_back()
        with contextlib.suppress(OSError):
            os.write(2, self._last_words().encode("utf-8", "replace"))
        os._exit(self._code)


def write_at_once(writer: WriterThread | None, text: str) -> None:
    """Write a last text without whoever holds the writer; what waits is let go."""
    with contextlib.suppress(OSError, termios.error):
        if writer is not None:
            writer.give_up()
            for _ in range(FLUSHES):
                if not writer.writing:
                    break
                # A signal, whichever, ends a write that is held up.
                signal.pthread_kill(writer.ident or 0, signal.SIGCONT)
                threading.Event().wait(0.01)
        termios.tcflush(FRAMES, termios.TCOFLUSH)
        if select.select([], [FRAMES], [], 0.5)[1]:
            os.write(FRAMES, text.encode())
