"""A line of the screen: what is on it, and writing the least that changes it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ici_tui.tui.terminal.by_style import Stretch
from ici_tui.tui.terminal.cells import REST, cells_of
from ici_tui.tui.terminal.counting import Repeats
from ici_tui.tui.terminal.sgr import PLAIN_ID, is_erased_to, on_blanks, sgr_of, style_id

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


def difference(y: int, old: Line, new: Line, *, sure: bool, repeats: Repeats) -> list[Stretch]:
    """What makes a line another one, as little as that takes.

    Args:
        y: which line of the screen.
        old: what the terminal shows there.
        new: what it is to show; every cell is known.
        sure: whether the terminal is known to count cells as we do.
        repeats: which characters it repeats when it is told to.
    """
    # Erasing that is missed leaves the cursor where it should be, and nobody sees it.
    erases = not sure or repeats is Repeats.NONE
    if not old.known:
        return whole(y, new, erases=erases)
    places = _differing(old, new)
    if not places:
        return []
    if sure or new.characters[places[0] :].isascii():
        return _stretched(y, new, list(_spans(new, places, repeats)), erases=erases)
    # A character that took more cells than it should has written over those after it.
    return _stretched(y, new, [(places[0], len(new.styles))], erases=erases)


def whole(y: int, line: Line, *, erases: bool = True) -> list[Stretch]:
    """A line from end to end; `erases` where blanks at its end may be erased."""
    return _stretched(y, line, [(0, len(line.styles))], erases=erases)


def write_stretches(encoder: Encoder, stretches: list[Stretch]) -> None:
    """Write stretches one after the other."""
    for y, start, parts in stretches:
        x = start
        encoder.go(x, y)
        for cells, sgr in parts:
            if not cells:
                encoder.go(x, y)
                encoder.erase(sgr)
            # Where the terminal may be elsewhere the place is said anew.
            for part in [cells] if encoder.sure else ALIKE.findall(cells):
                encoder.go(x, y)
                certain = encoder.sure or part.isascii()
                encoder.write(part.replace(REST, ""), len(part) if certain else None, sgr)
                x += len(part)


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


def _stretched(y: int, new: Line, spans: list[tuple[int, int]], *, erases: bool) -> list[Stretch]:
    """The cells of a line from and up to some columns; the rest is erased where that is shorter."""
    found: list[Stretch] = []
    blank, last = _blank_from(new) if erases else len(new.styles), spans[-1][1]
    for start, end in spans:
        erased = end > blank and last - max(start, blank) >= LEAST_ERASED
        stop = max(start, blank) if erased else end
        runs = _runs_of(new, start, stop) if stop > start else ()
        parts = [(cells, sgr_of(style)) for style, cells in runs]
        if erased:
            parts.append(("", sgr_of(new.styles[-1])))
        found.append(Stretch(y, start, tuple(parts)))
        if erased:
            break
    return found


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


def _spans(new: Line, places: list[int], repeats: Repeats) -> Iterator[tuple[int, int]]:
    """From and up to which columns to write; a few cells between are cheaper written again."""
    start = end = places[0]
    for x in places:
        if x != end and not (_cheap(new, end, x) or _alike(new, end, x, repeats)):
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
    """Whether unchanged cells take no more bytes than a step over them.

    They do not where they are in the style of the cell before them or of the one after: that one
    is said anyway.
    """
    size = end - start
    if size > MOST_REPEATED:
        return False
    between = line.characters[start:end].replace(REST, "")
    if len(between.encode()) > (3 if size == 1 else 4):
        return False
    return any(
        all(
            own == style or (cell == " " and on_blanks(sgr_of(style)) == sgr_of(own))
            for cell, own in zip(line.characters[start:end], line.styles[start:end], strict=True)
        )
        for style in {line.styles[start - 1], line.styles[end]}
    )


def _alike(line: Line, start: int, end: int, repeats: Repeats) -> bool:
    """Whether cells are like the one before and the one after: repeating goes over them."""
    if repeats is Repeats.NONE or (repeats is Repeats.ASCII and line.characters[start] > "~"):
        return False
    before, after = slice(start - 1, end), slice(start, end + 1)
    return (
        line.characters[before] == line.characters[after]
        and line.styles[before] == line.styles[after]
        and line.characters[start] != REST
    )


def _blank_from(line: Line) -> int:
    """From where on a line is blank as if erased."""
    last, width = line.styles[-1], len(line.styles)
    if not is_erased_to(sgr_of(last)):
        return width
    return max(len(line.characters.rstrip(" ")), len(line.styles.rstrip(last)))
