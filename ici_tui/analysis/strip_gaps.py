"""The intervals beside every weight where units lack values, which are then no straight lines.

A unit's score is the mean over what it has. As one weight grows and the others shrink in
proportion it is a ratio of two straight lines in the odds of that weight, so that two scores meet
where a quadratic is 0: the ends are exact, over all units.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ici_tui.analysis.curves import Curves, Means
from ici_tui.analysis.inputs import AnalysisError, tie_gap, tied_pairs
from ici_tui.analysis.rank_groups import Groups, other_pairs

if TYPE_CHECKING:
    from ici_tui.analysis.inputs import FloatArray, IntArray

    Units = slice | IntArray
    """Places in the order of the ranking."""

MOST_PAIRS = 1 << 22
"""So many pairs of units, for every weight, are looked at at most."""
AT_ONCE = 1 << 14
"""So many of them are looked at together: what they need stays in the processor's cache."""


class GapsStrip(NamedTuple):
    """Order, leader and top intervals of all m weights: m × 2 each, shares of 1."""

    order: FloatArray
    leader: FloatArray
    top: FloatArray


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

    @classmethod
    def of(cls, curves: Curves) -> _Ratios:
        """From curves, whose weight now is where x is 0."""
        top, more_top, low, more_low = curves.rest, curves.own, curves.has_rest, curves.has_own
        share = curves.share
        turned = share > 1 / 2
        if turned:
            share, low, more_low, top, more_top = 1 - share, more_low, low, more_top, top
        odds = share / (1 - share)
        return cls(top + odds * more_top, more_top, low + odds * more_low, more_low, odds, turned)


def strip_gaps(means: Means, *, top: int = 1) -> GapsStrip:
    """How far each weight may move alone, the others in proportion.

    An end is where two units draw level that are apart now, or 0 or 1. At 0 and 1 themselves units
    that have nothing but that weight, or all but it, have no score: the ends are the limits.

    Args:
        means: n units and m components, of which each unit has some; each has a score now.
        top: the units whose being the first so many is looked at, with who is tied with the last
            of them; 1 or more.

    Raises:
        AnalysisError: input that does not fit, or too many pairs of units that are tied.
    """
    if top < 1:
        raise AnalysisError(f"the first {top} of a ranking are no block; ask for 1 or more")
    scores = means.scores
    if np.isnan(scores).any():
        raise AnalysisError("a unit without a score cannot be compared")
    order = np.argsort(-scores, kind="stable")
    ordered = scores[order]
    groups = Groups.of(ordered, tie_gap(scores))
    blocks = [groups.first(1), groups.first(top)]
    ways = [_nearby(groups), *(_apart(len(order), inside) for inside in sorted(set(blocks)))]
    by_rank = means.ordered(order)
    found = np.empty((len(ways), len(means.shares), 2))
    for k in range(len(means.shares)):
        curves = _Ratios.of(Curves.of(by_rank, k))
        for way, pairs in enumerate(ways):
            found[way, k] = _interval(curves, pairs, ordered)
    return GapsStrip(found[0], found[1], found[-1])  # the first few may be the leader alone


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
