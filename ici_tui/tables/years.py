"""Times as columns: one indicator, or one per combination of the other columns, over time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.packs.limits import MOST_CELLS, past
from ici_tui.tables.aside import number_role
from ici_tui.tables.dimensions import combined, dimensions, with_pillars
from ici_tui.tables.errors import TableError
from ici_tui.tables.key_lines import lead_keys, other_keys
from ici_tui.tables.keys import UNIQUE, code_column
from ici_tui.tables.naming import names_measure, series_name
from ici_tui.tables.periods import dated, period, sorted_times
from ici_tui.tables.reading import Key, Measure, Shaped
from ici_tui.tables.units import Units

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.tables.column import Column
    from ici_tui.tables.dimensions import Combined
    from ici_tui.tables.naming import Naming
    from ici_tui.tables.reading import Values

COLUMNS = "years as columns"
BEFORE_YEARS = (*map(str, range(980, 1000)), "0999")
"""Numbers of columns that are numbered through: each pillar has one of them, or more."""


def period_columns(columns: Sequence[Column], month_first: bool | None) -> dict[int, str]:
    """The columns whose header is a time, by their place; none where they are few among others.

    Args:
        columns: all of them.
        month_first: as `period` takes it.
    """
    found = {
        c.place: told
        for c in columns
        if (c.numbers is not None or not c.present) and (told := period(c.name, month_first))
    }
    numbers = [
        c
        for c in columns
        if c.numbers is not None and c.place not in found and number_role(c, columns) is None
    ]
    full = [c for c in columns if c.place in found and c.present]
    if not full or len(set(found.values())) < len(found):
        return {}
    if len(full) == 1 and numbers:
        return {}
    return found if len(found) >= len(numbers) else {}


def shape_years(
    columns: Sequence[Column], unit: Column, periods: dict[int, str], naming: Naming
) -> tuple[Shaped, int]:
    """Units from rows, times from columns; and how many rows repeat others.

    Raises:
        TableError: there are too many cells.
    """
    others = [c for c in columns if c.place not in periods]
    chosen, repeated = dimensions([c for c in others if c is not unit], unit, None)
    code = code_column([c for c in others if c not in chosen], unit)
    alone = not chosen and unit.distinct >= UNIQUE * unit.present
    units = Units(unit, code, rows_are_units=alone)
    times = sorted_times(set(periods.values()))
    name, why = naming.single(series_name(others, chosen), names_measure(unit))
    parts = with_pillars(combined(chosen, name, unit.height), others, unit)
    if chosen:
        why = "a value of the columns that name indicators"
    held = [c for c in columns if c.place in periods and c.numbers is not None]
    cube = _cube(held, [times.index(periods[c.place]) for c in held], units, parts, len(times))
    numbers = [
        c for c in others
        if c.numbers is not None and c.present and c not in {unit, code} and number_role(c, others) is None
    ]  # fmt: skip
    used = [unit, *([code] if code else []), *chosen, *numbers]
    groups, keys = other_keys(others, unit, units, used)
    size, count = len(units.names), len(times)
    measured = {c.unit for c in held}
    unit_told = measured.pop() if len(measured) == 1 else ""
    told = f"the headers of {count} columns, {times[0]} to {times[-1]}"
    shaped = Shaped(
        layout="years-as-columns",
        unit_column=unit.shown,
        names=units.names,
        codes=units.codes,
        unit_of=np.repeat(np.arange(size), count),
        time_of=np.tile(np.arange(count), size),
        times=tuple(times),
        measures=(
            *parts.measures(parts.names, cube, why, unit_told),
            *_timeless(numbers, units, count),
        ),
        code_column=None if code is None else code.shown,
        time_column=COLUMNS,
        groups=groups,
        keys=(*lead_keys(unit, code, None, chosen), Key(COLUMNS, "time", told, count), *keys),
    )
    return shaped, repeated


def _cube(
    held: Sequence[Column], at: Sequence[int], units: Units, parts: Combined, count: int
) -> Values:
    """The values of columns that are times, a row per indicator: unit by unit, time by time.

    Args:
        held: the columns.
        at: each column's time, by its place.
        units: whose the rows are.
        parts: which indicator each row is of.
        count: how many times there are.

    Raises:
        TableError: there are too many cells.
    """
    size, indicators = len(units.names), len(parts.names)
    if size * count * indicators > MOST_CELLS:
        raise TableError(*past("cells", MOST_CELLS, size * count * indicators))
    cube = np.full((indicators, size, count), np.nan)
    for column, time in zip(held, at, strict=True):
        given = ~np.isnan(column.values) & (units.of >= 0) & (parts.of >= 0)
        cube[parts.of[given], units.of[given], time] = column.values[given]
    return cube.reshape(indicators, size * count)


def _timeless(numbers: Sequence[Column], units: Units, count: int) -> list[Measure]:
    """Numbers beside the times: those of no time are those of every time."""
    why = "has no time: the same at each"
    return [
        Measure(c.shown, np.repeat(c.values[units.rows], count), c.header.pillars, why=why)
        for c in numbers
    ]


def dated_groups(columns: Sequence[Column]) -> dict[str, dict[str, Column]]:
    """Measures that are repeated with different years in their names: the columns by time.

    Columns that are numbered through, `x1` to `x5000`, have no years in their names.
    """
    found: dict[str, dict[str, Column]] = {}
    names = {column.name for column in columns}
    for column in columns:
        if column.numbers is None or number_role(column, columns) is not None:
            continue
        told = dated(column.name)
        if told is not None and not _numbered(column.name, told.time, names):
            time = period(told.time) or told.time
            found.setdefault(told.base.casefold(), {}).setdefault(time, column)
    return {base: by_time for base, by_time in found.items() if len(by_time) > 1}


def _numbered(name: str, time: str, names: set[str]) -> bool:
    """Whether a name is one of many that count on from numbers which are no years."""
    return any(name.replace(time, number, 1) in names for number in BEFORE_YEARS)


def over_time(shaped: Shaped, groups: dict[str, dict[str, Column]]) -> Shaped:
    """A wide table whose repeated measures become one indicator each, over time.

    Args:
        shaped: with a measure per column, and no time.
        groups: as `dated_groups` gives them.

    Raises:
        TableError: there are too many cells.
    """
    times = sorted_times({time for by_time in groups.values() for time in by_time})
    values: dict[str, Measure] = {}
    for measure in shaped.measures:  # of columns with one name the first is the one of that time
        values.setdefault(measure.name, measure)
    first = {next(iter(by_time.values())).shown: by_time for by_time in groups.values()}
    taken = {c.shown for by_time in groups.values() for c in by_time.values()}
    size, count = len(shaped.unit_of), len(times)
    cells = size * count * (len(shaped.measures) - len(taken) + len(groups))
    if cells > MOST_CELLS:
        raise TableError(*past("cells", MOST_CELLS, cells))
    measures = []
    for measure in shaped.measures:
        own = values[measure.name] is measure
        if own and measure.name in first:
            table = np.full((size, count), np.nan)
            for time, column in first[measure.name].items():
                table[:, times.index(time)] = values[column.shown].values
            told = dated(measure.name)
            name = told.base if told else measure.name
            measures.append(
                replace(
                    measure,
                    name=name,
                    values=table.reshape(-1),
                    why=f"{len(first[measure.name])} columns, a year each",
                )
            )
        elif not own or measure.name not in taken:
            measures.append(
                replace(
                    measure,
                    values=np.repeat(measure.values, count),
                    why="has no time: the same at each",
                )
            )
    key = Key("years in the names of columns", "time", f"{times[0]} to {times[-1]}", count, 0)
    return replace(
        shaped,
        layout="years-as-columns",
        unit_of=np.repeat(shaped.unit_of, count),
        time_of=np.tile(np.arange(count), size),
        times=tuple(times),
        measures=tuple(measures),
        time_column=key.name,
        keys=(*shaped.keys, key),
    )
