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
    SameUnitError,
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

    from ici_tui.analysis.inputs import FloatArray, IntArray

Norm = Literal["l1", "l2", "linf"]
NORMS: tuple[Norm, ...] = ("l1", "l2", "linf")
FURTHER = 8.0
"""By how many times the margin grows where the ranking still sees a tie."""


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
        behind = f"still {self.gap:.6g} behind" if self.gap > 0 else "no more than level with"
        return f"impossible within the limits: at the most favourable weights {x} is {behind} {y}"


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
    tie: float = 0.0,
) -> Overtake:
    """The least change of weights with which x passes y.

    Args:
        table: n × m.
        weights: m shares of 1.
        x: the unit that is to pass.
        y: the unit to be passed.
        norm: how a change is measured: `l1`, `l2` or `linf`.
        allowed: limits and locks; None allows all weights.
        tie: a difference that is one, where others are ranked with these.

    Raises:
        AnalysisError: input that does not fit, or x is y.
    """
    values, now = checked(table, weights)
    one = checked_place(x, len(values), "unit")
    other = checked_place(y, len(values), "unit")
    if one == other:
        raise SameUnitError
    if norm not in NORMS:
        raise AnalysisError(f"{norm}: a norm is one of {', '.join(NORMS)}")
    bounds = allowed or limits(now)
    asked = _Asked(values, now, one, other, norm, bounds)
    scores = weighted(values, now)
    # Values of both signs may cancel in the scores and leave their rounding behind.
    level = max(tie, tie_gap(scores), ROUNDING * float(np.abs(values).max()))
    if asked.ahead(now) and inner(asked.d, now) > level:
        return _answer(asked, now, now, gridded=False)
    reached = nearest(asked.d, 0.0, now, bounds, norm)
    passed = None if reached is None else _passing(asked, pass_margin(values, scores, tie))
    if reached is None or passed is None:
        return _impossible(asked)
    return _answer(asked, reached, *passed)


@dataclass(frozen=True, eq=False)
class _Asked:
    """The question, checked: x is to pass y."""

    values: FloatArray
    now: FloatArray
    x: int
    y: int
    norm: Norm
    allowed: Limits

    @property
    def d(self) -> FloatArray:
        """What x has more than y, m numbers; differences that only rounding has left are none."""
        one, other = self.values[self.x], self.values[self.y]
        d: FloatArray = one - other
        d[np.abs(d) <= ROUNDING * np.maximum(np.abs(one), np.abs(other))] = 0.0
        return d

    def ranks(self, weights: FloatArray) -> IntArray:
        """The n ranks at some weights."""
        return competition_ranks(weighted(self.values, weights))

    def ahead(self, weights: FloatArray) -> bool:
        """Whether the ranking has x above y at some weights."""
        ranks = self.ranks(weights)
        return bool(ranks[self.x] < ranks[self.y])


def _passing(asked: _Asked, margin: float) -> tuple[FloatArray, bool] | None:
    """Weights near the present ones at which the ranking has x ahead, and whether on the grid.

    It is the ranking that decides, by its own rule for ties: where it still sees a tie, x is asked
    to be further ahead, up to as far as any allowed weights can bring it. None if it sees a tie
    even there.
    """
    best = furthest_weights(asked.d, asked.allowed)
    reach = inner(asked.d, best)
    if reach <= 0:
        return None
    target = min(margin, reach / 2)
    while target < reach:
        passed = nearest(asked.d, target, asked.now, asked.allowed, asked.norm)
        if passed is not None:
            stepped = on_grid(passed, asked.now, asked.allowed, asked.d[None, :], target)
            if stepped is not None and asked.ahead(stepped):
                return stepped, True
            if asked.ahead(passed):
                return passed, False
        target *= FURTHER
    return (best, False) if asked.ahead(best) else None


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


def _answer(asked: _Asked, reached: FloatArray, final: FloatArray, gridded: bool) -> Overtake:
    """The result, with everything recomputed at the weights it returns."""
    ranks = asked.ranks(final)
    return Overtake(
        x=asked.x,
        y=asked.y,
        norm=asked.norm,
        possible=True,
        distance=length(reached - asked.now, asked.norm),
        points_moved=50 * length(reached - asked.now, "l1"),
        weights=final,
        gridded=gridded,
        rank_x=int(ranks[asked.x]),
        rank_y=int(ranks[asked.y]),
    )


def _impossible(asked: _Asked) -> Overtake:
    ranks = asked.ranks(asked.now)
    return Overtake(
        x=asked.x,
        y=asked.y,
        norm=asked.norm,
        possible=False,
        distance=float("inf"),
        points_moved=float("inf"),
        weights=asked.now,
        gridded=False,
        rank_x=int(ranks[asked.x]),
        rank_y=int(ranks[asked.y]),
        certificate=_certificate(asked.d, asked.allowed),
    )


def _certificate(d: FloatArray, allowed: Limits) -> Certificate:
    best = furthest_weights(d, allowed)
    usable = np.flatnonzero(allowed.high > 0)
    return Certificate(
        everywhere=bool((d[usable] <= 0).all()),
        behind=tuple(int(k) for k in usable if d[k] < 0),
        level=tuple(int(k) for k in usable if d[k] == 0),
        gap=max(0.0, -inner(d, best)),
        best_weights=best,
    )
