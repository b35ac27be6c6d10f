"""A Parquet file by polars, a few columns at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
from polars.exceptions import ComputeError

from ici_tui.packs.large.block import Block, looks_numeric
from ici_tui.packs.large.compact import ALWAYS_TEXT, compact
from ici_tui.packs.large.read import Read
from ici_tui.packs.limits import MOST_CELLS, past
from ici_tui.packs.shape import ShapeError, named

if TYPE_CHECKING:
    from pathlib import Path

    from ici_tui.packs.large.compact import Held

CELLS_AT_ONCE = 1 << 20
"""Numbers of a Parquet file that are read at once (8 MB), but no less than a column."""


def read_parquet(path: Path) -> Read:
    """A Parquet file.

    Raises:
        ShapeError: it cannot be read, or holds more than a table may.
    """
    schema = pl.scan_parquet(path, glob=False).collect_schema()
    shown = dict(zip(schema, named(list(schema)), strict=True))
    height = int(pl.scan_parquet(path, glob=False).select(pl.len()).collect().item())
    if height * len(schema) > MOST_CELLS:
        raise ShapeError(*past("cells", MOST_CELLS, height * len(schema)))
    nested = {n: str(kind.base_type()) for n, kind in schema.items() if _is_nested(kind)}
    # A time stored as a number is wanted as text: reading it as numbers first would be in vain.
    numbers = [n for n, kind in schema.items() if kind.is_numeric() and n not in ALWAYS_TEXT]
    others = [n for n in schema if n not in nested and n not in set(numbers)]
    block, texts = Block(height, len(schema)), {}
    # A few columns at a time: polars then holds no second copy of the whole table.
    step = max(1, CELLS_AT_ONCE // max(height, 1))
    for start in range(0, len(numbers), step):
        frame = pl.read_parquet(path, glob=False, columns=numbers[start : start + step])
        for series in frame.iter_columns():
            column = series.alias(shown[series.name])
            if not block.take(column):
                texts[column.name] = compact(column.cast(pl.String))
    rest = pl.read_parquet(path, glob=False, columns=others).iter_columns() if others else ()
    for series in rest:
        if not _is_text(series):
            nested[series.name] = str(series.dtype)
            continue
        text = _text(series).alias(shown[series.name])
        if not (looks_numeric(text) and block.take(text)):
            texts[text.name] = compact(text)
    places = {shown[name]: place for place, name in enumerate(schema) if name not in nested}
    held = {shown[name]: kind for name, kind in nested.items()}
    return Read(places, *block.filled(), texts, nested=held)


def parquet_text(path: Path, place: int) -> Held:
    """The cleaned text of one column, by its place in the file.

    Raises:
        ShapeError: a cell or all of them are too long.
    """
    frame = pl.read_parquet(path, glob=False, columns=[place])
    return compact(_text(frame.to_series()))


def _is_nested(kind: pl.DataType) -> bool:
    """Whether a cell holds more than a number or a text."""
    return kind.is_nested() or kind == pl.Object


def _text(series: pl.Series) -> pl.Series:
    """A column as text; lengths of time in the way of ISO 8601, which polars does not cast."""
    return series.dt.to_string("iso") if series.dtype == pl.Duration else series.cast(pl.String)


def _is_text(series: pl.Series) -> bool:
    """Whether a column can be read as text: older writers keep texts as bytes."""
    if series.dtype != pl.Binary:
        return True
    try:
        series.cast(pl.String)
    except ComputeError:
        return False
    return True
