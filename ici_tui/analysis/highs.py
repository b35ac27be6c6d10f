"""Programmes for HiGHS, with what it finds told while it runs.

HiGHS prints a line wherever it is started, so this is for child processes only (see `solver`).
One thread: children run side by side, and the same programme takes the same path.
"""

from __future__ import annotations

import queue
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from ici_tui.analysis.inputs import AnalysisError
from ici_tui.analysis.programmes import Minimum

if TYPE_CHECKING:
    from collections.abc import Generator

    from ici_tui.analysis.inputs import FloatArray, IntArray

End = Literal["optimal", "infeasible", "time"]


@dataclass(frozen=True, eq=False)
class Lines:
    """Constraints of one kind, each on so many variables: least ≤ Σ values·v[columns] ≤ most.

    `columns` and `values` are r × p; `least` and `most` are r numbers, infinite where open.
    """

    columns: IntArray
    values: FloatArray
    least: FloatArray
    most: FloatArray


@dataclass(frozen=True, eq=False)
class Programme:
    """The least cost·v over k variables within `low` and `high`, some of them whole numbers."""

    cost: FloatArray
    low: FloatArray
    high: FloatArray
    lines: tuple[Lines, ...]
    whole: IntArray = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    """Places of the variables that are whole numbers."""


@dataclass(frozen=True, eq=False)
class Step:
    """What is known by now: a proved bound of the cost, a solution if one was just found."""

    bound: float
    x: FloatArray | None
    end: End | None = None
    """How it ended; None while it runs."""


def narrowing(
    programme: Programme, seconds: float, start: FloatArray | None = None, gap: float = 0.0
) -> Generator[Step]:
    """Solve a programme with whole numbers and tell each better bound and solution.

    Closing the generator stops HiGHS.

    Args:
        programme: what to solve.
        seconds: when to end without a proof.
        start: a solution that is known.
        gap: the relative difference of bounds that counts as none.

    Raises:
        AnalysisError: HiGHS failed.
    """
    solver = _solver(programme)
    for name, value in _WHOLE_OPTIONS.items():
        solver.setOptionValue(name, value)
    solver.setOptionValue("time_limit", float(seconds))
    solver.setOptionValue("mip_rel_gap", gap)
    if start is not None:
        # Heuristics rarely find a better one than a good start, and take a third of the time.
        solver.setOptionValue("mip_heuristic_effort", 0.0)
        _begin(solver, start)
    told: queue.SimpleQueue[Step | None] = queue.SimpleQueue()
    known = [-np.inf]
    left = threading.Event()

    def bound(event: Any) -> None:  # noqa: ANN401
        if left.is_set():
            event.interrupt()
        now = float(event.data_out.mip_dual_bound)
        if np.isfinite(now) and now > known[0]:
            known[0] = now
            told.put(Step(now, None))

    def better(event: Any) -> None:  # noqa: ANN401
        told.put(Step(known[0], np.array(event.data_out.mip_solution)))

    solver.cbMipInterrupt += bound
    solver.cbMipImprovingSolution += better

    def run() -> None:
        try:
            solver.run()
        finally:
            told.put(None)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        while (step := told.get()) is not None:
            yield step
        yield _ended(solver)
    finally:
        left.set()
        thread.join()


def minimised(
    cost: FloatArray,
    upper: tuple[FloatArray, FloatArray],
    equal: FloatArray,
    bounds: FloatArray,
) -> Minimum:
    """A linear programme: the least cost·v with A v ≤ b, equal·v = 1, bounds (k × 2)."""
    matrix, most = upper
    every = np.tile(np.arange(matrix.shape[1]), (len(matrix), 1))
    solver = _solver(
        Programme(
            cost,
            bounds[:, 0],
            bounds[:, 1],
            (
                Lines(every, matrix, np.full(len(most), -np.inf), most),
                Lines(np.arange(len(equal))[None, :], equal[None, :], np.ones(1), np.ones(1)),
            ),
        )
    )
    solver.run()
    if _ended(solver).end != "optimal":
        return Minimum(None, np.empty(0))
    found = solver.getSolution()
    return Minimum(np.array(found.col_value), -np.array(found.row_dual)[: len(most)])


_WHOLE_OPTIONS: dict[str, Any] = {
    "presolve": "off",
    "mip_allow_restart": False,
    "mip_detect_symmetry": False,
}
"""Measured on 300 × 12: what they leave out takes longer here than it saves."""


def _solver(programme: Programme) -> Any:  # noqa: ANN401
    """HiGHS with the programme in it."""
    import highspy

    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    model = highspy.HighsLp()
    columns = len(programme.cost)
    model.num_col_ = columns
    model.col_cost_ = programme.cost
    model.col_lower_, model.col_upper_ = programme.low, programme.high
    lines = [part for part in programme.lines if len(part.least)]
    model.num_row_ = sum(len(part.least) for part in lines)
    model.row_lower_ = np.concatenate([part.least for part in lines])
    model.row_upper_ = np.concatenate([part.most for part in lines])
    widths = np.concatenate([np.full(len(part.least), part.columns.shape[1]) for part in lines])
    matrix = model.a_matrix_
    matrix.format_ = highspy.MatrixFormat.kRowwise
    matrix.num_col_, matrix.num_row_ = columns, model.num_row_
    matrix.start_ = np.concatenate([[0], np.cumsum(widths)]).astype(np.int32)
    matrix.index_ = np.concatenate([part.columns.ravel() for part in lines]).astype(np.int32)
    matrix.value_ = np.concatenate([part.values.ravel() for part in lines])
    if len(programme.whole):
        kinds = [highspy.HighsVarType.kContinuous] * columns
        for place in programme.whole.tolist():
            kinds[place] = highspy.HighsVarType.kInteger
        model.integrality_ = kinds
    if solver.passModel(model) == highspy.HighsStatus.kError:
        raise AnalysisError("the solver does not take the programme")
    return solver


def _begin(solver: Any, start: FloatArray) -> None:  # noqa: ANN401
    import highspy

    solution = highspy.HighsSolution()
    solution.col_value = start.tolist()
    solver.setSolution(solution)


def _ended(solver: Any) -> Step:  # noqa: ANN401
    """The last step of a run."""
    import highspy

    status = solver.getModelStatus()
    info = solver.getInfo()
    bound = float(info.mip_dual_bound)
    if status == highspy.HighsModelStatus.kOptimal:
        return Step(bound, np.array(solver.getSolution().col_value), "optimal")
    if status == highspy.HighsModelStatus.kInfeasible:
        return Step(np.inf, None, "infeasible")
    if status == highspy.HighsModelStatus.kTimeLimit:
        return Step(bound, None, "time")
    raise AnalysisError(f"the solver ended with {solver.modelStatusToString(status)}")
