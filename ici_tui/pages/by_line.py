"""A page for who hears it, or reads it line by line: nothing drawn, and a row of a table in one go."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from ici_tui.drawing.cells import width_of
from ici_tui.pages.columns import gap_of
from ici_tui.pages.layout import laid_out
from ici_tui.pages.model import Figure, Grid, Listing, Para, Pieces, Progress, Section, Verbatim

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ici_tui.pages.model import Block, Cell, Page

UNFOLDED = "▾ "
"""The sign before a heading that folds on a drawn screen."""
_ARROW = re.compile("^([▲▼])(?=[0-9])")
"""The sign before a number of ranks that a unit has gained or lost."""


def by_line(page: Page, width: int) -> list[str]:
    """The lines of a page; drawings are left out, as a table or a sentence beside says the same.

    Args:
        page: the page.
        width: cells. A table that is wider becomes sentences, one for each row.
    """
    blocks = (told for block in page.all_blocks() for told in _told(block, width))
    lines = [line.text.rstrip() for line in laid_out(blocks, width)]
    return [line for before, line in pairwise(["", *lines]) if line or before]


def _told(block: Block, width: int) -> Iterator[Block]:
    match block:
        case Figure() | Progress() | Para(drawn=True):
            return
        case Grid():
            yield from _table(block, width)
        case Pieces():
            yield block._replace(pieces=tuple(map(_signed, block.pieces)), parts=())
        case Section():
            yield Section(block.text)
        case Verbatim(lines=lines):
            yield Verbatim(tuple(line.removeprefix(UNFOLDED) for line in lines))
        case _:
            yield block


def _table(grid: Grid, width: int) -> Iterable[Block]:
    """The table where it has room in one piece, no cell of it broken; else a sentence a row."""
    words = grid.in_words()
    words = words._replace(rows=tuple(tuple(map(_said, row)) for row in words.rows))
    widths = [
        max(width_of(text) for text in (column.title, *(row[k].text for row in words.rows)))
        for k, column in enumerate(words.columns)
    ]
    room = width - words.indent - gap_of(width) * (len(widths) - 1)
    if sum(widths) <= room:
        return (words,)
    return (Listing(tuple(_sentences(words))),)


def _said(cell: Cell) -> Cell:
    return cell._replace(text=_signed(cell.text)) if cell.role in {"up", "down"} else cell


def _signed(text: str) -> str:
    """A number of ranks with the sign that is read out."""
    return _ARROW.sub(lambda found: "+" if found[1] == "▲" else "-", text)


def _sentences(grid: Grid) -> Iterator[str]:
    """The name of a row, then each cell with the head of its column; a row without a name has the last one."""
    before = ""
    keys = [k for k, column in enumerate(grid.columns) if column.key] or [0]
    for row in grid.rows:
        before = " ".join(filter(None, (row[k].text.strip() for k in keys))) or before
        parts = [
            " ".join(filter(None, (column.told.strip(), cell.text.strip())))
            for k, (cell, column) in enumerate(zip(row, grid.columns, strict=True))
            if k not in keys and cell.text.strip()
        ]
        yield ": ".join(filter(None, (before, "; ".join(parts))))
