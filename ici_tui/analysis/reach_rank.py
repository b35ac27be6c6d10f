"""The least change of weights with which a unit is first, or reaches rank k or better.

To be first is a linear programme with one comparison per rival (in L2 a least-distance
problem). To reach a later rank, some rivals may stay ahead, and which ones is an integer
programme, solved in a child process.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from ici_tui.analysis.comparisons import Comparisons
from ici_tui.analysis.inputs import (
    AnalysisError,
    checked,
    checked_place,
    pass_margin,
    tie_gap,
)
from ici_tui.analysis.least_change import Progress, Wanted
from ici_tui.analysis.moves import Limits, furthest, limits
from ici_tui.analysis.optional import need_highs, need_scipy
from ici_tui.analysis.overtake import NORMS, Norm, length
from ici_tui.analysis.programmes import most_slack, nearest_satisfying
from ici_tui.analysis.solver import stream
from ici_tui.analysis.weight_grid import on_grid
from ici_tui.index.ranking import competition_ranks
from ici_tui.index.sums import weighted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ici_tui.analysis.inputs import FloatArray, IntArray
    from ici_tui.analysis.solver import Children

SECONDS = 30.0
FAINT = 1e-9
"""Multipliers of a proof below this are rounding."""


@dataclass(frozen=True, eq=False)
class Never:
    """Why a unit cannot reach a rank.

    `ahead` are rivals that no allowed weights put behind. For the first place `mix` proves it
    where no rival alone does: in these shares (they sum to 1) the rivals together are at least
    as good at all allowed weights; without limits, on every component. Both may be empty: then
    the integer programme has proved it by going through all cases.
    """

    ahead: tuple[int, ...]
    mix: tuple[tuple[int, float], ...]

    def sentence(self, unit: str, rank: int, names: Sequence[str]) -> str:
        """One line that names the rivals."""
        if len(self.ahead) >= rank:
            rivals = ", ".join(names[i] for i in self.ahead)
            stay = "stay" if len(self.ahead) > 1 else "stays"
            return f"impossible: {rivals} {stay} at least level with {unit} at all allowed weights"
        if self.mix:
            parts = " + ".join(f"{100 * share:.1f} % {names[i]}" for i, share in self.mix)
            return (
                f"impossible: the mix {parts} is at least as good as {unit} at all allowed weights"
            )
        return f"impossible: proved over all allowed weights that {unit} never has rank {rank}"


@dataclass(frozen=True, eq=False)
class Reach:
    """The answer: as in `overtake.Overtake`, for a rank.

    `distance` is the least for an infinitesimal margin; where time was up before the proof
    (`exact` is false) it is the least found, and at least `proved`. `rank` is recomputed at
    `weights`.
    """

    unit: int
    wanted: int
    norm: Norm
    possible: bool
    distance: float
    proved: float
    points_moved: float
    weights: FloatArray
    gridded: bool
    rank: int
    certificate: Never | None = None

    @property
    def exact(self) -> bool:
        """Whether the distance is proved to be the least."""
        return self.distance - self.proved <= 1e-9 or self.distance == self.proved


def reach_rank(
    table: FloatArray,
    weights: FloatArray,
    unit: int,
    wanted: int = 1,
    *,
    norm: Norm = "l1",
    allowed: Limits | None = None,
    seconds: float = SECONDS,
    stop: Callable[[], bool] | None = None,
    children: Children | None = None,
) -> Reach:
    """The least change of weights with which a unit reaches a rank.

    Args:
        table: n × m.
        weights: m shares of 1.
        unit: which unit.
        wanted: the rank to reach or better; 1 is to be first.
        norm: `l1` or `linf`; `l2` for the first place only.
        allowed: limits and locks; None allows all weights.
        seconds: how long the integer programme may run.
        stop: looked at often while it runs; returning True raises `Stopped`.
        children: processes that take one question after another; None starts one for this.

    Raises:
        AnalysisError: input that does not fit, L2 for a later rank, no scipy or HiGHS, or no answer in
            the time given.
        Stopped: `stop` returned True.
    """
    values, now = checked(table, weights)
    x = checked_place(unit, len(values), "unit")
    if norm not in NORMS:
        raise AnalysisError(f"{norm}: a norm is one of {', '.join(NORMS)}")
    if not 1 <= wanted <= len(values):
        raise AnalysisError(f"there is no rank {wanted} among {len(values)}")
    scores = weighted(values, now)
    if competition_ranks(scores)[x] <= wanted:
        return _answer(values, now, (x, wanted, norm), (0.0, 0.0), (now, now, False))
    need_scipy("the least change for a rank")
    bounds = allowed or limits(now)
    gaps = values[x] - values
    tie = tie_gap(scores)
    most, least = furthest(gaps, bounds), -furthest(-gaps, bounds)
    # Rivals that are behind everywhere, or level everywhere, ask for nothing.
    rivals = np.flatnonzero(least < -tie)
    ahead = rivals[most[rivals] <= tie]
    open_rivals = rivals[most[rivals] > tie]
    if len(ahead) >= wanted:
        return _never(values, now, (x, wanted, norm), Never(tuple(ahead.tolist()), ()))
    if len(open_rivals) <= wanted - 1 - len(ahead):
        raise AnalysisError("the unit has that rank already")
    margin = pass_margin(values, scores)
    task = _Task(values, now, bounds, (x, wanted, norm), margin)
    if wanted == 1:
        return _first(task, open_rivals, tie)
    if norm == "l2":
        raise AnalysisError("a rank after the first is found in l1 or linf, not in l2")
    need_highs("the least change for a rank after the first")
    told = partial(stream if children is None else children.stream, stop=stop)
    return _later(task, open_rivals, wanted - 1 - len(ahead), seconds, told)


@dataclass(frozen=True, eq=False)
class _Task:
    values: FloatArray
    now: FloatArray
    allowed: Limits
    asked: tuple[int, int, Norm]
    margin: float

    def rows(self, rivals: IntArray) -> FloatArray:
        """What must be positive for the unit to be ahead of these rivals."""
        rows: FloatArray = self.values[self.asked[0]] - self.values[rivals]
        return rows


def _first(task: _Task, rivals: IntArray, tie: float) -> Reach:
    rows = task.rows(rivals)
    _, slack, proof = most_slack(rows, task.allowed)
    if slack <= tie:
        mix = tuple(
            (int(i), float(share)) for i, share in zip(rivals, proof, strict=True) if share > FAINT
        )
        return _never(task.values, task.now, task.asked, Never((), mix))
    return _beating(task, rows, None, slack)


def _beating(task: _Task, rows: FloatArray, proved: float | None, slack: float) -> Reach:
    """Nearest weights that beat these rivals: the limit, and with a margin, on the grid."""
    norm = task.asked[2]
    margin = min(task.margin, slack / 2)
    reached = nearest_satisfying(rows, 0.0, task.now, task.allowed, norm)
    # The solver's tolerance may eat a part of the margin: ask for twice as much.
    passed = nearest_satisfying(rows, min(2 * margin, slack), task.now, task.allowed, norm)
    if reached is None or passed is None:
        raise AnalysisError("the unit and its rivals are too close to be distinguished")
    stepped = on_grid(passed, task.now, task.allowed, rows, margin)
    if stepped is None:
        # Rounding moves a score by less than this: ask for so much room, then round again.
        room = 1e-5 * rows.shape[1] * float(np.ptp(rows, axis=1).max())
        wider = nearest_satisfying(rows, margin + room, task.now, task.allowed, norm)
        if wider is not None:
            stepped = on_grid(wider, task.now, task.allowed, rows, margin)
    final = passed if stepped is None else stepped
    distance = length(reached - task.now, norm)
    return _answer(
        task.values,
        task.now,
        task.asked,
        (distance, distance if proved is None else min(proved, distance)),
        (reached, final, stepped is not None),
    )


def _later(
    task: _Task,
    rivals: IntArray,
    failures: int,
    seconds: float,
    told: Callable[[str, tuple[Any, ...]], Iterator[Progress]],
) -> Reach:
    rows = task.rows(rivals)
    problem = Comparisons(rows, task.margin, task.allowed)
    wanted = Wanted(problem, task.now, task.asked[2], failures)
    state = Progress(0.0, float("inf"), None)
    target = "ici_tui.analysis.least_change:least_change"
    for state in told(target, (wanted, seconds)):  # noqa: B007  (the last one counts)
        pass
    if state.held is None:
        if state.done:
            return _never(task.values, task.now, task.asked, Never((), ()))
        raise AnalysisError(
            f"no weights found in {seconds:g} s, and no proof that there are none; allow more time"
        )
    beaten = rows[state.held]
    proved = None if state.upper - state.lower <= 1e-9 else state.lower
    return _beating(task, beaten, proved, most_slack(beaten, task.allowed)[1])


def _answer(
    values: FloatArray,
    now: FloatArray,
    asked: tuple[int, int, Norm],
    distances: tuple[float, float],
    found: tuple[FloatArray, FloatArray, bool],
) -> Reach:
    """The result, with the rank recomputed at the weights it returns."""
    x, wanted, norm = asked
    reached, final, gridded = found
    rank = int(competition_ranks(weighted(values, final))[x])
    if rank > wanted:
        raise AnalysisError("the unit and its rivals are too close to be distinguished")
    return Reach(
        unit=x,
        wanted=wanted,
        norm=norm,
        possible=True,
        distance=distances[0],
        proved=distances[1],
        points_moved=50 * length(reached - now, "l1"),
        weights=final,
        gridded=gridded,
        rank=rank,
    )


def _never(values: FloatArray, now: FloatArray, asked: tuple[int, int, Norm], why: Never) -> Reach:
    x, wanted, norm = asked
    return Reach(
        unit=x,
        wanted=wanted,
        norm=norm,
        possible=False,
        distance=float("inf"),
        proved=float("inf"),
        points_moved=float("inf"),
        weights=now,
        gridded=False,
        rank=int(competition_ranks(weighted(values, now))[x]),
        certificate=why,
    )
