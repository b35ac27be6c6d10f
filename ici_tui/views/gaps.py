"""The children of a node as the only weights that move, where units lack some of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ici_tui.analysis.curves import Beside, Means
from ici_tui.analysis.inputs import AnalysisError
from ici_tui.views.frame import family_above
from ici_tui.views.per_study import per_study
from ici_tui.views.scored import columns_of, scored
from ici_tui.views.siblings import children_of

if TYPE_CHECKING:
    import numpy.typing as npt

    from ici_tui.index.tree import Node
    from ici_tui.views.study import Study

    FloatArray = npt.NDArray[np.float64]


class Gaps(NamedTuple):
    """The index as means over one parent's children, of which each of k units has some.

    `places` are the units' in the pack, ascending; the values are in one family of means.
    """

    nodes: tuple[Node, ...]
    places: npt.NDArray[np.intp]
    means: Means


@per_study
def gaps(study: Study, parent: str) -> Gaps:
    """The index as what the mean of one parent's children adds to what the others give.

    Raises:
        AnalysisError: no means of one family give these ranks, an ensemble stands behind them,
            which lacks nothing, nobody has any of the children, or what a unit has of them weighs
            nothing: its score would leap at the first weight that it gets.
    """
    tree = study.pack.index.tree
    if study.pack.has_ensemble:
        raise AnalysisError("the admissible tables lack nothing, and this table does")
    children = children_of(study, parent)
    family = family_above(study, tree[parent].level)
    places = scored(study)
    table = family.columns(columns_of(study, children.nodes, places))
    alone = Means.of(table, children.shares)
    means = alone.scores
    leaps = np.flatnonzero((alone.present.sum(axis=0) > 0) & ~(alone.has > 0))
    if len(leaps):
        name = study.pack.index.names[int(places[leaps[0]])]
        raise AnalysisError(f"what {name} has of {tree[parent].name} weighs nothing")
    # How much of each unit's score the parent is: its share of what there is, on every level.
    pull = np.where(alone.has > 0, 1.0, 0.0)
    node = tree[parent]
    while node.parent is not None:
        siblings = children_of(study, node.parent)
        present = ~np.isnan(columns_of(study, siblings.nodes, places))
        own = siblings.shares[siblings.nodes.index(node)]
        with np.errstate(invalid="ignore", divide="ignore"):
            pull *= np.where(pull > 0, own / (present @ siblings.shares), 0.0)
        node = tree[node.parent]
    scores = family.columns(columns_of(study, (tree.root,), places))[:, 0]
    base = np.where(pull > 0, scores - pull * means, scores)
    return Gaps(children.nodes, places, replace(alone, beside=Beside(base, pull)))
