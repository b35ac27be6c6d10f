"""A table as its cells stand in the file, before anybody knows what they are."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from ici_tui.packs.limits import MOST_CELLS, MOST_COLUMNS, past
from ici_tui.tables.errors import TableError
from ici_tui.tables.series import fit_all, series_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import polars as pl


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


@dataclass(frozen=True, eq=False)
class Grid:
    """Columns of cleaned cells, all as long; null where a cell is blank."""

    columns: tuple[pl.Series, ...]
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

    def rows(self, start: int, stop: int) -> list[list[str]]:
        """Some of the rows, blank cells as empty texts."""
        if not self.columns:
            return []
        # All columns at once: there may be sixteen thousand.
        cut = self._frame.slice(start, max(stop - start, 0)).fill_null("")
        return [list(cells) for cells in cut.rows()]

    @cached_property
    def _frame(self) -> pl.DataFrame:
        import polars as pl

        return pl.DataFrame({f"{k}": column for k, column in enumerate(self.columns)})

    def cut(self, start: int, stop: int) -> Grid:
        """The rows from one to another."""
        return replace(self, columns=tuple(column[start:stop] for column in self.columns))


def grid_of(
    rows: Sequence[Sequence[str | None]], facts: Facts, names: tuple[str, ...] | None = None
) -> Grid:
    """A grid from rows, the shorter ones filled with blank cells.

    Raises:
        TableError: it holds more than a table may.
    """
    width = max(map(len, rows), default=0) if names is None else len(names)
    check_size(len(rows), width)
    return Grid(tuple(series_of(rows, width)), facts, names)


def grid_of_columns(
    columns: Sequence[Sequence[str | None]], facts: Facts, names: tuple[str, ...]
) -> Grid:
    """A grid from the cells of each column, all as many."""
    import polars as pl

    made = [pl.Series(f"c{k}", cells, dtype=pl.String) for k, cells in enumerate(columns)]
    return Grid(tuple(fit_all(made)), facts, names)


def check_size(height: int, width: int) -> None:
    """Hold a table against the limits of packs.

    Raises:
        TableError: it holds more than a table may.
    """
    if width > MOST_COLUMNS:
        raise TableError(*past("columns", MOST_COLUMNS, width))
    if height * width > MOST_CELLS:
        raise TableError(*past("cells", MOST_CELLS, height * width))
