"""Why two units stand where they stand, and what moves the scores.

Sources: for the influence of weights, Paruolo, Saisana & Saltelli 2013, JRSS-A 176(3):609–634.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.analysis.inputs import AnalysisError, checked, checked_place
from ici_tui.index.sums import inner, on_unit_scale, weighted

if TYPE_CHECKING:
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

    def over(self, weight: float) -> Gap:
        """That of means of a sum over what its components weigh."""
        return replace(self, total=self.total / weight, parts=self.parts / weight)

    def as_ratio(self) -> Gap:
        """That of geometric means, from the gap of their logarithms."""
        return replace(self, total=math.exp(self.total), parts=np.exp(self.parts), ratio=True)


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


def _largest_first(parts: FloatArray) -> IntArray:
    return np.argsort(-np.abs(parts), kind="stable")


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
