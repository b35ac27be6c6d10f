"""Many admissible tables of one index: how sure a score or a rank is of the data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.index.quantiles import quantiles
from ici_tui.index.ranking import competition_ranks
from ici_tui.index.sums import weighted

if TYPE_CHECKING:
    import numpy.typing as npt

    from ici_tui.index.tree import Tree
    from ici_tui.index.weights import Siblings, WeightSet


@dataclass(frozen=True, eq=False)
class Ensemble:
    """`tables` is T × n × m: tables, units in the index's order, indicators in tree order."""

    tables: npt.NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.tables)

    @cached_property
    def _parents(self) -> dict[str, tuple[str, ...]]:
        """The parents whose weights a node's score depends on: itself, and those below it."""
        return {}

    @cached_property
    def _scores(self) -> dict[str, tuple[tuple[Siblings, ...], npt.NDArray[np.float64]]]:
        return {}

    @cached_property
    def _ranges(
        self,
    ) -> dict[tuple[str, float, float], tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]]:
        return {}

    def scores(self, node: str, tree: Tree, weights: WeightSet) -> npt.NDArray[np.float64]:
        """Arithmetic scores on a node, T × n. Tables of an ensemble have no missing values.

        The newest of each node are kept: an edit changes those above it alone.
        """
        if node not in self._parents:
            below = (tree[node], *tree.descendants(node))
            self._parents[node] = tuple(n.code for n in below if n.code in weights.families)
        families = tuple(weights.families[code] for code in self._parents[node])
        known = self._scores.get(node)
        if known is None or known[0] != families:
            within = weights.within(tree, node)
            shares = np.array([within.get(leaf.code, 0.0) for leaf in tree.leaves])
            known = self._scores[node] = (families, weighted(self.tables, shares))
        return known[1]

    def score_range(
        self, node: str, tree: Tree, weights: WeightSet, low: float = 0.05, high: float = 0.95
    ) -> npt.NDArray[np.float64]:
        """Quantiles (type 7) of each unit's score on a node, n × 2."""
        scores = self.scores(node, tree, weights)
        known = self._ranges.get((node, low, high))
        if known is None or known[0] is not scores:
            found = quantiles(scores, (low, high))
            known = self._ranges[node, low, high] = (scores, found)
        return known[1]

    def ranks(self, node: str, tree: Tree, weights: WeightSet) -> npt.NDArray[np.int64]:
        """Competition ranks on a node in every table, T × n."""
        return competition_ranks(self.scores(node, tree, weights))

    def rank_range(
        self, node: str, tree: Tree, weights: WeightSet, low: float = 0.05, high: float = 0.95
    ) -> npt.NDArray[np.int64]:
        """Each unit's rank at two quantiles (a rank that occurs, never between two), n × 2."""
        found: npt.NDArray[np.int64] = np.quantile(
            self.ranks(node, tree, weights), (low, high), axis=0, method="inverted_cdf"
        ).T.astype(np.int64)
        return found
