"""The least change of weights at which at most so many comparisons fail: an integer programme.

Runs in a child process, as `subsystem` does and for the same reasons.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.analysis.conflicts import conflicting_pairs
from ici_tui.analysis.highs import Lines, Programme, minimised, narrowing
from ici_tui.analysis.programmes import nearest_satisfying
from ici_tui.analysis.subsystem import not_all_hold, rows_or_fail, total_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ici_tui.analysis.comparisons import Comparisons
    from ici_tui.analysis.highs import Step
    from ici_tui.analysis.inputs import FloatArray, IntArray
    from ici_tui.analysis.overtake import Norm

GAP = 1e-9
"""Relative difference of the bounds that counts as none."""


@dataclass(frozen=True, eq=False)
class Wanted:
    """What is asked: of the undecided comparisons at most `failures` may fail.

    `now` are the m present shares of 1; `norm` is `l1` or `linf`.
    """

    problem: Comparisons
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
    problem = wanted.problem
    state = Progress(0.0, float("inf"), None)
    pairs = conflicting_pairs(problem)
    cuts: list[IntArray] = []
    while not state.done and (left := end - time.monotonic()) > 0:
        known = len(cuts)
        for step in narrowing(_programme(wanted, pairs, cuts), left, gap=GAP):
            after = _after(wanted, state, step, cuts)
            if (after.lower, after.upper) != (state.lower, state.upper) or step.end is not None:
                yield after
            state = after
        if len(cuts) == known:
            # Not a false claim that was cut off: proved, or out of time.
            return


def _after(wanted: Wanted, state: Progress, step: Step, cuts: list[IntArray]) -> Progress:
    """What one step adds to what is known; a false claim at the end becomes a cut."""
    if step.end == "infeasible":
        return Progress(state.upper, state.upper, state.held)
    upper, held = state.upper, state.held
    proved = step.end == "optimal"
    if step.x is not None:
        kept = wanted.problem.kept(step.x)
        distance = _distance(wanted, kept)
        if distance is not None and distance < upper:
            upper, held = distance, kept
        if distance is None and proved:
            cuts.append(kept)
            proved = False
    lower = max(state.lower, min(step.bound, upper)) if np.isfinite(step.bound) else state.lower
    return Progress(upper if proved else lower, upper, held)


def _distance(wanted: Wanted, kept: IntArray) -> float | None:
    """The least distance at which these comparisons really hold, None where they never do."""
    rows, margin = wanted.problem.rows[kept], wanted.problem.margin
    near = nearest_satisfying(
        rows, margin, wanted.now, wanted.problem.allowed, wanted.norm, minimise=minimised
    )
    if near is None:
        return None
    return float(np.linalg.norm(near - wanted.now, 1 if wanted.norm == "l1" else np.inf))


def _programme(wanted: Wanted, pairs: IntArray, cuts: list[IntArray]) -> Programme:
    """The variables are the m weights, how far they move, and which rows may fail."""
    problem = wanted.problem
    count, m = problem.rows.shape
    extra = m if wanted.norm == "l1" else 1
    before = m + extra
    choose = before + np.arange(count)
    weights = np.arange(m)
    moves = m + np.arange(m) if wanted.norm == "l1" else np.full(m, m)
    both, never = np.column_stack([weights, moves]), np.full(m, np.inf)
    return Programme(
        cost=np.concatenate([np.zeros(m), np.ones(extra), np.zeros(count)]),
        low=np.concatenate([problem.allowed.low, np.zeros(extra + count)]),
        high=np.concatenate([problem.allowed.high, np.ones(extra + count)]),
        lines=(
            rows_or_fail(problem, choose),
            Lines(both, np.tile([1.0, -1.0], (m, 1)), -never, wanted.now),
            Lines(both, np.ones((m, 2)), wanted.now, never),
            total_of(weights, 1.0, 1.0),
            total_of(choose, 0.0, float(wanted.failures)),
            *not_all_hold(before + pairs),
            *(line for cut in cuts for line in not_all_hold(before + cut[None, :])),
        ),
        whole=choose,
    )
