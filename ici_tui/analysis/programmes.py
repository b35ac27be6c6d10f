"""Linear programmes over weights: most slack, nearest weights, and a mix that proves "never".

The rows g (r × m) are what should hold, g·w ≥ margin; weights lie within limits and sum to 1.
They are solved by scipy's HiGHS, imported where it is used, or by the solver that is handed in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

import numpy as np

from ici_tui.analysis.inputs import AnalysisError

if TYPE_CHECKING:
    from ici_tui.analysis.inputs import FloatArray
    from ici_tui.analysis.moves import Limits


@dataclass(frozen=True, eq=False)
class Minimum:
    """What a linear programme answers: x is None where nothing satisfies it.

    `multipliers` of the rows A v ≤ b are at least 0.
    """

    x: FloatArray | None
    multipliers: FloatArray


class Minimise(Protocol):
    """A solver of linear programmes: the least cost·v with A v ≤ b, equal·v = 1, bounds (k × 2)."""

    def __call__(
        self,
        cost: FloatArray,
        upper: tuple[FloatArray, FloatArray],
        equal: FloatArray,
        bounds: FloatArray,
    ) -> Minimum:
        """Solve it."""
        ...


def by_scipy(
    cost: FloatArray, upper: tuple[FloatArray, FloatArray], equal: FloatArray, bounds: FloatArray
) -> Minimum:
    """`Minimise` in this process: scipy's HiGHS prints nothing for linear programmes."""
    from scipy.optimize import linprog

    matrix, most = upper
    found = linprog(
        cost, A_ub=matrix, b_ub=most, A_eq=equal[None, :], b_eq=[1.0], bounds=bounds, method="highs"
    )
    if found.x is None:
        return Minimum(None, np.empty(0))
    return Minimum(found.x, -found.ineqlin.marginals)


def most_slack(
    rows: FloatArray, allowed: Limits, *, minimise: Minimise = by_scipy
) -> tuple[FloatArray, float, FloatArray]:
    """The weights at which the least of all g·w is largest.

    Returns:
        The m weights, that least value, and the r multipliers (≥ 0, sum 1) which prove it: no
        weights give Σ multiplier·g·w more.
    """
    count, m = rows.shape
    if count == 0:
        room = allowed.high - allowed.low
        share = (1 - allowed.low.sum()) / room.sum() if room.any() else 0.0
        return allowed.low + share * room, float("inf"), np.empty(0)
    scale = max(float(np.abs(rows).max()), 1e-300)
    found = minimise(
        np.append(np.zeros(m), -1.0),
        (np.hstack([-rows / scale, np.ones((count, 1))]), np.zeros(count)),
        np.append(np.ones(m), 0.0),
        np.vstack([np.stack([allowed.low, allowed.high], axis=1), [-np.inf, np.inf]]),
    )
    if found.x is None:
        raise AnalysisError("the solver found no weights within the limits")
    weights = tidied(found.x[:m], allowed)
    return weights, float((rows @ weights).min()), found.multipliers


def tidied(weights: FloatArray, allowed: Limits) -> FloatArray:
    """Weights from a solver, put back within the limits; their sum is 1 to the last bits."""
    inside = np.clip(weights, allowed.low, allowed.high)
    excess = inside.sum() - 1
    room = inside - allowed.low if excess > 0 else allowed.high - inside
    total = room.sum()
    tidied: FloatArray = inside - excess * room / total if total > 0 else inside
    return tidied


def nearest_satisfying(
    rows: FloatArray,
    margin: float,
    now: FloatArray,
    allowed: Limits,
    norm: Literal["l1", "l2", "linf"],
    *,
    minimise: Minimise = by_scipy,
) -> FloatArray | None:
    """The nearest weights with every g·w ≥ margin; None where there are none."""
    if norm == "l2":
        return _nearest_l2(rows, margin, now, allowed)
    count, m = rows.shape
    scale = max(float(np.abs(rows).max(initial=0.0)), 1e-300)
    # Variables: w, then how far each weight moves (or, in L∞, how far at most).
    extra = m if norm == "l1" else 1
    reach = np.eye(m) if norm == "l1" else np.ones((m, 1))
    matrix = np.vstack(
        [
            np.hstack([-rows / scale, np.zeros((count, extra))]),
            np.hstack([np.eye(m), -reach]),
            np.hstack([-np.eye(m), -reach]),
        ]
    )
    most = np.concatenate([np.full(count, -margin / scale), now, -now])
    found = minimise(
        np.concatenate([np.zeros(m), np.ones(extra)]),
        (matrix, most),
        np.concatenate([np.ones(m), np.zeros(extra)]),
        np.vstack([np.stack([allowed.low, allowed.high], axis=1), np.tile([0.0, 1.0], (extra, 1))]),
    )
    return None if found.x is None else tidied(found.x[:m], allowed)


def _nearest_l2(
    rows: FloatArray, margin: float, now: FloatArray, allowed: Limits
) -> FloatArray | None:
    """Least distance with linear constraints, as non-negative least squares.

    Lawson & Hanson, Solving Least Squares Problems (1974), chapter 23: min ‖u‖ with G u ≥ h
    follows from the residual of min ‖E v − f‖, v ≥ 0, E = [Gᵀ; hᵀ], f = (0, …, 0, 1). The
    change of weights is written in a basis of the changes that sum to 0.
    """
    from scipy.optimize import nnls

    m = len(now)
    if m == 1:
        return now if (rows @ now >= margin).all() else None
    basis = np.linalg.svd(np.ones((1, m)))[2][1:].T
    stacked = np.vstack([rows, np.eye(m), -np.eye(m)])
    needed = np.concatenate([margin - rows @ now, allowed.low - now, now - allowed.high])
    matrix = stacked @ basis
    lengths = np.linalg.norm(matrix, axis=1)
    if (needed[lengths == 0] > 0).any():
        return None
    matrix, needed = matrix[lengths > 0], needed[lengths > 0]
    lengths = lengths[lengths > 0]
    matrix, needed = matrix / lengths[:, None], needed / lengths
    if (needed <= 0).all():
        return now
    # Distances are well below 1: scaling the right side keeps the last row comparable.
    scale = float(needed.max())
    system = np.vstack([matrix.T, needed / scale])
    target = np.append(np.zeros(m - 1), 1.0)
    multipliers, _ = nnls(system, target, maxiter=50 * system.shape[1])
    residual = system @ multipliers - target
    if np.linalg.norm(residual) < 1e-9:
        return None
    change = -residual[:-1] / residual[-1] * scale
    return tidied(now + basis @ change, allowed)
