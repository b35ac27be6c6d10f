"""A line of the screen: what is on it, and writing the least that changes it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from ici_tui.tui.terminal.cells import REST, cells_of
from ici_tui.tui.terminal.sgr import PLAIN_ID, erases, sgr_of, style_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ici_tui.tui.terminal.encoder import Encoder
    from ici_tui.tui.terminal.frame import Run

UNKNOWN = "\x00"
"""The character of a cell of which nothing is known."""
LEAST_ERASED = 4
"""Blanks from which erasing the rest of a line is shorter."""
MOST_REPEATED = 4
"""Bytes of unchanged cells that are written again rather than stepped over."""


class Line(NamedTuple):
    """The characters of a line's cells and the ids of their styles; `REST` follows a wide one."""

    characters: str
    styles: str

    @classmethod
    def of_unknown(cls, width: int) -> Line:
        """A line of which nothing is known."""
        return cls(UNKNOWN * width, PLAIN_ID * width)

    @property
    def known(self) -> bool:
        """Whether every cell is known."""
        return UNKNOWN not in self.characters


def write_line(encoder: Encoder, y: int, old: Line, runs: list[Run]) -> Line:
    """Write runs over a line, as little as that takes; the line as it is then."""
    new, written = _laid(old, runs)
    if not new.known:
        _repeat(encoder, y, runs)
    elif not old.known:
        _write_spans(encoder, y, new, [(0, len(new.styles))])
    else:
        places = _differing(old, new, written)
        if places:
            _write_spans(encoder, y, new, list(_spans(new, places)))
    return new


def _laid(old: Line, runs: list[Run]) -> tuple[Line, list[tuple[int, int]]]:
    """A line once runs were written over it, and from and up to which columns it was.

    What is there already is passed over. Where widths are in doubt nothing is known of the line.
    """
    characters, styles = old
    stretches = _stretches(runs)
    if stretches is None:
        return Line.of_unknown(len(styles)), []
    written: list[tuple[int, int]] = []
    for x, cells, own in stretches:
        end = x + len(cells)
        if characters[x:end] == cells and styles[x:end] == own:
            continue
        before, after = characters[:x], characters[end:]
        # Half a wide character is left as whatever a terminal makes of it.
        if characters[x] == REST:
            before = before[:-1] + UNKNOWN
        if after.startswith(REST):
            after = UNKNOWN + after[1:]
        characters = before + cells + after
        styles = styles[:x] + own + styles[end:]
        written.append((x, end))
    return (Line(characters, styles) if written else old), written


def _stretches(runs: list[Run]) -> list[tuple[int, str, str]] | None:
    """Columns, characters and styles of runs, those that follow each other joined.

    None where a width is in doubt.
    """
    found: list[tuple[int, str, str]] = []
    start = end = -1
    texts: list[str] = []
    styles: list[str] = []
    for x, text, sgr in runs:
        cells = cells_of(text)
        if x is None or cells is None:
            return None
        if x != end:
            if texts:
                found.append((start, "".join(texts), "".join(styles)))
            start, texts, styles = x, [], []
        texts.append(cells)
        styles.append(style_id(sgr) * len(cells))
        end = x + len(cells)
    if texts:
        found.append((start, "".join(texts), "".join(styles)))
    return found


def _repeat(encoder: Encoder, y: int, runs: list[Run]) -> None:
    """Write a line's runs as they came, also apart: joined, characters may join."""
    for x, text, sgr in runs:
        if x is not None:
            encoder.go(x, y)
        encoder.repeat_style(sgr)
        cells = cells_of(text)
        encoder.write(text, None if cells is None else len(cells), sgr)


def _write_spans(encoder: Encoder, y: int, new: Line, spans: list[tuple[int, int]]) -> None:
    """Write the cells of a line from and up to some columns."""
    blank, last = _blank_from(new), spans[-1][1]
    for start, end in spans:
        encoder.go(start, y)
        erased = end > blank and last - max(start, blank) >= LEAST_ERASED
        stop = max(start, blank) if erased else end
        x = start
        while x < stop:
            styles = new.styles[x:stop]
            after = stop - len(styles.lstrip(styles[0]))
            text = new.characters[x:after]
            encoder.write(text.replace(REST, ""), after - x, sgr_of(styles[0]))
            x = after
        if erased:
            encoder.erase(sgr_of(new.styles[-1]))
            return


def _spans(new: Line, places: list[int]) -> Iterator[tuple[int, int]]:
    """From and up to which columns to write; a few cells between are cheaper repeated."""
    start = end = places[0]
    for x in places:
        if x != end and not _cheap(new, end, x):
            yield start, end
            start = x
        end = x + 1
        while end < len(new.styles) and new.characters[end] == REST:
            end += 1
    yield start, end


def _differing(old: Line, new: Line, written: list[tuple[int, int]]) -> list[int]:
    """The columns in which lines differ, among those that were written."""
    found: list[int] = []
    for start, end in written:
        part = slice(start, end)
        was, now = old.characters[part], new.characters[part]
        if old.styles[part] == new.styles[part]:
            found += [x for x, (a, b) in enumerate(zip(was, now, strict=True), start) if a != b]
        else:
            cells = zip(was, now, old.styles[part], new.styles[part], strict=True)
            found += [x for x, (a, b, c, d) in enumerate(cells, start) if a != b or c != d]
    # Runs follow each other, but for those that were written over one another.
    follow = all(one[1] <= other[0] for one, other in pairwise(written))
    return found if follow else sorted(set(found))


def _cheap(line: Line, start: int, end: int) -> bool:
    """Whether cells take no more bytes than a step over them, after a cell of their style."""
    if end - start > MOST_REPEATED:
        return False
    if line.styles[start:end] != line.styles[start - 1] * (end - start):
        return False
    between = line.characters[start:end].replace(REST, "")
    return len(between.encode()) <= MOST_REPEATED


def _blank_from(line: Line) -> int:
    """From where on a line is blank as if erased."""
    last, width = line.styles[-1], len(line.styles)
    if not erases(sgr_of(last)):
        return width
    return max(len(line.characters.rstrip(" ")), len(line.styles.rstrip(last)))
