"""A row per unit, or per unit and time; a column per indicator."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ici_tui.tables.aside import number_role, text_role
from ici_tui.tables.keys import code_column
from ici_tui.tables.periods import sorted_times
from ici_tui.tables.reading import Key, Measure, Shaped
from ici_tui.tables.series import numbered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.tables.column import Column
    from ici_tui.tables.reading import Places


class Units:
    """The units of rows: who they are, and which row is whose."""

    def __init__(self, rows_are_units: bool, unit: Column, code: Column | None) -> None:
        """Find them.

        Args:
            rows_are_units: whether each row is a unit of its own, repeated names among them.
            unit: names them.
            code: holds their codes.
        """
        names = unit.texts.to_list()
        codes = code.texts.to_list() if code is not None else [None] * len(names)
        if rows_are_units:
            self.of: Places = np.arange(len(names))
            self.names = distinct_names(names, codes)
            self.codes: tuple[str | None, ...] = tuple(codes)
            self.rows: Places = self.of
            return
        key = unit.texts
        if code is not None and code.texts.null_count() == 0 and code.distinct <= unit.distinct:
            key = code.texts
        self.of, levels = numbered(key)
        last = np.zeros(len(levels), dtype=np.int64)
        known = self.of >= 0
        last[self.of[known]] = np.flatnonzero(known)
        self.rows = last
        self.names = distinct_names([names[k] for k in last], [codes[k] for k in last])
        self.codes = tuple(codes[k] for k in last)


def distinct_names(names: Sequence[str | None], codes: Sequence[str | None]) -> tuple[str, ...]:
    """Names of which none is there twice: later ones are numbered. The code where one is blank."""
    given = [name for name in names if name]
    if len(given) == len(names) == len(set(given)):
        return tuple(given)
    seen: dict[str, int] = {}
    found = []
    for place, (name, code) in enumerate(zip(names, codes, strict=True)):
        told = name or code or f"row {place + 1}"
        seen[told] = seen.get(told, 0) + 1
        while seen[told] > 1 and f"{told} ({seen[told]})" in seen:
            seen[told] += 1
        if seen[told] > 1:
            told = f"{told} ({seen[told]})"
            seen[told] = 1
        found.append(told)
    return tuple(found)


def shape_wide(
    columns: Sequence[Column], unit: Column, time: tuple[Column, Sequence[str | None]] | None
) -> Shaped:
    """Units from rows.

    Args:
        columns: all of them.
        unit: names the units.
        time: the column of times and each row's time, for a panel; None where rows are units.
    """
    code = code_column(columns, unit)
    units = Units(
        time is None or len(set(time[1])) < 2 and unit.distinct == unit.present, unit, code
    )
    time_of, times = _times(time, len(unit.texts))
    keep = _last_of_each(units.of, time_of)
    measures, keys, groups = [], [], {}
    for column in columns:
        missing = len(column.texts) - column.present
        if column is unit or column is code or (time and column is time[0]):
            continue
        if column.numbers is not None and column.present:
            role = number_role(column, columns)
            if role is None:
                measures.append(
                    Measure(column.shown, column.values[keep], column.header.pillars, why="numbers")
                )
                continue
        else:
            role = text_role(column, len(units.names))
        if role[0] == "group":
            texts = column.texts.to_list()
            groups[column.shown] = [texts[k] for k in units.rows]
        keys.append(Key(column.shown, role[0], role[1], column.present, missing))
    lead = [
        Key(
            unit.shown,
            "name",
            "the first text column without repeats" if time is None else "names the units",
            unit.present,
            len(unit.texts) - unit.present,
        )
    ]
    if code is not None and code is not unit:
        lead.append(
            Key(code.shown, "code", "a code per unit", code.present, len(code.texts) - code.present)
        )
    if time is not None:
        lead.append(
            Key(
                time[0].shown,
                "time",
                "holds times",
                time[0].present,
                len(time[0].texts) - time[0].present,
            )
        )
    return Shaped(
        layout="wide",
        unit_column=unit.shown,
        names=units.names,
        codes=units.codes,
        unit_of=units.of[keep],
        time_of=time_of[keep],
        times=times,
        measures=tuple(measures),
        code_column=None if code is None else code.shown,
        time_column=None if time is None else time[0].shown,
        groups=groups,
        keys=(*lead, *keys),
    )


def _times(
    time: tuple[Column, Sequence[str | None]] | None, height: int
) -> tuple[Places, tuple[str, ...]]:
    if time is None:
        return np.zeros(height, dtype=np.int64), ()
    times = tuple(sorted_times({text for text in time[1] if text is not None}))
    places = {text: place for place, text in enumerate(times)}
    return np.array(
        [-1 if text is None else places[text] for text in time[1]], dtype=np.int64
    ), times


def _last_of_each(unit_of: Places, time_of: Places) -> Places:
    """The last row of each unit and time, in the order of the rows; none without either."""
    key = unit_of * (int(time_of.max(initial=0)) + 1) + time_of
    usable = np.flatnonzero((unit_of >= 0) & (time_of >= 0))
    _, first_from_behind = np.unique(key[usable][::-1], return_index=True)
    return np.sort(usable[len(usable) - 1 - first_from_behind])
