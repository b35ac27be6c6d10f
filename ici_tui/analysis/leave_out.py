"""What the ranking is without one component, or without a pillar's components."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.analysis.inputs import AnalysisError, checked_weights
from ici_tui.index.ranking import competition_ranks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.analysis.inputs import FloatArray, IntArray, Scorer


@dataclass(frozen=True, eq=False)
class LeaveOut:
    """The ranking without each of g sets of components.

    `ranks` is g × n; `change` = rank without minus rank with, g × n; `mean_change` and
    `largest_change` are of its absolute values, g each.
    """

    base: IntArray
    ranks: IntArray
    change: IntArray
    mean_change: FloatArray
    largest_change: IntArray


def without(
    weights: FloatArray, dropped: Sequence[int], families: Sequence[int] | None = None
) -> FloatArray:
    """Effective weights after components are dropped: their siblings take what they had.

    Args:
        weights: m effective shares of 1.
        dropped: the components that go.
        families: for each of m components the number of its parent; None makes all siblings.
            A parent that loses all its children gives its weight to all the others.

    Raises:
        AnalysisError: nothing with a weight is left.
    """
    shares = checked_weights(weights, len(weights))
    left = shares.copy()
    left[list(dropped)] = 0.0
    if families is not None:
        parents = np.asarray(families)
        for parent in np.unique(parents[list(dropped)]):
            inside = parents == parent
            remains = left[inside].sum()
            if remains > 0:
                left[inside] *= shares[inside].sum() / remains
    total = left.sum()
    if total <= 0:
        raise AnalysisError("without these components nothing with a weight is left")
    rescaled: FloatArray = left / total
    return rescaled


def leave_out(
    score: Scorer,
    weights: FloatArray,
    sets: Sequence[Sequence[int]],
    families: Sequence[int] | None = None,
) -> LeaveOut:
    """Compare the ranking with the rankings that lack each set of components.

    Args:
        score: from effective weights (B × m) to scores (B × n); for a weighted sum of a table
            X that is `lambda w: w @ X.T`.
        weights: m effective shares of 1.
        sets: the components of each set: one each for indicators, a pillar's for a pillar.
        families: as in `without`.

    Raises:
        AnalysisError: a set without which nothing is left.
    """
    shares = checked_weights(weights, len(weights))
    rows = np.stack([shares, *(without(shares, dropped, families) for dropped in sets)])
    ranks = competition_ranks(score(rows))
    change = ranks[1:] - ranks[0]
    return LeaveOut(
        base=ranks[0],
        ranks=ranks[1:],
        change=change,
        mean_change=np.abs(change).mean(axis=1),
        largest_change=np.abs(change).max(axis=1),
    )
