"""Where units meet as one weight moves, among so many that not every pair can be looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ici_tui.analysis.agreement import inversions
from ici_tui.analysis.inputs import checked_place, tie_gap
from ici_tui.analysis.sweep import SAME_PLACE, Lines
from ici_tui.index.ranking import competition_ranks

if TYPE_CHECKING:
    from ici_tui.analysis.curves import Curves
    from ici_tui.analysis.inputs import FloatArray, IntArray


class Meetings(NamedTuple):
    """Places between 0 and 1 where two units meet: beyond `at`, `up` is above `down`."""

    at: FloatArray
    up: IntArray
    down: IntArray

    def part(self, chosen: IntArray) -> Meetings:
        """Some of them, in this order."""
        return Meetings(self.at[chosen], self.up[chosen], self.down[chosen])

    def nearest(self, share: float, count: int) -> Meetings:
        """The nearest ones to a share of the weight, at most so many, from 0 upwards."""
        near = np.argsort(np.abs(self.at - share), kind="stable")[:count]
        return self.part(near[np.argsort(self.at[near], kind="stable")])


def meetings_of(found: Lines | Curves, unit: int) -> Meetings:
    """Where one unit meets others, from 0 upwards; units that are tied with it now are left out.

    Args:
        found: the scores along the weight.
        unit: its place.
    """
    x = checked_place(unit, len(found.rest), "unit")
    others = np.delete(np.arange(len(found.rest)), x)
    pairs = _Pairs(found) if isinstance(found, Lines) else found
    met = pairs.met(np.full(len(others), x), others)
    return met.part(np.argsort(met.at, kind="stable"))


def nearest_meetings(found: Lines, count: int, without: int | None = None) -> Meetings:
    """The places nearest to the weight now where two units meet, from 0 upwards.

    The k-th place above (or below) the weight is one of two units with at most k − 1 others
    between them: whoever stands between two that meet has met one of them before.

    Args:
        found: the scores as lines.
        count: how many at most.
        without: a unit whose meetings do not count.
    """
    pairs = _Pairs(found)
    group = pairs.groups()
    kept: list[Meetings] = []
    for up in (True, False):
        # Tied units are in the order that they take as soon as the weight moves.
        order = np.lexsort((-found.slope if up else found.slope, group))
        if without is not None:
            order = order[order != without]
        best: list[Meetings] = []
        for apart in range(1, min(count, len(order) - 1) + 1):
            met = pairs.met(order[:-apart], order[apart:])
            met = met.part(np.flatnonzero((met.at > found.share) == up))
            best.append(met.nearest(found.share, count) if len(met.at) > count else met)
        kept.append(_joined(best).nearest(found.share, count))
    return _joined(kept).nearest(found.share, count)


def count_meetings(found: Lines) -> int:
    """How many pairs of units meet strictly between 0 and 1 that are not tied now.

    Two units meet where one is ahead at 0 and the other at 1: pairs in another order there.
    """
    at_none, at_all = (competition_ranks(found.scores(t)) for t in (0.0, 1.0))
    # Who is level at one end does not meet within: at 0 they are in the order that they have at 1.
    order = np.lexsort((at_all, at_none))
    group = _Pairs(found).groups()
    met = inversions(at_all[order])
    if group.max(initial=-1) == len(group) - 1:
        return met
    within = order[np.argsort(group[order], kind="stable")]
    # Pairs of one group only: those of others are in order by the group's number.
    tied = at_all[within] + group[within] * (len(order) + 1)
    return met - inversions(np.unique(tied, return_inverse=True)[1])


class _Pairs:
    """Meets pairs of units: what holds for all of them is computed once."""

    def __init__(self, found: Lines) -> None:
        self._found = found
        self._scores = found.now
        self._tie = tie_gap(self._scores)

    def met(self, one: IntArray, other: IntArray) -> Meetings:
        """Where pairs meet strictly between 0 and 1, if they are not tied now."""
        rest, slope, scores = self._found.rest, self._found.slope, self._scores
        steeper = slope[one] - slope[other]
        with np.errstate(divide="ignore", invalid="ignore"):
            at = (rest[other] - rest[one]) / steeper
        apart = np.abs(scores[one] - scores[other]) > self._tie
        hits = np.flatnonzero(apart & (at > SAME_PLACE) & (at < 1 - SAME_PLACE))
        rises, one, other = steeper[hits] > 0, one[hits], other[hits]
        return Meetings(at[hits], np.where(rises, one, other), np.where(rises, other, one))

    def groups(self) -> IntArray:
        """The number of each unit's group of equal rank, 0 for the highest."""
        order = np.argsort(-self._scores, kind="stable")
        falls = -np.diff(self._scores[order]) > self._tie
        found = np.zeros(len(order), dtype=np.int64)
        found[order[1:]] = np.cumsum(falls)
        return found


def _joined(found: list[Meetings]) -> Meetings:
    none = Meetings(np.empty(0), np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64))
    return Meetings(*(np.concatenate(parts) for parts in zip(none, *found, strict=True)))
