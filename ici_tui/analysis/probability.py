"""P(x beats y) over weights, exact: the share of all weights with which x is above y.

For uniform weights it is a short recursion over the components that favour x and those that
favour y, every step a mixture with positive parts, so nothing cancels. Weights around present
ones follow a Dirichlet distribution with whole parameters: each component then counts that
many times. Sources: Varsi 1973, Pacific J. Math. 46(1):303–314; Ali 1973, Pacific J. Math.
48(2):313–322.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ici_tui.analysis.inputs import AnalysisError, checked_place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.analysis.inputs import BoolArray, FloatArray

NEAR = 20
"""How closely "near" keeps to the present weights: Dirichlet parameters 20·w."""
ROWS_AT_ONCE = 512
"""Pairs that are taken together: what they need stays in the processor's own memory."""


def beats(differences: FloatArray, alpha: Sequence[int] | None = None) -> FloatArray:
    """P(d·w > 0) for many differences d of two units.

    Args:
        differences: P × m, or m for one pair.
        alpha: m whole Dirichlet parameters, at least 0; a component with 0 has no weight.
            None is the uniform distribution over all weights (all 1).

    Returns:
        P probabilities. Two identical units give 0 both ways: neither beats the other.

    Raises:
        AnalysisError: parameters that are not whole, or all 0.
    """
    rows = np.atleast_2d(np.asarray(differences, dtype=np.float64))
    if alpha is not None:
        rows = np.repeat(rows, _repeats(alpha, rows.shape[1]), axis=1)
    result = np.empty(len(rows))
    for start in range(0, len(rows), ROWS_AT_ONCE):
        part = slice(start, start + ROWS_AT_ONCE)
        result[part] = _share_above(np.ascontiguousarray(rows[part].T))
    return result


def _repeats(alpha: Sequence[int], count: int) -> list[int]:
    repeats = [round(a) for a in alpha]
    if len(repeats) != count:
        raise AnalysisError(f"{count} components need {count} parameters, not {len(repeats)}")
    if any(a < 0 or a != whole for a, whole in zip(alpha, repeats, strict=True)) or not any(
        repeats
    ):
        raise AnalysisError("Dirichlet parameters are whole numbers of at least 0, not all 0")
    return repeats


def _share_above(d: FloatArray) -> FloatArray:
    """The recursion, with components along the first axis and pairs along the second.

    A_0 = 1 and A_k = 0 for the k-th positive difference P_k; then for each negative one −N,
    for k = 1, 2, …: A_k ← (P_k A_k + N A_{k−1}) / (P_k + N). The last A is P(d·w ≤ 0).

    The step of the j-th negative and the k-th positive difference needs those of (j − 1, k) and
    (j, k − 1) alone: all with the same j + k are taken together.
    """
    for_x, for_y = np.maximum(d, 0.0), np.maximum(-d, 0.0)
    for_x, for_y = for_x[for_x.any(axis=1)], for_y[for_y.any(axis=1)]
    positive: BoolArray = np.greater(for_x, 0.0)
    gains, losses = len(for_x), len(for_y)
    below = np.zeros_like(for_x)
    before = np.ones_like(for_y)
    for step in range(gains + losses - 1):
        first, last = max(0, step - losses + 1), min(gains - 1, step)
        k = slice(first, last + 1)
        # The other way round: j = step − k.
        j = slice(step - first, step - last - 1 if last < step else None, -1)
        open_steps, against = positive[k], for_y[j]
        sums = for_x[k] + against
        share = np.divide(against, sums, out=np.zeros_like(sums), where=open_steps)
        below[k] += share * (before[j] - below[k])
        np.copyto(before[j], below[k], where=open_steps)
    last_one = np.ones(d.shape[1])
    for component, gained in zip(below, positive, strict=True):
        np.copyto(last_one, component, where=gained)
    return 1 - last_one


def near_parameters(weights: FloatArray, closeness: int = NEAR) -> tuple[int, ...] | None:
    """The Dirichlet parameters closeness·w, or None where they are not whole numbers."""
    wanted = closeness * np.asarray(weights, dtype=np.float64)
    whole = np.round(wanted)
    if np.abs(wanted - whole).max() > 1e-6:
        return None
    return tuple(int(a) for a in whole)


def expected_rank(table: FloatArray, x: int, alpha: Sequence[int] | None = None) -> float:
    """The exact mean rank of x over all weights: 1 + Σ_y P(y beats x)."""
    values = np.asarray(table, dtype=np.float64)
    return 1 + float(beats(values - values[checked_place(x, len(values), "unit")], alpha).sum())


def expected_ranks(table: FloatArray, alpha: Sequence[int] | None = None) -> FloatArray:
    """The exact mean rank of every unit, n values."""
    values = np.asarray(table, dtype=np.float64)
    upper, lower = np.triu_indices(len(values), 1)
    ranks = np.ones(len(values))
    for start in range(0, len(upper), ROWS_AT_ONCE):
        i, j = upper[start : start + ROWS_AT_ONCE], lower[start : start + ROWS_AT_ONCE]
        d = values[i] - values[j]
        ahead = beats(d, alpha)
        # Units that are equal wherever there is weight tie; everywhere else one of them is ahead.
        counted = d if alpha is None else d[:, np.asarray(alpha) > 0]
        level = ~counted.any(axis=1)
        np.add.at(ranks, j, ahead)
        np.add.at(ranks, i, np.where(level, 0.0, 1 - ahead))
    return ranks
