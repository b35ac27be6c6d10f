"""What a frame is made of, read from the text that Textual writes for it."""

from __future__ import annotations

import re
from typing import NamedTuple

from ici_tui.tui.terminal.cells import cells_of
from ici_tui.tui.terminal.sgr import PLAIN, sgr_after

TOKEN = re.compile(
    r"\x1b\[([0-9;]*)m([^\x00-\x1f\x7f-\x9f]+)(?:\x1b\[0?m)"
    r"|\x1b\[(\d+);(\d+)H"
    r"|\x1b\[([0-9;]*)m"
    r"|([^\x00-\x1f\x7f-\x9f]+)"
    r"|\n"
)
PIECE, PLACE, COLOUR, TEXT = 2, 4, 5, 6
"""The last group of each kind of token; a line feed has none."""
COLOURS = re.compile(r"\x1b\[([0-9;]*)m")
NO_COLOURS = re.compile(
    r"(?:\x1b\[[0-9;]*[A-HJKLMPX]|\x1b\[\?[0-9;]*[hl]|[^\x00-\x09\x0b-\x1f\x7f-\x9f])*"
)
"""What leaves the pen as it is, whatever else it does."""


Run = tuple[int | None, str, str]
"""The column (None: where the terminal is after the run before), a text there, and its pen."""


class Frame(NamedTuple):
    """Runs by line, and where they leave pen and cursor (column, line)."""

    lines: dict[int, list[Run]]
    pen: str
    at: tuple[int, int]


class NotUnderstood(Exception):  # noqa: N818 - not an error: such data goes through as it is
    """The data have something in them that is no part of a frame."""


def read_frame(
    data: str, pen: str | None, at: tuple[int, int] | None, size: tuple[int, int]
) -> Frame:
    """The runs of a frame.

    Args:
        data: what is about to be written.
        pen: the terminal's pen; None if it is not known.
        at: where its cursor is, as column and line from 0; None if that is not known.
        size: its columns and lines.

    Raises:
        NotUnderstood: it is more than a frame, or does not say where its text stands.
    """
    end = 0
    x, y = at or (None, None)
    lines: dict[int, list[Run]] = {}
    for token in TOKEN.finditer(data):
        kind = token.lastindex
        if token.start() != end:
            raise NotUnderstood
        end = token.end()
        if kind == PLACE:
            y, x = _inside(int(token[3]) - 1, size[1]), _inside(int(token[4]) - 1, size[0])
        elif kind == COLOUR:
            pen = _taken(pen, token[5])
        elif y is None:
            raise NotUnderstood
        elif kind is None:
            # Which column a line feed leaves the cursor in depends on the terminal's line.
            y = None
        else:
            text, own = (token[6], pen) if kind == TEXT else (token[2], _taken(pen, token[1]))
            pen = pen if kind == TEXT else PLAIN
            if own is None or (x is not None and x >= size[0]):
                # Beyond the margin there is no place to go to: what a terminal does is its own.
                raise NotUnderstood
            lines.setdefault(y, []).append((x, text, own))
            x = _beyond(x, text, size[0])
    if end != len(data) or pen is None or x is None or y is None or x >= size[0]:
        raise NotUnderstood
    return Frame(lines, pen, (x, y))


def _inside(place: int, size: int) -> int:
    if not 0 <= place < size:
        raise NotUnderstood
    return place


def _beyond(x: int | None, text: str, width: int) -> int | None:
    """The column after a text; None if it is in doubt."""
    cells = cells_of(text)
    if x is None or cells is None:
        return None
    if x + len(cells) > width:
        raise NotUnderstood
    return x + len(cells)


def _taken(pen: str | None, codes: str) -> str | None:
    """The pen after SGR; None while it is not known, until everything is reset."""
    if pen is None and codes.partition(";")[0] not in {"", "0"}:
        return None
    return sgr_after(pen or PLAIN, codes)


def sgr_left(pen: str | None, data: str) -> str | None:
    """The pen that anything leaves; None if it has in it what might do anything to pens."""
    start = 0
    for token in (*COLOURS.finditer(data), None):
        end = len(data) if token is None else token.start()
        if not NO_COLOURS.fullmatch(data, start, end):
            pen = None
        if token is not None:
            pen, start = _taken(pen, token[1]), token.end()
    return pen
