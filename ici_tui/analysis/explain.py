"""Why two units stand where they stand, what an edit changed, what a unit would need.

Sources: for the influence of weights, Paruolo, Saisana & Saltelli 2013, JRSS-A 176(3):609–634.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.analysis.inputs import AnalysisError, checked, checked_place, checked_weights
from ici_tui.index.ranking import competition_ranks
from ici_tui.index.sums import inner, on_unit_scale, weighted

if TYPE_CHECKING:
    from collections.abc import Callable

    from ici_tui.analysis.inputs import FloatArray, IntArray


@dataclass(frozen=True, eq=False)
class Gap:
    """The gap of two scores in parts, one per component.

    Where `ratio` is false, `total` = S_x − S_y is the sum of `parts` = w_j (x_j − y_j), in
    score units. Where it is true, `total` = S_x / S_y is the product of `parts`.
    `order` names the components, the part that matters most first.
    """

    total: float
    parts: FloatArray
    order: IntArray
    ratio: bool


@dataclass(frozen=True, eq=False)
class Change:
    """What other weights do to one unit.

    `parts` sum to `score_change`: Δw_j·x_j. `relative` sums to the change against the mean of
    all units, Δw_j (x_j − mean of component j): it is what moves a rank.
    """

    score_change: float
    parts: FloatArray
    relative: FloatArray
    rank_before: int
    rank_after: int
    passed: tuple[int, ...]
    """Who was at least level before and is below now."""
    passed_by: tuple[int, ...]
    """Who was at most level before and is above now."""


@dataclass(frozen=True, slots=True)
class Need:
    """What x must have on one component alone to draw level with y, all else as it is.

    `change` and `value` are in normalised points, `raw` in the indicator's own unit where a
    way back was given. Where it is not `feasible`, `value` lies beyond the scale's end, or the
    component has no weight (then `change` is infinite). `beyond_maximum` warns that the value
    exceeds every unit's: normalising by the new maximum moves everybody, so recompute in full.
    """

    component: int
    change: float
    value: float
    raw: float | None
    feasible: bool
    beyond_maximum: bool


@dataclass(frozen=True, eq=False)
class Influence:
    """Nominal weights beside what moves the scores, m values each.

    `nominal` and `share` each sum to 1: v_j = w_j cov(x_j, S) / Var(S), which may be negative.
    `correlation` is the squared correlation of a component with the score.
    """

    nominal: FloatArray
    share: FloatArray
    correlation: FloatArray


def gap(table: FloatArray, weights: FloatArray, x: int, y: int) -> Gap:
    """S_x − S_y in parts, for a weighted sum.

    Args:
        table: n × m, normalised values.
        weights: m shares of 1.
        x: the unit whose lead is explained.
        y: the unit it is compared with.

    Raises:
        AnalysisError: input that does not fit.
    """
    values, shares = checked(table, weights)
    n = len(values)
    d = values[checked_place(x, n, "unit")] - values[checked_place(y, n, "unit")]
    parts = shares * d
    return Gap(inner(d, shares), parts, _largest_first(parts), ratio=False)


def gap_ratio(table: FloatArray, weights: FloatArray, x: int, y: int) -> Gap:
    """S_x / S_y in factors (x_j / y_j)^w_j, for a geometric mean.

    Args:
        table: n × m, normalised values above 0.
        weights: m shares of 1.
        x: the unit whose lead is explained.
        y: the unit it is compared with.

    Raises:
        AnalysisError: a value that is not above 0, or input that does not fit.
    """
    values, shares = checked(table, weights)
    n = len(values)
    one, other = values[checked_place(x, n, "unit")], values[checked_place(y, n, "unit")]
    if min(one.min(), other.min()) <= 0:
        raise AnalysisError("a geometric mean needs values above 0")
    logs = shares * (np.log(one) - np.log(other))
    return Gap(float(np.exp(logs.sum())), np.exp(logs), _largest_first(logs), ratio=True)


def _largest_first(parts: FloatArray) -> IntArray:
    return np.argsort(-np.abs(parts), kind="stable")


def change(table: FloatArray, before: FloatArray, after: FloatArray, unit: int) -> Change:
    """What moving from one set of weights to another does to a unit.

    Args:
        table: n × m.
        before: m shares of 1.
        after: m shares of 1.
        unit: whose change is explained.

    Raises:
        AnalysisError: input that does not fit.
    """
    values, old = checked(table, before)
    new = checked_weights(after, values.shape[1])
    x = checked_place(unit, len(values), "unit")
    ranks_old, ranks_new = (competition_ranks(weighted(values, w)) for w in (old, new))
    moved = new - old
    parts = moved * values[x]
    was_above, is_above = ranks_old < ranks_old[x], ranks_new < ranks_new[x]
    was_below, is_below = ranks_old > ranks_old[x], ranks_new > ranks_new[x]
    return Change(
        score_change=float(parts.sum()),
        parts=parts,
        relative=moved * (values[x] - values.mean(axis=0)),
        rank_before=int(ranks_old[x]),
        rank_after=int(ranks_new[x]),
        passed=tuple(np.flatnonzero(~was_below & is_below).tolist()),
        passed_by=tuple(np.flatnonzero(~was_above & is_above).tolist()),
    )


def needs(
    table: FloatArray,
    weights: FloatArray,
    x: int,
    y: int,
    *,
    scale_end: float | FloatArray = np.inf,
    to_raw: Callable[[int, float], float] | None = None,
) -> tuple[Need, ...]:
    """What x must improve on each component alone to draw level with y: (S_y − S_x) / w_j.

    Args:
        table: n × m, normalised values of a weighted sum.
        weights: m shares of 1.
        x: the unit that is behind.
        y: the unit it would draw level with.
        scale_end: the highest value that the normalisation gives, one or m of them.
        to_raw: from a component and a normalised value to its raw value.

    Raises:
        AnalysisError: input that does not fit, or x is not behind y.
    """
    values, shares = checked(table, weights)
    n, m = values.shape
    one, other = checked_place(x, n, "unit"), checked_place(y, n, "unit")
    missing = inner(values[other] - values[one], shares)
    if missing <= 0:
        raise AnalysisError("the unit is not behind; ask the other way round")
    ends = np.broadcast_to(np.asarray(scale_end, dtype=np.float64), (m,))
    found = []
    for k in range(m):
        change_needed = missing / shares[k] if shares[k] > 0 else float("inf")
        value = float(values[one, k] + change_needed)
        feasible = bool(np.isfinite(value) and value <= ends[k] + 1e-9)
        raw = to_raw(k, value) if to_raw is not None and feasible else None
        beyond = bool(value > values[:, k].max() * (1 + 1e-12))
        found.append(Need(k, float(change_needed), value, raw, feasible, beyond))
    return tuple(found)


def influence(table: FloatArray, weights: FloatArray) -> Influence:
    """Nominal weights beside their real influence on the scores.

    Raises:
        AnalysisError: input that does not fit, or scores that do not vary.
    """
    values, shares = checked(table, weights)
    # The answer has no unit, and squares of squares stay within a double.
    values = on_unit_scale(values)
    centred = values - values.mean(axis=0)
    scores = weighted(centred, shares)
    variance = inner(scores, scores)
    if variance <= 1e-24 * float(np.abs(values).max()) ** 2:
        raise AnalysisError("all units have the same score: nothing has influence")
    covariances = (centred * scores[:, None]).sum(axis=0)
    spreads = (centred**2).sum(axis=0)
    correlation = np.divide(
        covariances**2, spreads * variance, out=np.zeros_like(spreads), where=spreads > 0
    )
    return Influence(shares, shares * covariances / variance, correlation)
