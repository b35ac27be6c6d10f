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


SCALES = (1, 10, 100, 1000)
"""Values that are whole numbers in one of these parts of a unit are kept as such."""
MOST_COMPACT = 1 << 20
"""Values that are made again in a millisecond or two wherever they are asked for."""


def compact(
    tables: npt.NDArray[np.float64],
) -> tuple[npt.NDArray[np.float64] | npt.NDArray[np.int16], int]:
    """Tables as small whole numbers, and the scale that each is divided by to have it again.

    As they are, with the scale 0, where the very same doubles do not come out of that.
    """
    for scale in SCALES:
        whole = np.rint(tables * scale)
        if not (np.abs(whole) < 1 << 15).all():
            break
        small = whole.astype(np.int16)
        # The sign of a zero is part of a double.
        if (small / scale).tobytes() == tables.tobytes():
            return small, scale
    return tables, 0


@dataclass(frozen=True, eq=False)
class Ensemble:
    """Many tables, kept in a quarter of their size where their numbers have few decimals."""

    kept: npt.NDArray[np.float64] | npt.NDArray[np.int16]
    scale: int = 0
    """The divisor of the numbers that are kept; 0 where they are the values."""

    @classmethod
    def of(cls, tables: npt.NDArray[np.float64]) -> Ensemble:
        """The ensemble of these tables, T × n × m: as they are where they are many."""
        return cls(tables) if tables.size > MOST_COMPACT else cls(*compact(tables))

    @property
    def tables(self) -> npt.NDArray[np.float64]:
        """T × n × m: tables, units in the index's order, indicators in tree order. Made anew."""
        return self.kept / self.scale if self.scale else self.kept.astype(np.float64, copy=False)

    def __len__(self) -> int:
        return len(self.kept)

    @property
    def size(self) -> int:
        """The number of values in all tables."""
        return self.kept.size

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
