"""Large files, by polars: whole columns at once, and the text of a cell only where it is asked for.

A column that looks like numbers is read as numbers. Its text is read again where somebody wants
it, or where a cell turns out to be no number: a fault names it as it stands in the file.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from importlib import import_module
from threading import Thread
from typing import TYPE_CHECKING, cast, overload

from ici_tui.packs.limits import MOST_CELLS, MOST_TEXT, MOST_TEXTS, past
from ici_tui.packs.opening import MOST_BYTES
from ici_tui.packs.quiet import quiet_stderr
from ici_tui.packs.shape import ShapeError, header_of, mended, named, named_places, plain_rows
from ici_tui.regular import open_regular
from ici_tui.sanitise import clean

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    import numpy.typing as npt
    import polars as pl

    from ici_tui.packs.texts import Labels, Texts

    Held = Texts[str | None] | Labels

MISSING = frozenset({"", "NA"})
"""What a cell holds that is missing."""

ALWAYS_TEXT = frozenset({"uCode", "uName", "Time"})
PARQUET = "expected a table in Parquet, whole"
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
        self, read: Callable[[], Held], values: npt.NDArray[np.float64] | None = None
    ) -> None:
        """A column.

        Args:
            read: gives its cleaned text.
            values: the same as numbers, NaN where missing, if they are known to be no more and
                no less.
        """
        self._read = read
        self._values = values

    @cached_property
    def texts(self) -> Held:
        """The cleaned text of every row."""
        return self._read()

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
        return Cells(lambda: self.texts.take(places), values)

    def numbers(self) -> tuple[npt.NDArray[np.float64], list[int]]:
        """The column as numbers, n, NaN where missing, and the rows whose text is no number."""
        import numpy as np

        from ici_tui.packs.texts import Labels

        if self._values is not None:
            return self._values, []
        texts = self.texts
        if isinstance(texts, Labels):
            levels = [*map(parse_number, texts.levels), math.nan]
            found = np.array(levels, dtype=float)[texts.codes]  # None becomes NaN
            wrong = np.isnan(found) & (texts.codes >= 0)
            return found, np.flatnonzero(wrong).tolist()
        values = [math.nan if text is None else parse_number(text) for text in texts]
        at_fault = [place for place, value in enumerate(values) if value is None]
        return np.array(values, dtype=float), at_fault

    def names(self, instead: Sequence[str]) -> Texts[str]:
        """The texts, others in the place of those that are missing."""
        from ici_tui.packs.texts import Texts

        texts = Texts.of(self.texts)
        missing = texts.empty()
        found = texts.replaced(missing, [instead[place] for place in missing.tolist()])
        return cast("Texts[str]", found)

    def doubtful_codes(self, taken: Sequence[str]) -> list[int]:
        """Rows that may not hold the code of one unit; of the others it is certain.

        Args:
            taken: what a code cannot be.
        """
        import numpy as np

        from ici_tui.packs.texts import Texts

        texts = Texts.of(self.texts)
        doubtful = texts.repeated() | ~texts.lettered() | texts.holding(" ")
        for column in taken:
            doubtful |= texts.equal(column)
        return np.flatnonzero(doubtful).tolist()


@dataclass(frozen=True, eq=False)
class Read:
    """A table as it was read: numbers side by side, and texts."""

    places: Mapping[str, int]
    """The columns by their cleaned names: which column of the file each is."""
    numbers: npt.NDArray[np.float64]
    """A column for each that is numbers, by column in memory; NaN where missing."""
    numeric: tuple[str, ...]
    """What those columns are called."""
    texts: Mapping[str, Held]
    """All others."""
    lines: tuple[int, ...] = ()
    """Each row's line in the file; empty where row k is line k + 2."""

    def columns(self, text: Callable[[int], Held]) -> Columns:
        """The columns, by their names.

        Args:
            text: gives the text of a column of numbers, by its place in the file.
        """
        found = {name: Cells(partial(self.texts.__getitem__, name)) for name in self.places}
        for place, name in enumerate(self.numeric):
            found[name] = Cells(partial(text, self.places[name]), self.numbers[:, place])
        return Columns(found, self.lines)


@dataclass(frozen=True, eq=False)
class Columns:
    """A table by its columns."""

    cells: Mapping[str, Cells]
    lines: tuple[int, ...] = ()
    """As those of `Read`."""


