"""The last of what comes from the terminal: reports that were under way are not left to the shell."""

from __future__ import annotations

import os
import select
from time import monotonic
from typing import TYPE_CHECKING

from ici_tui.at_terminal import KEYS

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST, SILENCE = 0.5, 0.1
"""Seconds that are waited at most; and those after which a terminal that answers nothing, and has
nothing under way, is taken to be quiet."""
SLOW, SILENT = 0.4, 2.0
"""Seconds of a round trip after which an answer would come too late, and would be left to the
shell itself; and those after which a terminal that was asked is known not to answer."""
ANSWERED = b"\x1b[0n"


class RoundTrip:
    """How long the terminal takes to answer, from the first question and the first answer.

    Args:
        clock: seconds, as `time.monotonic` gives them.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._asked: float | None = None
        self.seconds: float | None = None
        """None as long as nothing has been answered."""

    def asked(self) -> None:
        """Something is being asked."""
        if self._asked is None:
            self._asked = self._clock()

    def answered(self) -> None:
        """Something was answered."""
        if self.seconds is None and self._asked is not None:
            self.seconds = self._clock() - self._asked

    @property
    def is_silent(self) -> bool:
        """Whether the terminal answers nothing."""
        if self.seconds is not None:
            return False
        return self._asked is None or self._clock() - self._asked >= SILENT

    @property
    def in_time(self) -> bool:
        """Whether an answer can be waited for: it comes, or may come, before the wait is over."""
        return not self.is_silent and (self.seconds is None or self.seconds < SLOW)


def drain(answers: int, *, silence: float = LONGEST) -> None:
    """Take what still comes from the terminal, and let it go.

    Args:
        answers: how many times the terminal still answers for its status: what comes after the
            last of them was typed by somebody. 0: it was not asked.
        silence: seconds without anything after which no more is waited for.
    """
    end, come = monotonic() + LONGEST, b""
    while (left := end - monotonic()) > 0:
        try:
            if not select.select([KEYS], [], [], min(left, silence))[0]:
                return
            data = os.read(KEYS, 4096)
        except OSError:
            return
        come += data
        if not data or (answers and come.count(ANSWERED) >= answers):
            return
