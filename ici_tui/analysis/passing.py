"""Who passed whom between two rankings of the same units."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from ici_tui.analysis.inputs import IntArray


class Passing(NamedTuple):
    """One unit between two rankings, by rows."""

    unit: int
    before: int
    """Its rank."""
    after: int
    passes: IntArray
    """Who was at least level and is below now, the highest first."""
    passed_by: IntArray
    """Who was at most level and is above now, the highest first."""


def moved(before: IntArray, after: IntArray) -> IntArray:
    """The rows of units whose rank changed, those that moved most first.

    Args:
        before: n ranks; 0 where a unit has none.
        after: n ranks.
    """
    there = np.flatnonzero((before > 0) & (after > 0) & (before != after))
    order = np.lexsort((after[there], -np.abs(after[there] - before[there])))
    found: IntArray = there[order]
    return found


def most_moved(before: IntArray, after: IntArray) -> int | None:
    """The first of `moved`, without the others; None where no rank changed."""
    places = np.where((before > 0) & (after > 0), np.abs(after - before), 0)
    most = int(places.max(initial=0))
    if not most:
        return None
    first = np.flatnonzero(places == most)
    return int(first[np.argmin(after[first])])


def passing(before: IntArray, after: IntArray, unit: int) -> Passing:
    """Whom a unit passed, and who passed it. Units without a rank in either are passed by.

    Args:
        before: n ranks; 0 where a unit has none.
        after: n ranks.
        unit: its row; it has a rank in both.
    """
    there = (before > 0) & (after > 0)
    was, now = before[unit], after[unit]
    passes = np.flatnonzero(there & (before <= was) & (after > now))
    by = np.flatnonzero(there & (before >= was) & (after < now))
    highest = [rows[np.argsort(after[rows], kind="stable")] for rows in (passes, by)]
    return Passing(unit, int(was), int(now), *highest)
