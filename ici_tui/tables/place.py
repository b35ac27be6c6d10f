"""Which file is meant: `FILE`, `FILE:SHEET`, or `-` for standard input."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ici_tui.files import expanded
from ici_tui.regular import size_text
from ici_tui.tables.errors import TableError
from ici_tui.tables.options import ReadingOptions
from ici_tui.tables.source import MOST, read_content, read_grid

if TYPE_CHECKING:
    from ici_tui.tables.grid import Grid
    from ici_tui.tables.reading import Reading

STANDARD_INPUT = "-"


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
    whole = expanded(text)
    if text == STANDARD_INPUT or _there(whole):
        return TablePlace(whole if text != STANDARD_INPUT else Path(STANDARD_INPUT))
    at = len(text)
    while (at := text.rfind(":", 0, at)) > 0:
        path = expanded(text[:at])
        if _there(path):
            return TablePlace(path, text[at + 1 :] or None)
    return TablePlace(whole)


def _there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def read_place(place: TablePlace, options: ReadingOptions | None = None) -> Reading:
    """Read the table at a place.

    Raises:
        TableError: it is no table that can be ranked.
    """
    from ici_tui.tables.read import read_cells

    options = options or ReadingOptions()
    if options.sheet is None and place.sheet is not None:
        options = replace(options, sheet=place.sheet)
    name = "standard input" if place.is_standard_input else place.path.name
    return read_cells(_grid(place, options.sheet), name, options)


def _grid(place: TablePlace, sheet: str | None) -> Grid:
    if not place.is_standard_input:
        return read_grid(place.path, sheet)
    content = sys.stdin.buffer.read(MOST + 1)
    if len(content) > MOST:
        raise TableError(f"it has more than {size_text(MOST)}, which is the most")
    return read_content(content, None, sheet)
