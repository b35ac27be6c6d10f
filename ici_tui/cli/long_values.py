"""Values of many units, held by column: the same as `StageValues.rows` has row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from ici_tui.cli.column_texts import number_texts
from ici_tui.cli.long_records import PORTION, LongRecords
from ici_tui.pages.columned import Cells

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ici_tui.tables.values import StageValues


def long_values(tables: Sequence[StageValues], *, timed: bool) -> LongRecords:
    """The records of tables with the same indicators, each table's rows after the other's.

    Args:
        tables: in the order in which they are written; none with statuses.
        timed: whether a record has the time.
    """

    def portions() -> Iterator[Mapping[str, object]]:
        for table in tables:
            whole = table.whole
            for start in range(0, len(table.codes), PORTION):
                rows = slice(start, start + PORTION)
                yield _columns(table, whole, rows, timed=timed)

    return LongRecords(portions)


def _columns(
    table: StageValues, whole: Sequence[bool], rows: slice, *, timed: bool
) -> dict[str, pl.Series]:
    codes = pl.Series(list(table.codes[rows]), dtype=pl.String)
    columns = {"code": codes, "name": pl.Series(list(table.names[rows]), dtype=pl.String)}
    if timed:
        columns["time"] = pl.Series([table.time] * len(codes), dtype=pl.String)
    for indicator, values, is_whole in zip(
        table.indicators, table.table[rows].T, whole, strict=True
    ):
        numbers = pl.Series(np.ascontiguousarray(values), nan_to_null=True)
        columns[indicator] = numbers.cast(pl.Int64) if is_whole else numbers
    return columns


def columned(records: LongRecords) -> dict[str, Cells]:
    """The cells that a person reads, by column."""
    texts: dict[str, list[str]] = {}
    for columns in records.rows():
        for name, column in columns.items():
            texts.setdefault(name, []).extend(_texts(column))
    return {name: Cells(told) for name, told in texts.items()}


def _texts(column: pl.Series) -> list[str]:
    if column.dtype == pl.Float64:
        column = number_texts(column.to_numpy())
    return column.cast(pl.String).fill_null("").to_list()
