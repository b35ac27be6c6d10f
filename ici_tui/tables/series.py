"""Columns of text, as polars holds them: cleaned, stripped, null where blank."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.sanitise import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np
    import numpy.typing as npt
    import polars as pl

BLANKS = " \t\r\n\u00a0\u2000\u2001\u2002\u2003\u2007\u2008\u2009\u200a\u202f\u3000"
UNFIT = r"[\p{C}\x{2028}\x{2029}]"
"""What `clean` may take away."""


def series_of(rows: Sequence[Sequence[str | None]], width: int) -> list[pl.Series]:
    """The cleaned columns of rows, the shorter ones filled with blanks."""
    import polars as pl

    columns = []
    for place in range(width):
        cells = [row[place] if place < len(row) else None for row in rows]
        columns.append(pl.Series(f"c{place}", cells, dtype=pl.String))
    return fit_all(columns)


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


def _mended(series: pl.Series) -> pl.Series:
    """Texts of which `clean` takes away what a terminal would act on."""
    import polars as pl

    places = series.str.contains(UNFIT).fill_null(False).arg_true()
    mended = [clean(text) for text in series.gather(places).to_list()]
    return series.scatter(places, pl.Series(mended, dtype=pl.String))


def numbered(series: pl.Series) -> tuple[npt.NDArray[np.int64], list[str]]:
    """Each text's place among the different ones, −1 where blank, and those in their first order."""
    import numpy as np
    import polars as pl

    levels = series.drop_nulls().unique(maintain_order=True)
    if not len(levels):
        return np.full(len(series), -1), []
    places = pl.Series(range(len(levels)), dtype=pl.Int64)
    found = series.replace_strict(levels, places, default=-1, return_dtype=pl.Int64)
    return found.fill_null(-1).to_numpy().copy(), levels.to_list()


def mapped(series: pl.Series, change: Callable[[str], str | None]) -> pl.Series:
    """A function of each different text, worked out once."""
    import polars as pl

    different = series.drop_nulls().unique()
    to = [change(text) for text in different.to_list()]
    if len(different) == 0:
        return series
    return series.replace_strict(different, pl.Series(to, dtype=pl.String), default=None)


def no_texts(count: int) -> pl.Series:
    """So many blank cells."""
    import polars as pl

    return pl.repeat(None, count, dtype=pl.String, eager=True)
