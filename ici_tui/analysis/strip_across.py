"""The intervals beside every weight, over an ensemble of tables: how far most of them allow."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.analysis.inputs import NEARLY_ALL, AnalysisError, checked_weights
from ici_tui.index.ranking import tie_gaps
from ici_tui.index.sums import weighted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ici_tui.analysis.inputs import BoolArray, FloatArray, IntArray

MOST = 0.9
"""The share of tables that an interval is to hold in, where nothing else is asked for."""


@dataclass(frozen=True, eq=False)
class StripAcross:
    """For each of m weights, an interval within which each of a share of tables keeps its order.

    `order` and `leader` are m × 2, shares of 1. Each end is held in at least the share of
    tables that was asked for, one end by itself. `tied` is the share of tables with a tie.
    """

    order: FloatArray
    leader: FloatArray
    share: float
    tied: float


def strip_across(tables: FloatArray, weights: FloatArray, share: float = MOST) -> StripAcross:
    """How far each weight may move alone before an order changes, in a share of the tables.

    In every table it is that table's own order at the present weights. Pairs that are tied in
    a table are left out of its intervals.

    Args:
        tables: T × n × m, no missing values.
        weights: m shares of 1.
        share: of the tables, above 0 and at most 1.

    Raises:
        AnalysisError: input that does not fit.
    """
    values = np.asarray(tables, dtype=np.float64)
    if values.ndim != 3 or 0 in values.shape:
        raise AnalysisError(f"tables have tables, units and components, not {values.shape}")
    if not 0 < share <= 1:
        raise AnalysisError(f"a share of tables is above 0 and at most 1, not {share:g}")
    now = checked_weights(weights, values.shape[2])
    # Units along the first axis, tables along the last: every step is then over whole rows.
    scores = np.ascontiguousarray(weighted(values, now).T)
    places = np.argsort(-scores, axis=0, kind="stable")
    ordered = np.take_along_axis(scores, places, axis=0)
    tie = tie_gaps(scores.T)
    groups = _groups(ordered, tie)
    neighbours, leaders = list(_neighbours(ordered, groups)), list(_leaders(ordered, groups))
    order, leader = (np.empty((len(now), 2, len(values))) for _ in range(2))
    # Where in the table each place's first component is, n × T.
    begins = places * len(now) + np.arange(len(values)) * values[0].size
    flat = values.ravel()
    for k, share_now in enumerate(now.tolist()):
        moves = _moves(values, now, k)
        along = (
            flat.take(begins + k)
            if moves.slopes is None
            else np.take_along_axis(moves.slopes, places, axis=0)
        )
        order[k] = _interval(share_now, along, moves, neighbours)
        leader[k] = _interval(share_now, along, moves, leaders)
    level = ordered[:-1] - ordered[1:] <= tie
    return StripAcross(
        _most(order, share), _most(leader, share), share, float(level.any(axis=0).mean())
    )


@dataclass(frozen=True, eq=False)
class _Moves:
    """How fast gaps close as one weight grows and the others shrink: as `strip._Line` has it.

    A pair's share of its gap per unit of weight is (`factor` · rise / gap + `more`) / `rest`; the
    rise is that of the component, or of `slopes` (n × T) where there are some.
    """

    factor: float
    more: float
    rest: float
    slopes: FloatArray | None = None


def _moves(values: FloatArray, now: FloatArray, k: int) -> _Moves:
    total = float(now.sum())
    if len(now) == 1:
        return _Moves(0.0, 0.0, 1.0)
    if total - now[k] < NEARLY_ALL:
        return _Moves(1.0, 0.0, 1.0, _slopes(values, now, k))
    return _Moves(total, 1.0, total - float(now[k]))


def _slopes(values: FloatArray, now: FloatArray, k: int) -> FloatArray:
    """What each unit gains as weight k goes from 0 to 1: its value less its score without it."""
    rest = now.copy()
    rest[k] = 0.0
    total = rest.sum()
    if total > 0:
        rest /= total
    else:
        rest[:] = 1 / (len(now) - 1)
        rest[k] = 0.0
    gains: FloatArray = (values[:, :, k] - weighted(values, rest)).T
    return gains


def _groups(ordered: FloatArray, tie: FloatArray) -> IntArray:
    """The number of the group of equal rank that each place belongs to, n × T."""
    falls = ordered[:-1] - ordered[1:] > tie
    return np.pad(np.cumsum(falls, axis=0), ((1, 0), (0, 0)))


@dataclass(frozen=True, eq=False)
class _Pairs:
    """Pairs of places: each of `above` with that of `below`, and 1 over the gap between them.

    `speed` is pairs × T, 0 where a pair does not count; `counts` is 1 where it does.
    """

    above: slice
    below: slice
    speed: FloatArray
    counts: FloatArray


def _neighbours(ordered: FloatArray, groups: IntArray) -> Iterator[_Pairs]:
    """Every pair of units of neighbouring groups, lag by lag."""
    count = len(ordered)
    widest = 1
    while widest < count and (groups[widest:] == groups[:-widest]).any():
        widest += 1
    # Two units of neighbouring groups stand at most two groups' widths apart.
    for lag in range(1, min(2 * widest - 1, count - 1) + 1):
        above, below = slice(None, -lag), slice(lag, None)
        counts = groups[below] - groups[above] == 1
        yield _pairs(above, below, ordered[above] - ordered[below], counts)


def _leaders(ordered: FloatArray, groups: IntArray) -> Iterator[_Pairs]:
    """Each unit with a leader, leader by leader."""
    most = int((groups == 0).sum(axis=0).max())
    every = slice(None)
    for place in range(most):
        leader = slice(place, place + 1)
        counts = (groups[leader] == 0) & (groups > 0)
        yield _pairs(leader, every, ordered[leader] - ordered, counts)


def _pairs(above: slice, below: slice, gap: FloatArray, counts: BoolArray) -> _Pairs:
    speed = np.divide(1.0, gap, out=np.zeros_like(gap), where=counts)
    return _Pairs(above, below, speed, counts.astype(np.float64))


def _interval(now: float, values: FloatArray, moves: _Moves, pairs: Iterable[_Pairs]) -> FloatArray:
    """Nearest meetings of the pairs that count, below and above, in every table: 2 × T."""
    up = down = np.zeros(values.shape[1])
    for pair in pairs:
        # Shares of the gaps that close per unit of weight, times what the others have.
        closing = values[pair.below] - values[pair.above]
        closing *= pair.speed
        closing *= moves.factor
        closing += moves.more * pair.counts
        up = np.maximum(up, closing.max(axis=0, initial=0.0))
        down = np.maximum(down, -closing.min(axis=0, initial=0.0))
    with np.errstate(divide="ignore"):
        high = np.where(up > 0, now + moves.rest / up, 1.0)
        low = np.where(down > 0, now - moves.rest / down, 0.0)
    ends: FloatArray = np.clip(np.stack([low, high]), 0.0, 1.0)
    return ends


def _most(intervals: FloatArray, share: float) -> FloatArray:
    """Ends that a share of the tables allows: m × 2, from m × 2 × T."""
    count = intervals.shape[2]
    # The least value that so many of them do not exceed.
    place = max(math.ceil(share * count - 1), 0)
    low = np.partition(intervals[:, 0], place, axis=1)[:, place]
    high = np.partition(intervals[:, 1], count - 1 - place, axis=1)[:, count - 1 - place]
    return np.stack([low, high], axis=1)
