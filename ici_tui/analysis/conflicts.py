"""Pairs of comparisons that no allowed weights let hold together.

g and h cannot both reach the margin where some mixture λg + (1−λ)h stays below it at all
allowed weights. The largest value of a mixture is convex in λ, so its least is found by golden
sections; a pair is named only where the mixture found proves it. Of such a pair one fails: said
to an integer programme, this closes most of the gap between its bounds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ici_tui.analysis.moves import furthest

if TYPE_CHECKING:
    from ici_tui.analysis.comparisons import Comparisons
    from ici_tui.analysis.inputs import FloatArray, IntArray

MOST_ROWS = 600
"""Of more comparisons only those that are hardest to satisfy are paired."""
PORTION = 50_000
SECTIONS = 9
GOLDEN = (5**0.5 - 1) / 2


def conflicting_pairs(asked: Comparisons) -> IntArray:
    """Pairs of rows of which at least one fails everywhere.

    Args:
        asked: r comparisons, each of which can hold at some allowed weights.

    Returns:
        P × 2, places of rows, each pair once, the smaller first.
    """
    most = furthest(asked.rows, asked.allowed)
    hardest = np.sort(np.argsort(most, kind="stable")[:MOST_ROWS])
    first, second = np.triu_indices(len(hardest), 1)
    found = [
        _proved(asked, most, hardest[first[part]], hardest[second[part]])
        for part in (slice(at, at + PORTION) for at in range(0, len(first), PORTION))
    ]
    return np.concatenate(found) if found else np.empty((0, 2), dtype=np.int64)


def _proved(asked: Comparisons, most: FloatArray, first: IntArray, second: IntArray) -> IntArray:
    """Those of the given pairs for which a mixture stays below the margin."""
    rows, margin = asked.rows, asked.margin

    def highest(at: IntArray, share: FloatArray) -> FloatArray:
        mixed = share[:, None] * rows[first[at]] + (1 - share)[:, None] * rows[second[at]]
        return furthest(mixed, asked.allowed)

    half = highest(np.arange(len(first)), np.full(len(first), 0.5))
    proved = half < margin
    # A convex function lies above the lines through its ends and its middle, drawn on.
    lowest = np.minimum(2 * half - most[first], 2 * half - most[second])
    live = np.flatnonzero(~proved & (lowest < margin))
    low, high = np.zeros(len(first)), np.ones(len(first))
    for _ in range(SECTIONS):
        width = high[live] - low[live]
        left, right = high[live] - GOLDEN * width, low[live] + GOLDEN * width
        at_left, at_right = highest(live, left), highest(live, right)
        proved[live] = np.minimum(at_left, at_right) < margin
        falling = at_left > at_right
        low[live[falling]], high[live[~falling]] = left[falling], right[~falling]
        live = live[~proved[live]]
    return np.stack([first[proved], second[proved]], axis=1)
