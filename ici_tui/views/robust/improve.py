"""What values a unit would need to draw level with another, or to reach a rank."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ici_tui.analysis.inputs import AnalysisError, SameUnitError
from ici_tui.views.robust import sizes
from ici_tui.views.robust.improve_alone import alone
from ici_tui.views.robust.improve_answer import ImproveView
from ici_tui.views.robust.improve_case import Case
from ici_tui.views.robust.improve_joint import Together
from ici_tui.views.robust.terms import Terms, unused_by

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ici_tui.views.study import Study

TIE_RULE = "a score that is level counts as reached"


def build_improve(
    study: Study,
    x: int,
    y: int | None,
    *,
    wanted: int | None = None,
    fixed: Sequence[str] = (),
    norm: str = "l1",
    stop: Callable[[], bool] | None = None,
) -> ImproveView:
    """What a unit would need in its own values.

    Args:
        study: the pack at some weights.
        x: the unit, by its place in the pack.
        y: the unit to draw level with; without it and without a rank, the one just above.
        wanted: the rank to reach, or better.
        fixed: codes of indicators that cannot change.
        norm: which joint improvement is shown, `l1` or `linf`.
        stop: looked at often; returning True raises `Stopped`.

    Raises:
        AnalysisError: the question cannot be asked.
        Stopped: `stop` returned True.
    """
    size, leaves = study.pack.index.size, len(study.pack.index.tree.leaves)
    sizes.check_weights("what values need", leaves, size, sizes.IMPROVED)
    goal = _goal(study, x, y, wanted)
    case = Case(study, x, goal, frozenset(fixed), stop)
    each = tuple(alone(case, k) for k in range(len(case.leaves)))
    joint = Together(case, norm).joint()
    index, ensemble = study.pack.index, study.pack.ensemble
    held = tuple(f"{leaf.name} (fixed)" for leaf in case.leaves if leaf.code in case.fixed)
    terms = Terms(
        over="values",
        varied=(f"values of {index.names[x]}",),
        held=("weights", "pipeline", f"all other {index.info.words.plural}", *held),
        tables=None if ensemble is None else len(ensemble),
        tie_rule=TIE_RULE,
        unused=unused_by(study),
    )
    return ImproveView(
        x=index.codes[x],
        x_name=index.names[x],
        y=None if case.y is None else index.codes[case.y],
        y_name=None if case.y is None else index.names[case.y],
        wanted=case.wanted,
        already=case.lead_now >= 0,
        rank_now=study.scores.rank_at(index.tree.root.code, x),
        missing=max(0.0, -case.lead_now),
        alone=each,
        joint=joint,
        terms=terms,
    )


def _goal(study: Study, x: int, y: int | None, wanted: int | None) -> tuple[int | None, int | None]:
    """Whom to draw level with, or which rank to reach."""
    index = study.pack.index
    ranks = study.scores.ranks(index.tree.root.code)
    for place in (x, y):
        if place is not None and not ranks[place]:
            raise AnalysisError(f"{index.names[place]} has no score, so it cannot be compared")
    if x == y:
        raise SameUnitError
    if wanted is not None and not 1 <= wanted <= int((ranks > 0).sum()):
        raise AnalysisError(f"there is no rank {wanted} among {int((ranks > 0).sum())}")
    if y is not None or wanted is not None:
        return y, wanted
    if ranks[x] == 1:
        raise AnalysisError(f"{index.names[x]} is first already: there is nobody above")
    above = np.flatnonzero((ranks > 0) & (ranks < ranks[x]))
    return int(above[np.argmax(ranks[above])]), None
