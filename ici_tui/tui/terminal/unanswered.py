"""The questions that the terminal has not answered yet, in order."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

Place = tuple[int, int]
"""The cursor's line and column, from 1, as a terminal tells them."""


class Question(NamedTuple):
    """A question, and who is told the answer: a place, or None for a status or no answer."""

    for_place: bool
    told: Callable[[Place | None], None]


class Unanswered:
    """Finds the question that an answer belongs to. Any thread may ask or answer."""

    def __init__(self) -> None:
        self._asked: deque[Question] = deque()

    @property
    def awaits_place(self) -> bool:
        """True where the cursor's place was asked and not told: a key may look like its answer."""
        return any(question.for_place for question in tuple(self._asked))

    @property
    def statuses(self) -> int:
        """The number of answers about the terminal's status that are still to come."""
        return sum(not question.for_place for question in tuple(self._asked))

    def ask(self, told: Callable[[Place | None], None], *, for_place: bool) -> None:
        """Take note of a question."""
        self._asked.append(Question(for_place, told))

    def answered(self, place: Place | None) -> bool:
        """Pass an answer on; whether it was asked for.

        Args:
            place: the cursor's, or None for a status. Questions of the other kind before it have
                lost their answers.
        """
        while self._asked:
            question = self._asked.popleft()
            asked_for = question.for_place == (place is not None)
            question.told(place if asked_for else None)
            if asked_for:
                return True
        return False

    def give_up(self) -> None:
        """Wait for no answer any more."""
        self._asked.clear()
