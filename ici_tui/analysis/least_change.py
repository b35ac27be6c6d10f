"""The least change of weights at which at most so many comparisons fail: an integer programme.

Runs in a child process, as `subsystem` does and for the same reasons.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.analysis.programmes import nearest_satisfying
from ici_tui.analysis.subsystem import FIRST_LIMIT, Rows, cut_rows, rows_or_fail

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ici_tui.analysis.inputs import FloatArray, IntArray
    from ici_tui.analysis.overtake import Norm
    from ici_tui.analysis.programmes import Solution


@dataclass(frozen=True, eq=False)
class Wanted:
    """What is asked: of the undecided comparisons at most `failures` may fail.

    `now` are the m present shares of 1; `norm` is `l1` or `linf`.
    """

    problem: Rows
    now: FloatArray
    norm: Norm
    failures: int


@dataclass(frozen=True, eq=False)
class Progress:
    """A proved lower bound of the distance, and the least distance found so far.

    Both are infinite where it is impossible. `held` names the comparisons that hold at the
    weights found.
    """

    lower: float
    upper: float
    held: IntArray | None

    @property
    def done(self) -> bool:
        """Whether the bounds meet."""
        return self.lower >= self.upper


def least_change(wanted: Wanted, seconds: float) -> Iterator[Progress]:
    """Close in on the least distance until it is proved or time is up."""
    end = time.monotonic() + seconds
    state, limit = Progress(0.0, float("inf"), None), FIRST_LIMIT
    cuts: list[IntArray] = []
    while not state.done and (left := end - time.monotonic()) > 0:
        found = _solve(wanted, cuts, min(limit, left))
        if found.status not in {0, 1, 2}:
            return
        state = _after(wanted, state, found, cuts)
        limit *= 2
        yield state


def _after(wanted: Wanted, state: Progress, found: Solution, cuts: list[IntArray]) -> Progress:
    """What one run adds to what is known; a false claim becomes a cut."""
    if found.status == 2:
        return Progress(state.upper, state.upper, state.held)
    upper, held = state.upper, state.held
    proved = found.status == 0
    if found.x is not None:
        rows = wanted.problem.rows
        kept = np.flatnonzero(found.x[-len(rows) :] < 0.5)
        near = nearest_satisfying(
            rows[kept], wanted.problem.margin, wanted.now, wanted.problem.allowed, wanted.norm
        )
        if near is None:
            cuts.append(kept)
            proved = False
        else:
            distance = float(
                np.linalg.norm(near - wanted.now, 1 if wanted.norm == "l1" else np.inf)
            )
            if distance < upper:
                upper, held = distance, kept
    lower = state.lower
    if found.mip_dual_bound is not None and np.isfinite(found.mip_dual_bound):
        lower = max(lower, min(float(found.mip_dual_bound), upper))
    return Progress(upper if proved else lower, upper, held)


def _solve(wanted: Wanted, cuts: list[IntArray], seconds: float) -> Solution:
    """One run; the variables are w, how far they move, and which rows may fail."""
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array, hstack

    problem = wanted.problem
    count, m = problem.rows.shape
    extra = m if wanted.norm == "l1" else 1
    reach = np.eye(m) if wanted.norm == "l1" else np.ones((m, 1))
    matrix, least, most = rows_or_fail(problem.rows, problem.margin, problem.allowed)
    spaced = hstack([matrix[:, :m], csr_array((count, extra)), matrix[:, m:]]).tocsr()
    none = np.zeros((m, count))
    total = np.concatenate([np.ones(m), np.zeros(extra + count)])
    choose = np.concatenate([np.zeros(m + extra), np.ones(count)])
    constraints = [
        LinearConstraint(spaced, least, most),
        LinearConstraint(np.hstack([np.eye(m), -reach, none]), -np.inf, wanted.now),
        LinearConstraint(np.hstack([np.eye(m), reach, none]), wanted.now, np.inf),
        LinearConstraint(total[None, :], 1, 1),
        LinearConstraint(choose[None, :], 0, wanted.failures),
        *(LinearConstraint(row[None, :], 1, np.inf) for row in cut_rows(cuts, m + extra, count)),
    ]
    moving = np.concatenate([np.zeros(m), np.ones(extra), np.zeros(count)])
    found: Solution = milp(
        moving,
        constraints=constraints,
        integrality=choose,
        bounds=Bounds(
            np.concatenate([problem.allowed.low, np.zeros(extra + count)]),
            np.concatenate([problem.allowed.high, np.ones(extra + count)]),
        ),
        options={"time_limit": seconds, "mip_rel_gap": 1e-9},
    )
    return found
