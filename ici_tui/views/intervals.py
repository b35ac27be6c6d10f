"""How far each weight may move alone: for the strip beside the weights, at every key press."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ici_tui.analysis.inputs import AnalysisError
from ici_tui.analysis.strip import strip
from ici_tui.analysis.strip_across import MOST, strip_across
from ici_tui.views.per_study import per_study
from ici_tui.views.robust.shown import coarse
from ici_tui.views.scored import LackingError
from ici_tui.views.siblings import siblings

if TYPE_CHECKING:
    from ici_tui.analysis.inputs import FloatArray
    from ici_tui.views.study import Study

Ends = tuple[float, float]


@dataclass(frozen=True, slots=True)
class WeightInterval:
    """Points of 100 between which the order, the leader and the first few stay as they are.

    They are those of the table shown. Within `order_in_tables` most tables of an ensemble keep
    their own order, at either end by itself; None without an ensemble.
    """

    order: Ends
    leader: Ends
    top: Ends
    order_in_tables: Ends | None = None


@dataclass(frozen=True, slots=True)
class Intervals:
    """The intervals of one family of siblings, by code.

    `share` is the share of the ensemble's tables that `order_in_tables` is of; None without an
    ensemble. `top` is how many units the first few are, with who is tied with the last of them;
    0 where they are the leader, or all. `rough` says that the table rests on estimates.
    `why_not` says why there are none.
    """

    by_code: dict[str, WeightInterval]
    share: float | None = None
    top: int = 0
    rough: bool = False
    why_not: str = ""


@per_study
def intervals(study: Study, parent: str, top: int) -> Intervals:
    """The intervals of a parent's children at a study's weights.

    Args:
        study: the pack at some weights.
        parent: an aggregate.
        top: how many units the first few are.
    """
    try:
        found = siblings(study, parent)
    except LackingError:
        return _with_gaps(study, parent, top)
    except AnalysisError as error:
        return Intervals({}, why_not=str(error))
    # Where every unit has a score, their order is known from the ranking.
    index = study.pack.index
    whole = len(found.table) == index.size
    order = study.scores.order(index.tree.root.code) if whole else None
    alone = strip(found.table, found.weights, order, top=top)
    across = None if found.tables is None else strip_across(found.tables, found.weights).order
    by_code = {
        code: WeightInterval(
            _points(alone.order[place]),
            _points(alone.leader[place]),
            _points(alone.top[place]),
            None if across is None else _points(across[place]),
        )
        for place, code in enumerate(found.codes)
    }
    counts = 1 < top < len(found.table)
    share = None if across is None else MOST
    return Intervals(by_code, share, top if counts else 0, coarse(study))


def _with_gaps(study: Study, parent: str, top: int) -> Intervals:
    """Those over all units, of which some lack a value."""
    # Imported when needed: a pack that lacks nothing is there sooner.
    from ici_tui.analysis.strip_gaps import strip_gaps
    from ici_tui.views.gaps import gaps
    from ici_tui.views.robust import sizes

    tree = study.pack.index.tree
    try:
        family, units = tree.children(parent), study.pack.index.size
        sizes.check_weights("intervals", len(family), units, sizes.EACH)
        found = gaps(study, parent)
        alone = strip_gaps(found.means, top=top)
    except AnalysisError as error:
        return Intervals({}, why_not=str(error))
    by_code = {
        node.code: WeightInterval(*(_points(ends[place]) for ends in alone))
        for place, node in enumerate(found.nodes)
    }
    return Intervals(by_code, None, top if 1 < top < len(found.places) else 0, coarse(study))


def _points(ends: FloatArray) -> Ends:
    return 100 * float(ends[0]), 100 * float(ends[1])
