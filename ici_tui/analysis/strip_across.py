"""The intervals beside every weight, over an ensemble of tables: how far most of them allow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.analysis.inputs import AnalysisError, checked_weights
from ici_tui.index.ranking import TIE_SHARE

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
    scores = values @ now
    places = np.argsort(-scores, axis=1, kind="stable")
    ordered = np.take_along_axis(scores, places, axis=1)
    slopes = np.take_along_axis(_slopes(values, now, scores), places[:, :, None], axis=1)
    tie = TIE_SHARE * (ordered[:, 0] - ordered[:, -1])
    groups = _groups(ordered, tie)
    order = _intervals(now, _neighbours(ordered, slopes, groups))
    leader = _intervals(now, _leaders(ordered, slopes, groups))
    level = ordered[:, :-1] - ordered[:, 1:] <= tie[:, None]
    return StripAcross(
        _most(order, share), _most(leader, share), share, float(level.any(axis=1).mean())
    )


def _slopes(values: FloatArray, now: FloatArray, scores: FloatArray) -> FloatArray:
    """What each unit gains as a weight goes from 0 to 1: its value less its score without it."""
    count = len(now)
    found = np.zeros_like(values)
    if count == 1:
        return found
    for k in range(count):
        rest = now.copy()
        rest[k] = 0.0
        total = rest.sum()
        if total > 0:
            rest /= total
        else:
            rest[:] = 1 / (count - 1)
            rest[k] = 0.0
        found[:, :, k] = values[:, :, k] - values @ rest
    return found


def _groups(ordered: FloatArray, tie: FloatArray) -> IntArray:
    """The number of the group of equal rank that each place belongs to, T × n."""
    falls = ordered[:, :-1] - ordered[:, 1:] > tie[:, None]
    return np.pad(np.cumsum(falls, axis=1), ((0, 0), (1, 0)))


def _neighbours(ordered: FloatArray, slopes: FloatArray, groups: IntArray) -> Iterator[FloatArray]:
    """How fast every pair of units of neighbouring groups closes its gap, lag by lag."""
    count = ordered.shape[1]
    widest = 1
    while widest < count and (groups[:, widest:] == groups[:, :-widest]).any():
        widest += 1
    # Two units of neighbouring groups stand at most two groups' widths apart.
    for lag in range(1, min(2 * widest - 1, count - 1) + 1):
        counts = groups[:, lag:] - groups[:, :-lag] == 1
        gap = ordered[:, :-lag] - ordered[:, lag:]
        yield _closing(gap, slopes[:, lag:] - slopes[:, :-lag], counts)


def _leaders(ordered: FloatArray, slopes: FloatArray, groups: IntArray) -> Iterator[FloatArray]:
    """How fast each unit closes its gap to a leader, leader by leader."""
    most = int((groups == 0).sum(axis=1).max())
    for place in range(most):
        counts = (groups[:, [place]] == 0) & (groups > 0)
        yield _closing(ordered[:, [place]] - ordered, slopes - slopes[:, [place]], counts)


def _intervals(now: FloatArray, closings: Iterable[FloatArray]) -> FloatArray:
    """Nearest meetings of the pairs that count, for every table and weight: T × m × 2."""
    up = down = np.zeros((1, len(now)))
    for closing in closings:
        up = np.maximum(up, closing.max(axis=1, initial=0.0))
        down = np.maximum(down, -closing.min(axis=1, initial=0.0))
    with np.errstate(divide="ignore"):
        high = np.where(up > 0, now + 1 / up, 1.0)
        low = np.where(down > 0, now - 1 / down, 0.0)
    return np.stack([np.clip(low, 0.0, 1.0), np.clip(high, 0.0, 1.0)], axis=2)


def _closing(gap: FloatArray, gains: FloatArray, counts: BoolArray) -> FloatArray:
    """Shares of the gaps that close per unit of weight, T × pairs × m; 0 where not counted."""
    speed = np.divide(1.0, gap, out=np.zeros_like(gap), where=counts)
    return gains * speed[:, :, None]


def _most(intervals: FloatArray, share: float) -> FloatArray:
    """Ends that a share of the tables allows: m × 2, from T × m × 2 (or 1 × m × 2)."""
    low = np.quantile(intervals[:, :, 0], share, axis=0, method="inverted_cdf")
    high = -np.quantile(-intervals[:, :, 1], share, axis=0, method="inverted_cdf")
    return np.stack([low, high], axis=1)
