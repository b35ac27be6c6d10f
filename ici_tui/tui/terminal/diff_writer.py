"""Fewer bytes to the terminal, for the same screen: only cells that differ are written.

Textual writes every piece of a line with all of its colours, and whole lines where a letter
changed. `DiffWriter` knows what the terminal shows, reads what is about to be written, and says
the least that makes the terminal show the same. It understands what frames are made of: SGR,
cursor positions, line feeds, text. After anything else it knows nothing of the screen until
whole lines are written again; meanwhile everything goes through as it came.

The screen is one of a terminal that does not wrap (`CSI ? 7 l`), as Textual sets it.
"""

from __future__ import annotations

import re

from ici_tui.tui.terminal.encoder import Encoder
from ici_tui.tui.terminal.frame import Frame, NotUnderstood, read_frame, sgr_left
from ici_tui.tui.terminal.line import Line, write_line
from ici_tui.tui.terminal.sgr import PLAIN
from ici_tui.tui.terminal.strips import FrameText

HARMLESS = re.compile(
    r"(?:\x1b\[\?(?:7|25|1000|1002|1003|1004|1006|1015|1016|2004|2026|2048)[hl]"
    r"|\x1b\[\?\d+\$p|\x1b\[6n|\x1b\[[<=>?]\d*u|\x07"
    r"|\x1b\](?:22|52);[^\x07\x1b]*(?:\x07|\x1b\\))+"
)
"""What changes neither cells nor pen nor the cursor's place."""
WRAPPING = re.compile(r"\x1b\[\?7([hl])")
BEGIN, END = "\x1b[?2026h", "\x1b[?2026l"


class DiffWriter:
    """What the terminal shows, and the least that brings it up to date.

    Args:
        width: the columns of the terminal.
        height: its lines.
    """

    def __init__(self, width: int, height: int) -> None:
        self._pen: str | None = PLAIN
        self._at: tuple[int, int] | None = None
        self._wraps = True
        self._begun = ""
        self._stale = True
        self._size = (width, height)
        self._lines: list[Line] = []

    def _start_anew(self) -> None:
        # The flag first: what is forgotten from here on is forgotten before the next frame.
        self._stale = False
        width, height = self._size
        self._lines = [Line.of_unknown(width) for _ in range(height)]
        self._at = None

    def forget(self) -> None:
        """Take nothing of the screen for granted from now on: something else may have written.

        May be called from a signal handler or another thread, also while `filter` runs.
        """
        self._stale = True

    def filter(self, data: str, size: tuple[int, int] | None = None) -> str:
        """What to write instead of `data`; nothing if the screen is as it should be.

        Args:
            data: text and sequences, whole ones; or a frame that is no text yet.
            size: the terminal's columns and lines now, where they may have changed. What a
                terminal does to its cells then is its own: nothing is known of them.
        """
        if not isinstance(data, FrameText):
            if data == BEGIN:
                self._begun = BEGIN
                return ""
            if data == END and self._begun:
                self._begun = ""
                return ""
            if HARMLESS.fullmatch(data):
                self._note_wrapping(data)
                return data
        if size is not None and size != self._size:
            self._size, self._stale = size, True
        if self._stale:
            self._start_anew()
        try:
            found = self._written(self._read(data))
        except NotUnderstood:
            found = data = data.text() if isinstance(data, FrameText) else data
            self.forget()
            self._note_wrapping(data)
            self._pen = sgr_left(self._pen, data)
        if found and self._begun:
            found, self._begun = self._begun + found, ""
        return found

    def _note_wrapping(self, data: str) -> None:
        for sign in WRAPPING.findall(data):
            self._wraps = sign == "h"

    def _read(self, data: str) -> Frame:
        if self._wraps:
            raise NotUnderstood
        if isinstance(data, FrameText):
            return data.frame(self._size)
        return read_frame(data, self._pen, self._at, self._size)

    def _written(self, frame: Frame) -> str:
        """The least that has the terminal show a frame, and note that it does."""
        encoder = Encoder(self._pen or PLAIN, self._at, self._size[0])
        for y in sorted(frame.lines):
            self._lines[y] = write_line(encoder, y, self._lines[y], frame.lines[y])
        encoder.take(frame.pen)
        encoder.go(*frame.at)
        self._pen, self._at = frame.pen, frame.at
        return encoder.text
