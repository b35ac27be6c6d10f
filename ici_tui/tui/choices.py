"""Something to choose from a list, and what was chosen, whichever way the list is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose: a word or two, what it means, keys or values at the right."""

    id: str
    title: str
    note: str = ""
    keys: str = ""
    words: tuple[str, ...] = ()
    """Words that may be typed instead of choosing, with an argument behind them."""

    def matches(self, words: Sequence[str]) -> bool:
        """True where every word is found somewhere in it."""
        parts = (self.title, *self.words, self.note, self.keys)
        searched = " ".join(parts).casefold()
        return all(word in searched for word in words)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The choice, or None where only the text counts; and the text as it was typed.

    `pointed` says that the cursor was moved to the choice: then it counts, whatever was typed.
    """

    choice: Choice | None
    text: str
    pointed: bool = False
