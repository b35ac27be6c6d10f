"""Panels: iData with more than one Time. A pack is opened at one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.packs.limits import MOST_TIMES, past
from ici_tui.packs.tables import Table, parse_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.packs.faults import Faults

COLUMN = "Time"
MOST_NAMED = 8
"""So many times are named where one of them is wanted."""


def times_of(table: Table) -> tuple[str, ...]:
    """The times of a table, the oldest first: by number where all are numbers, else by text."""
    found = {plain_time(time) for time in table.columns.get(COLUMN, ()) if time is not None}
    numbers = {time: parse_number(time) for time in found}
    if all(number is not None for number in numbers.values()):
        return tuple(sorted(found, key=lambda time: numbers[time] or 0.0))
    return tuple(sorted(found))


def rows_by_time(table: Table, faults: Faults) -> dict[str, list[int]]:
    """The rows of each time of a panel, the oldest time first; one without a time is a fault.

    Raises:
        PackError: there are too many times.
    """
    times = times_of(table)
    if len(times) > MOST_TIMES:
        told, fix = past("times", MOST_TIMES, len(times))
        faults.add(table.file, told, fix, column=COLUMN)
        faults.stop()
    found: dict[str, list[int]] = {time: [] for time in times}
    for place, cell in enumerate(table.columns.get(COLUMN, ())):
        if cell is not None:
            found[plain_time(cell)].append(place)
        elif len(times) > 1:
            told = "the row has no time, and other rows have"
            fix = f"one of {listed_times(times)}"
            faults.add(table.file, told, fix, row=table.line(place), column=COLUMN)
    return found


def at_time(table: Table, wanted: str | None, faults: Faults) -> Table:
    """The rows of one time, the newest where none is wanted; their lines are kept.

    Args:
        table: iData.
        wanted: a time, such as `2018`.
        faults: takes note of a time that is not there, and of rows of a panel without one.

    Raises:
        PackError: there are too many times.
    """
    rows = rows_by_time(table, faults)
    times = tuple(rows)
    if wanted is not None and plain_time(wanted) not in times:
        _unknown(table, wanted, times, faults)
        return table
    if len(times) < 2:
        return table
    time = times[-1] if wanted is None else plain_time(wanted)
    return table.only(rows[time])


def _unknown(table: Table, wanted: str, times: tuple[str, ...], faults: Faults) -> None:
    if not times:
        told = f"there is no time {wanted}: the data have none"
        faults.add(table.file, told, "leave the time out", said=True)
        return
    fix = f"there are {listed_times(times)}"  # the nearest year is not the one that is meant
    faults.add(table.file, f"there is no time {wanted}", fix, column=COLUMN, said=True)


def listed_times(times: Sequence[str]) -> str:
    """The times in a few words."""
    few = times if len(times) <= MOST_NAMED else (*times[: MOST_NAMED - 2], "…", times[-1])
    return ", ".join(few)


def plain_time(time: str) -> str:
    """A time as it is compared and shown: `2018.0`, as some files store a year, is 2018."""
    number = parse_number(time)
    return str(int(number)) if number is not None and number == int(number) else time
