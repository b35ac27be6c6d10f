"""An index as a weighted sum: what the exact methods ask for, from a pack at some weights."""

from __future__ import annotations

from enum import Enum
from itertools import compress
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ici_tui.analysis.inputs import AnalysisError
from ici_tui.analysis.transform import Family, common_family
from ici_tui.views.columns import branches
from ici_tui.views.per_study import per_study
from ici_tui.views.scored import Lacking, units_with
from ici_tui.views.silent import among_all, heard_of, heard_shares, silent_nodes

if TYPE_CHECKING:
    import numpy.typing as npt

    from ici_tui.index.tree import Node
    from ici_tui.views.study import Study

    FloatArray = npt.NDArray[np.float64]


class Over(Enum):
    """Whose weights move."""

    PARTS = "parts"
    INDICATORS = "indicators"


class Frame(NamedTuple):
    """Ranks of the index as ranks of `table @ weights`.

    `table` is k × m over the k units that have a score, in columns transformed to one family of
    means, with NaN only where units that lack a component are kept; `units` are their places in
    the pack, ascending; `weights` are m shares of 1. `tables` is T × k × m where the pack has an
    ensemble that this pipeline leaves as it is.

    `heard` is False for a component that no unit has. Its siblings share its weight, so that it
    ranks as if all were level on it: its column is 0, or NaN where units that lack one are kept,
    and a score is the sum over what the others weigh. That is so of siblings alone: beside nodes of
    other families they are left out, and are the `silent` ones.
    """

    nodes: tuple[Node, ...]
    table: FloatArray
    weights: FloatArray
    units: npt.NDArray[np.intp]
    family: Family
    tables: FloatArray | None
    heard: npt.NDArray[np.bool_]
    silent: tuple[Node, ...] = ()

    def heard_share(self, weights: FloatArray) -> float:
        """What the components that anybody has weigh: the index is the sum over it."""
        return float(weights[self.heard].sum())

    @property
    def codes(self) -> tuple[str, ...]:
        """The components' codes."""
        return tuple(node.code for node in self.nodes)

    @property
    def names(self) -> tuple[str, ...]:
        """The components' names."""
        return tuple(node.name for node in self.nodes)

    def row(self, place: int) -> int:
        """The row of a unit, by its place in the pack.

        Raises:
            AnalysisError: the unit has no score.
        """
        row = int(np.searchsorted(self.units, place))
        if row == len(self.units) or self.units[row] != place:
            raise AnalysisError("a unit without a score cannot be compared")
        return row

    def rows(self, places: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
        """The rows of units that have a score, by their places in the pack."""
        return np.searchsorted(self.units, places)

    def component(self, code: str) -> int:
        """The place of a component.

        Raises:
            AnalysisError: it is not among those whose weights move.
        """
        if code not in self.codes:
            known = ", ".join(self.codes)
            raise AnalysisError(f"{code} is not among the weights that move here: {known}")
        return self.codes.index(code)


@per_study
def frame(study: Study, over: Over = Over.PARTS, lacking: Lacking = Lacking.REFUSED) -> Frame:
    """The index over its parts or its indicators.

    Args:
        study: the pack at some weights.
        over: whose weights move.
        lacking: what is done with units that lack some of them.

    Raises:
        LackingError: they are refused, or fewer than two are left without them.
        AnalysisError: no weighted sum gives these ranks; the message says why, and that
            sampling can answer.
    """
    tree = study.pack.index.tree
    nodes = branches(tree) if over is Over.PARTS else tree.leaves
    # With the parts' own scores held, only the methods above them matter.
    family = family_above(study, nodes[0].level + 1 if over is Over.PARTS else 2)
    silent = silent_nodes(study)
    left_out: tuple[Node, ...] = ()
    if len({node.parent for node in nodes}) == 1:
        shares = study.weights.effective(tree)
    else:
        shares = heard_shares(study.weights, tree, silent)
        left_out = tuple(node for node in nodes if node.code in silent)
        nodes = tuple(node for node in nodes if node.code not in silent)
    heard = heard_of(nodes, silent)
    of_heard = tuple(compress(nodes, heard))
    places, columns = units_with(study, (of_heard,), lacking)
    weights = np.array([shares[node.code] for node in nodes])
    return Frame(
        nodes,
        among_all(family.columns(columns), heard, np.nan if lacking is Lacking.KEPT else 0.0),
        weights / weights.sum(),
        places,
        family,
        tables_of(study, nodes, places, family, silent),
        heard,
        left_out,
    )


def family_above(study: Study, lowest: int) -> Family:
    """The one family of means from a level up to the root.

    Raises:
        AnalysisError: ranks are of rounded scores, or the levels have no family in common.
    """
    if study.scores.rank_decimals is not None:
        raise AnalysisError(
            "this pack ranks rounded scores, and ties by rounding are no weighted sum; "
            "ask by sampling"
        )
    methods = study.prepared.choices.aggregate
    depth = study.pack.index.tree.depth
    used = [methods[min(level - 2, len(methods) - 1)] for level in range(lowest, depth + 1)]
    # Above a root that is the one component there is nothing to aggregate.
    return common_family(used or methods[-1:])


def tables_of(
    study: Study,
    nodes: tuple[Node, ...],
    places: npt.NDArray[np.intp],
    family: Family,
    silent: frozenset[str],
) -> FloatArray | None:
    """The ensemble, which has gone through the same pipeline, over the same nodes and units.

    None where a node has no part: the ensemble has no missing values, and weighs it.
    """
    ensemble = study.pack.ensemble
    if ensemble is None or not family.additive or silent:
        return None
    tree = study.pack.index.tree
    scores = [ensemble.scores(node.code, tree, study.weights) for node in nodes]
    tables = np.stack(scores, axis=2)
    return tables if len(places) == tables.shape[1] else tables[:, places]
