"""Columns of numbers side by side in one table, which an index can take over as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from ici_tui.packs.columns import parse_number
from ici_tui.packs.large.compact import ALWAYS_TEXT, cleaned

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

SAMPLE = 64
"""Rows by which a column of a CSV file is taken for numbers."""


class Block:
    """A table of numbers that is filled column by column."""

    def __init__(self, height: int, width: int) -> None:
        import numpy as np

        self._table = np.empty((height, width), order="F")
        self._names: list[str] = []

    def take(self, series: pl.Series) -> bool:
        """Take a column's numbers, NaN where missing; not one with a cell that is none."""
        import numpy as np

        values = _as_numbers(series)
        if values is None:
            return False
        column = self._table[:, len(self._names)]
        column[:] = values.to_numpy()
        if values.null_count() + np.isfinite(column).sum() != len(column):
            return False
        self._names.append(series.name)
        return True

    def filled(self) -> tuple[npt.NDArray[np.float64], tuple[str, ...]]:
        """The table, and what its columns are called."""
        return self._table[:, : len(self._names)], tuple(self._names)


def _as_numbers(series: pl.Series) -> pl.Series | None:
    """A column as doubles, null where missing; None where a cell is no number."""
    if series.dtype in _exact():
        return series.cast(pl.Float64)
    texts = cleaned(series.cast(pl.String))
    found = texts.cast(pl.Float64, strict=False)
    unsure = (~found.is_finite().fill_null(False) & texts.is_not_null()).arg_true()
    if not len(unsure):
        return found
    values = [parse_number(text) for text in texts.gather(unsure).to_list()]
    return None if None in values else found.scatter(unsure, values)


def _exact() -> frozenset[pl.DataType]:
    """Kinds whose doubles are those that their text would be read as; those of 32 bits are not."""
    whole = (pl.Int64, pl.Int32, pl.Int16, pl.Int8, pl.UInt64, pl.UInt32, pl.UInt16, pl.UInt8)
    return frozenset(kind() for kind in (pl.Float64, *whole))


def looks_numeric(series: pl.Series) -> bool:
    """Whether the first cells of a column of text are numbers, as far as there are any."""
    present = series.head(SAMPLE).drop_nulls()
    if series.name in ALWAYS_TEXT or not len(present):
        return False
    return present.cast(pl.Float64, strict=False).is_finite().fill_null(False).all()
