"""Rows that no column of texts names: they are called by an identifier, or by their numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.tables.aside import IDENTIFIERS, ROW_NUMBERS, number_role
from ici_tui.tables.errors import TableError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.tables.column import Column
    from ici_tui.tables.guesses import Guesses

ROWS = "(row numbers)"
LEAST_NUMBERS = 3
"""Columns of numbers from which rows without a name are worth a ranking."""
NO_TEXTS = "no column of texts tells them apart"
NO_NAMES = "expected one with a different text in each row; say which with --id"


def names_of_rows(columns: Sequence[Column], times: Sequence[Column], guesses: Guesses) -> Column:
    """What names rows where no column of texts does: an identifier of each, or their numbers.

    Args:
        columns: all of them.
        times: those that may hold times.
        guesses: takes note.

    Raises:
        TableError: rows are times, or hold hardly a number: they are no units.
    """
    found = numbering_rows(columns, guesses)
    if found is not None:
        return found
    numbers = [c for c in columns if c.numbers is not None and c.present]
    if any(c.distinct == c.present for c in times) or len(numbers) < LEAST_NUMBERS:
        raise TableError("no column names the units", NO_NAMES)
    guesses.add("name", "rows are named by their numbers, from 1 on", NO_TEXTS, "--id")
    return _numbered(columns[0].height, len(columns))


def numbering_rows(columns: Sequence[Column], guesses: Guesses) -> Column | None:
    """The first column that numbers the rows, or holds an identifier of each; None if there is none."""
    found = identifiers(columns)
    if not found:
        return None
    guesses.add("name", f"rows are named by {found[0].shown}", NO_TEXTS, "--id")
    return found[0]


def identifiers(columns: Sequence[Column]) -> list[Column]:
    """The columns that number the rows, or hold an identifier of each."""
    return [
        column
        for column in columns
        if column.numbers is not None
        and column.whole
        and column.distinct == column.height
        and (role := number_role(column, columns)) is not None
        and role[1] in {ROW_NUMBERS, IDENTIFIERS}
    ]


def _numbered(height: int, place: int) -> Column:
    """A column of the numbers of rows, from 1 on."""
    import polars as pl

    from ici_tui.tables.cells import Cells
    from ici_tui.tables.column import Column
    from ici_tui.tables.header_names import Header

    numbers = pl.Series("rows", range(1, height + 1)).cast(pl.String)
    return Column(place, Header(ROWS), Cells(numbers))
