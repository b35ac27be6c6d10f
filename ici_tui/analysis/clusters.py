"""Groups of similar units: Ward's method, agreement with given labels, nearest neighbours.

Clusters of indicators or given labels do not move with weights; clusters of contribution
profiles do. Sources: Ward 1963, JASA 58(301):236–244; Hubert & Arabie 1985, J. Classification
2:193–218 (adjusted Rand index).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.analysis.inputs import AnalysisError, checked, checked_place
from ici_tui.analysis.optional import need_scipy

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from ici_tui.analysis.inputs import FloatArray, IntArray

    Merges = tuple[tuple[int, int, float], ...]


@dataclass(frozen=True, slots=True)
class Tree:
    """Ward's tree of n units: n − 1 merges (one, other, height), the nearest first.

    Numbers below n are units; n + s is what merge s made.
    """

    units: int
    merges: Merges

    def cut(self, k: int) -> IntArray:
        """Exactly k clusters: n labels from 1, numbered in the order of their first units.

        Raises:
            AnalysisError: k is not from 1 to n.
        """
        if not 1 <= k <= self.units:
            raise AnalysisError(f"{self.units} units make 1 to {self.units} clusters, not {k}")
        members: dict[int, list[int]] = {unit: [unit] for unit in range(self.units)}
        for step, (one, other, _) in enumerate(self.merges[: self.units - k]):
            members[self.units + step] = members.pop(one) + members.pop(other)
        labels = np.zeros(self.units, dtype=np.int64)
        for number, units in enumerate(sorted(members.values(), key=min), start=1):
            labels[units] = number
        return labels


def z_scores(table: FloatArray) -> FloatArray:
    """Columns with mean 0 and sample standard deviation 1; constant ones become 0.

    Args:
        table: n × m, no missing values.

    Raises:
        AnalysisError: missing values.
    """
    values = np.asarray(table, dtype=np.float64)
    if not np.isfinite(values).all():
        raise AnalysisError("missing values have no distance; impute first")
    centred = values - values.mean(axis=0)
    spread = values.std(axis=0, ddof=1) if len(values) > 1 else np.zeros(values.shape[1])
    small = spread <= 1e-12 * np.maximum(np.abs(values).max(axis=0), 1e-300)
    scaled: FloatArray = np.where(small, 0.0, centred / np.where(small, 1.0, spread))
    return scaled


def contribution_profiles(table: FloatArray, weights: FloatArray) -> FloatArray:
    """What each component contributes to each unit's score: w_j·x_j, n × m."""
    values, shares = checked(table, weights)
    profiles: FloatArray = values * shares
    return profiles


def ward(points: FloatArray) -> Tree:
    """Ward's hierarchical clustering.

    Args:
        points: n × m, z-scored columns or contribution profiles.

    Raises:
        AnalysisError: missing values, or no scipy.
    """
    values = np.asarray(points, dtype=np.float64)
    if not np.isfinite(values).all():
        raise AnalysisError("missing values have no distance; impute first")
    if len(values) == 1:
        return Tree(1, ())
    need_scipy("clustering")
    from scipy.cluster.hierarchy import linkage
    from scipy.spatial.distance import pdist

    # Distances, not points: scipy takes a square table of points for a mistake, and warns.
    found = linkage(pdist(values), method="ward")
    return Tree(len(values), tuple((int(row[0]), int(row[1]), float(row[2])) for row in found))


def adjusted_rand(one: Sequence[Hashable], other: Sequence[Hashable]) -> float:
    """Agreement of two groupings of the same units: 1 the same, about 0 by chance.

    Units without a label (None) in either are left out.

    Raises:
        AnalysisError: different numbers of units, or none with both labels.
    """
    if len(one) != len(other):
        raise AnalysisError("two groupings to compare have the same units")
    pairs = [(a, b) for a, b in zip(one, other, strict=True) if a is not None and b is not None]
    if not pairs:
        raise AnalysisError("no unit has a label in both groupings")
    rows = {label: place for place, label in enumerate(dict.fromkeys(a for a, _ in pairs))}
    columns = {label: place for place, label in enumerate(dict.fromkeys(b for _, b in pairs))}
    counts = np.zeros((len(rows), len(columns)))
    for a, b in pairs:
        counts[rows[a], columns[b]] += 1
    together = _pairs_of(counts).sum()
    in_rows = _pairs_of(counts.sum(axis=1)).sum()
    in_columns = _pairs_of(counts.sum(axis=0)).sum()
    every = _pairs_of(np.array([float(len(pairs))])).sum()
    expected = in_rows * in_columns / every if every > 0 else 0.0
    largest = (in_rows + in_columns) / 2
    if largest == expected:
        # Both put every unit alone, or all together: they are the same.
        return 1.0
    return float((together - expected) / (largest - expected))


def _pairs_of(counts: FloatArray) -> FloatArray:
    pairs: FloatArray = counts * (counts - 1) / 2
    return pairs


def nearest_neighbours(points: FloatArray, unit: int, count: int) -> tuple[tuple[int, float], ...]:
    """The units most like one: (unit, Euclidean distance), the nearest first.

    Args:
        points: n × m, z-scored columns or contribution profiles.
        unit: the unit itself, which is not among them.
        count: how many at most.
    """
    values = np.asarray(points, dtype=np.float64)
    x = checked_place(unit, len(values), "unit")
    distances = np.linalg.norm(values - values[x], axis=1)
    order = [int(i) for i in np.argsort(distances, kind="stable") if i != x]
    return tuple((i, float(distances[i])) for i in order[: max(count, 0)])
