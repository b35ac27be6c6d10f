"""Units as columns: the rows are times of one indicator, or indicators."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ici_tui.tables.countries import country_names, three_letters, two_letters
from ici_tui.tables.reading import Key, Measure, Shaped
from ici_tui.tables.units import distinct_names
from ici_tui.tables.words import ASIDE, CODE, INDICATOR, INDICATORS_ALONE, MEASURED_IN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.tables.column import Column
    from ici_tui.tables.naming import Naming
    from ici_tui.tables.units import RowTimes

HEADERS = "(column headers)"
LEAST = 3
"""Columns of numbers from which they may be units."""


def header_share(columns: Sequence[Column]) -> float:
    """The share of columns of numbers that are called as countries are."""
    names = [c.name for c in columns if c.numbers is not None]
    known = [
        n for n in names if n.casefold() in country_names() or n in two_letters() | three_letters()
    ]
    return len(known) / len(names) if names else 0.0


def are_units(columns: Sequence[Column], time: Column | None, label: Column | None) -> str:
    """Why the columns of numbers are units; empty where they are not.

    Args:
        columns: all of them.
        time: a column of times, if there is one.
        label: the column of texts that would name the units, if there is one.
    """
    numbers = [c for c in columns if c.numbers is not None and c is not time]
    if len(numbers) < LEAST:
        return ""
    if time is None and label is not None and label is indicator_names(columns):
        return "the rows are indicators"
    share = header_share(numbers)
    once = time is not None and time.distinct == time.present
    if label is None and once:
        return "each row is a time, and no column names units"
    if share >= 0.5 and (label is None or label.country_share < 0.3):
        return f"{share:.0%} of the columns are called as countries are"
    if (
        label is not None
        and time is None
        and INDICATOR.search(label.words)
        and label.distinct == label.present
        and share > 0.2
    ):
        return "the first column names indicators"
    return ""


def indicator_names(columns: Sequence[Column]) -> Column | None:
    """A column that names an indicator in each row, where no other column could name units."""
    texts = [c for c in columns if c.numbers is None and c.present]
    found = [c for c in texts if INDICATORS_ALONE.fullmatch(c.words)]
    if len(found) != 1 or found[0].distinct < found[0].present:
        return None
    others = [c for c in texts if c is not found[0]]
    aside = all(
        MEASURED_IN.match(c.words) or ASIDE.search(c.words) or CODE.search(c.words) or _parts(c)
        for c in others
    )
    return found[0] if aside else None


def _parts(column: Column) -> bool:
    """Whether a column sorts its rows into a few, as pillars do."""
    return 2 * column.distinct <= column.present


def shape_transposed(
    columns: Sequence[Column],
    time: RowTimes | None,
    label: Column | None,
    naming: Naming,
) -> Shaped:
    """Units from the columns of numbers."""
    keys = [c for c in (time.column if time else None, label) if c is not None]
    numbers = [c for c in columns if c.numbers is not None and c not in keys]
    names = distinct_names([c.shown for c in numbers], [None] * len(numbers))
    table = np.array([c.values for c in numbers])  # units × rows
    times = time.times if time else ()
    row_times = [(*times, "")[place] for place in time.of] if time else [""] * table.shape[1]
    labels = (
        label.texts.fill_null("").to_list()
        if label is not None
        else [naming.single()[0]] * table.shape[1]
    )
    order = list(dict.fromkeys(name for name in labels if name))
    place_of, time_at = ({name: k for k, name in enumerate(texts)} for texts in (order, times))
    count = max(len(times), 1)
    cube = np.full((len(order), len(numbers), count), np.nan)
    for row, (name, told) in enumerate(zip(labels, row_times, strict=True)):
        if name and (told or not times):
            cube[place_of[name], :, time_at.get(told, 0)] = table[:, row]
    codes_known = all(n in three_letters() or n in two_letters() for n in names)
    others = [
        Key(c.shown, "ignored", "not used where units are columns", c.present, 0)
        for c in columns
        if c not in keys and c not in numbers
    ]
    lead = [Key(HEADERS, "name", "units are columns", len(numbers), 0)]
    if time:
        lead.append(Key(time.column.shown, "time", "each row is a time", time.column.present, 0))
    if label is not None:
        lead.append(Key(label.shown, "ignored", "its values name the indicators", label.present, 0))
    return Shaped(
        layout="transposed",
        unit_column=HEADERS,
        names=names,
        codes=tuple(names) if codes_known else (None,) * len(names),
        unit_of=np.repeat(np.arange(len(numbers)), count),
        time_of=np.tile(np.arange(count), len(numbers)),
        times=times,
        measures=tuple(
            Measure(
                name, cube[k].reshape(-1), why="a row" if label is not None else naming.single()[1]
            )
            for k, name in enumerate(order)
        ),
        code_column=HEADERS if codes_known else None,
        time_column=time.column.shown if time else None,
        keys=(*lead, *others),
    )
