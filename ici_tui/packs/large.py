"""Large files, by polars: whole columns at once, and the text of a cell only where it is asked for.

A column that looks like numbers is read as numbers. Its text is read again where somebody wants
it, or where a cell turns out to be no number: a fault names it as it stands in the file.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, overload

from ici_tui.packs.sanitise import clean
from ici_tui.packs.texts import Labels, Texts

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    import numpy.typing as npt
    import polars as pl

MISSING = frozenset({"", "NA"})
"""What a cell holds that is missing."""

ALWAYS_TEXT = frozenset({"uCode", "uName", "Time"})
SAMPLE = 64
"""Rows by which a column of a CSV file is taken for numbers."""
MOST_LABELS = 4096
CELLS_AT_ONCE = 1 << 20
"""Numbers of a Parquet file that are read at once (8 MB), but no less than a column."""

UNCLEAN = r"[^ -~À-ɏ一-龥]|^ | $"
"""Texts that cleaning might change: all but those of characters that are in every alphabet's
first pages, or Chinese, without spaces at the ends."""


class Cells(Sequence[str | None]):
    """A column as cleaned text, None where missing; as numbers without that detour."""

    def __init__(
        self, read: Callable[[], pl.Series], values: npt.NDArray[np.float64] | None = None
    ) -> None:
        """A column.

        Args:
            read: gives its text, as it stands in the file.
            values: the same as numbers, NaN where missing, if they are known to be no more and
                no less.
        """
        self._read = read
        self._values = values

    @cached_property
    def texts(self) -> Texts[str | None]:
        """The cleaned text of every row."""
        return Texts(cleaned(self._read()))

    def __len__(self) -> int:
        return len(self.texts) if self._values is None else len(self._values)

    @overload
    def __getitem__(self, place: int) -> str | None: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[str | None]: ...
    def __getitem__(self, place: int | slice) -> str | Sequence[str | None] | None:
        return self.texts[place]

    def __iter__(self) -> Iterator[str | None]:
        return iter(self.texts)

    def __contains__(self, text: object) -> bool:
        return text in self.texts

    def __eq__(self, other: object) -> bool:
        return self.texts == (other.texts if isinstance(other, Cells) else other)

    __hash__ = None  # type: ignore[assignment]

    def take(self, places: Sequence[int]) -> Cells:
        """Some of the rows."""
        values = None if self._values is None else self._values[list(places)]
        return Cells(lambda: self.texts.series.gather(list(places)), values)

    def numbers(self) -> tuple[npt.NDArray[np.float64], list[int]]:
        """The column as numbers, n, NaN where missing, and the rows whose text is no number."""
        return (self._values, []) if self._values is not None else _as_numbers(self.texts.series)

    def labels(self) -> Sequence[str | None]:
        """The texts by number where there are few different ones."""
        import numpy as np
        import polars as pl

        series = self.texts.series
        levels = series.drop_nulls().unique().sort()
        if len(levels) > min(MOST_LABELS, len(series) // 4):
            return self.texts
        codes = series.replace_strict(
            levels, pl.Series(range(len(levels)), dtype=pl.Int32), default=-1, return_dtype=pl.Int32
        ).fill_null(-1)
        return Labels(codes.to_numpy().astype(np.int32), tuple(levels.to_list()))

    def names(self, instead: Sequence[str]) -> Texts[str]:
        """The texts, others in the place of those that are missing."""
        import polars as pl

        series = self.texts.series
        if series.has_nulls():
            series = series.fill_null(pl.Series(instead, dtype=pl.String))
        return Texts(series)

    def doubtful_codes(self, taken: Sequence[str]) -> list[int]:
        """Rows that may not hold the code of one unit; of the others it is certain.

        Args:
            taken: what a code cannot be.
        """
        import polars as pl

        series = self.texts.series
        # Codes in order are the usual case, and to see that is quick.
        ascending = (series.slice(1) > series.slice(0, max(len(series) - 1, 0))).all(
            ignore_nulls=False
        )
        doubtful = (
            series.is_null()
            | (pl.repeat(False, len(series), eager=True) if ascending else series.is_duplicated())
            | series.str.contains("^[^A-Za-z]| ").fill_null(True)
            | series.is_in(list(taken)).fill_null(True)
        )
        return doubtful.arg_true().to_list()


def read_large(path: Path) -> dict[str, Cells]:
    """The columns of a CSV or Parquet file, by their names as they stand there.

    Raises:
        polars.exceptions.PolarsError, OSError, UnicodeDecodeError: it cannot be read.
    """
    return _read_csv(path) if path.suffix == ".csv" else _read_parquet(path)


def _read_csv(path: Path) -> dict[str, Cells]:
    import polars as pl
    from polars.exceptions import PolarsError

    def text(place: int) -> pl.Series:
        return pl.read_csv(path, infer_schema=False, columns=[place]).to_series()

    def lazily(place: int) -> Callable[[], pl.Series]:
        return lambda: text(place)

    try:
        sample = pl.read_csv(path, infer_schema=False, n_rows=SAMPLE)
        numbers = {name: pl.Float64 for name in sample.columns if _looks_numeric(sample[name])}
        frame = pl.read_csv(
            path, infer_schema=False, schema_overrides=numbers, null_values=sorted(MISSING)
        )
    except PolarsError:
        # A cell that is no number, or a file that cannot be read: this tells them apart.
        frame = pl.read_csv(path, infer_schema=False, truncate_ragged_lines=False)
    columns = frame.get_columns()
    block = _Block(frame.height, sum(series.dtype == pl.Float64 for series in columns))
    # A column is given back as soon as it has been copied.
    del frame
    found = {}
    for place in range(len(columns)):
        series = columns.pop(0)
        if series.dtype == pl.Float64:
            found[series.name] = Cells(lazily(place), block.take(series))
        else:
            found[series.name] = Cells(_given(series))
    return found


def _looks_numeric(sample: pl.Series) -> bool:
    import polars as pl

    present = sample.drop_nulls()
    if sample.name in ALWAYS_TEXT or not len(present):
        return False
    return present.cast(pl.Float64, strict=False).is_finite().fill_null(False).all()


def _read_parquet(path: Path) -> dict[str, Cells]:
    import polars as pl

    # Their doubles are those that their text would be read as; a float's of 32 bits are not.
    exact = {pl.Float64, pl.Int64, pl.Int32, pl.Int16, pl.Int8, pl.UInt64, pl.UInt32, pl.UInt16, pl.UInt8}  # fmt: skip
    schema = pl.read_parquet_schema(path)
    numbers = [name for name, kind in schema.items() if kind in exact]
    texts = [name for name in schema if name not in numbers]
    height = int(pl.scan_parquet(path).select(pl.len()).collect().item())
    block = _Block(height, len(numbers))
    found = {}
    # A few columns at a time: polars then holds no second copy of the whole table.
    step = max(1, CELLS_AT_ONCE // max(height, 1))
    for start in range(0, len(numbers), step):
        frame = pl.read_parquet(path, columns=numbers[start : start + step])
        for series in frame.iter_columns():
            values = block.take(series.cast(pl.Float64))
            found[series.name] = Cells(_text_in_parquet(path, series.name), values)
    for series in pl.read_parquet(path, columns=texts).iter_columns() if texts else ():
        found[series.name] = Cells(_given(series.cast(pl.String)))
    return {name: found[name] for name in schema}


class _Block:
    """Columns of numbers side by side in one table, which an index can take over as it is."""

    def __init__(self, height: int, width: int) -> None:
        import numpy as np

        self._table = np.empty((height, width), order="F")
        self._filled = 0

    def take(self, series: pl.Series) -> npt.NDArray[np.float64] | None:
        """A column's numbers, NaN where missing; None where one of them is not finite."""
        import numpy as np

        column: npt.NDArray[np.float64] = self._table[:, self._filled]
        column[:] = series.to_numpy()
        if series.null_count() + np.isfinite(column).sum() != len(column):
            return None
        self._filled += 1
        return column


