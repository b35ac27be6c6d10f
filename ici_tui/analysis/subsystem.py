"""How few of many strict comparisons must fail: a mixed-integer programme, its bounds streamed.

Of rows g (r × m) as many as can should hold at once, g·w ≥ margin. The best and the worst
rank of a unit are both this question. Runs in a child process (see `child`), because HiGHS
prints to the screen and cannot be stopped from inside. Source: Lorenz, Brauer & Lorenz 2016,
arXiv 1608.04556.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Any

import numpy as np

from ici_tui.analysis.moves import furthest
from ici_tui.analysis.programmes import most_slack

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ici_tui.analysis.inputs import FloatArray, IntArray
    from ici_tui.analysis.moves import Limits
    from ici_tui.analysis.programmes import Solution

FIRST_LIMIT = 1.5
"""Seconds of the first attempt at the proof; each further one may take twice as long."""
WHOLE = 1e-6
REWEIGHTINGS = 12

Found = tuple[int, int, "FloatArray"]
"""At least so many fail, with these weights so many do."""


@dataclass(frozen=True, eq=False)
class Rows:
    """The comparisons that are undecided, and what is asked of each."""

    rows: FloatArray
    margin: float
    allowed: Limits

    def failing(self, weights: FloatArray) -> int:
        """How many comparisons fail at some weights."""
        return int((self.rows @ weights < self.margin).sum())


def fewest_failures(
    rows: FloatArray, margin: float, allowed: Limits, seconds: float
) -> Iterator[Found]:
    """Bounds on the number of rows that must fail, closing until they meet or time is up.

    Args:
        rows: r × m; each can both hold and fail within the limits.
        margin: what g·w must attain.
        allowed: limits of the weights.
        seconds: how long to try.

    Yields:
        The proved least number, the least number found, and the weights of the latter.
    """
    end = time.monotonic() + seconds
    search = Search(Rows(rows, margin, allowed))
    yield search.lower, search.best, search.weights
    limit, step = FIRST_LIMIT, 2
    while search.lower < search.best and (left := end - time.monotonic()) > 0:
        # The proof itself: can one row fewer fail?
        if search.run(search.best - 1, min(limit, left)):
            yield search.lower, search.best, search.weights
            continue
        # Too long: prove a weaker bound meanwhile, nearer to what is known the longer it takes.
        probe = search.lower + (search.best - search.lower) // step
        left = end - time.monotonic()
        proved = probe > search.lower and left > 0 and search.run(probe - 1, min(limit / 2, left))
        step = 2 if proved else 2 * step
        limit *= 2
        yield search.lower, search.best, search.weights


class Search:
    """The bounds found so far, and the runs that close them.

    `lower` is proved, `best` was found at `weights`.
    """

    def __init__(self, problem: Rows) -> None:
        self.problem = problem
        self.best, self.weights = _reweighted(problem)
        self.lower = min(self.best, _relaxed(problem))
        self._cuts: list[IntArray] = []

    def run(self, most: int, seconds: float) -> bool:
        """Ask whether at most so many rows can fail; False where time was too short to tell."""
        found = _solve(self.problem, self.lower, most, self._cuts, seconds)
        if found.status == 2:
            self.lower = most + 1
            return True
        if found.mip_dual_bound is not None and np.isfinite(found.mip_dual_bound):
            self.lower = max(self.lower, min(self.best, ceil(found.mip_dual_bound - WHOLE)))
        if found.x is None:
            return False
        better = _verified(self.problem, found.x, self._cuts)
        if better is not None and better[0] < self.best:
            self.best, self.weights = better
        self.lower = min(self.lower, self.best)
        return True


def _relaxed(problem: Rows) -> int:
    """A first proved bound: the programme with y between 0 and 1."""
    from scipy.optimize import linprog

    count, m = problem.rows.shape
    matrix, least, _ = rows_or_fail(problem.rows, problem.margin, problem.allowed)
    limits = np.stack([problem.allowed.low, problem.allowed.high], axis=1)
    found = linprog(
        np.append(np.zeros(m), np.ones(count)),
        A_ub=-matrix,
        b_ub=-least,
        A_eq=np.append(np.ones(m), np.zeros(count))[None, :],
        b_eq=[1.0],
        bounds=np.vstack([limits, np.tile([0.0, 1.0], (count, 1))]),
        method="highs",
    )
    return 0 if found.status != 0 else max(0, ceil(found.fun - WHOLE))


def _reweighted(problem: Rows) -> tuple[int, FloatArray]:
    """Good weights quickly: least total shortfall, those far from holding counting less and less.

    Each round is a linear programme of the shortfalls, weighted by the inverse of the last
    round's; rows that cannot be helped stop pulling.
    """
    count, m = problem.rows.shape
    from scipy.optimize import linprog
    from scipy.sparse import csr_array, eye_array, hstack

    size = np.abs(problem.rows).max(axis=1)
    scaled, most = problem.rows / size[:, None], -2 * problem.margin / size
    matrix = hstack([csr_array(-scaled), -eye_array(count)]).tocsr()
    bounds = np.vstack(
        [
            np.stack([problem.allowed.low, problem.allowed.high], axis=1),
            np.tile([0.0, np.inf], (count, 1)),
        ]
    )
    total = np.append(np.ones(m), np.zeros(count))[None, :]
    pull = np.ones(count)
    weights = most_slack(problem.rows, problem.allowed)[0]
    best = problem.failing(weights)
    for turn in range(REWEIGHTINGS):
        found = linprog(
            np.append(np.zeros(m), pull), matrix, most, total, [1.0], bounds, method="highs"
        )
        if found.x is None:
            break
        candidate = np.clip(found.x[:m], problem.allowed.low, problem.allowed.high)
        candidate /= candidate.sum()
        failing = problem.failing(candidate)
        if failing < best:
            best, weights = failing, candidate
        short = np.maximum(-most - scaled @ candidate, 0.0)
        pull = 1 / (short + 0.003 * 0.7**turn + 1e-4)
        pull /= pull.mean()
    return best, weights


def _solve(problem: Rows, least: int, most: int, cuts: list[IntArray], seconds: float) -> Solution:
    """One run: y_i = 1 lets row i fail; at least `least` and at most `most` of them."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    count, m = problem.rows.shape
    allowed = problem.allowed
    choose = np.append(np.zeros(m), np.ones(count))
    constraints = [
        LinearConstraint(*rows_or_fail(problem.rows, problem.margin, allowed)),
        LinearConstraint(np.append(np.ones(m), np.zeros(count))[None, :], 1, 1),
        LinearConstraint(choose[None, :], least, most),
        *(LinearConstraint(row[None, :], 1, np.inf) for row in cut_rows(cuts, m, count)),
    ]
    found: Solution = milp(
        choose,
        constraints=constraints,
        integrality=choose,
        bounds=Bounds(
            np.append(allowed.low, np.zeros(count)), np.append(allowed.high, np.ones(count))
        ),
        options={"time_limit": seconds},
    )
    return found


