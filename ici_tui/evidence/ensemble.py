"""Many admissible tables of one index: how sure a score or a rank is of the data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.index.ranking import competition_ranks

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from ici_tui.index.tree import Tree
    from ici_tui.index.weights import WeightSet


def quantiles(values: npt.NDArray[np.float64], shares: Sequence[float]) -> npt.NDArray[np.float64]:
    """Quantiles (type 7) of each column of T × n values, n × len(shares).

    They are those of `np.quantile`, which imports masked arrays for it: a tenth of a page's time.
    """
    ordered = np.sort(values, axis=0)
    last = len(values) - 1
    found = np.empty((values.shape[1], len(shares)))
    for place, share in enumerate(shares):
        before = int(last * share)
        part = last * share - before
        low, high = ordered[before], ordered[min(before + 1, last)]
        gap = high - low
        # From the nearer end, as numpy does it: the result never leaves the two.
        found[:, place] = high - gap * (1 - part) if part >= 0.5 else low + gap * part
    return found


@dataclass(frozen=True, eq=False)
class Ensemble:
    """`tables` is T × n × m: tables, units in the index's order, indicators in tree order."""

    tables: npt.NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.tables)

    def scores(self, node: str, tree: Tree, weights: WeightSet) -> npt.NDArray[np.float64]:
        """Arithmetic scores on a node, T × n. Tables of an ensemble have no missing values."""
        effective = weights.effective(tree)
        under = {leaf.code for leaf in tree.descendants(node)} | {node}
        shares = np.array([effective[leaf.code] * (leaf.code in under) for leaf in tree.leaves])
        total = shares.sum()
        if total <= 0:
            return self._apart(node, tree, weights)
        result: npt.NDArray[np.float64] = self.tables @ (shares / total)
        return result

    def _apart(self, node: str, tree: Tree, weights: WeightSet) -> npt.NDArray[np.float64]:
        """The node's scores by its own family's weights, where nothing of the index reaches it."""
        children = tree.children(node)
        if not children:
            return self.tables[:, :, [leaf.code for leaf in tree.leaves].index(node)]
        parts = np.stack([self.scores(c.code, tree, weights) for c in children], axis=2)
        result: npt.NDArray[np.float64] = parts @ np.array(weights.families[node].shares)
        return result

    def score_range(
        self, node: str, tree: Tree, weights: WeightSet, low: float = 0.05, high: float = 0.95
    ) -> npt.NDArray[np.float64]:
        """Quantiles (type 7) of each unit's score on a node, n × 2."""
        return quantiles(self.scores(node, tree, weights), (low, high))

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
