"""One time of a table: which is opened, and what its values are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ici_tui.packs.panel import listed_times
from ici_tui.tables.errors import SaidError, TableError

if TYPE_CHECKING:
    from ici_tui.tables.guesses import Guesses
    from ici_tui.tables.reading import Measure, Shaped, Values

HALF = 0.5


def values_at(found: Shaped, measure: Measure, time: str | None) -> Values:
    """An indicator's value per unit at one time, NaN where missing."""
    if found.is_once_each:
        return measure.values
    values = np.full(found.size, np.nan)
    if time is None or len(found.times) < 2:
        values[found.unit_of] = measure.values
        return values
    rows = found.time_of == found.times.index(time)
    values[found.unit_of[rows]] = measure.values[rows]
    return values


def opened_time(
    found: Shaped, wanted: str | None, guesses: Guesses
) -> tuple[str | None, str | None]:
    """The time that is opened, and the newest with any value; None where there are no times.

    Opened is the newest that half of the units have, and where there is none, the fullest.

    Raises:
        TableError: there is no such time, or no value at all.
    """
    if not found.times:
        if wanted is not None:
            raise SaidError(f"there is no time {wanted}: the table has none", "leave --time out")
        return None, None
    have = np.zeros((len(found.times), found.size), dtype=bool)
    for measure in found.measures:
        given = ~np.isnan(measure.values)
        have[found.time_of[given], found.unit_of[given]] = True
    counts = have.sum(axis=1)
    full = np.flatnonzero(counts)
    if not len(full):
        raise TableError("no column of times holds a number", "expected a number per unit and time")
    newest = found.times[full[-1]]
    if wanted is not None:
        if wanted not in found.times:
            raise SaidError(f"there is no time {wanted}", f"there are {listed_times(found.times)}")
        return wanted, newest
    enough = np.flatnonzero(counts >= HALF * found.size)
    opened = found.times[enough[-1] if len(enough) else int(counts.argmax())]
    if opened != newest:
        why = f"{counts[full[-1]]} of {found.size} units have a value in {newest}"
        guesses.add("time", f"{opened} is opened, and not {newest}", why, "--time")
    elif len(full) > 1:
        guesses.add(
            "time",
            f"{opened} is opened",
            "it is the newest time that half of the units have",
            "--time",
        )
    return opened, newest
