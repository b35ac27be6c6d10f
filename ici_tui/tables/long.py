"""A row per unit, indicator and time: the indicators are the combinations of dimensions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ici_tui.packs.limits import MOST_CELLS, past
from ici_tui.tables.aside import number_role, text_role
from ici_tui.tables.column import determines
from ici_tui.tables.dimensions import combined
from ici_tui.tables.errors import TableError
from ici_tui.tables.keys import code_column
from ici_tui.tables.naming import series_name
from ici_tui.tables.periods import sorted_times
from ici_tui.tables.reading import Key, Measure, Shaped
from ici_tui.tables.series import numbered
from ici_tui.tables.wide import Units
from ici_tui.tables.words import VALUE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.tables.column import Column
    from ici_tui.tables.naming import Naming
    from ici_tui.tables.reading import Places, Values


def value_columns(columns: Sequence[Column], keys: Sequence[Column]) -> list[Column]:
    """The columns with what is measured: those that are called values, else all numbers."""
    numbers = [
        c for c in columns
        if c.numbers is not None and c.present and c not in keys and number_role(c, columns) is None
    ]  # fmt: skip
    called = [c for c in numbers if VALUE.match(c.words)]
    return called[:1] or numbers


def shape_long(
    columns: Sequence[Column],
    unit: Column,
    time: tuple[Column, Sequence[str | None]] | None,
    chosen: Sequence[Column],
    naming: Naming,
) -> Shaped:
    """Units, times and indicators from rows.

    Raises:
        TableError: there are too many indicators.
    """
    code = code_column([c for c in columns if c not in chosen], unit)
    units = Units(False, unit, code)
    keys = [unit, *([code] if code else []), *([time[0]] if time else []), *chosen]
    values = value_columns(columns, keys)
    time_of, times = rows_times(time, len(unit.texts))
    obs_of, unit_of, obs_time = observations(units.of, time_of)
    name, why = naming.single(series_name(columns, chosen), *(c.name for c in values[:1]))
    if chosen:
        parts = combined(chosen, name)
        measures = _spread(values, parts.names, parts.of, obs_of, len(unit_of), parts.parts)
    else:
        measures = _spread(
            values,
            (name,),
            np.zeros(len(obs_of), dtype=np.int64),
            obs_of,
            len(unit_of),
            frozenset(),
            why,
        )
    groups, others = _others(columns, unit, [*keys, *values], units.rows, len(units.names))
    lead = [Key(c.shown, role, told, c.present, len(c.texts) - c.present) for c, role, told in (
        (unit, "name", "names the units"),
        *([(code, "code", "a code per unit")] if code is not None and code is not unit else []),
        *([(time[0], "time", "holds times")] if time else []),
    )]  # type: ignore[arg-type]  # fmt: skip
    dims = [
        Key(
            c.shown,
            "ignored",
            "its values name the indicators",
            c.present,
            len(c.texts) - c.present,
        )
        for c in chosen
    ]
    value_keys = [
        Key(c.shown, "ignored", "holds the values", c.present, len(c.texts) - c.present)
        for c in values[:1]
        if c.name and VALUE.match(c.words)
    ]
    return Shaped(
        layout="long",
        unit_column=unit.shown,
        names=units.names,
        codes=units.codes,
        unit_of=unit_of,
        time_of=obs_time,
        times=times,
        measures=tuple(measures),
        code_column=None if code is None else code.shown,
        time_column=time[0].shown if time else None,
        groups=groups,
        keys=(*lead, *dims, *value_keys, *others),
    )


def rows_times(
    time: tuple[Column, Sequence[str | None]] | None, height: int
) -> tuple[Places, tuple[str, ...]]:
    """Each row's time by its place, −1 where it has none; and the times, the oldest first."""
    if time is None:
        return np.zeros(height, dtype=np.int64), ()
    times = tuple(sorted_times({text for text in time[1] if text is not None}))
    places = {text: place for place, text in enumerate(times)}
    return np.array(
        [-1 if text is None else places[text] for text in time[1]], dtype=np.int64
    ), times


def observations(unit_of: Places, time_of: Places) -> tuple[Places, Places, Places]:
    """Each row's observation, −1 where it has no unit or time; and the unit and time of each."""
    width = int(time_of.max(initial=0)) + 1
    usable = (unit_of >= 0) & (time_of >= 0)
    found, place = np.unique(unit_of[usable] * width + time_of[usable], return_inverse=True)
    of = np.full(len(unit_of), -1, dtype=np.int64)
    of[usable] = place
    return of, found // width, found % width


def _spread(
    values: Sequence[Column],
    names: Sequence[str],
    indicator_of: Places,
    obs_of: Places,
    count: int,
    parts: frozenset[int],
    why: str = "a value of the columns that name indicators",
) -> list[Measure]:
    if count * len(names) * len(values) > MOST_CELLS:
        told, fix = past("cells", MOST_CELLS, count * len(names) * len(values))
        raise TableError(f"with a column for each indicator {told}", fix)
    usable = (obs_of >= 0) & (indicator_of >= 0)
    several = len(values) > 1
    found = []
    for column in values:
        table: Values = np.full((len(names), count), np.nan)
        given = usable & ~np.isnan(column.values)
        table[indicator_of[given], obs_of[given]] = column.values[given]
        for place, name in enumerate(names):
            told = (
                f"{column.shown}, {name}"
                if several and len(names) > 1
                else column.shown
                if several
                else name
            )
            part = place in parts
            found.append(
                Measure(
                    told,
                    table[place],
                    on=not part,
                    why="a part of another indicator" if part else why,
                )
            )
    return found


def _others(
    columns: Sequence[Column], unit: Column, used: Sequence[Column], rows: Places, size: int
) -> tuple[dict[str, list[str | None]], list[Key]]:
    """The columns that are neither keys nor values: groups of units, and what is left out."""
    groups: dict[str, list[str | None]] = {}
    keys = []
    for column in columns:
        if column in used:
            continue
        role, why = "ignored", "another number"
        if column.numbers is None or not column.present:
            of_unit = determines(unit.texts, column.texts)
            role, why = text_role(column, size) if of_unit else ("ignored", "differs within units")
        else:
            role, why = number_role(column, columns) or (
                "ignored",
                "another number beside the values",
            )
        if role == "group":
            texts = column.texts.to_list()
            groups[column.shown] = [texts[k] for k in rows]
        keys.append(
            Key(column.shown, role, why, column.present, len(column.texts) - column.present)
        )  # type: ignore[arg-type]
    return groups, keys


def unit_places(texts: Column) -> tuple[Places, list[str]]:
    """Each row's unit, by the order in which they first appear."""
    return numbered(texts.texts)
