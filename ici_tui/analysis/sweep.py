"""Move one weight, the others in proportion: where the order changes, exactly.

With weight k at t and the others rescaled, every score is a straight line in t:
S_i(t) = R_i + t·(x_ik − R_i), R_i being the score without component k. Two lines cross at most
once. Sources: Mareschal 1988, EJOR 33(1):54–64; Triantaphyllou & Sánchez 1997, Decision
Sciences 28(1):151–194.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.analysis.inputs import (
    AnalysisError,
    checked,
    checked_place,
    neighbours,
    only_ties,
    proportions,
    tie_gap,
    tied_groups,
    tied_pairs,
)
from ici_tui.analysis.steepest import Layers
from ici_tui.index.ranking import LAST_BITS, competition_ranks
from ici_tui.index.sums import weighted

if TYPE_CHECKING:
    from ici_tui.analysis.curves import Curves
    from ici_tui.analysis.inputs import FloatArray, IntArray

SAME_PLACE = 1e-12
"""Crossings nearer than this are one; a crossing so near to 0 or 1 lies on the edge."""

MOST_PAIRS = 1 << 20
"""So many pairs of units are looked at one by one at most, where all of them might meet first."""

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Crossing:
    """Where two units meet: beyond `at`, unit `up` is above unit `down`."""

    at: float
    up: int
    down: int


@dataclass(frozen=True, slots=True)
class Lines:
    """The n scores as lines in the share t of one weight: `rest` + t·`slope`."""

    component: int
    share: float
    """The component's weight now."""
    rest: FloatArray
    slope: FloatArray
    now: FloatArray
    """The scores with the component's weight now, summed as the ranking sums them: its ties."""
    rest_equal: bool
    """The component has all the weight: the others share what it gives equally."""

    @property
    def level(self) -> Lines:
        """The scores where the weight moves none of them."""
        return replace(self, rest=self.now, slope=np.zeros(len(self.now)))

    def scores(self, t: float | FloatArray) -> FloatArray:
        """The n scores with the weight at t; of k × 1 places k × n. What cancels out is 0."""
        risen = t * self.slope
        scores: FloatArray = self.rest + risen
        scores[np.abs(scores) <= LAST_BITS * (np.abs(self.rest) + np.abs(risen))] = 0.0
        return scores


@dataclass(frozen=True, slots=True)
class Sweep:
    """Everything that happens while one weight goes from 0 to 1.

    Intervals are shares of 1 and hold while no untied pair of units meets; `tied` lists the
    groups of units that have equal scores now and are left out.
    """

    lines: Lines
    order_interval: Interval
    leader_interval: Interval
    tied: tuple[tuple[int, ...], ...]

    @property
    def weight(self) -> int:
        """The component whose weight moves."""
        return self.lines.component

    @property
    def share(self) -> float:
        """Its weight now."""
        return self.lines.share

    @property
    def rest_equal(self) -> bool:
        """Whether it has all the weight, and the others share what it gives equally."""
        return self.lines.rest_equal

    @property
    def crossings(self) -> tuple[Crossing, ...]:
        """Every place where two units meet: of n units up to n · (n − 1) / 2."""
        return crossings(self.lines)


def weights_at(weights: FloatArray, component: int, t: float) -> FloatArray:
    """The weights with one component at share t and the others in proportion.

    Where the others are all 0 they share 1 − t equally. A single component keeps weight 1.
    """
    if len(weights) == 1:
        return np.ones(1)
    rest = proportions(weights, component)
    moved = (1 - t) * rest
    moved[component] = t
    return moved


def lines(table: FloatArray, weights: FloatArray, component: int) -> Lines:
    """The scores as lines in one weight.

    Args:
        table: n × m.
        weights: m shares of 1.
        component: which weight moves.

    Raises:
        AnalysisError: input that does not fit (see `inputs.checked`).
    """
    values, shares = checked(table, weights)
    k = checked_place(component, values.shape[1], "component")
    if values.shape[1] == 1:
        alone = values[:, 0].copy()
        return Lines(k, 1.0, alone, np.zeros(len(values)), alone, False)
    rest = weighted(values, proportions(shares, k))
    return Lines(
        component=k,
        share=float(shares[k]),
        rest=rest,
        slope=values[:, k] - rest,
        now=weighted(values, shares),
        rest_equal=float(np.delete(shares, k).sum()) <= 0,
    )


