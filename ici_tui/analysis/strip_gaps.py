"""The intervals beside every weight where units lack values, which are then no straight lines.

A unit's score is the mean over what it has. As one weight grows and the others shrink in
proportion it is a ratio of two straight lines in the odds of that weight, so that two scores meet
where a quadratic is 0: the ends are exact, over all units.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ici_tui.analysis.inputs import (
    AnalysisError,
    checked_weights,
    tie_gap,
    tied_pairs,
)
from ici_tui.analysis.rank_groups import Groups, other_pairs

if TYPE_CHECKING:
    from ici_tui.analysis.inputs import FloatArray, IntArray

    Units = slice | IntArray
    """Places in the order of the ranking."""

MOST_PAIRS = 1 << 22
"""So many pairs of units, for every weight, are looked at at most."""
NEARLY_ALL = 1e-3
"""A weight that leaves less than this share to the others has nearly all."""
AT_ONCE = 1 << 14
"""So many of them are looked at together: what they need stays in the processor's cache."""


class GapsStrip(NamedTuple):
    """Order, leader and top intervals of all m weights: m × 2 each, shares of 1."""

    order: FloatArray
    leader: FloatArray
    top: FloatArray


class Beside(NamedTuple):
    """What a score is made of besides the components: `base` + `pull` · their mean, n each.

    A unit that has none of them has a `pull` of 0: its score stays as it is.
    """

    base: FloatArray
    pull: FloatArray


class _Ratios(NamedTuple):
    """Scores as ratios in how far the odds of one weight have moved, x, for n units by rank.

    (`top` + x·`more_top`) / (`low` + x·`more_low`). `odds` are those now: of the weight against the
    others, or, where it has most, of the others against it (`turned`).
    """

    top: FloatArray
    more_top: FloatArray
    low: FloatArray
    more_low: FloatArray
    odds: float
    turned: bool


def strip_gaps(
    table: FloatArray, weights: FloatArray, *, top: int = 1, beside: Beside | None = None
) -> GapsStrip:
    """How far each weight may move alone, the others in proportion.

    An end is where two units draw level that are apart now, or 0 or 1. At 0 and 1 themselves units
    that have nothing but that weight, or all but it, have no score: the ends are the limits.

    Args:
        table: n × m, NaN where a unit lacks a component; each unit has a score now.
        weights: m shares of 1.
        top: the units whose being the first so many is looked at, with who is tied with the last
            of them; 1 or more.
        beside: what else the scores are made of; nothing where it is not given.

    Raises:
        AnalysisError: input that does not fit, or too many pairs of units that are tied.
    """
    if top < 1:
        raise AnalysisError(f"the first {top} of a ranking are no block; ask for 1 or more")
    shares = checked_weights(weights, table.shape[1])
    present = (~np.isnan(table)).astype(np.float64)
    values = np.where(present > 0, table, 0.0)
    summed, has = values @ shares, present @ shares
    with np.errstate(invalid="ignore", divide="ignore"):
        means = np.where(has > 0, summed / has, np.nan)
    if beside is None:
        beside = Beside(np.zeros(len(table)), np.ones(len(table)))
    scores = beside.base + np.where(beside.pull > 0, beside.pull * means, 0.0)
    if np.isnan(scores).any():
        raise AnalysisError("a unit without a score cannot be compared")
    order = np.argsort(-scores, kind="stable")
    ordered = scores[order]
    groups = Groups.of(ordered, tie_gap(scores))
    blocks = [groups.first(1), groups.first(top)]
    ways = [_nearby(groups), *(_apart(len(order), inside) for inside in blocks)]
    by_rank = _ByRank(
        np.ascontiguousarray(values[order].T),
        np.ascontiguousarray(present[order].T),
        summed[order],
        has[order],
        Beside(beside.base[order], beside.pull[order]),
        shares,
    )
    found = np.empty((len(ways), len(shares), 2))
    for k in range(len(shares)):
        curves = _ratios(by_rank, k)
        for way, pairs in enumerate(ways):
            found[way, k] = _interval(curves, pairs, ordered)
    return GapsStrip(*found)


