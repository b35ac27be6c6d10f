"""What a terminal is sent: it knows style and cursor as they are there, and takes short ways."""

from __future__ import annotations

from ici_tui.tui.terminal.sgr import PLAIN, sgr_change, style_anew

MOST_BACKSPACES = 3


class Encoder:
    """Collects what is written.

    Args:
        sgr: the SGR parameters of the style that the terminal writes in; None if not known.
        at: the cursor's column and line from 0; None if it is not known.
        width: the columns of the terminal.
        sure: whether the terminal is known to count cells as we do.
    """

    def __init__(
        self, sgr: str | None, at: tuple[int, int] | None, width: int, *, sure: bool = True
    ) -> None:
        self._written: list[str] = []
        self.size = 0
        """How many characters have been written."""
        self.sure = sure
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
        self.set_style(sgr)
        self._put(text)
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
            self._put(min(self._ways(x, y), key=len))
            self._x, self._y = x, y

    def _ways(self, x: int, y: int) -> list[str]:
        down = y - self._y
        ways = [f"\x1b[{_count(y + 1)}H" if x == 0 else f"\x1b[{_count(y + 1)};{x + 1}H"]
        if self._y < 0 or (down and not self.sure):
            return ways
        if x == 0 and down in (0, 1):
            # A line feed cannot scroll here: there is a line to go to.
            ways.append("\r" + "\n" * down)
        if self._x is not None and down == 0:
            right = x - self._x
            if right > 0:
                ways.append(f"\x1b[{_count(right)}C")
            elif -right <= MOST_BACKSPACES:
                ways.append("\b" * -right)
        if self._x is None and down == 0:
            ways.append(f"\x1b[{_count(x + 1)}G")
        if x == self._x and down > 0:
            ways.append(f"\x1b[{_count(down)}B")
        return ways


def _count(number: int) -> str:
    return "" if number == 1 else str(number)