def crossings(found: Lines) -> tuple[Crossing, ...]:
    """Every place strictly between 0 and 1 where two units meet, from 0 upwards.

    Units that are tied now are not a crossing (they are reported apart), nor are units with
    the same line.
    """
    upper, lower = np.triu_indices(len(found.rest), 1)
    now = found.now
    apart = np.abs(now[upper] - now[lower]) > tie_gap(now)
    steeper = found.slope[upper] - found.slope[lower]
    gap = found.rest[lower] - found.rest[upper]
    with np.errstate(divide="ignore", invalid="ignore"):
        at = gap / steeper
    hits = np.flatnonzero(apart & (at > SAME_PLACE) & (at < 1 - SAME_PLACE))
    hits = hits[np.argsort(at[hits], kind="stable")]
    up = np.where(steeper[hits] > 0, upper[hits], lower[hits])
    down = np.where(steeper[hits] > 0, lower[hits], upper[hits])
    return tuple(
        Crossing(t, i, j)
        for t, i, j in zip(at[hits].tolist(), up.tolist(), down.tolist(), strict=True)
    )


def interval(found: Lines, above: IntArray, below: IntArray) -> Interval:
    """How far the weight may move before one of the pairs (above, below) meets.

    The pairs must not be tied now. The ends are 0 and 1 where none meets.
    """
    return nearest(
        found.share,
        found.now[above] - found.now[below],
        found.slope[above] - found.slope[below],
    )


def nearest(share: float, gap: FloatArray, slope: FloatArray) -> Interval:
    """Nearest zeros of gap + (t − share)·slope below and above the share, cut to [0, 1]."""
    with np.errstate(divide="ignore", over="ignore"):
        at = share - gap / np.where(slope == 0, np.nan, slope)
    up, down = at[slope < 0], at[slope > 0]
    high = float(up.min()) if up.size else 1.0
    low = float(down.max()) if down.size else 0.0
    return _cut(low, high)


def _cut(low: float, high: float) -> Interval:
    """Ends within [0, 1], and on its edges where they are as near as that."""
    return 0.0 if low < SAME_PLACE else low, 1.0 if high > 1 - SAME_PLACE else high


def one_weight(table: FloatArray, weights: FloatArray, component: int) -> Sweep:
    """Intervals and ties of one weight, from which its crossings follow.

    Args:
        table: n × m.
        weights: m shares of 1.
        component: which weight moves.

    Raises:
        AnalysisError: input that does not fit.
    """
    found = lines(table, weights, component)
    groups = tied_groups(found.now)
    return Sweep(
        lines=found,
        order_interval=order_interval(found, groups),
        leader_interval=block_interval(found, groups, 1),
        tied=only_ties(groups),
    )


def top_interval(found: Lines, k: int) -> Interval:
    """How far the weight may move before a unit enters or leaves the first k.

    Units tied across the k-th place are taken together with the k-th.

    Raises:
        AnalysisError: k is below 1.
    """
    if k < 1:
        raise AnalysisError(f"the first {k} of a ranking are no block; ask for 1 or more")
    return block_interval(found, tied_groups(found.now), k)


def order_interval(found: Lines, groups: list[IntArray]) -> Interval:
    """How far the weight may move before two units of neighbouring groups meet."""
    if tied_pairs(np.array([len(group) for group in groups])) > MOST_PAIRS:
        return _layered(found, groups)
    return interval(found, *neighbours(groups))


def block_interval(found: Lines, groups: list[IntArray], k: int) -> Interval:
    """How far the weight may move before one of the first k units meets one of the rest."""
    cut = _first(groups, k)
    inside = sum(len(group) for group in groups[:cut])
    outside = len(found.rest) - inside
    if outside and inside * outside > MOST_PAIRS:
        return _layered(found, [np.concatenate(groups[:cut]), np.concatenate(groups[cut:])])
    return interval(found, *split_pairs(groups, k))


def _layered(found: Lines, groups: list[IntArray]) -> Interval:
    """The same as `interval` of all pairs of neighbouring groups, without looking at them."""
    scores = found.now
    order = np.concatenate([group[np.argsort(-scores[group], kind="stable")] for group in groups])
    starts = np.cumsum([0, *map(len, groups[:-1])])
    layers, slope = Layers(scores[order], starts), found.slope[order]
    up, down = layers.steepest(slope), layers.steepest(-slope)
    low = found.share - 1 / down if down > 0 else 0.0
    high = found.share + 1 / up if up > 0 else 1.0
    return _cut(low, high)


def _first(groups: list[IntArray], k: int) -> int:
    """How many groups the first k units are, with who is tied with the k-th."""
    ends = np.cumsum([len(group) for group in groups])
    return min(int(np.searchsorted(ends, k)) + 1, len(groups))


def split_pairs(groups: list[IntArray], k: int) -> tuple[IntArray, IntArray]:
    """Every pair of one of the first k units (with who is tied with the k-th) and the rest."""
    cut = _first(groups, k)
    none = np.empty(0, dtype=np.int64)
    inside = np.concatenate([none, *groups[:cut]])
    outside = np.concatenate([none, *groups[cut:]])
    return np.repeat(inside, len(outside)), np.tile(outside, len(inside))


def ranks_along(found: Lines | Curves, places: FloatArray) -> IntArray:
    """Competition ranks of all units at several shares of the weight: len(places) × n."""
    return competition_ranks(found.scores(np.asarray(places)[:, None]))
