"""Panels: iData with more than one Time. A pack is opened at one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.near import did_you_mean, nearest
from ici_tui.packs.tables import Table, parse_number

if TYPE_CHECKING:
    from ici_tui.packs.faults import Faults

COLUMN = "Time"


def times_of(table: Table) -> tuple[str, ...]:
    """The times of a table, the oldest first: by number where all are numbers, else by text."""
    found = {plain_time(time) for time in table.columns.get(COLUMN, ()) if time is not None}
    numbers = {time: parse_number(time) for time in found}
    if all(number is not None for number in numbers.values()):
        return tuple(sorted(found, key=lambda time: numbers[time] or 0.0))
    return tuple(sorted(found))


def at_time(table: Table, wanted: str | None, faults: Faults) -> Table:
    """The rows of one time, the newest where none is wanted; their lines are kept.

    Args:
        table: iData.
        wanted: a time, such as `2018`.
        faults: takes note of a time that is not there, and of rows of a panel without one.
    """
    times = times_of(table)
    if wanted is not None and plain_time(wanted) not in times:
        _unknown(table, wanted, times, faults)
        return table
    if len(times) < 2:
        return table
    time = times[-1] if wanted is None else plain_time(wanted)
    kept = []
    for place, cell in enumerate(table.columns[COLUMN]):
        if cell is None:
            faults.add(
                table.file,
                "the row has no time, and other rows have",
                f"one of {', '.join(times)}",
                row=table.line(place),
                column=COLUMN,
            )
        elif plain_time(cell) == time:
            kept.append(place)
    return table.only(kept)


def _unknown(table: Table, wanted: str, times: tuple[str, ...], faults: Faults) -> None:
    if not times:
        fix = "leave the time out" if COLUMN in table.columns else "add a column Time"
        faults.add(table.file, f"there is no time {wanted}: the data have none", fix)
        return
    near = nearest(plain_time(wanted), times, most=1)
    fix = did_you_mean(near, f"there are {', '.join(times)}")
    faults.add(table.file, f"there is no time {wanted}", fix, column=COLUMN)


def plain_time(time: str) -> str:
    """A time as it is compared and shown: `2018.0`, as some files store a year, is 2018."""
    number = parse_number(time)
    return str(int(number)) if number is not None and number == int(number) else time
