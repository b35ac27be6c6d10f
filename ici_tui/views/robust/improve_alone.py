"""What one indicator alone would have to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ici_tui.analysis.level_point import least_level
from ici_tui.views.robust.improve_answer import Alone
from ici_tui.views.robust.improve_case import LEVEL, NEAR

if TYPE_CHECKING:
    from ici_tui.views.robust.improve_case import Case


def alone(case: Case, k: int) -> Alone:
    """One indicator by itself."""
    leaf, sign = case.leaves[k], case.signs[k]
    known, best = bool(np.isfinite(case.now[k])), float(case.best[k])
    fixed, nothing = leaf.code in case.fixed, not np.isfinite(best)
    needed, at_best = None, float("nan")
    if not nothing:
        at_best = case.at_best[k]
        if not fixed:
            needed = _needed(case, k)
    possible = not fixed and bool(case.level(at_best) >= 0)
    changes = {} if needed is None else {leaf.code: needed * sign}
    return Alone(
        code=leaf.code,
        name=leaf.name,
        now=float(case.now[k] * sign) if known else None,
        needed=None if needed is None else float(needed * sign),
        best=None if nothing else float(best * sign),
        possible=possible,
        short_by=0.0 if possible else float(max(0.0, -at_best)),
        fixed=fixed,
        holds_in=case.share_of_tables(changes),
    )


def _needed(case: Case, k: int) -> float | None:
    """The least directed value of one indicator that is enough."""
    start = float(case.now[k]) if np.isfinite(case.now[k]) else float(case.worst[k])
    if case.lead_now >= 0 and np.isfinite(case.now[k]):
        return start
    known = {float(case.best[k]): float(case.at_best[k])}
    if start == case.now[k]:
        known[start] = case.lead_now

    def lead(value: float) -> float:
        return known[value] if value in known else case.lead({k: value})

    found = least_level(
        lead,
        start,
        float(case.best[k]),
        float(case.span[k]),
        level=NEAR * case.score_range,
        stops=_stops(case, k, start),
    )
    return None if found is None else _in_few_digits(case, k, found)


def _in_few_digits(case: Case, k: int, found: float) -> float | None:
    """A value without the digits that say nothing, where the ranking has it there too."""
    short = float(f"{found:.11g}")
    for value in (short, found):
        if abs(value - found) <= LEVEL * case.span[k] and case.reached({k: value}):
            return value
    return None


def _stops(case: Case, k: int, start: float) -> tuple[float, ...]:
    """Where a treatment of outliers may turn a rise into a fall, more places are looked at."""
    if not case.bends:
        return ()
    return tuple(np.linspace(start, float(case.best[k]), 12)[1:-1].tolist())
