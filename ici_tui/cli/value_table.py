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
        if not place:
            own = ("code", "name", *(["time"] if timed else []))
            names = [*own, *map(cells.text, table.indicators)]
            yield _written([_texts([name], cells=None) for name in names], separator)
        columns = [_texts(table.codes, cells), _texts(table.names, cells)]
        if timed:
            columns.append(_texts([table.time or ""] * len(table.codes), cells))
        for values, whole in zip(table.table.T, table.whole, strict=True):
            columns.append(_numbers(values, whole=whole))
        yield _written(columns, separator)


def _written(columns: Sequence[pl.Series], separator: str) -> bytes:
    # The header is a row of its own: two of its cells may be alike, and a frame's names may not.
    frame = pl.DataFrame([one.alias(str(place)) for place, one in enumerate(columns)])
    out = BytesIO()
    frame.write_csv(out, include_header=False, separator=separator)
    return out.getvalue()


def _texts(texts: Sequence[str], cells: CellTexts | None) -> pl.Series:
    shown = texts if cells is None else [cells.text(text) for text in texts]
    return pl.Series(shown, dtype=pl.String)


def _numbers(values: np.ndarray[tuple[int], np.dtype[np.float64]], *, whole: bool) -> pl.Series:
    if whole:
        return pl.Series(values, nan_to_null=True).cast(pl.Int64)
    return number_texts(np.ascontiguousarray(values))
