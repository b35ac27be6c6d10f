"""Which column holds the time of each row, and whether rows are of a unit at a time at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.tables.keys import is_named_time, times_in
from ici_tui.tables.series import combinations

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.tables.column import Column
    from ici_tui.tables.guesses import Guesses
    from ici_tui.tables.units import RowTimes

MOST_LOST = 0.2
"""Share of rows that may repeat a unit and its time in a panel."""


def time_of_rows(
    times: Sequence[Column], unit: Column, guesses: Guesses, *, repeats: bool
) -> RowTimes | None:
    """The column of times, and each row's; None where a row is a unit whatever its time.

    Args:
        times: columns that may hold times, the likeliest first.
        unit: names the units.
        guesses: takes note.
        repeats: whether names are there again.
    """
    found = []
    for column in times:
        if not is_named_time(column) and not repeats:
            continue
        if not repeats and (column.distinct > 1 or _one_of_several(column, times)):
            continue  # each unit's own year, or each source's, says nothing of a common time
        found.append(column)
    return times_in(_finest(found, unit), guesses) if found else None


def mostly_lost(unit: Column, time: RowTimes) -> bool:
    """Whether many rows repeat a unit and its time, so that these do not say what a row is of."""
    kept = len(combinations([unit.part, time.part])[1])
    return unit.height - kept > MOST_LOST * unit.height


def _one_of_several(column: Column, times: Sequence[Column]) -> bool:
    """Whether others are called alike and hold other times: `World Bank Year`, `IMF Year`."""
    first, _, last = column.words.rpartition(" ")
    alike = (c for c in times if c is not column and c.words.rpartition(" ")[2] == last)
    return bool(first) and any(set(c.sample) != set(column.sample) for c in alike)


def _finest(times: Sequence[Column], unit: Column) -> Column:
    """The first column of times, or the one that alone tells each unit's rows apart: a date beside its year."""
    if len(times) > 1 and len(combinations([unit.part, times[0].part])[1]) < unit.height:
        for column in times[1:]:
            if len(combinations([unit.part, column.part])[1]) == unit.height:
                return column
    return times[0]
