"""A large file as a table: numbers side by side, and the text of a cell only where it is asked for.

A column that looks like numbers is read as numbers. Its text is read again where somebody wants
it, or where a cell turns out to be no number: a fault names it as it stands in the file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from threading import Thread
from typing import TYPE_CHECKING

from ici_tui.packs.columns import Columns
from ici_tui.packs.large.polars_faults import PARQUET, TEXT, polars_faults

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    import numpy as np
    import numpy.typing as npt

    from ici_tui.packs.large.compact import Held


@dataclass(frozen=True, eq=False)
class Read:
    """A table as it was read: numbers side by side, and texts."""

    places: Mapping[str, int]
    """The columns by their cleaned names: which column of the file each is."""
    numbers: npt.NDArray[np.float64]
    """A column for each that is numbers, by column in memory; NaN where missing."""
    numeric: tuple[str, ...]
    """The names of those columns."""
    texts: Mapping[str, Held]
    """All others."""
    lines: tuple[int, ...] = ()
    """Each row's line in the file; empty where row k is line k + 2."""
    nested: Mapping[str, str] = field(default_factory=dict)
    """What columns hold that are neither numbers nor texts, by their cleaned names; not read."""

    def columns(self, text: Callable[[int], Held]) -> Columns:
        """The columns, by their names.

        Args:
            text: gives the text of a column of numbers, by its place in the file.
        """
        from ici_tui.packs.large.column import LargeColumn

        found = {name: LargeColumn(partial(self.texts.__getitem__, name)) for name in self.places}
        for place, name in enumerate(self.numeric):
            found[name] = LargeColumn(partial(text, self.places[name]), self.numbers[:, place])
        return Columns(found, self.lines, self.nested)


def read_columns(path: Path) -> Columns:
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
    Thread(target=import_module, args=("ici_tui.packs.large.packed",)).start()
    if path.suffix == ".csv":
        with polars_faults(TEXT):
            from ici_tui.packs.large import csv_file

            return csv_file.read_csv(path)
    with polars_faults(PARQUET):
        from ici_tui.packs.large import parquet_file

        return parquet_file.read_parquet(path)


def read_text(path: Path, place: int) -> Held:
    """The cleaned text of one column, by its place in the file.

    Raises:
        ShapeError: it cannot be read any more.
    """
    with polars_faults(TEXT if path.suffix == ".csv" else PARQUET):
        if path.suffix == ".csv":
            from ici_tui.packs.large.csv_file import csv_text

            return csv_text(path, place)
        from ici_tui.packs.large.parquet_file import parquet_text

        return parquet_text(path, place)
