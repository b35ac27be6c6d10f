"""The thread that reads from the terminal: keys, answers, and that it is gone."""

from __future__ import annotations

import os
import select
import termios
import threading
from typing import TYPE_CHECKING

from ici_tui.at_terminal import KEYS
from ici_tui.tui.terminal.process import terminal_size

if TYPE_CHECKING:
    from collections.abc import Callable

    from ici_tui.tui.terminal.input import TerminalInput
    from ici_tui.tui.terminal.status_answers import StatusAnswers

LOOK_AGAIN = 0.05
"""Seconds until something incomplete that came from the terminal is looked at again."""
SIZE_ASKED = 0.5
"""Seconds between two looks at the size, where no signal tells of a new one."""


class ReaderThread(threading.Thread):
    """Reads until it is stopped, or until the terminal is gone. It sleeps until something comes.

    Args:
        incoming: takes what is read.
        answers: takes the terminal's answers out of it.
        behind: whether the app has more to take than may wait.
        resized: told of a new size, where no signal tells of one.
        lost: told that the terminal is gone.
    """

    def __init__(
        self,
        incoming: TerminalInput,
        answers: StatusAnswers,
        behind: Callable[[], bool],
        resized: Callable[[], None],
        lost: Callable[[], None],
    ) -> None:
        super().__init__(daemon=True, name="terminal-input")
        self._incoming, self._answers = incoming, answers
        self._behind, self._resized, self._lost = behind, resized, lost
        self._woken, self._wake = os.pipe()

    def stop(self) -> None:
        """Read nothing any more."""
        os.write(self._wake, b"!")
        self.join()
        os.close(self._wake)
        os.close(self._woken)

    def run(self) -> None:
        """Read until woken, or until the terminal is gone."""
        told = _hears_of_sizes()
        size = terminal_size()
        while True:
            again = LOOK_AGAIN if self._answers.waits else None
            patience = again or self._incoming.patience or (None if told else SIZE_ASKED)
            ready, _, _ = select.select([KEYS, self._woken], [], [], patience)
            if self._woken in ready:
                return
            if KEYS in ready:
                data = _read()
                if data is None:
                    self._lost()
                    return
                data = self._answers.passed_on(data)
                if data:
                    self._incoming.feed(data)
                if self._stopped_while_behind():
                    return
            else:
                if held := self._answers.rest():
                    self._incoming.feed(held)
                self._incoming.tick()
            if not told and size != terminal_size():
                size = terminal_size()
                self._resized()

    def _stopped_while_behind(self) -> bool:
        """Wait until the app has taken what it was told; whether the end came meanwhile."""
        while self._behind():
            if select.select([self._woken], [], [], LOOK_AGAIN)[0]:
                return True
        return False


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
