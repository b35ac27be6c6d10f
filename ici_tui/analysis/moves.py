"""The least change of weights that gives a weighted sum a wanted value, in three norms.

A direction d (m numbers) is a difference of two units. The question is always the same: how
near to w⁰ are the weights w ≥ 0, Σ w = 1, within limits, with d·w ≥ target? L1 and L∞ take
many directions at once, one per row, because the ensemble and the stability radius ask for
thousands. Sources: Wolters & Mareschal 1995, EJOR 81(2):281–290.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.analysis.inputs import AnalysisError

if TYPE_CHECKING:
    from collections.abc import Collection

    from ici_tui.analysis.inputs import FloatArray

HALVINGS = 60
PORTION = 1 << 20
"""Numbers held at once for some of many directions."""
"""Bisection steps: from 1 to below the last bit of a share."""


@dataclass(frozen=True, eq=False)
class Limits:
    """The lowest and highest share each of m weights may take."""

    low: FloatArray
    high: FloatArray
    locked: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if (self.low > self.high + 1e-12).any():
            raise AnalysisError("a weight's lowest share is above its highest")
        if self.low.sum() > 1 + 1e-9 or self.high.sum() < 1 - 1e-9:
            raise AnalysisError("no weights within these limits sum to 1")


def limits(
    weights: FloatArray, locked: Collection[int] = (), within: float | None = None
) -> Limits:
    """Limits around the present weights.

    Args:
        weights: m shares of 1.
        locked: components whose weight stays.
        within: no weight moves by more than this share; None lets it go anywhere.

    Raises:
        AnalysisError: `within` is negative or a lock names no component.
    """
    if within is not None and not within >= 0:
        raise AnalysisError(f"a range of weights is at least 0 points, not {100 * within:g}")
    bad = [k for k in locked if not 0 <= k < len(weights)]
    if bad:
        raise AnalysisError(f"there is no component {bad[0]} to lock")
    reach = 1.0 if within is None else within
    low = np.maximum(weights - reach, 0.0)
    high = np.minimum(weights + reach, 1.0)
    held = sorted(locked)
    low[held] = high[held] = weights[held]
    return Limits(low, high, tuple(held))


def furthest(directions: FloatArray, allowed: Limits) -> FloatArray:
    """The largest d·w within the limits, for each of P rows: shape (P,)."""
    values, _ = _filled(directions, allowed.low, allowed.high)
    return values


def corners(directions: FloatArray, allowed: Limits) -> FloatArray:
    """The weights within the limits at which each of P rows d·w is largest: P × m."""
    return _filled(directions, allowed.low, allowed.high)[1]


def furthest_weights(direction: FloatArray, allowed: Limits) -> FloatArray:
    """The m weights within the limits at which d·w is largest."""
    best: FloatArray = _filled(direction[None, :], allowed.low, allowed.high)[1][0]
    return best


def _filled(
    directions: FloatArray, low: FloatArray, high: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Fill the free share into the best components first: values (P,), weights P × m."""
    order = np.argsort(-directions, axis=1, kind="stable")
    room = (high - low)[order]
    free = 1 - low.sum()
    taken = np.clip(free - (np.cumsum(room, axis=1) - room), 0.0, room)
    weights = np.empty_like(directions)
    np.put_along_axis(weights, order, taken + low[order], axis=1)
    return np.einsum("pm,pm->p", directions, weights), weights


