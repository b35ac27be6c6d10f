"""Scores of every node for every unit, and the ranks they give."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.index.aggregate import METHODS
from ici_tui.index.ranking import competition_ranks

if TYPE_CHECKING:
    import numpy.typing as npt

    from ici_tui.index.tree import Tree
    from ici_tui.index.weights import WeightSet


@dataclass(frozen=True, eq=False)
class Scores:
    """The outcome of one evaluation. Immutable: an edit of weights makes another one.

    `values` is n × (number of nodes), columns in the order of `tree.nodes`; the indicators'
    columns hold their normalised values; NaN where missing. `present` has the same shape and
    counts, for each aggregate, the indicators under it that the unit has.
    """

    tree: Tree
    values: npt.NDArray[np.float64]
    present: npt.NDArray[np.int32]
    rank_decimals: int | None = None
    _ranks: dict[str, npt.NDArray[np.int64]] = field(default_factory=dict, repr=False)

    def of(self, code: str) -> npt.NDArray[np.float64]:
        """The n scores on one node."""
        return self.values[:, self.tree.place(code)]

    def ranks(self, code: str) -> npt.NDArray[np.int64]:
        """The n competition ranks on one node, computed once; 0 where missing."""
        found = self._ranks.get(code)
        if found is None:
            found = competition_ranks(self.of(code), self.rank_decimals)
            found.setflags(write=False)
            self._ranks[code] = found
        return found

    def incomplete(self, code: str) -> npt.NDArray[np.bool_]:
        """Which units lack an indicator under the node: their weights were rescaled."""
        leaves = (
            1
            if self.tree[code].level == 1
            else sum(node.level == 1 for node in self.tree.descendants(code))
        )
        flagged: npt.NDArray[np.bool_] = self.present[:, self.tree.place(code)] < leaves
        return flagged


def evaluate(
    tree: Tree,
    normalised: npt.NDArray[np.float64],
    weights: WeightSet,
    *,
    methods: tuple[str, ...] = ("arithmetic",),
    min_available: float | None = None,
    rank_decimals: int | None = None,
) -> Scores:
    """Aggregate normalised indicators up the tree.

    Args:
        tree: the index's tree.
        normalised: n × m, directed and normalised, columns in the order of `tree.leaves`.
        weights: what siblings weigh.
        methods: one aggregation method, or one per level from the bottom up.
        min_available: an aggregate is missing where a smaller share of its direct children
            is present.
        rank_decimals: rank scores rounded to so many decimals.
    """
    count = len(normalised)
    values = np.full((count, len(tree.nodes)), np.nan)
    present = np.zeros((count, len(tree.nodes)), dtype=np.int32)
    leaf_places = [tree.place(node.code) for node in tree.leaves]
    values[:, leaf_places] = normalised
    present[:, leaf_places] = ~np.isnan(normalised)
    for level in range(2, tree.depth + 1):
        method = METHODS[methods[min(level - 2, len(methods) - 1)]]
        for node in tree.at_level(level):
            places = [tree.place(child.code) for child in tree.children(node.code)]
            children = values[:, places]
            scores = method(children, np.asarray(weights.relative(node.code)))
            if min_available is not None:
                share = (~np.isnan(children)).mean(axis=1)
                scores = np.where(share < min_available, np.nan, scores)
            place = tree.place(node.code)
            values[:, place] = scores
            present[:, place] = present[:, places].sum(axis=1)
    values.setflags(write=False)
    present.setflags(write=False)
    return Scores(tree, values, present, rank_decimals)