class _ByRank(NamedTuple):
    """What the scores are made of, m × n from the highest score down: values, and who has them.

    `summed` and `has` are their sums at the weights now, n.
    """

    values: FloatArray
    present: FloatArray
    summed: FloatArray
    has: FloatArray
    beside: Beside
    shares: FloatArray

    def without(self, k: int) -> tuple[FloatArray, FloatArray]:
        """Sums over all components but one, whose shares are those of 1 then, and who has them."""
        rest = 1 - float(self.shares[k])
        if rest >= NEARLY_ALL:
            share = 1 - rest
            summed = (self.summed - share * self.values[k]) / rest
            return summed, (self.has - share * self.present[k]) / rest
        # The difference would lose its digits, or there is none.
        others = np.delete(self.shares, k)
        total = float(others.sum())
        portions = others / total if total > 0 else np.full(len(others), 1 / max(len(others), 1))
        portions = np.insert(portions, k, 0.0)
        return portions @ self.values, portions @ self.present


def _nearby(groups: Groups) -> list[tuple[Units, Units]]:
    """The pairs of units in neighbouring groups of equal rank, by their places in the order."""
    _few_enough(tied_pairs(groups.sizes))
    above, below = other_pairs(groups)
    above, below = np.append(groups.ends[:-1] - 1, above), np.append(groups.starts[1:], below)
    return [
        (above[start : start + AT_ONCE], below[start : start + AT_ONCE])
        for start in range(0, len(above), AT_ONCE)
    ]


def _apart(count: int, inside: int) -> list[tuple[Units, Units]]:
    """The pairs of one of the first so many units and one behind."""
    _few_enough(inside * (count - inside))
    return [
        (slice(place, place + 1), slice(start, start + AT_ONCE))
        for place in range(inside)
        for start in range(inside, count, AT_ONCE)
    ]


def _few_enough(pairs: int) -> None:
    if pairs > MOST_PAIRS:
        raise AnalysisError(f"so many units are tied that any of {pairs:,} pairs might meet first")


def _ratios(found: _ByRank, k: int) -> _Ratios:
    """The scores as the weight of component k moves."""
    (base, pull), own, has_own = found.beside, found.values[k], found.present[k]
    rest, has_rest = found.without(k)
    # Over the same denominator: base · low + pull · top. Whoever has none of it stays.
    none = pull == 0
    low, more_low = np.where(none, 1.0, has_rest), np.where(none, 1.0, has_own)
    top, more_top = base * low + pull * rest, base * more_low + pull * own
    share = float(found.shares[k])
    turned = share > 1 / 2
    if turned:
        share, low, more_low, top, more_top = 1 - share, more_low, low, more_top, top
    odds = share / (1 - share)
    return _Ratios(top + odds * more_top, more_top, low + odds * more_low, more_low, odds, turned)


def _interval(
    curves: _Ratios, pairs: list[tuple[Units, Units]], scores: FloatArray
) -> tuple[float, float]:
    """The nearest meetings of any pair, below and above the share now, as shares."""
    down, up = -np.inf, np.inf
    for above, below in pairs:
        nearest = _nearest(curves, above, below, scores[above] - scores[below])
        down, up = max(down, nearest[0]), min(up, nearest[1])
    ends = [_share(curves.odds + moved, turned=curves.turned) for moved in (down, up)]
    return min(ends), max(ends)


def _share(odds: float, *, turned: bool) -> float:
    """The weight at some odds; at those below 0 nothing of it is left."""
    share = odds / (1 + odds) if 0 <= odds < np.inf else float(odds > 0)
    return 1 - share if turned else share


def _nearest(curves: _Ratios, above: Units, below: Units, gap: FloatArray) -> tuple[float, float]:
    """How far the odds move, down and up, until the first of some pairs meets.

    The difference of two ratios is 0 where a quadratic a·x² + b·x + c is. At 0 it is the gap times
    both denominators, which keeps the digits that differ.
    """
    top, more_top, low, more_low, _, _ = curves
    c = gap * low[above] * low[below]
    a = more_top[above] * more_low[below] - more_top[below] * more_low[above]
    b = top[above] * more_low[below] - top[below] * more_low[above]
    b += more_top[above] * low[below] - more_top[below] * low[above]
    with np.errstate(invalid="ignore", divide="ignore"):
        half = b + np.copysign(np.sqrt(b * b - 4 * a * c), b)
        half /= -2
        # One over the roots: the nearest is the greatest, and a root that is none is NaN.
        turned = (a / half, half / c)
        most = max(float(np.fmax.reduce(one, initial=0.0)) for one in turned)
        least = min(float(np.fmin.reduce(one, initial=0.0)) for one in turned)
    return (1 / least if least < 0 else -np.inf), (1 / most if most > 0 else np.inf)
