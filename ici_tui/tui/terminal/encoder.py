"""What a terminal is sent: it knows style and cursor as they are there, and takes short ways."""

from __future__ import annotations

from ici_tui.tui.terminal.sgr import sgr_change

MOST_BACKSPACES = 3


class Encoder:
    """Collects what is written.

    Args:
        sgr: the SGR parameters of the style that the terminal writes in; None if not known.
        at: the cursor's column and line from 0; None if it is not known.
        width: the columns of the terminal.
    """

    def __init__(self, sgr: str | None, at: tuple[int, int] | None, width: int) -> None:
        self._written: list[str] = []
        self._sgr, self._width = sgr, width
        self._x: int | None = at[0] if at else None
        self._y = at[1] if at else -1

    @property
    def text(self) -> str:
        """What has been written."""
        return "".join(self._written)

    def set_style(self, sgr: str) -> None:
        """Take another style."""
        if self._sgr is None:
            self.repeat_style(sgr)
        elif sgr != self._sgr:
            self._written.append(sgr_change(self._sgr, sgr))
            self._sgr = sgr

    def repeat_style(self, sgr: str) -> None:
        """Take a style, and say all of it even if it is the one that the terminal has."""
        self._written.append(f"\x1b[;{sgr}m" if sgr else "\x1b[m")
        self._sgr = sgr

    def write(self, text: str, cells: int | None, sgr: str) -> None:
        """Write text that takes so many cells; None if that is in doubt."""
        self.set_style(sgr)
        self._written.append(text)
        if self._x is not None and cells is not None:
            # Beside the last column terminals differ in where the cursor is: it is not known.
            self._x = self._x + cells if self._x + cells < self._width else None
        else:
            self._x = None

    def erase(self, sgr: str) -> None:
        """Erase the rest of the line; the cursor stays."""
        self.set_style(sgr)
        self._written.append("\x1b[K")

    def go(self, x: int, y: int) -> None:
        """Go to a place by the shortest way."""
        if (x, y) != (self._x, self._y):
            self._written.append(min(self._ways(x, y), key=len))
            self._x, self._y = x, y

    def _ways(self, x: int, y: int) -> list[str]:
        down = y - self._y
        ways = [f"\x1b[{_count(y + 1)}H" if x == 0 else f"\x1b[{_count(y + 1)};{x + 1}H"]
        if self._y < 0:
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
        if x == self._x and down > 0:
            ways.append(f"\x1b[{_count(down)}B")
        return ways


def _count(number: int) -> str:
    return "" if number == 1 else str(number)
