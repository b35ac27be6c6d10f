"""The terminal's answers to what is asked beside the frames, taken out of what it sends."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from ici_tui.tui.terminal.unanswered import Place

ANSWER = re.compile(rb"\x1b\[(?:0n|(\d{1,4});(\d{1,4})R)")
"""The status, or the cursor's place."""
BEGUN = re.compile(rb"\x1b\[(?:\d{1,4}(?:;\d{0,4})?)?\Z")
BEGUN_AT_ALL = re.compile(rb"\x1b(?:\[(?:\d{1,4}(?:;\d{0,4})?)?)?\Z")
"""The beginning of an answer, at the end of what has come so far; Esc alone is not held back."""


class StatusAnswers:
    """Passes on what the terminal sends, without the answers.

    Args:
        answered: told of each answer: None of the status, or a place.
        awaits_place: tells whether the cursor's place was asked and not told: a key may look like
            a place in the first line, and like the beginning of one.
    """

    def __init__(
        self, answered: Callable[[Place | None], object], awaits_place: Callable[[], bool]
    ) -> None:
        self._answered, self._awaits_place = answered, awaits_place
        self._held = self._tail = b""

    @property
    def waits(self) -> bool:
        """Whether something is held back: `rest` has to be called if nothing comes after it."""
        return bool(self._held)

    def passed_on(self, data: bytes) -> bytes:
        """What has come, but for answers."""
        new = len(self._tail)
        seen, self._held = self._tail + self._held + data, b""
        kept, since = b"", 0
        for found in ANSWER.finditer(seen):
            place = (int(found[1]), int(found[2])) if found[1] else None
            if place is not None and place[0] == 1 and not self._awaits_place():
                continue  # F3
            self._answered(place)
            # One whose beginning was passed on before is only told: as a key it is none.
            if found.start() >= new:
                kept += seen[max(since, new) : found.start()]
                since = found.end()
        rest = seen[max(since, new) :]
        if self._awaits_place() and (begun := BEGUN.search(rest)):
            rest, self._held = rest[: begun.start()], begun[0]
        tail = BEGUN_AT_ALL.search(seen[since:]) if not self._held else None
        self._tail = tail[0] if tail else b""
        return kept + rest

    def rest(self) -> bytes:
        """What was held back, and is no answer."""
        held, self._held = self._held, b""
        self._tail = held
        return held
