"""The terminal's answers to what is asked beside the frames, taken out of what it sends."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

STATUS = re.compile(rb"\x1b\[0n")
PLACE = re.compile(rb"\x1b\[(\d+);(\d+)R")
BEGUN = re.compile(rb"\x1b\[(?:\d{1,4}(?:;\d{0,4})?)?$")
"""The beginning of an answer, at the end of what has come so far."""
LONGEST = 4
"""Bytes of an answer of the status."""


class StatusAnswers:
    """Passes on what the terminal sends, without the answers.

    Args:
        status: told of each answer of the terminal's status.
        place: told the column in which the cursor is after `WIDTH_ASKED`, from 1.
    """

    def __init__(self, status: Callable[[], None], place: Callable[[int], None]) -> None:
        self._status, self._place = status, place
        self.expects_place = False
        """Whether the cursor's place was asked and not told: a key may look like its answer."""
        self._held = self._tail = b""

    @property
    def waits(self) -> bool:
        """Whether something is held back: `rest` has to be called if nothing comes after it."""
        return bool(self._held)

    def passed_on(self, data: bytes) -> bytes:
        """What has come, but for answers."""
        data, self._held = self._held + data, b""
        if self.expects_place:
            found = PLACE.search(data)
            if found:
                self.expects_place = False
                self._place(int(found[2]) if int(found[1]) == 2 else 0)
                data = data[: found.start()] + data[found.end() :]
            elif begun := BEGUN.search(data):
                data, self._held = data[: begun.start()], begun[0]
        # One that comes in two packets is only counted: as a key it is none.
        seen = self._tail + data
        for _ in STATUS.finditer(seen):
            self._status()
        self._tail = b"" if STATUS.search(seen[1 - LONGEST :]) else seen[1 - LONGEST :]
        return STATUS.sub(b"", data)

    def rest(self) -> bytes:
        """What was held back, and is no answer."""
        held, self._held = self._held, b""
        return held