def least_moved(
    directions: FloatArray, needs: FloatArray, weights: FloatArray, allowed: Limits
) -> FloatArray:
    """L1: the least share of weight to move so that d·w rises by what is needed.

    Greedy and exact: take from the smallest d first and give to the largest d first; what a
    moved share gains only falls, so the first place where the need is met is the least.

    Args:
        directions: P × m.
        needs: P, the rise that is needed; at most 0 needs no move.
        weights: m shares of 1 now.
        allowed: the limits.

    Returns:
        P shares (half the L1 norm of the change); infinite where the need cannot be met.
    """
    # What is held beside a portion is as large as its rows times the square of the weights.
    portion = max(PORTION // directions.shape[1] ** 2, 1)
    return np.concatenate(
        [
            _least_moved(directions[k : k + portion], needs[k : k + portion], weights, allowed)
            for k in range(0, max(len(directions), 1), portion)
        ]
    )


def _least_moved(
    directions: FloatArray, needs: FloatArray, weights: FloatArray, allowed: Limits
) -> FloatArray:
    lines = np.arange(len(directions))[:, None]
    order = np.argsort(directions, axis=1, kind="stable")
    ordered = directions[lines, order]
    gives = np.cumsum((weights - allowed.low)[order], axis=1)
    takes = np.cumsum((allowed.high - weights)[order[:, ::-1]], axis=1)
    stops = np.sort(np.concatenate([gives, takes], axis=1), axis=1)
    starts = np.concatenate([np.zeros((len(stops), 1)), stops[:, :-1]], axis=1)
    middles = (starts + stops) / 2
    last = directions.shape[1] - 1
    giver = np.minimum((gives[:, None, :] < middles[:, :, None]).sum(axis=2), last)
    taker = np.minimum((takes[:, None, :] < middles[:, :, None]).sum(axis=2), last)
    # Beyond what can be given or taken the last index stands, and the gain is not above 0.
    gain = np.maximum(ordered[lines, last - taker] - ordered[lines, giver], 0.0)
    total = np.cumsum(gain * (stops - starts), axis=1)
    met = (total >= needs[:, None]) & (gain > 0)
    first = np.argmax(met, axis=1)
    at = lines[:, 0]
    with np.errstate(divide="ignore", invalid="ignore"):
        moved = stops[at, first] - (total[at, first] - needs) / gain[at, first]
    reached = np.where(met.any(axis=1), np.maximum(moved, 0.0), np.inf)
    return np.where(needs <= 0, 0.0, reached)


def moved_weights(
    direction: FloatArray, moved: float, weights: FloatArray, allowed: Limits
) -> FloatArray:
    """The weights after a share was moved from the smallest d to the largest d."""
    order = np.argsort(direction, kind="stable")
    after = weights.copy()
    for sign, sequence, room in (
        (-1.0, order, weights - allowed.low),
        (1.0, order[::-1], allowed.high - weights),
    ):
        portions = room[sequence]
        after[sequence] += sign * np.clip(moved - (np.cumsum(portions) - portions), 0.0, portions)
    return after


def _box(weights: FloatArray, reach: float, allowed: Limits) -> tuple[FloatArray, FloatArray]:
    return np.maximum(allowed.low, weights - reach), np.minimum(allowed.high, weights + reach)


def least_largest(
    directions: FloatArray, target: float, weights: FloatArray, allowed: Limits
) -> float:
    """L∞: the least reach at which one of P directions attains the target, by bisection.

    Args:
        directions: P × m.
        target: the d·w that is wanted.
        weights: m shares of 1 now.
        allowed: the limits.

    Returns:
        The largest change of a weight that is needed; infinite where the target is too high.
    """
    if (directions @ weights >= target).any():
        return 0.0
    if not (furthest(directions, allowed) >= target).any():
        return float("inf")
    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        value, _ = _filled(directions, *_box(weights, middle, allowed))
        attains = value >= target
        if attains.any():
            # Within less reach nobody else attains it: a wider box has all of a narrower one.
            directions, high = directions[attains], middle
        else:
            low = middle
    return high


def largest_weights(
    direction: FloatArray, reach: float, weights: FloatArray, allowed: Limits
) -> FloatArray:
    """The weights within the reach at which d·w is largest."""
    best: FloatArray = _filled(direction[None, :], *_box(weights, reach, allowed))[1][0]
    return best


def projected(point: FloatArray, allowed: Limits) -> FloatArray:
    """The weights within the limits that are nearest to a point, in L2.

    They are clip(point − τ) for the one τ with which they sum to 1; the sum falls along
    straight lines between 2m known places, so τ is exact.
    """
    places = np.sort(np.concatenate([point - allowed.low, point - allowed.high]))
    sums = np.clip(point - places[:, None], allowed.low, allowed.high).sum(axis=1)
    right = int(np.searchsorted(-sums, -1.0))
    if right == 0:
        tau = places[0]
    elif right == len(places):
        tau = places[-1]
    else:
        left = right - 1
        fall = sums[left] - sums[right]
        share = (sums[left] - 1) / fall if fall > 0 else 0.0
        tau = places[left] + share * (places[right] - places[left])
    nearest: FloatArray = np.clip(point - tau, allowed.low, allowed.high)
    return nearest


def nearest_weights(
    direction: FloatArray, target: float, weights: FloatArray, allowed: Limits
) -> FloatArray | None:
    """L2: the nearest weights with d·w ≥ target; None where there are none.

    w(λ) is the projection of w⁰ + λd onto the limits; d·w(λ) only rises, so λ is bisected.
    """
    if direction @ weights >= target:
        return weights
    best = furthest_weights(direction, allowed)
    if direction @ best < target:
        return None
    unit = direction / np.abs(direction).max()
    high = 1.0
    while direction @ projected(weights + high * unit, allowed) < target:
        high *= 4
        if high > 1e12:
            # The target is the very largest value: only the best weights themselves attain it.
            return best
    low = 0.0
    for _ in range(2 * HALVINGS):
        middle = (low + high) / 2
        if direction @ projected(weights + middle * unit, allowed) >= target:
            high = middle
        else:
            low = middle
    return projected(weights + high * unit, allowed)
