"""A row per unit, or per unit and time; a column per indicator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.tables.aside import number_role
from ici_tui.tables.key_lines import lead_keys, other_keys
from ici_tui.tables.keys import code_column
from ici_tui.tables.reading import Measure, Shaped
from ici_tui.tables.units import Units, last_of_each, times_of_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.tables.column import Column
    from ici_tui.tables.reading import Values
    from ici_tui.tables.units import RowTimes


def shape_wide(columns: Sequence[Column], unit: Column, time: RowTimes | None) -> Shaped:
    """Units from rows.

    Args:
        columns: all of them.
        unit: names the units.
        time: the times, for a panel; None where rows are units.
    """
    code = code_column(columns, unit)
    one_time = time is None or len(time.times) + bool((time.of < 0).any()) < 2
    units = Units(
        unit,
        code,
        rows_are_units=one_time and (time is None or unit.distinct == unit.present),
        time=time,
    )
    time_of, times = times_of_rows(time, unit.height)
    keep = last_of_each(units.of, time_of)

    def take(values: Values) -> Values:
        return values if len(keep) == len(values) else values[keep]

    keys = [c for c in (unit, code, time.column if time else None) if c is not None]
    numbers = [
        c for c in columns
        if c.numbers is not None and c.present and c not in keys and number_role(c, columns) is None
    ]  # fmt: skip
    groups, others = other_keys(columns, unit, units, [*keys, *numbers])
    return Shaped(
        layout="wide",
        unit_column=unit.shown,
        names=units.names,
        codes=units.codes,
        unit_of=units.of[keep],
        time_of=time_of[keep],
        times=times,
        measures=tuple(
            Measure(c.shown, take(c.values), c.header.pillars, c.unit, why="a column of numbers")
            for c in numbers
        ),
        code_column=None if code is None else code.shown,
        time_column=None if time is None else time.column.shown,
        groups=groups,
        keys=(*lead_keys(unit, code, time.column if time else None), *others),
    )
