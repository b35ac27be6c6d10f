"""How much may change before the order does: the stability radius and ε-robustness.

Sources: for the radius, Wolters & Mareschal 1995, EJOR 81(2):281–290; for ε-robustness,
Foster, McGillivray & Seth 2013, Econometric Reviews 32(1):35–56.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.analysis.inputs import (
    AnalysisError,
    checked,
    checked_place,
    neighbours,
    only_ties,
    tie_gap,
    tied_groups,
)
from ici_tui.analysis.moves import (
    Limits,
    furthest,
    least_largest,
    least_moved,
    limits,
    nearest_weights,
)
from ici_tui.analysis.overtake import NORMS, Norm
from ici_tui.index.sums import weighted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.analysis.inputs import FloatArray, IntArray


@dataclass(frozen=True, slots=True)
class Radius:
    """How far the weights may move in any direction before two untied units meet.

    `distance` is in the norm asked for, in shares of 1; infinite where no allowed weights
    change the order, and then there is no pair. `below` is the unit that meets `above` first.
    """

    norm: Norm
    distance: float
    above: int | None
    below: int | None
    tied: tuple[tuple[int, ...], ...]

    @property
    def points_moved(self) -> float:
        """Half the distance, in points of 100: what it means in L1."""
        return 50 * self.distance


@dataclass(frozen=True, eq=False)
class Margins:
    """Each untied pair of neighbours in the ranking, and its ε-robustness (P,)."""

    above: IntArray
    below: IntArray
    epsilon: FloatArray
    tied: tuple[tuple[int, ...], ...]


def radius(
    table: FloatArray, weights: FloatArray, norm: Norm = "l2", allowed: Limits | None = None
) -> Radius:
    """The stability radius and the pair that binds.

    Args:
        table: n × m.
        weights: m shares of 1.
        norm: `l1`, `l2` or `linf`.
        allowed: limits and locks; None allows all weights.

    Raises:
        AnalysisError: input that does not fit.
    """
    return radii(table, weights, (norm,), allowed)[norm]


def radii(
    table: FloatArray,
    weights: FloatArray,
    norms: Sequence[Norm] = NORMS,
    allowed: Limits | None = None,
) -> dict[Norm, Radius]:
    """`radius` in several norms, which have the same pairs to look at."""
    for norm in norms:
        if norm not in NORMS:
            raise AnalysisError(f"{norm}: a norm is one of {', '.join(NORMS)}")
    values, now = checked(table, weights)
    scores = weighted(values, now)
    groups = tied_groups(scores)
    above, below = neighbours(groups)
    bounds = allowed or limits(now)
    gains = values[below] - values[above]
    if len(gains):
        # Pairs that can at most draw level keep their order: they drop out.
        able = furthest(gains, bounds) > tie_gap(scores)
        above, below, gains = above[able], below[able], gains[able]
    ties = only_ties(groups)
    found = {}
    for norm in norms:
        if not len(gains):
            found[norm] = Radius(norm, float("inf"), None, None, ties)
            continue
        distance, binding = _nearest(gains, now, norm, bounds)
        found[norm] = Radius(norm, distance, int(above[binding]), int(below[binding]), ties)
    return found


def _nearest(gains: FloatArray, now: FloatArray, norm: Norm, bounds: Limits) -> tuple[float, int]:
    """The least distance over some pairs, and whose it is."""
    if norm == "l1":
        distances = 2 * least_moved(gains, -weighted(gains, now), now, bounds)
        binding = int(np.argmin(distances))
        return float(distances[binding]), binding
    if norm == "linf":
        distance = least_largest(gains, 0.0, now, bounds)
        box = Limits(
            np.maximum(bounds.low, now - distance), np.minimum(bounds.high, now + distance)
        )
        return distance, int(np.argmax(furthest(gains, box)))
    return _nearest_plane(gains, now, bounds)


def _nearest_plane(gains: FloatArray, now: FloatArray, bounds: Limits) -> tuple[float, int]:
    """L2: the least distance over the pairs, trying first those whose plane is nearest.

    The distance to the plane d·w = 0 within Σ w = 1 is |d·w⁰| / ‖d − mean d‖. It is a lower
    bound where a weight would become negative, so the search stops when it passes the best.
    """
    centred = gains - gains.mean(axis=1, keepdims=True)
    with np.errstate(divide="ignore"):
        planes = -weighted(gains, now) / np.linalg.norm(centred, axis=1)
    best, binding = float("inf"), 0
    for pair in np.argsort(planes, kind="stable"):
        if planes[pair] >= best:
            break
        found = nearest_weights(gains[pair], 0.0, now, bounds)
        if found is not None:
            distance = float(np.linalg.norm(found - now))
            if distance < best:
                best, binding = distance, int(pair)
    return best, binding


def epsilon_of(table: FloatArray, weights: FloatArray, x: int, y: int) -> float:
    """ε-robustness of "x above y": 1 is dominance, 0 where x is not ahead.

    The order holds for every mixture of the weights with a share up to ε of any other ones:
    A / (A + B), with A = d·w⁰ and B = max(0, max_j −d_j).
    """
    values, now = checked(table, weights)
    d = (
        values[checked_place(x, len(values), "unit")]
        - values[checked_place(y, len(values), "unit")]
    )
    return float(_epsilon(d[None, :], now)[0])


def _epsilon(d: FloatArray, now: FloatArray) -> FloatArray:
    ahead = np.maximum(weighted(d, now), 0.0)
    against = np.maximum(-d.min(axis=1), 0.0)
    total = ahead + against
    shares: FloatArray = np.divide(ahead, total, out=np.zeros_like(total), where=total > 0)
    return shares


def margins(table: FloatArray, weights: FloatArray) -> Margins:
    """ε-robustness of every pair of neighbours in the ranking, from the top down."""
    values, now = checked(table, weights)
    groups = tied_groups(weighted(values, now))
    above, below = neighbours(groups)
    return Margins(above, below, _epsilon(values[above] - values[below], now), only_ties(groups))
