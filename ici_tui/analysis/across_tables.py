"""Over what share of an ensemble of admissible tables an answer holds.

Where the data are less sure than the weights, an answer from one table says too much. Every
function here asks its question of all T tables at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.analysis.inputs import AnalysisError, checked_place, checked_weights
from ici_tui.analysis.moves import Limits, furthest, least_moved, limits
from ici_tui.analysis.probability import beats
from ici_tui.index.ranking import tie_gaps
from ici_tui.index.sums import weighted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.analysis.inputs import FloatArray, IntArray


@dataclass(frozen=True, eq=False)
class PairAcross:
    """One pair of units in every table.

    `ahead`, `tied` and `behind` are the shares of tables in which x is above, level with and
    below y at the weights given; they sum to 1. `gap` holds the T score differences.
    """

    ahead: float
    tied: float
    behind: float
    gap: FloatArray


@dataclass(frozen=True, eq=False)
class OvertakeAcross:
    """How far weights must move in every table for x to pass y.

    `points` holds T numbers of points moved (half the L1 norm, of 100), 0 where x is ahead
    already and infinite where no allowed weights do it.
    """

    points: FloatArray

    @property
    def ever(self) -> float:
        """The share of tables in which x can pass at all."""
        return float(np.isfinite(self.points).mean())

    def within(self, points: float) -> float:
        """The share of tables in which moving at most so many points is enough."""
        return float((self.points <= points + 1e-9).mean())

    def quantiles(self, shares: Sequence[float] = (0.05, 0.5, 0.95)) -> tuple[float, ...]:
        """Points moved at these shares of the tables: a number that occurs, perhaps infinite."""
        found = np.quantile(self.points, shares, method="inverted_cdf")
        return tuple(float(points) for points in np.atleast_1d(found))


def pair(tables: FloatArray, weights: FloatArray, x: int, y: int) -> PairAcross:
    """In what share of the tables x is above y.

    Args:
        tables: T × n × m, no missing values.
        weights: m shares of 1, the same for every table.
        x: a unit.
        y: another unit.

    Raises:
        AnalysisError: input that does not fit.
    """
    d, ties = _differences(tables, weights, x, y)
    gaps = weighted(d, checked_weights(weights, d.shape[1]))
    ahead, behind = gaps > ties, gaps < -ties
    return PairAcross(
        ahead=float(ahead.mean()),
        tied=float((~ahead & ~behind).mean()),
        behind=float(behind.mean()),
        gap=gaps,
    )


def overtake(
    tables: FloatArray, weights: FloatArray, x: int, y: int, allowed: Limits | None = None
) -> OvertakeAcross:
    """How many points must move in each table for x to pass y, exact in each.

    Args:
        tables: T × n × m.
        weights: m shares of 1 now.
        x: the unit that is to pass.
        y: the unit to be passed.
        allowed: limits and locks; None allows all weights.

    Raises:
        AnalysisError: input that does not fit.
    """
    d, ties = _differences(tables, weights, x, y)
    now = checked_weights(weights, d.shape[1])
    bounds = allowed or limits(now)
    moved = least_moved(d, -weighted(d, now), now, bounds)
    # To draw level is not to pass: where level is the best there is, x never passes.
    able = furthest(d, bounds) > ties
    return OvertakeAcross(100 * np.where(able, moved, np.inf))


def chance(
    tables: FloatArray, weights: FloatArray, x: int, y: int, alpha: Sequence[int] | None = None
) -> FloatArray:
    """P(x beats y) over weights in each of the tables, T values; see `probability.beats`."""
    d, _ = _differences(tables, weights, x, y)
    return beats(d, alpha)


def holds(tables: FloatArray, weights: FloatArray, x: int, y: int) -> float:
    """The share of tables in which x is above y at these weights (those of an overtake)."""
    return pair(tables, weights, x, y).ahead


def out_of_reach(
    tables: FloatArray, weights: FloatArray, x: int, wanted: int, allowed: Limits | None = None
) -> float:
    """The share of tables in which a rank is impossible because so many rivals never fall behind.

    A lower bound: a rank can also be out of reach because no weights beat enough rivals at once,
    which is a programme for each table; here every rival is looked at alone.

    Args:
        tables: T × n × m.
        weights: m shares of 1 now.
        x: the unit.
        wanted: the rank to reach or better.
        allowed: limits and locks; None allows all weights.

    Raises:
        AnalysisError: input that does not fit.
    """
    values = np.asarray(tables, dtype=np.float64)
    now = checked_weights(weights, values.shape[2])
    bounds = allowed or limits(now)
    ties = tie_gaps(weighted(values, now))[:, None]
    gaps = values[:, [checked_place(x, values.shape[1], "unit")]] - values
    flat = gaps.reshape(-1, values.shape[2])
    most = furthest(flat, bounds).reshape(gaps.shape[:2])
    least = -furthest(-flat, bounds).reshape(gaps.shape[:2])
    # As in `reach_rank`: a rival that is level everywhere asks for nothing.
    stay = (most <= ties) & (least < -ties)
    return float((stay.sum(axis=1) >= wanted).mean())


def in_order(tables: FloatArray, ends: FloatArray, above: IntArray, below: IntArray) -> float:
    """The share of tables in which each unit `above` stays above its `below` at several weights.

    Scores are straight lines between two sets of weights, so what holds at both ends of an
    interval holds inside it: with the two ends of an order or leader interval this says over
    what share of the tables the interval stands.

    Args:
        tables: T × n × m.
        ends: E × m, shares of 1 in each row.
        above: P units.
        below: P units.
    """
    values = np.asarray(tables, dtype=np.float64)
    kept = np.ones(len(values), dtype=np.bool_)
    for weights in np.atleast_2d(ends):
        scores = weighted(values, checked_weights(weights, values.shape[2]))
        ties = tie_gaps(scores)[:, None]
        # At the end of its own interval a pair is level: that still counts as in order.
        kept &= (scores[:, above] - scores[:, below] >= -ties).all(axis=1)
    return float(kept.mean())


def _differences(
    tables: FloatArray, weights: FloatArray, x: int, y: int
) -> tuple[FloatArray, FloatArray]:
    """Differences of two units T × m, and how close a tie is in each table (T)."""
    values = np.asarray(tables, dtype=np.float64)
    if values.ndim != 3 or 0 in values.shape:
        raise AnalysisError(f"an ensemble is tables × units × components, not {values.shape}")
    if not np.isfinite(values).all():
        raise AnalysisError("a table of the ensemble has missing values; impute first")
    count = values.shape[1]
    d = values[:, checked_place(x, count, "unit")] - values[:, checked_place(y, count, "unit")]
    scores = weighted(values, checked_weights(weights, values.shape[2]))
    return d, tie_gaps(scores)
