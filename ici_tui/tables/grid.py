"""A table as its cells stand in the file, before anybody knows what they are."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from ici_tui.packs.limits import MOST_CELLS, MOST_COLUMNS, past
from ici_tui.tables.cells import Cells
from ici_tui.tables.errors import TableError
from ici_tui.tables.series import fit_all, series_of, together

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


FEW_ROWS = 500
"""Rows of a table up to which all are made at once."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What was found about the file itself."""

    format: str
    """`csv`, `tsv`, `xlsx`, `parquet`, `json`, `jsonl`."""
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    other_sheets: tuple[str, ...] = ()
    inside: str | None = None
    """The file's name inside an archive."""
    nested: Mapping[str, str] = field(default_factory=dict)
    """Columns that were left out, since a cell holds more than one value: what each holds."""
    unset: tuple[str, ...] = ()
    """Cells whose formula has no value, such as `D2`."""


@dataclass(frozen=True, eq=False)
class Grid:
    """Columns of cleaned cells, all as long; null where a cell is blank."""

    columns: tuple[Cells, ...]
    facts: Facts
    names: tuple[str, ...] | None = None
    """The columns' names where the format has them apart from the cells; else they are rows."""

    @property
    def height(self) -> int:
        """The number of rows."""
        return len(self.columns[0]) if self.columns else 0

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.columns)

    def rows(self, start: int, stop: int) -> list[tuple[str, ...]]:
        """Some of the rows, blank cells as empty texts."""
        if self.height <= FEW_ROWS:  # the header, the foot and a sample are nearly all of them
            return self._every_row[start:stop]
        return self._rows(start, stop)

    @cached_property
    def _every_row(self) -> list[tuple[str, ...]]:
        return self._rows(0, self.height)

    def _rows(self, start: int, stop: int) -> list[tuple[str, ...]]:
        stop = min(stop, self.height)
        if not self.columns or start >= stop:
            return []
        # All columns at once: there may be sixteen thousand.
        some = together([column.some(start, stop) for column in self.columns])
        cells, count = some.fill_null("").to_list(), stop - start
        return [*zip(*(cells[k : k + count] for k in range(0, len(cells), count)), strict=True)]


def grid_of(
    rows: Sequence[Sequence[str | None]], facts: Facts, names: tuple[str, ...] | None = None
) -> Grid:
    """A grid from rows, the shorter ones filled with blank cells.

    Raises:
        TableError: it holds more than a table may.
    """
    width = max(map(len, rows), default=0) if names is None else len(names)
    check_size(len(rows), width)
    return Grid(tuple(map(Cells, series_of(rows, width))), facts, names)


def grid_of_columns(
    columns: Sequence[Sequence[str | None]],
    facts: Facts,
    names: tuple[str, ...],
    *,
    clean_already: bool,
) -> Grid:
    """A grid from the cells of each column, all as many.

    Args:
        columns: the cells.
        facts: about the file.
        names: of the columns.
        clean_already: whether cells are known to hold nothing that a terminal would act on.
    """
    import polars as pl

    made = [pl.Series(f"c{k}", cells, dtype=pl.String) for k, cells in enumerate(columns)]
    return Grid(tuple(map(Cells, fit_all(made, clean_already=clean_already))), facts, names)


def check_size(height: int, width: int) -> None:
    """Hold a table against the limits of packs.

    Raises:
        TableError: it holds more than a table may.
    """
    if width > MOST_COLUMNS:
        raise TableError(*past("columns", MOST_COLUMNS, width))
    if height * width > MOST_CELLS:
        raise TableError(*past("cells", MOST_CELLS, height * width))
