"""Values of many units as CSV or TSV: column by column, with the same bytes as row by row."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from ici_tui.cli.score_table import number_texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ici_tui.cli.cell_text import CellTexts
    from ici_tui.tables.values import StageValues


def value_pieces(
    tables: Sequence[StageValues], separator: str, cells: CellTexts, *, timed: bool
) -> Iterator[bytes]:
    """The rows of tables with the same indicators: a header once, then each table's rows.

    Args:
        tables: in the order in which they are written.
        separator: between cells.
        cells: makes the cells of texts.
        timed: whether the third column is the time.
    """
    for place, table in enumerate(tables):
        columns = [_texts("code", table.codes, cells), _texts("name", table.names, cells)]
        if timed:
            columns.append(_texts("time", [table.time or ""] * len(table.codes), cells))
        for name, values, whole in zip(table.indicators, table.table.T, table.whole, strict=True):
            columns.append(_numbers(cells.text(name), values, whole=whole))
        out = BytesIO()
        pl.DataFrame(columns).write_csv(out, include_header=not place, separator=separator)
        yield out.getvalue()


def _texts(name: str, texts: Sequence[str], cells: CellTexts) -> pl.Series:
    return pl.Series(name, [cells.text(text) for text in texts], dtype=pl.String)


def _numbers(
    name: str, values: np.ndarray[tuple[int], np.dtype[np.float64]], *, whole: bool
) -> pl.Series:
    if whole:
        found = pl.Series(name, values, nan_to_null=True)
        return found.cast(pl.Int64)
    return number_texts(np.ascontiguousarray(values)).alias(name)
