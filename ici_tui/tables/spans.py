"""Rows that say one text in every cell: a cell over all columns, as programs copy it from a page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ici_tui.tables.cells import Cells
from ici_tui.tables.looks import looks_number
from ici_tui.tables.markers import is_marker

if TYPE_CHECKING:
    import polars as pl

    from ici_tui.tables.grid import Grid

MOST_ROWS = 20_000
"""Rows up to which such are looked for."""
LEAST_CELLS = 3


def with_spans_once(grid: Grid) -> tuple[Grid, int]:
    """A grid whose rows of one text alone say it in their first cell, and how many these are."""
    if grid.names is not None or grid.width < LEAST_CELLS or grid.height > MOST_ROWS:
        return grid, 0
    spans = _spans(grid)
    if spans is None:
        return grid, 0
    columns = (Cells(column.texts.set(spans, None)) for column in grid.columns[1:])
    return replace(grid, columns=(grid.columns[0], *columns)), int(spans.sum())


def _spans(grid: Grid) -> pl.Series | None:
    """Which rows are such; None where none is."""
    first = grid.columns[0].texts
    found = first.is_not_null()
    for column in grid.columns[1:LEAST_CELLS]:
        found &= (column.texts == first).fill_null(False)
        if not found.any():
            return None
    for column in grid.columns[LEAST_CELLS:]:
        found &= (column.texts == first).fill_null(True)
    odd = [text for text in first.filter(found).unique() if looks_number(text) or is_marker(text)]
    found &= ~first.is_in(odd)
    return found.fill_null(False) if found.any() else None
