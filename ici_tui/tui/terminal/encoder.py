"""What a terminal is sent: it knows style and cursor as they are there, and takes short ways."""

from __future__ import annotations

import re
from functools import lru_cache

from ici_tui.tui.terminal.counting import Repeats
from ici_tui.tui.terminal.sgr import PLAIN, on_blanks, sgr_change, style_anew

MOST_BACKSPACES = 3
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
        at: the cursor's column and line from 0; None if it is not known.
        width: the columns of the terminal.
        sure: whether the terminal is known to count cells as we do.
        repeats: which characters it is known to repeat (REP).
    """

    def __init__(
        self,
        sgr: str | None,
        at: tuple[int, int] | None,
        width: int,
        *,
        sure: bool = True,
        repeats: Repeats = Repeats.NONE,
    ) -> None:
        self._written: list[str] = []
        self.size = 0
        """How many characters have been written."""
        self.sure, self._repeats = sure, repeats
        self._sgr, self._width = sgr, width
        self._x: int | None = at[0] if at else None
        self._y = at[1] if at else -1

    @property
    def text(self) -> str:
        """What has been written."""
        return "".join(self._written)

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
        self._put(alike.sub(_repeated, text) if alike else text)
        if self._x is not None and cells is not None:
            # Beside the last column terminals differ in where the cursor is: it is not known.
            self._x = self._x + cells if self._x + cells < self._width else None
        else:
            self._x = None

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
        self._put(f"\x1b[{top + 1};{bottom + 1}r")
        self.lose_place()
        self.go(0, bottom if up > 0 else top)
        self._put("\n" * up if up > 0 else "\x1bM" * -up)
        self.whole_screen()

    def whole_screen(self) -> None:
        """Have line feeds scroll the whole screen, as before."""
        self._put("\x1b[r")
        self.lose_place()

    def go(self, x: int, y: int) -> None:
        """Go to a place by the shortest way."""
        if (x, y) != (self._x, self._y):
            beside = self.sure or y == self._y
            self._put(_way(self._x, self._y if beside else -1, x, y))
            self._x, self._y = x, y


@lru_cache(maxsize=8192)
def _way(from_x: int | None, from_y: int, x: int, y: int) -> str:
    """The shortest way to a place, from a column that may not be known, and a line (-1: unknown)."""
    ways = [f"\x1b[{_count(y + 1)}H" if x == 0 else f"\x1b[{_count(y + 1)};{x + 1}H"]
    if from_y < 0:
        return ways[0]
    down = y - from_y
    there = _steps(down, "B", "A")
    if from_x is not None:
        ways.append(there + _steps(x - from_x, "C", "D"))
    if down >= 0:
        # A line feed cannot scroll here: there is a line to go to.
        ways.append("\r" + "\n" * down + _steps(x, "C", "D"))
    ways.append(f"{there}\x1b[{_count(x + 1)}G")
    return min(ways, key=len)


def _steps(count: int, on: str, back: str) -> str:
    """Steps one way or the other."""
    if back == "D" and -MOST_BACKSPACES <= count <= 0:
        return "\b" * -count
    return f"\x1b[{_count(abs(count))}{on if count > 0 else back}" if count else ""


def _repeated(run: re.Match[str]) -> str:
    """Equal cells: the first, and how often it is repeated (REP); or all, where that is shorter."""
    sign, whole = run[1], run[0]
    short = f"{sign}\x1b[{_count(len(whole) - 1)}b"
    return short if len(short.encode()) < len(whole.encode()) else whole


def _count(number: int) -> str:
    return "" if number == 1 else str(number)