def read_large(path: Path) -> Columns:
    """The columns of a CSV or Parquet file.

    Raises:
        ShapeError: it cannot be read, or holds more than a table may.
    """
    return read(path).columns(partial(read_text, path))


def read(path: Path) -> Read:
    """A CSV or Parquet file.

    Raises:
        ShapeError: it cannot be read, or holds more than a table may.
    """
    # What the columns are kept in is imported while polars reads, which needs no interpreter.
    Thread(target=import_module, args=("ici_tui.packs.texts",)).start()
    if path.suffix == ".csv":
        with told_by_polars():
            return _read_csv(path)
    with told_by_polars(PARQUET):
        return _read_parquet(path)


def read_text(path: Path, place: int) -> Held:
    """The cleaned text of one column, by its place in the file.

    Raises:
        ShapeError: it cannot be read any more.
    """
    import polars as pl

    with told_by_polars(PARQUET if path.suffix != ".csv" else "expected a table in UTF-8"):
        if path.suffix != ".csv":
            frame = pl.read_parquet(path, glob=False, columns=[place])
            return _held(frame.to_series().cast(pl.String))
        return _csv_text(_csv_source(path), place)


@contextmanager
def told_by_polars(fix: str = "expected a table in UTF-8") -> Iterator[None]:
    """What polars raises, or the system, as what is wrong with a file.

    Args:
        fix: what would be right.

    Raises:
        ShapeError: in their place.
    """
    from polars.exceptions import PolarsError

    try:
        with quiet_stderr():
            yield
    except (PolarsError, OSError, UnicodeDecodeError) as error:
        told = clean(str(error)).split(". ")[0][:160]
        raise ShapeError(f"cannot be read: {told}", fix) from None
    except BaseException as error:
        # A fault of the library itself, which is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise ShapeError("cannot be read: the file is damaged") from None


@dataclass(frozen=True)
class _Source:
    """A CSV file as polars reads it: itself, or its rows written anew."""

    content: Path | bytes
    names: tuple[str, ...]
    lines: tuple[int, ...] = ()


def _csv_source(path: Path) -> _Source:
    names = tuple(named(header_of(open_regular(path, MOST_BYTES["csv"]))))
    if not names:
        raise ShapeError("the file is empty", "the first line names the columns")
    if plain_rows(open_regular(path, MOST_BYTES["csv"]), len(names)) is not None:
        return _Source(path, names)
    content, lines = mended(open_regular(path, MOST_BYTES["csv"]))
    usual = all(line == place for place, line in enumerate(lines, 2))
    return _Source(content, names, () if usual else tuple(lines))


def _csv_text(source: _Source, place: int) -> Held:
    import polars as pl

    frame = pl.read_csv(source.content, glob=False, infer_schema=False, columns=[place])
    return _held(frame.to_series().alias(source.names[place]))


def _read_csv(path: Path) -> Read:
    import polars as pl
    from polars.exceptions import PolarsError

    source = _csv_source(path)
    names = source.names
    read_csv = partial(pl.read_csv, source.content, glob=False, infer_schema=False)
    try:
        sample = read_csv(n_rows=SAMPLE)
        numeric = _numeric(sample, names)
        kinds = [pl.Float64 if number else pl.String for number in numeric]
        frame = read_csv(schema_overrides=kinds, null_values=sorted(MISSING))
    except PolarsError:
        # A cell that is no number, or a file that cannot be read: this tells them apart.
        frame = read_csv(truncate_ragged_lines=False)
        numeric = _numeric(frame, names)
    columns = frame.get_columns()
    block, texts = _Block(frame.height, sum(numeric)), {}
    # A column is given back as soon as it has been copied.
    del frame
    kept = _named_places(names, columns)
    for place, name in enumerate(names):
        series = columns.pop(0).alias(name)
        if name not in kept or kept[name] != place:
            continue
        if not numeric[place] or not block.take(series):
            is_number = series.dtype == pl.Float64
            texts[name] = _csv_text(source, place) if is_number else _held(series)
    return Read(kept, *block.filled(), texts, source.lines)


def _numeric(frame: pl.DataFrame, names: Sequence[str]) -> list[bool]:
    """Which columns look like numbers; one without a name does not."""
    columns = zip(frame.iter_columns(), names, strict=True)
    return [bool(name) and _looks_numeric(series.alias(name)) for series, name in columns]


