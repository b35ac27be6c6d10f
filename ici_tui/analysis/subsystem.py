"""How few of many strict comparisons must fail: a mixed-integer programme, its bounds streamed.

Of rows g (r × m) as many as can should hold at once, g·w ≥ margin. The best and the worst
rank of a unit are both this question. Runs in a child process (see `solver`), because HiGHS
prints to the screen and cannot be stopped from outside. Source: Lorenz, Brauer & Lorenz 2016,
arXiv 1608.04556; of every pair that cannot hold together one must fail (Codato & Fischetti
2006, Operations Research 54(4):756–766).
"""

from __future__ import annotations

import time
from contextlib import closing
from math import ceil, isfinite
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.analysis.conflicts import conflicting_pairs
from ici_tui.analysis.highs import Lines, Programme, minimised, narrowing
from ici_tui.analysis.line_search import fewest_on_lines
from ici_tui.analysis.moves import furthest
from ici_tui.analysis.programmes import most_slack, tidied

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ici_tui.analysis.comparisons import Comparisons
    from ici_tui.analysis.highs import Step
    from ici_tui.analysis.inputs import FloatArray, IntArray

WHOLE = 1e-6
"""A bound so little above a whole number is that number."""

Found = tuple[int, int, "FloatArray"]
"""At least so many fail, with these weights so many do."""


def fewest_failures(asked: Comparisons, start: FloatArray, seconds: float) -> Iterator[Found]:
    """Bounds on the number of rows that must fail, closing until they meet or time is up.

    Args:
        asked: r comparisons; each can both hold and fail within the limits.
        start: weights with few failures; the better, the sooner the bounds meet.
        seconds: how long to try.

    Yields:
        The proved least number, the least number found, and the weights of the latter.
    """
    end = time.monotonic() + seconds
    search = Search(asked, start)
    while search.lower < search.best and (left := end - time.monotonic()) > 0:
        known = len(search.cuts)
        yield from search.run(left)
        if len(search.cuts) == known:
            # Not a false claim that was cut off: proved, or out of time.
            return


class Search:
    """The bounds found so far, and the runs that close them.

    `lower` is proved, `best` was found at `weights`; `cuts` are comparisons that cannot hold
    together although the solver claimed so.
    """

    def __init__(self, problem: Comparisons, start: FloatArray) -> None:
        self.problem = problem
        self.best, self.weights = problem.failing(start), start
        self.lower = 0
        self.pairs = conflicting_pairs(problem)
        self.cuts: list[IntArray] = []

    def run(self, seconds: float) -> Iterator[Found]:
        """One run of the solver; each better bound is told."""
        problem = self.problem
        fails = problem.rows @ self.weights < problem.margin
        begin = np.concatenate([self.weights, fails.astype(np.float64)])
        with closing(narrowing(self._programme(), seconds, begin)) as steps:
            yield from self._follow(steps)

    def _follow(self, steps: Iterator[Step]) -> Iterator[Found]:
        """Until the bounds meet or the solver ends."""
        for step in steps:
            before = self.lower, self.best
            if step.x is not None:
                self._consider(step.x)
            if isfinite(step.bound):
                self.lower = max(self.lower, min(self.best, ceil(step.bound - WHOLE)))
            if step.end == "optimal":
                self._settle(step.x)
            if (self.lower, self.best) != before or step.end is not None:
                yield self.lower, self.best, self.weights
            if self.lower >= self.best:
                return

    def _consider(self, solution: FloatArray) -> None:
        """Count what fails at a solution's weights and about them; its own claim is not taken."""
        problem = self.problem
        weights = tidied(solution[: problem.rows.shape[1]], problem.allowed)
        if len(problem.rows) - len(problem.kept(solution)) < self.best:
            weights = fewest_on_lines(problem, weights)
        self._take(weights)

    def _take(self, weights: FloatArray) -> None:
        """Keep weights if fewer fail there."""
        failing = self.problem.failing(weights)
        if failing < self.best:
            self.best, self.weights = failing, middle(self.problem, weights)

    def _settle(self, solution: FloatArray | None) -> None:
        """After the proof: either the claim holds at some weights, or it is cut off.

        The solver's tolerances allow it to pretend that a row holds which misses by a hair.
        """
        if solution is None or self.best <= self.lower:
            return
        kept = self.problem.kept(solution)
        rows, allowed = self.problem.rows, self.problem.allowed
        weights, slack, _ = most_slack(rows[kept], allowed, minimise=minimised)
        if slack < self.problem.margin:
            self.cuts.append(kept)
        else:
            self._take(weights)

    def _programme(self) -> Programme:
        """The least Σ y, where y_i = 1 lets row i fail."""
        problem = self.problem
        count, m = problem.rows.shape
        allowed = problem.allowed
        choose = m + np.arange(count)
        weights = np.arange(m)
        return Programme(
            cost=np.append(np.zeros(m), np.ones(count)),
            low=np.append(allowed.low, np.zeros(count)),
            high=np.append(allowed.high, np.ones(count)),
            lines=(
                rows_or_fail(problem, choose),
                total_of(weights, 1.0, 1.0),
                total_of(choose, float(self.lower), np.inf),
                *not_all_hold(m + self.pairs),
                *(line for cut in self.cuts for line in not_all_hold(m + cut[None, :])),
            ),
            whole=choose,
        )


def middle(problem: Comparisons, weights: FloatArray) -> FloatArray:
    """Weights at which the same comparisons fail, each decided as clearly as can be.

    A solver ends where comparisons are just decided; a ranking there would show ties.
    """
    signs = np.where(problem.rows @ weights < problem.margin, -1.0, 1.0)
    clear, slack, _ = most_slack(problem.rows * signs[:, None], problem.allowed, minimise=minimised)
    same = slack > 0 and problem.failing(clear) == problem.failing(weights)
    return clear if same else weights


def rows_or_fail(problem: Comparisons, choose: IntArray) -> Lines:
    """g·w + M·y ≥ margin with the least M that frees the row; w come first, y at `choose`."""
    rows = problem.rows
    size = np.abs(rows).max(axis=1)
    free = problem.margin + furthest(-rows, problem.allowed)
    count, m = rows.shape
    return Lines(
        columns=np.column_stack([np.tile(np.arange(m), (count, 1)), choose]),
        values=np.column_stack([rows / size[:, None], free / size]),
        least=problem.margin / size,
        most=np.full(count, np.inf),
    )


def total_of(columns: IntArray, least: float, most: float) -> Lines:
    """The sum of some variables lies between two numbers."""
    return Lines(columns[None, :], np.ones((1, len(columns))), np.array([least]), np.array([most]))


def not_all_hold(columns: IntArray) -> tuple[Lines, ...]:
    """Of the comparisons whose y stand in a row of `columns` (P × k), at least one fails."""
    if not len(columns):
        return ()
    count = len(columns)
    return (Lines(columns, np.ones(columns.shape), np.ones(count), np.full(count, np.inf)),)
