"""A large CSV file by polars."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import polars as pl
from polars.exceptions import PolarsError

from ici_tui.packs.columns import MISSING
from ici_tui.packs.large.block import SAMPLE, Block, looks_numeric
from ici_tui.packs.large.compact import cleaned, compact
from ici_tui.packs.large.read import Read
from ici_tui.packs.opening import MOST_BYTES
from ici_tui.packs.shape import ShapeError, header_of, mended, named, named_places, plain_rows
from ici_tui.regular import open_regular

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ici_tui.packs.large.compact import Held


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


def csv_text(path: Path, place: int) -> Held:
    """The cleaned text of one column, by its place in the file.

    Raises:
        ShapeError: it cannot be read any more.
    """
    return _text(_csv_source(path), place)


def _text(source: _Source, place: int) -> Held:
    frame = pl.read_csv(source.content, glob=False, infer_schema=False, columns=[place])
    return compact(frame.to_series().alias(source.names[place]))


def read_csv(path: Path) -> Read:
    """A CSV file.

    Raises:
        ShapeError: it cannot be read, or holds more than a table may.
    """
    source = _csv_source(path)
    columns, numeric = _columns(source)
    block, texts = Block(len(columns[0]), sum(numeric)), {}
    kept = _named_places(source.names, columns)
    # A column is given back as soon as it has been copied.
    for place, name in enumerate(source.names):
        series = columns.pop(0).alias(name)
        if name not in kept or kept[name] != place:
            continue
        if not numeric[place] or not block.take(series):
            is_number = series.dtype == pl.Float64
            texts[name] = _text(source, place) if is_number else compact(series)
    return Read(kept, *block.filled(), texts, source.lines)


def _columns(source: _Source) -> tuple[list[pl.Series], list[bool]]:
    """Every column, and which of them look like numbers and were read so."""
    names = source.names
    read = partial(pl.read_csv, source.content, glob=False, infer_schema=False)
    try:
        numeric = _numeric(read(n_rows=SAMPLE), names)
        kinds = [pl.Float64 if number else pl.String for number in numeric]
        frame = read(schema_overrides=kinds, null_values=sorted(MISSING))
    except PolarsError:
        # A cell that is no number, or a file that cannot be read: this tells them apart.
        frame = read(truncate_ragged_lines=False)
        numeric = _numeric(frame, names)
    return frame.get_columns(), numeric


def _numeric(frame: pl.DataFrame, names: Sequence[str]) -> list[bool]:
    """For each column whether it looks like numbers; one without a name does not."""
    columns = zip(frame.iter_columns(), names, strict=True)
    return [bool(name) and looks_numeric(series.alias(name)) for series, name in columns]


def _named_places(names: Sequence[str], columns: Sequence[pl.Series]) -> dict[str, int]:
    """The columns by name, without those that have neither a name nor a cell.

    Raises:
        ShapeError: several have cells, and no name.
    """
    nameless = [place for place, name in enumerate(names) if not name]
    full = [place for place in nameless if cleaned(columns[place]).null_count() < len(columns[0])]
    return named_places(names, full)
