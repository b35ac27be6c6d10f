"""Parquet, read where a pack's is: in a process of its own that has little room."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING

from ici_tui.packs.large import read_columns
from ici_tui.packs.shape import ShapeError
from ici_tui.tables.cells import Cells
from ici_tui.tables.errors import TableError
from ici_tui.tables.grid import Facts, Grid
from ici_tui.tables.series import fit_all
from ici_tui.tables.unpacked import unpacked

if TYPE_CHECKING:
    from pathlib import Path

    from ici_tui.packs.columns import Column


def read_parquet(content: bytes, path: Path | None) -> Grid:
    """The columns of a Parquet file.

    Args:
        content: its bytes.
        path: where it is; None where it was inside something else.

    Raises:
        TableError: it cannot be read, or holds more than a table may.
    """
    if path is not None and path.suffix != ".csv":
        return _read(path)
    with unpacked(content, "table.parquet") as copy:
        return _read(copy)


def _read(path: Path) -> Grid:
    import polars as pl

    try:
        found = read_columns(path)
    except ShapeError as error:
        where = f"column {error.column}: " if error.column else ""
        raise TableError(where + error.message, error.fix) from None
    names = tuple(found.cells)
    texts = [
        pl.Series(f"c{k}", _texts(c), dtype=pl.String) for k, c in enumerate(found.cells.values())
    ]
    facts = Facts("parquet", nested=found.nested)
    return Grid(tuple(map(Cells, fit_all(texts))), facts, names)


def _texts(cells: Column) -> list[str | None]:
    import numpy as np

    found, wrong = cells.numbers()
    values = np.asarray(found)
    if wrong or (np.isnan(values).all() and len(values)):
        return list(cells.texts())
    known = values[~np.isnan(values)]
    whole = bool(((known == np.trunc(known)) & (np.abs(known) < 1e15)).all())
    return [None if isnan(v) else str(int(v)) if whole else repr(v) for v in values.tolist()]
