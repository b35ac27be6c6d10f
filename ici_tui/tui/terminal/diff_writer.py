"""Fewer bytes to the terminal, for the same screen: only cells that differ are written.

Textual writes every piece of a line with all of its colours, and whole lines where a letter
changed. A `DiffWriter` knows what the terminal shows, and says the least that makes it show the
next frame. After anything that is no frame it knows nothing of the screen until whole lines are
written again.

The screen is one of a terminal that does not wrap (`CSI ? 7 l`), as the driver sets it.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

from ici_tui.tui.terminal.encoder import Encoder
from ici_tui.tui.terminal.frame import NotUnderstood, frame_of
from ici_tui.tui.terminal.line import Line, write_line
from ici_tui.tui.terminal.sgr import PLAIN

if TYPE_CHECKING:
    from ici_tui.tui.terminal.frame import Frame
    from ici_tui.tui.terminal.plain import Update

HARMLESS = re.compile(
    r"(?:\x1b\[\?(?:7|25|1000|1002|1003|1004|1006|1015|1016|2004|2026|2048)[hl]"
    r"|\x1b\[\?\d+\$p|\x1b\[6n|\x1b\[[<=>?]\d*u|\x07"
    r"|\x1b\](?:22|52);[^\x07\x1b]*(?:\x07|\x1b\\))*"
)
"""What changes neither cells nor colours nor the cursor's place."""


class DiffWriter:
    """What the terminal shows, and the least that brings it up to date."""

    def __init__(self) -> None:
        self._sgr: str | None = None
        self._at: tuple[int, int] | None = None
        self._stale = True
        self._size = (0, 0)
        self._lines: list[Line] = []

    def forget(self) -> None:
        """Take nothing of the screen for granted from now on: something else may have written.

        May be called from a signal handler or another thread, also while `changes` runs.
        """
        self._stale = True

    def pass_by(self, text: str) -> None:
        """Take note of text that is written beside the frames."""
        if not HARMLESS.fullmatch(text):
            self.forget()

    def changes(self, update: Update, at: tuple[int, int], size: tuple[int, int]) -> str:
        """The least that has the terminal show an update; nothing if it does already.

        Args:
            update: what is to be shown. Where it is more than cells its text is taken as it is.
            at: where the cursor is left, as column and line from 0.
            size: the terminal's columns and lines now. What a terminal does to its cells when
                they change is its own: nothing is known of them.
        """
        strips = update.strips
        if strips is not None:
            with suppress(NotUnderstood):
                return self._least(frame_of(strips, at, size, update.colours), size)
        reset = "\x1b[m" if self._stale else ""
        self.forget()
        return f"{reset}{update.text}\x1b[{at[1] + 1};{at[0] + 1}H"

    def _least(self, frame: Frame, size: tuple[int, int]) -> str:
        """Write the cells that differ, and note that the terminal shows the frame."""
        if size != self._size:
            self._size, self._stale = size, True
        if self._stale:
            self._start_anew()
        encoder = Encoder(self._sgr, self._at, size[0])
        for y in sorted(frame.lines):
            self._lines[y] = write_line(encoder, y, self._lines[y], frame.lines[y])
        encoder.set_style(PLAIN)
        encoder.go(*frame.at)
        self._sgr, self._at = PLAIN, frame.at
        return encoder.text

    def _start_anew(self) -> None:
        # The flag first: what is forgotten from here on is forgotten before the next frame.
        self._stale = False
        width, height = self._size
        self._lines = [Line.of_unknown(width) for _ in range(height)]
        self._sgr = self._at = None
