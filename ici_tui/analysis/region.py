"""The weights that keep to statements: drawn from, and, for an order of importance, turned exact.

Weights in a complete order w₁ ≥ w₂ ≥ … ≥ w_m are mixtures of (1, 0, …), (½, ½, 0, …) and so on, in
shares that are weights themselves: uniform over the ones is uniform over the others. So every
exact method answers for them when it is given the table of these corners. Source: Barron &
Barrett 1996, Management Science 42(11):1515–1523.
Other statements leave a polytope: draws that are outside are thrown away, or, where that would
be nearly all of them, `walk` goes through it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ici_tui.analysis.inputs import AnalysisError
from ici_tui.analysis.optional import need_scipy
from ici_tui.analysis.programmes import most_slack
from ici_tui.analysis.sampling import Draws, uniform_draws
from ici_tui.analysis.walk import Walks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.analysis.inputs import FloatArray
    from ici_tui.analysis.statements import Asked

PILOT = 4000
RARE = 0.02
"""Below this share of all weights a walk is quicker than waiting for draws that fit."""
FLAT = 1e-12
"""Room in which nothing can be drawn: the solver's rounding."""


def order_corners(order: Sequence[int]) -> FloatArray:
    """The corners of the weights in an order of importance, m × m, one in each column.

    Args:
        order: the components, the most important first; each of them once.

    Returns:
        V: the weights in this order are V·u for shares u, and table·V is the table of the corners.
    """
    m = len(order)
    if sorted(order) != list(range(m)):
        raise AnalysisError("an order of importance names every component once")
    corners = np.zeros((m, m))
    corners[list(order)] = np.triu(np.ones((m, m))) / np.arange(1, m + 1)
    return corners


def complete_order(rows: FloatArray) -> tuple[int, ...] | None:
    """The order of importance that comparisons of two weights give; None where it is not complete.

    Args:
        rows: r × m, each with a 1 for what weighs more and a −1 for what weighs less.
    """
    m = rows.shape[1]
    above = np.zeros((m, m), dtype=bool)
    for row in rows:
        ups, downs = np.flatnonzero(row == 1), np.flatnonzero(row == -1)
        if len(ups) != 1 or len(downs) != 1 or np.count_nonzero(row) != 2:
            return None
        above[ups[0], downs[0]] = True
    for middle in range(m):
        above |= above[:, [middle]] & above[[middle]]
    if above.diagonal().any():
        return None
    order = np.argsort(-above.sum(axis=1), kind="stable")
    whole = all(above[order[k], order[k + 1]] for k in range(m - 1))
    return tuple(order.tolist()) if whole else None


def region_draws(asked: Asked, count: int, seed: int) -> Draws:
    """Uniform over the weights at which statements hold.

    Args:
        asked: the statements, and the limits of the weights.
        count: draws.
        seed: of the draws.

    Raises:
        AnalysisError: no weights satisfy them, or scipy is missing where they are rare.
    """
    m = asked.rows.shape[1]
    label = "uniform over the weights that satisfy the statements"
    if asked.allowed.locked:
        raise AnalysisError("statements and locked weights together leave nothing to draw from")
    sides = _sides(asked)
    stated = np.ascontiguousarray(sides[:-m].T)

    def fitting(weights: FloatArray) -> FloatArray:
        inside = (weights @ stated >= 0).all(axis=1) & (weights >= asked.allowed.low).all(axis=1)
        return weights[inside]

    pilot = uniform_draws(m, PILOT, seed=0).all()
    if len(fitting(pilot)) >= RARE * PILOT:

        def drawn(generator: np.random.Generator, size: int) -> FloatArray:
            parts: list[FloatArray] = []
            while sum(map(len, parts)) < size:
                raw = generator.exponential(size=(4 * size, m))
                parts.append(fitting(raw / raw.sum(axis=1, keepdims=True)))
            return np.concatenate(parts)[:size]

        return Draws(label, count, seed, drawn)
    need_scipy("weights that satisfy these statements")
    centre, slack, _ = most_slack(sides, asked.allowed)
    if slack < -FLAT:
        raise AnalysisError(
            "no weights satisfy what is stated; Statements tells what cannot hold together"
        )
    if slack <= FLAT:
        raise AnalysisError(
            "the weights that satisfy what is stated have no room, as where two are to be equal: "
            "none can be drawn; state less"
        )
    return Draws(label, count, seed, Walks.begun(sides, asked.allowed.low, centre).inside)


def _sides(asked: Asked) -> FloatArray:
    """The sides of the region, as rows that are at least 0 at weights inside: r × m.

    The last m are those of the least that each weight may be.
    """
    m, allowed = asked.rows.shape[1], asked.allowed
    # Weights sum to 1, so that a limit may be taken off every number of its row.
    near = np.flatnonzero(allowed.high < 1)
    highest = allowed.high[near][:, None] - np.eye(m)[near]
    lowest = np.eye(m) - allowed.low[:, None]
    return np.vstack([asked.scaled(range(len(asked.rows))), highest, lowest])


def most_telling(scores: FloatArray) -> tuple[int, int, float] | None:
    """The pair of units whose order splits draws of weights most evenly.

    Args:
        scores: B × n, at B draws of weights.

    Returns:
        The two units, and the share of the draws in which the first is above; None where the
        draws agree about every pair.
    """
    n = scores.shape[1]
    columns = np.ascontiguousarray(scores.T)
    best: tuple[float, int, int, float] | None = None
    for one in range(n - 1):
        above = np.count_nonzero(columns[one] > columns[one + 1 :], axis=1) / len(scores)
        nearest = int(np.argmin(np.abs(above - 0.5)))
        share = float(above[nearest])
        found = (abs(share - 0.5), one, one + 1 + nearest, share)
        if 0 < share < 1 and (best is None or found[0] < best[0]):
            best = found
    return None if best is None else best[1:]
