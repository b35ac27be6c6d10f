"""A line of the screen: what is on it, and writing the least that changes it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ici_tui.tui.terminal.cells import REST, cells_of
from ici_tui.tui.terminal.sgr import PLAIN_ID, erases, on_blanks, sgr_of, style_id

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
ALIKE = re.compile(r"[ -~]+|[^ -~]+")
"""Cells that every terminal counts alike, or that it may count otherwise."""


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


def laid(old: Line, runs: list[Run]) -> Line:
    """A line once runs were written over it.

    What is there already is passed over. Where widths are in doubt nothing is known of the line.
    """
    characters, styles = old
    stretches = _stretches(runs)
    if stretches is None:
        return Line.of_unknown(len(styles))
    changed = False
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
        changed = True
    return Line(characters, styles) if changed else old


def write_line(encoder: Encoder, y: int, old: Line, new: Line) -> bool:
    """Write what makes a line another one, as little as that takes.

    Args:
        encoder: takes what is written.
        y: which line of the screen.
        old: what the terminal shows there.
        new: what it is to show; every cell is known.

    Returns:
        Whether cells were left out: what the terminal shows is the new line if it showed the old.
    """
    width = len(new.styles)
    if not old.known:
        _write_spans(encoder, y, new, [(0, width)])
        return False
    places = _differing(old, new)
    if not places:
        return False
    if encoder.sure or new.characters[places[0] :].isascii():
        _write_spans(encoder, y, new, list(_spans(new, places)))
        return True
    # A character that took more cells than it should has written over those after it.
    _write_spans(encoder, y, new, [(places[0], width)])
    return places[0] > 0


def write_whole(encoder: Encoder, y: int, line: Line) -> None:
    """Write a line from end to end."""
    _write_spans(encoder, y, line, [(0, len(line.styles))])


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
        styles.append(_styles_of(cells, sgr))
        end = x + len(cells)
    if texts:
        found.append((start, "".join(texts), "".join(styles)))
    return found


@lru_cache(maxsize=4096)
def _styles_of(cells: str, sgr: str) -> str:
    """The ids of the styles of a run's cells: of a blank nothing but its ground is seen."""
    own = style_id(sgr)
    if " " not in cells:
        return own * len(cells)
    blank = style_id(on_blanks(sgr))
    return "".join(blank if cell == " " else own for cell in cells)


def repeat_runs(encoder: Encoder, y: int, runs: list[Run]) -> None:
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
        erased = end > blank and last - max(start, blank) >= LEAST_ERASED
        stop = max(start, blank) if erased else end
        encoder.go(start, y)
        _write_cells(encoder, y, new, start, stop)
        if erased:
            encoder.go(stop, y)
            encoder.erase(sgr_of(new.styles[-1]))
            return


def _write_cells(encoder: Encoder, y: int, new: Line, start: int, stop: int) -> None:
    x = start
    for style, cells in _runs_of(new, start, stop):
        sgr = sgr_of(style)
        for part in [cells] if encoder.sure else ALIKE.findall(cells):
            # Where the terminal may be elsewhere the place is said anew.
            encoder.go(x, y)
            certain = encoder.sure or part.isascii()
            encoder.write(part.replace(REST, ""), len(part) if certain else None, sgr)
            x += len(part)


def _runs_of(line: Line, start: int, stop: int) -> Iterator[tuple[str, str]]:
    """The cells of a line in runs of one style; blanks go with what is on the same ground."""
    begun, style = start, line.styles[start]
    for x in range(start + 1, stop):
        own = line.styles[x]
        if own == style:
            continue
        if line.characters[x] == " " and on_blanks(sgr_of(style)) == sgr_of(own):
            continue
        if line.characters[begun:x].isspace() and on_blanks(sgr_of(own)) == sgr_of(style):
            style = own
            continue
        yield style, line.characters[begun:x]
        begun, style = x, own
    yield style, line.characters[begun:stop]


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


def _differing(old: Line, new: Line) -> list[int]:
    """The columns in which lines differ."""
    if old.styles == new.styles:
        if old.characters == new.characters:
            return []
        pairs = zip(old.characters, new.characters, strict=True)
        return [x for x, (a, b) in enumerate(pairs) if a != b]
    cells = zip(old.characters, new.characters, old.styles, new.styles, strict=True)
    return [x for x, (a, b, c, d) in enumerate(cells) if a != b or c != d]


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
