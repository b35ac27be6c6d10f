"""Rows of totals whose name stands in another column than those of the units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.tables.cells import Cells
from ici_tui.tables.column import Column
from ici_tui.tables.totals import are_totals

if TYPE_CHECKING:
    from collections.abc import Sequence


def with_totals_named(unit: Column, columns: Sequence[Column]) -> Column:
    """The names of units, blank ones named by a cell of their row that is called as a total is.

    Args:
        unit: names the units.
        columns: all of them.
    """
    texts = unit.texts
    for column in columns:
        if column is unit or column.numbers is not None or not texts.has_nulls():
            continue
        totals = column.texts.set(~are_totals(column.texts).fill_null(False), None)
        texts = texts.zip_with(texts.is_not_null(), totals)
    return unit if texts is unit.texts else Column(unit.place, unit.header, Cells(texts))
