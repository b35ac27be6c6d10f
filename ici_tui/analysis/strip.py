"""The intervals beside every weight at once, fast enough for every key press."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.analysis.inputs import checked, tie_gap
from ici_tui.index.sums import weighted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ici_tui.analysis.inputs import FloatArray, IntArray

PORTION = 1 << 18
"""How many pairs are looked at together."""


@dataclass(frozen=True, eq=False)
class Strip:
    """Order and leader intervals of all m weights: m × 2 each, shares of 1.

    `tied` lists the groups of units with equal scores now; they are left out.
    """

    order: FloatArray
    leader: FloatArray
    tied: tuple[tuple[int, ...], ...]


def strip(table: FloatArray, weights: FloatArray, order: IntArray | None = None) -> Strip:
    """How far each weight may move alone, the others in proportion.

    The same numbers as `sweep.one_weight`, for all weights at once and without the list of
    crossings.

    Args:
        table: n × m.
        weights: m shares of 1.
        order: the n rows from the highest score down, where they have been sorted already. It
            is not believed where it does not fit.

    Raises:
        AnalysisError: input that does not fit.
    """
    values, shares = checked(table, weights)
    scores = weighted(values, shares)
    # As `inputs.tied_groups`, by where each group of equal rank begins: no list of groups.
    ordered = None if order is None else scores[order]
    if order is None or ordered is None or (ordered[1:] > ordered[:-1]).any():
        order = np.argsort(-scores)
        ordered = scores[order]
    falls = np.flatnonzero(ordered[:-1] - ordered[1:] > tie_gap(scores)) + 1
    groups = _Groups(np.append(0, falls), np.append(falls, len(order)))
    slope = _slopes(values.T.take(order, axis=1), shares, ordered)
    return Strip(
        order=_order_intervals(ordered, slope, shares, groups),
        leader=_leader_intervals(ordered, slope, shares, int(groups.ends[0])),
        tied=tuple(
            tuple(sorted(order[groups.starts[k] : groups.ends[k]].tolist()))
            for k in np.flatnonzero(groups.sizes > 1).tolist()
        ),
    )


@dataclass(frozen=True, eq=False)
class _Groups:
    """Where each group of equal rank starts and ends, among the units from the highest down."""

    starts: IntArray
    ends: IntArray

    @property
    def sizes(self) -> IntArray:
        return self.ends - self.starts


def _slopes(columns: FloatArray, shares: FloatArray, scores: FloatArray) -> FloatArray:
    """What a unit gains as each weight goes from 0 to 1: its value minus its score without it.

    Args:
        columns: m × n.
        shares: m.
        scores: n.

    Returns:
        m × n.
    """
    m = len(shares)
    if m == 1:
        return np.zeros_like(columns)
    others = shares.sum() - shares
    slopes = np.empty_like(columns)
    for k, column in enumerate(columns):
        if others[k] < 1e-3:
            # Where nearly all weight lies on one component a subtraction loses its digits.
            left = np.delete(shares, k)
            total = left.sum()
            portions = left / total if total > 0 else np.full(m - 1, 1 / (m - 1))
            rest = portions @ np.delete(columns, k, axis=0)
        else:
            rest = scores - column * shares[k]
            rest /= others[k]
        np.subtract(column, rest, out=slopes[k])
    return slopes


class _Nearest:
    """How fast the fastest gap closes in either direction, for each of m weights.

    In share of the gap per unit of weight; 0 never closes it.
    """

    def __init__(self, count: int) -> None:
        self.up, self.down = np.zeros(count), np.zeros(count)

    def take(self, k: int, steeper: FloatArray, gap: FloatArray) -> None:
        """Take pairs into account: what the lower ones gain on the higher ones, and the gaps."""
        with np.errstate(divide="ignore", over="ignore"):
            steeper /= gap
        self.up[k] = steeper.max(initial=self.up[k])
        self.down[k] = -steeper.min(initial=-self.down[k])

    def intervals(self, shares: FloatArray) -> FloatArray:
        """Where the first gap closes above and below each share, m × 2."""
        with np.errstate(divide="ignore", over="ignore"):
            high = np.where(self.up > 0, shares + 1 / self.up, 1.0)
            low = np.where(self.down > 0, shares - 1 / self.down, 0.0)
        return np.stack([np.clip(low, 0.0, 1.0), np.clip(high, 0.0, 1.0)], axis=1)


def _order_intervals(
    scores: FloatArray, slope: FloatArray, shares: FloatArray, groups: _Groups
) -> FloatArray:
    """Nearest meetings of units in neighbouring groups (see `inputs.neighbours`)."""
    found = _Nearest(len(shares))
    gap = scores[:-1] - scores[1:]
    within = np.ones(len(gap), dtype=bool)
    within[groups.ends[:-1] - 1] = False
    gap[within] = np.inf
    for k, steepness in enumerate(slope):
        found.take(k, steepness[1:] - steepness[:-1], gap)
    for above, below in _other_pairs(groups):
        apart = scores[above] - scores[below]
        for k, steepness in enumerate(slope):
            found.take(k, steepness[below] - steepness[above], apart)
    return found.intervals(shares)


def _leader_intervals(
    scores: FloatArray, slope: FloatArray, shares: FloatArray, leaders: int
) -> FloatArray:
    """Nearest meetings of the first units, which are tied, with all others."""
    found = _Nearest(len(shares))
    for leader in range(leaders if leaders < len(scores) else 0):
        gap = scores[leader] - scores[leaders:]
        for k, steepness in enumerate(slope):
            found.take(k, steepness[leaders:] - steepness[leader], gap)
    return found.intervals(shares)


def _other_pairs(groups: _Groups) -> Iterator[tuple[IntArray, IntArray]]:
    """The pairs of neighbouring groups of which one has several units.

    All their pairs, in portions that memory has room for.
    """
    sizes = groups.sizes
    of = np.flatnonzero((sizes[:-1] > 1) | (sizes[1:] > 1))
    units = _stretches(groups.starts[of], sizes[of])
    begins = np.repeat(groups.starts[of + 1], sizes[of])
    lengths = np.repeat(sizes[of + 1], sizes[of])
    reached = np.cumsum(lengths)
    first = 0
    while first < len(units):
        before = reached[first - 1] if first else 0
        last = max(int(np.searchsorted(reached, before + PORTION, side="right")), first + 1)
        some = slice(first, last)
        yield np.repeat(units[some], lengths[some]), _stretches(begins[some], lengths[some])
        first = last


def _stretches(begins: IntArray, lengths: IntArray) -> IntArray:
    """Whole numbers from each beginning on, so many of each, one after the other."""
    shift = np.repeat(begins - (np.cumsum(lengths) - lengths), lengths)
    return shift + np.arange(len(shift))
