"""A list to choose from, or a text to type, where the next line is the answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ici_tui.drawing.cells import wrap
from ici_tui.tui.choices import Chosen

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ici_tui.tui.choices import Choice

LONGEST_NUMBER = 5
"""Digits of a number that may stand in a list: Python refuses to read thousands of them."""


@dataclass(frozen=True, slots=True)
class Choosing:
    """Waits for a line."""

    choices: Sequence[Choice]
    """The list; empty where a text is typed."""
    then: Callable[[Chosen | None], None]
    """Takes what is chosen."""
    prompt: str = ""
    text: str = ""
    """The beginning of the text that is typed."""
    now: str = ""
    """The text whose place is taken."""

    def lines(self, width: int) -> list[str]:
        """The list, and what can be typed, in lines of so many cells."""
        told = [f"{self.prompt}:" if self.prompt else "choose:"]
        for place, one in enumerate(self.choices, 1):
            line = ": ".join(filter(None, (one.title, one.note)))
            told.append(f"{place}. {line}" + (f" ({one.keys})" if one.keys else ""))
        if self.choices:
            asked = "type a number or a name"
        else:
            asked = (
                f"type what follows {self.text!r}"
                if self.text
                else f"it is {self.now!r}; type another"
            )
        told.append(f"{asked}; an empty line leaves it")
        return [part for line in told for part in wrap(line, width, "   ", "")]

    def may_be_a_word(self, typed: str) -> bool:
        """True where a line may be a command instead. Where a text is typed, every line is that text."""
        return bool(typed and self.choices) and self._numbered(typed) is None

    def chosen(self, typed: str) -> Chosen | None:
        """The choice of a line; the text alone where it is none of them; None for an empty line."""
        if not typed:
            return None
        if not self.choices:
            return Chosen(None, self.text + typed)
        numbered = self._numbered(typed)
        if numbered is not None:
            return Chosen(numbered, "", pointed=True)
        wanted = typed.casefold()
        return Chosen(next((one for one in self.choices if wanted in _names_of(one)), None), typed)

    def _numbered(self, typed: str) -> Choice | None:
        place = int(typed) if typed.isdecimal() and len(typed) <= LONGEST_NUMBER else 0
        return self.choices[place - 1] if 0 < place <= len(self.choices) else None


def _names_of(choice: Choice) -> set[str]:
    """The names of a choice. A number is a place in the list, never an id that nobody has read."""
    names = {choice.title.casefold(), choice.id.casefold()}
    return {name for name in names if not name.isdecimal()}