def _named_places(names: Sequence[str], columns: Sequence[pl.Series]) -> dict[str, int]:
    """The columns by name, without those that have neither a name nor a cell.

    Raises:
        ShapeError: several have cells, and no name.
    """
    nameless = [place for place, name in enumerate(names) if not name]
    full = [place for place in nameless if cleaned(columns[place]).null_count() < len(columns[0])]
    return named_places(names, full)


def _looks_numeric(series: pl.Series) -> bool:
    import polars as pl

    present = series.head(SAMPLE).drop_nulls()
    if series.name in ALWAYS_TEXT or not len(present):
        return False
    return present.cast(pl.Float64, strict=False).is_finite().fill_null(False).all()


def _read_parquet(path: Path) -> Read:
    import polars as pl

    schema = pl.scan_parquet(path, glob=False).collect_schema()
    shown = dict(zip(schema, named(list(schema)), strict=True))
    height = int(pl.scan_parquet(path, glob=False).select(pl.len()).collect().item())
    if height * len(schema) > MOST_CELLS:
        raise ShapeError(*past("cells", MOST_CELLS, height * len(schema)))
    for name, kind in schema.items():
        if kind.is_nested() or kind == pl.Object:
            told = f"the column holds {kind.base_type()}s"
            raise ShapeError(told, "a cell is a number or a text", column=shown[name])
    # A time stored as a number is wanted as text: reading it as numbers first would be in vain.
    numbers = [n for n, kind in schema.items() if kind.is_numeric() and n not in ALWAYS_TEXT]
    others = list(schema.keys() - set(numbers))
    block, texts = _Block(height, len(schema)), {}
    # A few columns at a time: polars then holds no second copy of the whole table.
    step = max(1, CELLS_AT_ONCE // max(height, 1))
    for start in range(0, len(numbers), step):
        frame = pl.read_parquet(path, glob=False, columns=numbers[start : start + step])
        for series in frame.iter_columns():
            column = series.alias(shown[series.name])
            if not block.take(column):
                texts[column.name] = _held(column.cast(pl.String))
    for series in (
        pl.read_parquet(path, glob=False, columns=others).iter_columns() if others else ()
    ):
        text = series.alias(shown[series.name]).cast(pl.String)
        if not (_looks_numeric(text) and block.take(text)):
            texts[text.name] = _held(text)
    places = {shown[name]: place for place, name in enumerate(schema)}
    return Read(places, *block.filled(), texts)


class _Block:
    """Columns of numbers side by side in one table, which an index can take over as it is."""

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
    import polars as pl

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
    import polars as pl

    whole = (pl.Int64, pl.Int32, pl.Int16, pl.Int8, pl.UInt64, pl.UInt32, pl.UInt16, pl.UInt8)
    return frozenset(kind() for kind in (pl.Float64, *whole))


def _held(series: pl.Series) -> Held:
    """A column's cleaned text: labels by number where there are few different ones."""
    import polars as pl

    from ici_tui.packs.texts import END, Labels, Texts

    _check_lengths(series)
    text = cleaned(series)
    if series.name not in ALWAYS_TEXT:
        levels = text.drop_nulls().unique().sort()
        if len(levels) <= min(MOST_LABELS, len(text) // 4):
            numbers = pl.Series(range(len(levels)), dtype=pl.Int32)
            codes = text.replace_strict(levels, numbers, default=-1, return_dtype=pl.Int32)
            return Labels(codes.fill_null(-1).to_numpy().copy(), tuple(levels.to_list()))
    absent = text.is_null().to_numpy() if text.has_nulls() else None
    joined = text.fill_null("").str.join(END).item() if len(text) else ""
    return Texts((joined + END).encode() if len(text) else b"", absent)


def _check_lengths(series: pl.Series) -> None:
    """Hold a column of text against the limits, before all of it is looked through.

    Raises:
        ShapeError: a cell is too long, or all of them together are.
    """
    lengths = series.str.len_bytes()
    total, longest = int(lengths.sum()), int(cast("int", lengths.max()) or 0)
    if longest > MOST_TEXT:
        place = int(lengths.arg_max() or 0)
        count = len(series[place])
        if count > MOST_TEXT:
            told, fix = past("characters in a cell", MOST_TEXT, count)
            raise ShapeError(told, fix, row=place + 2, column=series.name)
    if total > MOST_TEXTS:
        told, fix = past("bytes of text", MOST_TEXTS, total)
        raise ShapeError(told, fix, column=series.name)


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


def parse_number(text: str) -> float | None:
    """A finite number, or None: `nan` and `inf` are not numbers of an index."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) and "_" not in text else None
