"""Times as columns: one indicator, or one per combination of the other columns, over time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ici_tui.packs.limits import MOST_CELLS, past
from ici_tui.tables.aside import number_role
from ici_tui.tables.dimensions import combined, dimensions
from ici_tui.tables.errors import TableError
from ici_tui.tables.keys import code_column
from ici_tui.tables.long import _others
from ici_tui.tables.naming import names_measure, series_name
from ici_tui.tables.periods import dated, period, sorted_times
from ici_tui.tables.reading import Key, Measure, Shaped
from ici_tui.tables.wide import Units

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.tables.column import Column
    from ici_tui.tables.naming import Naming
    from ici_tui.tables.reading import Places

COLUMNS = "years as columns"


def period_columns(columns: Sequence[Column]) -> dict[int, str]:
    """The columns whose header is a time, by their place; none where they are few among others."""
    found = {
        c.place: told
        for c in columns
        if (c.numbers is not None or not c.present) and (told := period(c.name))
    }
    numbers = [
        c
        for c in columns
        if c.numbers is not None and c.place not in found and number_role(c, columns) is None
    ]
    full = [place for place in found if any(c.place == place and c.present for c in columns)]
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
    rows_are_units = not chosen and unit.distinct >= 0.9 * unit.present
    units = Units(rows_are_units, unit, code)
    times = sorted_times(set(periods.values()))
    size, count = len(units.names), len(times)
    name, why = naming.single(series_name(others, chosen), names_measure(unit))
    names: tuple[str, ...] = (name,)
    of: Places = np.zeros(len(unit.texts), dtype=np.int64)
    parts: frozenset[int] = frozenset()
    if chosen:
        found = combined(chosen, name)
        names, of, parts = found.names, found.of, found.parts
        why = "a value of the columns that name indicators"
    if size * count * len(names) > MOST_CELLS:
        raise TableError(*past("cells", MOST_CELLS, size * count * len(names)))
    cube = np.full((len(names), size, count), np.nan)
    by_place = {c.place: c for c in columns}
    for place, told in periods.items():
        column = by_place[place]
        if column.numbers is None:
            continue
        given = ~np.isnan(column.values) & (units.of >= 0) & (of >= 0)
        cube[of[given], units.of[given], times.index(told)] = column.values[given]
    measures = [
        Measure(
            label,
            cube[k].reshape(-1),
            on=k not in parts,
            why="a part of another indicator" if k in parts else why,
        )
        for k, label in enumerate(names)
    ]
    extra, groups, keys = _extra(others, unit, code, chosen, units, count)
    lead = [
        Key(unit.shown, "name", "names the units", unit.present, len(unit.texts) - unit.present)
    ]
    if code is not None and code is not unit:
        lead.append(
            Key(code.shown, "code", "a code per unit", code.present, len(code.texts) - code.present)
        )
    dims = [Key(c.shown, "ignored", "its values name the indicators", c.present, 0) for c in chosen]
    first, last = times[0], times[-1]
    held = Key(
        COLUMNS, "time", f"the headers of {len(times)} columns, {first} to {last}", len(times), 0
    )
    shaped = Shaped(
        layout="years-as-columns",
        unit_column=unit.shown,
        names=units.names,
        codes=units.codes,
        unit_of=np.repeat(np.arange(size), count),
        time_of=np.tile(np.arange(count), size),
        times=tuple(times),
        measures=(*measures, *extra),
        code_column=None if code is None else code.shown,
        time_column=COLUMNS,
        groups=groups,
        keys=(*lead, *dims, held, *keys),
    )
    return shaped, repeated


def _extra(
    others: Sequence[Column],
    unit: Column,
    code: Column | None,
    chosen: Sequence[Column],
    units: Units,
    count: int,
) -> tuple[list[Measure], dict[str, list[str | None]], list[Key]]:
    """What the columns beside the times hold: numbers of no time are those of every time."""
    numbers = [
        c for c in others
        if c.numbers is not None and c.present and c not in {unit, code} and number_role(c, others) is None
    ]  # fmt: skip
    used = [unit, *([code] if code else []), *chosen, *numbers]
    groups, keys = _others(others, unit, used, units.rows, len(units.names))
    extra = [
        Measure(
            c.shown,
            np.repeat(c.values[units.rows], count),
            c.header.pillars,
            why="has no time: the same at each",
        )
        for c in numbers
    ]
    return extra, groups, keys


def dated_groups(columns: Sequence[Column]) -> dict[str, dict[str, Column]]:
    """Measures that are repeated with different years in their names: the columns by time."""
    found: dict[str, dict[str, Column]] = {}
    for column in columns:
        if column.numbers is None or number_role(column, columns) is not None:
            continue
        told = dated(column.name)
        if told is not None:
            time = period(told.time) or told.time
            found.setdefault(told.base.casefold(), {}).setdefault(time, column)
    return {base: by_time for base, by_time in found.items() if len(by_time) > 1}


def over_time(shaped: Shaped, groups: dict[str, dict[str, Column]]) -> Shaped:
    """A wide table whose repeated measures become one indicator each, over time.

    Args:
        shaped: with a measure per column, and no time.
        groups: as `dated_groups` gives them.
    """
    from dataclasses import replace

    times = sorted_times({time for by_time in groups.values() for time in by_time})
    values = {m.name: m for m in shaped.measures}
    first = {next(iter(by_time.values())).shown: by_time for by_time in groups.values()}
    taken = {c.shown for by_time in groups.values() for c in by_time.values()}
    size, count = len(shaped.unit_of), len(times)
    measures = []
    for measure in shaped.measures:
        if measure.name in first:
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
        elif measure.name not in taken:
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
