"""Rows of totals whose name stands in another column than those of the units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.tables.cells import Cells
from ici_tui.tables.column import Column
from ici_tui.tables.keys import encloses
from ici_tui.tables.totals import are_totals

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl


MOST_BLANK = 0.3
NUMBER = r"^[\d., \u00a0\u202f]+$"
MOST_MOVED = 0.2
"""Share of names that are numbers from which these are names."""
LEAST_PARTS = 3


def _of_parts(unit: Column, whole: Column) -> pl.Series:
    """What rows without a name are called that stand beside the rows of their parts: `Alabama - Total`."""
    named = whole.texts.filter(unit.cells.given).drop_nulls()
    counts = named.value_counts()
    parts = counts.filter(counts["count"] >= LEAST_PARTS)[whole.texts.name]
    fits = whole.texts.is_in(parts.implode()).fill_null(False)
    if unit.cells.blank > MOST_BLANK * unit.height:
        fits = fits & False
    return (whole.texts + " - Total").set(~fits, None)


def with_totals_named(unit: Column, columns: Sequence[Column]) -> Column:
    """The names of units, blank ones named by a cell of their row that is called as a total is.

    Args:
        unit: names the units.
        columns: all of them.
    """
    texts = unit.texts
    # A total over two columns, copied from a page, moves the cells behind it to the left.
    moved = texts.str.contains(NUMBER).fill_null(False)
    if moved.any() and int(moved.sum()) <= MOST_MOVED * len(texts):
        told = [
            c
            for c in columns
            if c.place < unit.place and (c.numbers is None or c.numbers.strange_cells)
        ]
        for column in told:
            texts = texts.set(moved & are_totals(column.texts).fill_null(False), None)
    for column in columns:
        if column is unit or not texts.has_nulls():
            continue
        if column.numbers is not None and not column.numbers.strange_cells:
            continue
        totals = column.texts.set(~are_totals(column.texts).fill_null(False), None)
        if encloses(column):
            totals = totals.zip_with(totals.is_not_null(), _of_parts(unit, column))
        texts = texts.zip_with(texts.is_not_null(), totals)
    return unit if texts is unit.texts else Column(unit.place, unit.header, Cells(texts))
