"""The many tables of an ensemble, by polars."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from ici_tui.index.bounds import LARGEST
from ici_tui.packs.large.polars_faults import PARQUET, polars_faults
from ici_tui.packs.limits import MOST_CELLS, past
from ici_tui.packs.shape import ShapeError, named
from ici_tui.sanitise import clean

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import numpy.typing as npt

KEYS = ("table", "code")


def read_tables(path: Path, codes: Sequence[str], leaves: Sequence[str]) -> npt.NDArray[np.float64]:
    """The tables of a file, T × n × m, by polars.

    Args:
        path: an ensemble's.
        codes: the n units, in the index's order.
        leaves: the codes of the m indicators, in the tree's order.

    Raises:
        ShapeError: it cannot be read, a column, a unit or a value is missing, or there is more
            than a table may hold.
    """
    with polars_faults(PARQUET):
        scan = pl.scan_parquet(path, glob=False)
        columns = _columns(scan.collect_schema(), leaves)
        _check_height(int(scan.select(pl.len()).collect().item()), len(codes), len(columns))
        frame = pl.read_parquet(path, glob=False, columns=list(columns.values()))
        frame = frame.rename({stored: name for name, stored in columns.items()})
        _check_values(frame, leaves)
        order = pl.DataFrame({"code": list(codes), "place": range(len(codes))})
        frame = frame.with_columns(pl.col("code").cast(pl.String))
        frame = frame.join(order, on="code", how="inner").sort("table", "place")
        _check_tables(frame, len(codes))
        values = frame.select(leaves).cast(pl.Float64).to_numpy()
    return np.asarray(values).reshape(-1, len(codes), len(leaves))


def _columns(schema: pl.Schema, leaves: Sequence[str]) -> dict[str, str]:
    """The columns that are wanted, as the file has them, by their cleaned names."""
    stored = dict(zip(named(list(schema)), schema, strict=True))
    for name in (*KEYS, *leaves):
        if name not in stored:
            fix = "an ensemble has the columns table and code, and one per indicator"
            raise ShapeError(f"the column {name} is missing", fix)
        kind = schema[stored[name]]
        texts = (pl.String, pl.Categorical, pl.Enum)
        if not (kind.base_type() in texts if name == "code" else kind.is_numeric()):
            right = "a text" if name == "code" else "a number"
            raise ShapeError(
                f"the column holds {kind.base_type()}", f"it holds {right}", column=name
            )
    return {name: stored[name] for name in (*KEYS, *leaves)}


def _check_height(height: int, units: int, width: int) -> None:
    if not height:
        raise ShapeError("there are no tables", f"write a row for each of the {units} units")
    if height * width > MOST_CELLS:
        raise ShapeError(*past("cells", MOST_CELLS, height * width))


def _check_values(frame: pl.DataFrame, leaves: Sequence[str]) -> None:
    """Every cell is there, and a number of an index; the row is told as if a header were row 1."""
    for name in (*KEYS, *leaves):
        column = frame.get_column(name)
        wrong = column.is_null()
        if name != "code":
            wrong |= ~(column.cast(pl.Float64).abs() <= LARGEST).fill_null(False)
        if wrong.any():
            place = int(wrong.arg_max() or 0)
            cell = column[place]
            told = (
                "the value is missing"
                if cell is None
                else f"{cell!r} is no number of an index, which go up to {LARGEST:g}"
            )
            raise ShapeError(told, "every table has every value", row=place + 2, column=name)


def _check_tables(frame: pl.DataFrame, units: int) -> None:
    """Every table has every unit once."""
    twice = frame.select(pl.struct(KEYS).is_duplicated()).to_series()
    if twice.any():
        table, code = frame.select(KEYS).row(int(twice.arg_max() or 0))
        raise ShapeError(f"table {table} has the unit {clean(code)} twice", "once is right")
    short = frame.group_by("table", maintain_order=True).len().filter(pl.col("len") < units)
    if len(short):
        table, count = short.row(0)
        told = f"table {table} has {count} of the {units} units"
        raise ShapeError(told, "every table has every unit")
    if not len(frame):
        raise ShapeError("none of its units is in iData", "every table has every unit")
