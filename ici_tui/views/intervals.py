"""How far each weight may move alone: for the strip beside the weights, at every key press."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ici_tui.analysis.inputs import AnalysisError
from ici_tui.analysis.strip import strip
from ici_tui.analysis.strip_across import MOST, strip_across
from ici_tui.views.frame import siblings
from ici_tui.views.per_study import per_study

if TYPE_CHECKING:
    from ici_tui.analysis.inputs import FloatArray
    from ici_tui.views.study import Study

Ends = tuple[float, float]


@dataclass(frozen=True, slots=True)
class WeightInterval:
    """Points of 100 between which the order, and the leader, stay as they are."""

    order: Ends
    leader: Ends


@dataclass(frozen=True, slots=True)
class Intervals:
    """The intervals of one family of siblings, by code.

    `share` is the share of the ensemble's tables in which each end holds; None where the
    intervals are of the one table there is. `why_not` says why there are none.
    """

    by_code: dict[str, WeightInterval]
    share: float | None = None
    why_not: str = ""


@per_study
def intervals(study: Study, parent: str) -> Intervals:
    """The intervals of a parent's children at a study's weights."""
    try:
        found = siblings(study, parent)
    except AnalysisError as error:
        return Intervals({}, why_not=str(error))
    if found.tables is not None:
        across = strip_across(found.tables, found.weights)
        return Intervals(_by_code(found.codes, across.order, across.leader), MOST)
    # Where every unit has a score, their order is known from the ranking.
    index = study.pack.index
    whole = len(found.table) == index.size
    order = study.scores.order(index.tree.root.code) if whole else None
    alone = strip(found.table, found.weights, order)
    return Intervals(_by_code(found.codes, alone.order, alone.leader))


def _by_code(
    codes: tuple[str, ...], order: FloatArray, leader: FloatArray
) -> dict[str, WeightInterval]:
    return {
        code: WeightInterval(_points(order[place]), _points(leader[place]))
        for place, code in enumerate(codes)
    }


def _points(ends: FloatArray) -> Ends:
    return 100 * float(ends[0]), 100 * float(ends[1])
