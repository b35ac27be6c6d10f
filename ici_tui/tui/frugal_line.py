"""A line of the screen: what is on it, and writing the least that changes it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from ici_tui.tui.frugal_cells import REST, cells_of
from ici_tui.tui.frugal_pens import PLAIN, erases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ici_tui.tui.frugal_frame import Run
    from ici_tui.tui.frugal_hand import Hand

UNKNOWN = "\x00"
"""The character of a cell of which nothing is known."""
LEAST_ERASED = 4
"""Blanks from which erasing the rest of a line is shorter."""
MOST_REPEATED = 4
"""Bytes of unchanged cells that are written again rather than stepped over."""


class Line(NamedTuple):
    """The characters and the pens of a line's cells."""

    characters: list[str]
    pens: list[str]

    @classmethod
    def of_unknown(cls, width: int) -> Line:
        """A line of which nothing is known."""
        return cls([UNKNOWN] * width, [PLAIN] * width)

    @property
    def known(self) -> bool:
        """Whether every cell is known."""
        return UNKNOWN not in self.characters


def write_line(hand: Hand, y: int, old: Line, runs: list[Run]) -> Line:
    """Write runs over a line, as little as that takes; the line as it is then."""
    new = _laid(old, runs)
    if not new.known:
        _repeat(hand, y, runs)
    elif new != old:
        _write_changes(hand, y, old, new)
    return new


def _laid(old: Line, runs: list[Run]) -> Line:
    """A line once runs were written over it; of nothing known where widths are in doubt."""
    characters, pens = old.characters.copy(), old.pens.copy()
    for x, text, pen in runs:
        cells = cells_of(text)
        if x is None or cells is None:
            return Line.of_unknown(len(pens))
        end = x + len(cells)
        # Half a wide character is left as whatever a terminal makes of it.
        if characters[x] == REST:
            characters[x - 1] = UNKNOWN
        if end < len(characters) and characters[end] == REST:
            characters[end] = UNKNOWN
        characters[x:end] = cells
        pens[x:end] = [pen] * len(cells)
    return Line(characters, pens)


def _repeat(hand: Hand, y: int, runs: list[Run]) -> None:
    """Write a line's runs as they came, also apart: joined, characters may join."""
    for x, text, pen in runs:
        if x is not None:
            hand.go(x, y)
        hand.take_anew(pen)
        cells = cells_of(text)
        hand.write(text, None if cells is None else len(cells), pen)


def _write_changes(hand: Hand, y: int, old: Line, new: Line) -> None:
    """Write the cells of a line that differ; all of them if any was not known before."""
    spans = list(_changes(old, new)) if old.known else [(0, len(new.pens))]
    blank, last = _blank_from(new), spans[-1][1]
    for start, end in spans:
        hand.go(start, y)
        erased = end > blank and last - max(start, blank) >= LEAST_ERASED
        stop = max(start, blank) if erased else end
        for pen, places in groupby(range(start, stop), key=new.pens.__getitem__):
            text = [new.characters[x] for x in places]
            hand.write("".join(text), len(text), pen)
        if erased:
            hand.erase(new.pens[-1])
            return


def _changes(old: Line, new: Line) -> Iterator[tuple[int, int]]:
    """From and up to which columns lines differ; a few cells between are cheaper repeated."""
    pairs = zip(old.characters, new.characters, old.pens, new.pens, strict=True)
    places = [x for x, (a, b, c, d) in enumerate(pairs) if a != b or c != d]
    start = end = places[0]
    for x in places:
        if not (x - end <= MOST_REPEATED and _cheap(new, end, x)):
            yield start, end
            start = x
        end = x + 1
        while end < len(new.pens) and new.characters[end] == REST:
            end += 1
    yield start, end


def _cheap(line: Line, start: int, end: int) -> bool:
    """Whether cells take no more bytes than a step over them, after a cell of their pen."""
    between = "".join(line.characters[start:end])
    same = all(line.pens[x] == line.pens[start - 1] for x in range(start, end))
    return same and len(between.encode()) <= MOST_REPEATED


def _blank_from(line: Line) -> int:
    """From where on a line is blank as if erased."""
    pen, x = line.pens[-1], len(line.pens)
    if erases(pen):
        while x and line.characters[x - 1] == " " and line.pens[x - 1] == pen:
            x -= 1
    return x