def _given(series: pl.Series) -> Callable[[], pl.Series]:
    return lambda: series


def _text_in_parquet(path: Path, name: str) -> Callable[[], pl.Series]:
    import polars as pl

    return lambda: pl.read_parquet(path, columns=[name]).to_series().cast(pl.String)


def cleaned(series: pl.Series) -> pl.Series:
    """Texts fit for a terminal, without spaces at the ends; null where missing."""
    import polars as pl

    doubtful = series.str.contains(UNCLEAN).fill_null(False)
    if doubtful.any():
        places = doubtful.arg_true()
        mended = [clean(text).strip() for text in series.gather(places).to_list()]
        series = series.scatter(places, pl.Series(mended, dtype=pl.String))
    missing = series.is_in(sorted(MISSING)).fill_null(False)
    return series.set(missing, None) if missing.any() else series


def _as_numbers(texts: pl.Series) -> tuple[npt.NDArray[np.float64], list[int]]:
    import polars as pl

    found = texts.cast(pl.Float64, strict=False)
    unsure = ~found.is_finite().fill_null(False) & texts.is_not_null()
    values = found.to_numpy().astype("float64")
    wrong = []
    for place in unsure.arg_true().to_list():
        value = parse_number(texts[place])
        if value is None:
            wrong.append(place)
        values[place] = math.nan if value is None else value
    return values, wrong


def parse_number(text: str) -> float | None:
    """A finite number, or None: `nan` and `inf` are not numbers of an index."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) and "_" not in text else None
