"""Which file is meant: `FILE`, `FILE:SHEET`, or `-` for standard input."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ici_tui.files import expanded
from ici_tui.packs.find import file_and_sheet
from ici_tui.regular import size_text
from ici_tui.streams import STANDARD_INPUT
from ici_tui.tables.errors import SaidError, TableError
from ici_tui.tables.options import ReadingOptions
from ici_tui.tables.source import MOST, read_content, read_grid

if TYPE_CHECKING:
    from ici_tui.tables.grid import Grid
    from ici_tui.tables.reading import Reading


@dataclass(frozen=True, slots=True)
class TablePlace:
    """A file, and the sheet or inner file that was named with it."""

    path: Path
    sheet: str | None = None

    @property
    def is_standard_input(self) -> bool:
        """Whether the bytes come from standard input."""
        return str(self.path) == STANDARD_INPUT


def table_place(text: str) -> TablePlace:
    """The place that a word names: the longest path that is there beats `FILE:SHEET`."""
    if text == STANDARD_INPUT:
        return TablePlace(Path(STANDARD_INPUT))
    found = file_and_sheet(text)
    return TablePlace(expanded(text)) if found is None else TablePlace(*found)


def read_place(place: TablePlace, options: ReadingOptions | None = None) -> Reading:
    """Read the table at a place.

    Raises:
        TableError: it is no table that can be ranked.
    """
    from ici_tui.tables.read import read_cells

    options = options or ReadingOptions()
    if options.sheet is None and place.sheet is not None:
        options = options._replace(sheet=place.sheet)
    name = "standard input" if place.is_standard_input else place.path.name
    grid = _grid(place, options.sheet)
    if options.sheet is not None and grid.facts.sheet is None and grid.facts.inside is None:
        raise SaidError(
            f"--sheet {options.sheet}: {name} is {grid.facts.format}, which has no sheets",
            "leave it out",
        )
    return read_cells(grid, name, options)


def _grid(place: TablePlace, sheet: str | None) -> Grid:
    if place.is_standard_input:
        return read_content(standard_input(), None, sheet)
    return read_grid(place.path, sheet)


@cache
def standard_input() -> bytes:
    """All that comes from standard input, which is read once.

    Raises:
        TableError: it is more than a table may be, or there is none.
    """
    if sys.stdin is None:
        raise TableError("standard input is closed")
    content = sys.stdin.buffer.read(MOST + 1)
    if len(content) > MOST:
        raise TableError(f"it has more than {size_text(MOST)}, which is the most")
    return content
