"""The least change of weights with which one unit passes another, or the proof of none.

To reach is d·w ≥ 0 with d the difference of the two units; to pass is to be ahead by a strict
margin, a millionth of the score range. The distance is that of reaching, which is the limit of
passing by ever smaller margins; the weights returned pass. Source: Wolters & Mareschal 1995,
EJOR 81(2):281–290.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from ici_tui.analysis.inputs import (
    ROUNDING,
    AnalysisError,
    checked,
    checked_place,
    pass_margin,
    tie_gap,
)
from ici_tui.analysis.moves import (
    Limits,
    furthest_weights,
    largest_weights,
    least_largest,
    least_moved,
    limits,
    moved_weights,
    nearest_weights,
)
from ici_tui.analysis.weight_grid import on_grid
from ici_tui.index.ranking import competition_ranks
from ici_tui.index.sums import inner, weighted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.analysis.inputs import FloatArray

Norm = Literal["l1", "l2", "linf"]
NORMS: tuple[Norm, ...] = ("l1", "l2", "linf")


@dataclass(frozen=True, eq=False)
class Certificate:
    """Why no allowed weights put x above y.

    `behind` and `level` are the components where y is better and where both are equal, among
    those that may have weight. If these are all of them, y is at least as good everywhere.
    Otherwise the limits forbid it: at `best_weights`, the most favourable that are allowed, x
    is still `gap` behind (0: tied).
    """

    everywhere: bool
    behind: tuple[int, ...]
    level: tuple[int, ...]
    gap: float
    best_weights: FloatArray

    def sentence(self, x: str, y: str, components: Sequence[str]) -> str:
        """One line that names the components."""
        if self.everywhere:
            better = ", ".join(components[k] for k in self.behind)
            level = ", ".join(components[k] for k in self.level)
            parts = [f"better on {better}" if better else "", f"equal on {level}" if level else ""]
            detail = "; ".join(part for part in parts if part)
            return f"impossible: {y} is at least as good as {x} on every component ({detail})"
        return (
            f"impossible within the limits: at the most favourable weights {x} is still "
            f"{self.gap:.6g} behind {y}"
        )


@dataclass(frozen=True, eq=False)
class Overtake:
    """The answer for one pair.

    `distance` is in the norm asked for (shares of 1), for passing with an infinitesimal
    margin; `points_moved` is half the L1 norm of that change, in points of 100. `weights` put
    x strictly ahead, on the grid of editing where that is possible (`gridded`), and the ranks
    are recomputed at them. Where it is impossible, weights and ranks are those of now and
    `certificate` says why.
    """

    x: int
    y: int
    norm: Norm
    possible: bool
    distance: float
    points_moved: float
    weights: FloatArray
    gridded: bool
    rank_x: int
    rank_y: int
    certificate: Certificate | None = None


def overtake(
    table: FloatArray,
    weights: FloatArray,
    x: int,
    y: int,
    *,
    norm: Norm = "l1",
    allowed: Limits | None = None,
) -> Overtake:
    """The least change of weights with which x passes y.

    Args:
        table: n × m.
        weights: m shares of 1.
        x: the unit that is to pass.
        y: the unit to be passed.
        norm: how a change is measured: `l1`, `l2` or `linf`.
        allowed: limits and locks; None allows all weights.

    Raises:
        AnalysisError: input that does not fit, or x is y.
    """
    values, now = checked(table, weights)
    one = checked_place(x, len(values), "unit")
    other = checked_place(y, len(values), "unit")
    if one == other:
        raise AnalysisError("a unit cannot pass itself; name two different ones")
    if norm not in NORMS:
        raise AnalysisError(f"{norm}: a norm is one of {', '.join(NORMS)}")
    bounds = allowed or limits(now)
    d = values[one] - values[other]
    scores = weighted(values, now)
    # Values of both signs may cancel in the scores and leave their rounding behind.
    tie = max(tie_gap(scores), ROUNDING * float(np.abs(values).max()))
    ranks = competition_ranks(scores)
    if ranks[one] < ranks[other] and inner(d, now) > tie:
        return _answer(values, now, (one, other, norm), 0.0, (now, now, False))
    best = furthest_weights(d, bounds)
    reach = inner(d, best)
    if reach <= tie:
        return _impossible(values, now, (one, other, norm), _certificate(d, best, bounds))
    margin = min(pass_margin(values, scores), reach / 2)
    reached = nearest(d, 0.0, now, bounds, norm)
    passed = nearest(d, margin, now, bounds, norm)
    if reached is None or passed is None:  # `reach` exceeds both targets
        raise AnalysisError("the two units are too close to be told apart")
    stepped = on_grid(passed, now, bounds, d[None, :], margin)
    final = passed if stepped is None else stepped
    distance = length(reached - now, norm)
    return _answer(values, now, (one, other, norm), distance, (reached, final, stepped is not None))


def nearest(
    d: FloatArray, target: float, now: FloatArray, allowed: Limits, norm: Norm
) -> FloatArray | None:
    """The nearest weights with d·w ≥ target in one norm, or None."""
    if norm == "l2":
        return nearest_weights(d, target, now, allowed)
    if norm == "l1":
        moved = float(least_moved(d[None, :], np.array([target - inner(d, now)]), now, allowed)[0])
        return moved_weights(d, moved, now, allowed) if np.isfinite(moved) else None
    reach = least_largest(d[None, :], target, now, allowed)
    if not np.isfinite(reach):
        return None
    return now if reach == 0 else largest_weights(d, reach, now, allowed)


def length(change: FloatArray, norm: Norm) -> float:
    """A change of weights in one norm."""
    return float(np.linalg.norm(change, {"l1": 1, "l2": 2, "linf": np.inf}[norm]))


def _answer(
    values: FloatArray,
    now: FloatArray,
    asked: tuple[int, int, Norm],
    distance: float,
    found: tuple[FloatArray, FloatArray, bool],
) -> Overtake:
    """The result, with everything recomputed at the weights it returns."""
    x, y, norm = asked
    reached, final, gridded = found
    scores = weighted(values, final)
    ranks = competition_ranks(scores)
    if ranks[x] >= ranks[y]:
        raise AnalysisError("the two units are too close to be told apart at the weights found")
    return Overtake(
        x=x,
        y=y,
        norm=norm,
        possible=True,
        distance=distance,
        points_moved=50 * length(reached - now, "l1"),
        weights=final,
        gridded=gridded,
        rank_x=int(ranks[x]),
        rank_y=int(ranks[y]),
    )


def _impossible(
    values: FloatArray, now: FloatArray, asked: tuple[int, int, Norm], why: Certificate
) -> Overtake:
    x, y, norm = asked
    ranks = competition_ranks(weighted(values, now))
    return Overtake(
        x=x,
        y=y,
        norm=norm,
        possible=False,
        distance=float("inf"),
        points_moved=float("inf"),
        weights=now,
        gridded=False,
        rank_x=int(ranks[x]),
        rank_y=int(ranks[y]),
        certificate=why,
    )


def _certificate(d: FloatArray, best: FloatArray, allowed: Limits) -> Certificate:
    usable = np.flatnonzero(allowed.high > 0)
    return Certificate(
        everywhere=bool((d[usable] <= 0).all()),
        behind=tuple(int(k) for k in usable if d[k] < 0),
        level=tuple(int(k) for k in usable if d[k] == 0),
        gap=max(0.0, -inner(d, best)),
        best_weights=best,
    )