def rows_or_fail(rows: FloatArray, margin: float, allowed: Limits) -> tuple[Any, FloatArray, float]:
    """g·w + M·y ≥ margin with the least M that frees the row: sparse matrix, lower, upper."""
    from scipy.sparse import csr_array, diags_array, hstack

    size = np.abs(rows).max(axis=1)
    free = margin + furthest(-rows, allowed)
    matrix = hstack([csr_array(rows / size[:, None]), diags_array(free / size)]).tocsr()
    return matrix, margin / size, float("inf")


def cut_rows(cuts: list[IntArray], m: int, count: int) -> Iterator[FloatArray]:
    """Rows that say: of these comparisons, which cannot hold together, at least one fails."""
    for together in cuts:
        row = np.zeros(m + count)
        row[m + together] = 1
        yield row


def _verified(
    problem: Rows, solution: FloatArray, cuts: list[IntArray]
) -> tuple[int, FloatArray] | None:
    """Recompute what a solution claims, at weights with most slack; remember a false claim.

    The solver's tolerances allow it to pretend that a row holds which misses by a hair.
    """
    kept = np.flatnonzero(solution[problem.rows.shape[1] :] < 0.5)
    weights, slack, _ = most_slack(problem.rows[kept], problem.allowed)
    if slack < problem.margin:
        cuts.append(kept)
        return None
    return problem.failing(weights), weights
