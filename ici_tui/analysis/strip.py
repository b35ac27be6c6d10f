"""The intervals beside every weight at once, fast enough for every key press."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.analysis.inputs import checked, neighbours, only_ties, tied_groups
from ici_tui.analysis.sweep import split_pairs

if TYPE_CHECKING:
    from ici_tui.analysis.inputs import FloatArray, IntArray


@dataclass(frozen=True, eq=False)
class Strip:
    """Order and leader intervals of all m weights: m × 2 each, shares of 1.

    `tied` lists the groups of units with equal scores now; they are left out.
    """

    order: FloatArray
    leader: FloatArray
    tied: tuple[tuple[int, ...], ...]


def strip(table: FloatArray, weights: FloatArray) -> Strip:
    """How far each weight may move alone, the others in proportion.

    The same numbers as `sweep.one_weight`, for all weights at once and without the list of
    crossings.

    Args:
        table: n × m.
        weights: m shares of 1.

    Raises:
        AnalysisError: input that does not fit.
    """
    values, shares = checked(table, weights)
    scores = values @ shares
    groups = tied_groups(scores)
    slope = _slopes(values, shares, scores)
    return Strip(
        order=_intervals(scores, slope, shares, *neighbours(groups)),
        leader=_intervals(scores, slope, shares, *split_pairs(groups, 1)),
        tied=only_ties(groups),
    )


def _slopes(values: FloatArray, shares: FloatArray, scores: FloatArray) -> FloatArray:
    """What a unit gains as each weight goes from 0 to 1: its value minus its score without it."""
    m = len(shares)
    if m == 1:
        return np.zeros_like(values)
    others = shares.sum() - shares
    rest = (scores[:, None] - values * shares) / np.where(others > 0, others, 1.0)
    # Where nearly all weight lies on one component the subtraction above loses its digits.
    for k in np.flatnonzero(others < 1e-3):
        left = np.delete(shares, k)
        total = left.sum()
        portions = left / total if total > 0 else np.full(m - 1, 1 / (m - 1))
        rest[:, k] = np.delete(values, k, axis=1) @ portions
    slopes: FloatArray = values - rest
    return slopes


def _intervals(
    scores: FloatArray, slope: FloatArray, shares: FloatArray, above: IntArray, below: IntArray
) -> FloatArray:
    """Nearest meetings of the pairs (above, below), which are not tied, for each weight."""
    gap = (scores[above] - scores[below])[:, None]
    steeper = slope[above] - slope[below]
    with np.errstate(divide="ignore", over="ignore"):
        # How fast the gap closes, in share of the gap per unit of weight; 0 never closes it.
        closing = -steeper / gap
        up = closing.max(axis=0, initial=0.0)
        down = -closing.min(axis=0, initial=0.0)
        high = np.where(up > 0, shares + 1 / up, 1.0)
        low = np.where(down > 0, shares - 1 / down, 0.0)
    return np.stack([np.clip(low, 0.0, 1.0), np.clip(high, 0.0, 1.0)], axis=1)
