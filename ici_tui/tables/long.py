"""A row per unit, indicator and time: the indicators are the combinations of dimensions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ici_tui.packs.limits import MOST_CELLS, past
from ici_tui.tables.aside import number_role
from ici_tui.tables.dimensions import Combined, combined, with_pillars
from ici_tui.tables.errors import TableError
from ici_tui.tables.key_lines import key_of, lead_keys, other_keys
from ici_tui.tables.keys import code_column
from ici_tui.tables.naming import series_name
from ici_tui.tables.reading import Measure, Shaped
from ici_tui.tables.units import Units, observations, times_of_rows
from ici_tui.tables.words import MEASURE_TOO, VALUE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.tables.column import Column
    from ici_tui.tables.naming import Naming
    from ici_tui.tables.reading import Places, Values
    from ici_tui.tables.units import RowTimes


MOST_BESIDE = 2
"""Columns of numbers among which one that is called a score may hold the values."""


def value_columns(
    columns: Sequence[Column], keys: Sequence[Column], *, alone: bool
) -> list[Column]:
    """The columns with what is measured: the one that is called values, else all numbers.

    Args:
        columns: all of them.
        keys: those of names, codes, times and dimensions.
        alone: whether there are no dimensions, so that a value among others may be of a firm.
    """
    numbers = [
        c for c in columns
        if c.numbers is not None and c.present and c not in keys and number_role(c, columns) is None
    ]  # fmt: skip
    called = [c for c in numbers if VALUE.match(c.words)]
    called.sort(key=lambda c: "display" in c.words.casefold())  # rounded, beside what is shown
    if called and len(numbers) > MOST_BESIDE and (alone or MEASURE_TOO.fullmatch(called[0].words)):
        return numbers
    return called[:1] or numbers


def shape_long(
    columns: Sequence[Column],
    unit: Column,
    time: RowTimes | None,
    chosen: Sequence[Column],
    naming: Naming,
) -> Shaped:
    """Units, times and indicators from rows.

    Args:
        columns: all of them.
        unit: names the units.
        time: the times, if there are any.
        chosen: the dimensions; none where there is one indicator.
        naming: names that one.

    Raises:
        TableError: there are too many indicators.
    """
    code = code_column([c for c in columns if c not in chosen], unit)
    units = Units(unit, code, rows_are_units=False)
    keys = [c for c in (unit, code, time.column if time else None, *chosen) if c is not None]
    values = value_columns(columns, keys, alone=not chosen)
    time_of, times = times_of_rows(time, unit.height)
    obs_of, unit_of, obs_time = observations(units.of, time_of)
    name, why = naming.single(series_name(columns, chosen), *(c.name for c in values[:1]))
    parts = with_pillars(combined(chosen, name, len(obs_of)), columns, unit)
    if chosen:
        why = "a value of the columns that name indicators"
    groups, others = other_keys(columns, unit, units, [*keys, *values])
    single = [c for c in values if len(values) == 1 and VALUE.match(c.words)]
    held = [key_of(c, "ignored", "holds the values") for c in single]
    return Shaped(
        layout="long",
        unit_column=unit.shown,
        names=units.names,
        codes=units.codes,
        unit_of=unit_of,
        time_of=obs_time,
        times=times,
        measures=tuple(
            measure
            for column in values
            for measure in _spread(
                column, parts, obs_of, len(unit_of), why, several=len(values) > 1
            )
        ),
        code_column=None if code is None else code.shown,
        time_column=time.column.shown if time else None,
        groups=groups,
        keys=(*lead_keys(unit, code, time.column if time else None, chosen), *held, *others),
    )


def _spread(
    column: Column, parts: Combined, obs_of: Places, count: int, why: str, *, several: bool
) -> list[Measure]:
    """A column of values as one indicator per combination.

    Args:
        column: the values.
        parts: the combinations.
        obs_of: each row's observation.
        count: how many observations there are.
        why: what speaks for these indicators.
        several: whether there are other columns of values, so that names say which.

    Raises:
        TableError: there are too many.
    """
    cells = count * len(parts.names)
    if cells > MOST_CELLS:
        told, fix = past("cells", MOST_CELLS, cells)
        raise TableError(f"with a column for each indicator {told}", fix)
    table: Values = np.full((len(parts.names), count), np.nan)
    given = (obs_of >= 0) & (parts.of >= 0) & ~np.isnan(column.values)
    table[parts.of[given], obs_of[given]] = column.values[given]
    names = parts.names
    if several:
        names = (
            tuple(f"{column.shown}, {name}" for name in names) if parts.columns else (column.shown,)
        )
    return parts.measures(names, table, why, column.unit)
