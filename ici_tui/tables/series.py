"""Columns of text, as polars holds them: cleaned, stripped, null where blank."""

from __future__ import annotations

from itertools import islice, zip_longest
from typing import TYPE_CHECKING

from ici_tui.sanitise import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import numpy.typing as npt
    import polars as pl

    Coded = tuple[npt.NDArray[np.int64], list[str]]
    """Each row's place among different texts, −1 where blank; and those."""

SHORT = 4096
"""Cells of a column up to which a call for each column takes longer than the cells do."""
BLANKS = " \t\r\n\u00a0\u2000\u2001\u2002\u2003\u2007\u2008\u2009\u200a\u202f\u3000"
UNFIT = r"[\p{C}\x{2028}\x{2029}]"
"""What `clean` may take away."""


def series_of(rows: Sequence[Sequence[str | None]], width: int) -> list[pl.Series]:
    """The cleaned columns of rows, the shorter ones filled with blanks."""
    import polars as pl

    even = all(len(row) == width for row in rows)
    columns = zip(*rows, strict=True) if even else islice(zip_longest(*rows), width)
    made = [pl.Series(f"c{k}", cells, dtype=pl.String) for k, cells in enumerate(columns)]
    made += [no_texts(len(rows)).alias(f"c{k}") for k in range(len(made), width)]
    return fit_all(made)


def fit(series: pl.Series) -> pl.Series:
    """Texts fit for a terminal, without blanks at the ends; null where nothing is left."""
    return fit_all([series])[0]


def fit_all(columns: Sequence[pl.Series], *, clean_already: bool = False) -> list[pl.Series]:
    """Columns as `fit` makes them, all at once.

    Args:
        columns: all as long.
        clean_already: whether they are known to hold nothing that a terminal would act on.
    """
    import polars as pl

    if columns and 0 < len(columns[0]) <= SHORT:
        return _fit_short(columns, clean_already=clean_already)
    frame = pl.DataFrame({f"{k}": column for k, column in enumerate(columns)})
    doubtful = (
        frame.select(pl.all().str.contains(UNFIT).any()).row(0)
        if frame.height and not clean_already
        else ()
    )
    for place, found in enumerate(doubtful):
        if found:
            frame = frame.with_columns(_mended(frame.to_series(place)))
    stripped = pl.all().str.strip_chars(BLANKS)
    frame = frame.select(pl.when(stripped != "").then(stripped).name.keep())
    return [one.alias(two.name) for one, two in zip(frame.iter_columns(), columns, strict=True)]


def _fit_short(columns: Sequence[pl.Series], *, clean_already: bool) -> list[pl.Series]:
    """Short columns as `fit` makes them, one below the other: there may be thousands of them."""
    import polars as pl

    every = together(columns)
    if not clean_already and every.str.contains(UNFIT).any():
        every = _mended(every)
    stripped = pl.col(every.name).str.strip_chars(BLANKS)
    fitted = every.to_frame().select(pl.when(stripped != "").then(stripped).name.keep()).to_series()
    height = len(columns[0])
    return [fitted.slice(k * height, height).alias(column.name) for k, column in enumerate(columns)]


def together(columns: Sequence[pl.Series]) -> pl.Series:
    """Columns one below the other: what is done to each cell is done at once."""
    import polars as pl

    return pl.concat(columns, rechunk=True)


def _mended(series: pl.Series) -> pl.Series:
    """Texts of which `clean` takes away what a terminal would act on."""
    import polars as pl

    places = series.str.contains(UNFIT).fill_null(False).arg_true()
    mended = [clean(text) for text in series.gather(places).to_list()]
    return series.scatter(places, pl.Series(mended, dtype=pl.String))


def numbered(series: pl.Series) -> Coded:
    """Each text's place among the different ones, −1 where blank, and those in their first order."""
    import numpy as np
    import polars as pl

    kinds = series.cast(pl.Categorical)
    numbers = kinds.to_physical()
    first = numbers.drop_nulls().unique(maintain_order=True).to_numpy()
    if not len(first):
        return np.full(len(series), -1), []
    levels = kinds.drop_nulls().unique(maintain_order=True).cast(pl.String).to_list()
    places = np.full(int(first.max()) + 2, -1)  # the last one is that of blanks
    places[first] = np.arange(len(first))
    return places[numbers.cast(pl.Int64).fill_null(-1).to_numpy()], levels


def combinations(
    parts: Sequence[tuple[npt.NDArray[np.int64], int]],
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Each row's place among the different combinations, and the first row of each, in order.

    Args:
        parts: places from −1 on, n each, and how many there are from 0 on.
    """
    import numpy as np

    height = len(parts[0][0])
    keys, size, room = np.zeros(height, dtype=np.int64), 1, max(4 * height, 1 << 16)
    for places, count in parts:
        keys, size = keys * (count + 1) + places + 1, size * (count + 1)
        if size > room:
            found, keys = np.unique(keys, return_inverse=True)
            size = len(found)
    first = np.full(size, height)
    first[keys[::-1]] = np.arange(height)[::-1]
    rows = np.sort(first[first < height])
    of = np.empty(size, dtype=np.int64)
    of[keys[rows]] = np.arange(len(rows))
    return of[keys], rows


def no_texts(count: int) -> pl.Series:
    """So many blank cells."""
    import polars as pl

    return pl.repeat(None, count, dtype=pl.String, eager=True)
