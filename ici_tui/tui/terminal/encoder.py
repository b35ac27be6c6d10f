"""What a terminal is sent: it knows style and cursor as they are there, and takes short ways."""

from __future__ import annotations

import re

from ici_tui.tui.terminal.counting import PLACE_ASKED, Repeats
from ici_tui.tui.terminal.motion import (
    ANYWHERE,
    BESIDE,
    LEFT,
    NOWHERE,
    RIGHT,
    Way,
    count,
    in_full,
    ways,
)
from ici_tui.tui.terminal.sgr import PLAIN, on_blanks, sgr_change, style_anew

ALIKE = {
    Repeats.NONE: None,
    Repeats.ASCII: re.compile(r"([ -~])\1{5,}"),
    Repeats.ALL: re.compile(r"([^\x01])\1{2,}"),
}
"""Equal cells in a row; one of two cells never stands beside itself."""


class Encoder:
    """Collects what is written.

    Args:
        sgr: the SGR parameters of the style that the terminal writes in; None if not known.
        at: the cursor's column and line from 0; None if it is not known. A column of the width is
            the last one, or beside it: terminals differ in where text that ends there leaves it.
        size: the columns and lines of the terminal.
        sure: whether the terminal is known to count cells as we do.
        repeats: which characters it is known to repeat (REP).
        asks: whether it is asked for the cursor's place wherever a loss would be hidden.
    """

    def __init__(
        self,
        sgr: str | None,
        at: tuple[int, int] | None,
        size: tuple[int, int],
        *,
        sure: bool = True,
        repeats: Repeats = Repeats.NONE,
        asks: bool = False,
    ) -> None:
        self._written: list[str] = []
        self.size = 0
        """How many characters have been written."""
        self.sure, self._repeats = sure, repeats
        self._sgr, self._screen = sgr, size
        self._x: int | None = at[0] if at else None
        self._y = at[1] if at else -1
        self._asks = asks and sure
        self._risks = NOWHERE
        """Losses since the cursor's place was asked for that would be seen by asking now."""
        self.asked: list[tuple[int, int]] = []
        """Columns and lines where the cursor is when it is asked for its place."""

    @property
    def text(self) -> str:
        """What has been written."""
        return "".join(self._written)

    @property
    def width(self) -> int:
        """The columns of the terminal."""
        return self._screen[0]

    @property
    def at(self) -> tuple[int, int] | None:
        """Where the cursor is; None where that is not known."""
        return None if self._x is None or self._y < 0 else (self._x, self._y)

    def _put(self, text: str) -> None:
        self._written.append(text)
        self.size += len(text)

    def set_style(self, sgr: str) -> None:
        """Take another style."""
        if self._sgr is None:
            self.repeat_style(sgr)
        elif sgr != self._sgr:
            self._put(sgr_change(self._sgr, sgr))
            self._sgr = sgr

    def repeat_style(self, sgr: str) -> None:
        """Take a style, and say all of it even if it is the one that the terminal has."""
        self._put(style_anew(self._sgr, sgr))
        self._sgr = sgr

    def write(self, text: str, cells: int | None, sgr: str) -> None:
        """Write text that takes so many cells; None if that is in doubt."""
        # Of a blank only its ground is seen.
        if self._sgr is None or not text.isspace() or on_blanks(self._sgr) != sgr:
            self.set_style(sgr)
        alike = ALIKE[self._repeats]
        short = alike.sub(_repeated, text) if alike else text
        end = None if self._x is None or cells is None else self._x + cells
        if end is None:
            self._ask_before(ANYWHERE)
        elif end >= self.width - 1:  # the cursor goes no further
            self._ask_before(RIGHT)
        self._put(short)
        if len(short) < len(text):
            self._risks |= LEFT
        self._x = end

    def erase(self, sgr: str) -> None:
        """Erase the rest of the line; the cursor stays."""
        self.set_style(sgr)
        self._put("\x1b[K")

    def lose_place(self) -> None:
        """Take the cursor to be anywhere: the next place is said in full."""
        self._x, self._y = None, -1

    def scroll(self, top: int, bottom: int, up: int) -> None:
        """Move the lines from top to bottom up, or down where `up` is negative.

        What comes into view there is not known: terminals differ in what it is filled with. A
        line feed at the foot of a scroll region, and its reverse at the head, every one knows.
        Source: ECMA-48 8.3.104; DECSTBM as in the VT100's manual.
        """
        self.set_style(PLAIN)
        # A region leads the cursor to the first column: from there it would not be seen.
        if not self._x:
            self.go(1, top)
        self._ask_before(ANYWHERE)
        self._put(f"\x1b[{count(top + 1)};{bottom + 1}r")
        self._x, self._y = 0, 0
        self._risks = ANYWHERE
        if there := bottom if up > 0 else top:
            self._put(f"\x1b[{count(there)}B")
            self._y = there
        self._put("\n" * up if up > 0 else "\x1bM" * -up)
        self.whole_screen()
        self._ask_before(ANYWHERE)

    def whole_screen(self) -> None:
        """Have line feeds scroll the whole screen, as before; the cursor goes to its first cell."""
        self._ask_before(ANYWHERE)
        # Where the last line is not said, not every terminal moves the cursor.
        self._put(f"\x1b[;{self._screen[1]}r")
        self._x, self._y = (0, 0) if self.sure else (None, -1)
        self._risks = ANYWHERE

    def go(self, x: int, y: int) -> None:
        """Go to a place by the shortest way."""
        if (x, y) == (self._x, self._y):
            return
        way = self._way(x, y)
        self._ask_before(way.hides)
        self._put(way.text)
        self._risks |= way.risks
        self._x, self._y = x, y

    def leave(self, x: int, y: int) -> None:
        """Go to a place where the cursor stays: in the last column, not beside it."""
        if self._x == self.width:
            self._ask_before(BESIDE)
            self._x = None
        self.go(x, y)

    def _way(self, x: int, y: int) -> Way:
        if not self.sure and y != self._y:
            return in_full(x, y)
        found = ways((self._x, self._y), (x, y), self._screen)
        if self._asks and found[0].hides & self._risks:
            return min(found, key=lambda way: len(way.text) + self._price(way))
        return found[0]

    def _price(self, way: Way) -> int:
        return len(PLACE_ASKED) if way.hides & self._risks else 0

    def _ask_before(self, hidden: int) -> None:
        """Ask where the cursor is, where what follows would hide what was missed."""
        if self._asks and self._risks & hidden and self.at:
            self._put(PLACE_ASKED)
            self.asked.append(self.at)
            self._risks = NOWHERE


def _repeated(run: re.Match[str]) -> str:
    """Equal cells: the first, and how often it is repeated (REP); or all, where that is shorter."""
    sign, whole = run[1], run[0]
    short = f"{sign}\x1b[{count(len(whole) - 1)}b"
    return short if len(short.encode()) < len(whole.encode()) else whole
