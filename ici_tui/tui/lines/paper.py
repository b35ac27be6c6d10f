"""Writes the answers: text and line ends, no sequence that a terminal would act on."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from ici_tui.drawing.ascii import in_ascii
from ici_tui.drawing.cells import wrap
from ici_tui.sanitise import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import TextIO

NARROWEST, WIDEST = 40, 1000
"""Cells of a line, whatever the terminal says of itself."""
FEWEST = 10
"""Lines that are written in one go on the lowest screen."""


class Paper:
    """Writes lines to a stream.

    Args:
        out: the stream.
        shown: whether a sign can be shown; what cannot is written in ASCII. None: all can.
    """

    def __init__(self, out: TextIO, shown: Callable[[str], bool] | None = None) -> None:
        self._out, self._shown = out, shown

    @property
    def width(self) -> int:
        """The cells of a line, as the terminal is now."""
        return min(max(shutil.get_terminal_size().columns, NARROWEST), WIDEST)

    @property
    def height(self) -> int:
        """The lines that a screen takes in one go, with a line for what is typed."""
        return max(shutil.get_terminal_size().lines - 2, FEWEST)

    def write_wrapped(self, text: str, indent: str = "") -> None:
        """Write a text in as many lines as it takes; all but the first are set in."""
        self.write(wrap(visible(text), self.width, indent, ""))

    def write(self, lines: Iterable[str]) -> None:
        """Write lines.

        Raises:
            OSError: nobody takes them.
        """
        for line in lines:
            text = visible(line)
            self._out.write((text if self._shown is None else in_ascii(text, self._shown)) + "\n")
        self._out.flush()
