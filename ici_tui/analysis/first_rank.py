"""The exact share of all weights with which each unit is first, for up to four components.

The weights with which x is first are cut from the simplex by one plane per rival. A simplex
cut by a plane falls into simplices again, and the share of a simplex is the determinant of its
corners; so the volume needs no hull and no sampling, and degenerate cuts only add pieces of
volume 0.
"""

from __future__ import annotations

from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.analysis.inputs import AnalysisError, checked_place

if TYPE_CHECKING:
    from ici_tui.analysis.inputs import FloatArray

MOST_COMPONENTS = 4
"""Beyond this the number of pieces grows too fast."""
LEVEL = 1e-14
"""A height below this share of a plane's steepest one is the plane's own: rounding only."""


def first_shares(table: FloatArray) -> FloatArray:
    """The share of all weights with which each unit is first, n values.

    They sum to 1 unless units are identical; identical units are first together.

    Args:
        table: n × m, m at most 4, no missing values.

    Raises:
        AnalysisError: more components.
    """
    return np.array([first_share(table, x) for x in range(len(table))])


def first_share(table: FloatArray, x: int) -> float:
    """The share of all weights with which one unit is first; see `first_shares`."""
    values = np.asarray(table, dtype=np.float64)
    if values.shape[1] > MOST_COMPONENTS:
        raise AnalysisError(
            f"first-rank shares are exact for up to {MOST_COMPONENTS} components, "
            f"not {values.shape[1]}; ask by sampling"
        )
    unit = checked_place(x, len(values), "unit")
    gaps = values[unit] - values
    # Differences at the last bits of the values are none.
    gaps[np.abs(gaps) <= 1e-13 * max(float(np.abs(values).max()), 1e-300)] = 0.0
    return _share_above(gaps[gaps.any(axis=1)])


def _share_above(gaps: FloatArray) -> float:
    """The share of the simplex where every row's d·w is at least 0."""
    pieces = np.eye(gaps.shape[1])[None, :, :]
    # Every plane on the same scale, so that one number says what rounding leaves on it.
    gaps = gaps / np.abs(gaps).max(axis=1, keepdims=True)
    while len(gaps) and len(pieces):
        heights = pieces @ gaps.T  # pieces × corners × rivals
        heights[np.abs(heights) <= LEVEL] = 0.0
        lowest, highest = heights.min(axis=(0, 1)), heights.max(axis=(0, 1))
        if (highest <= 0).any():
            return 0.0
        cutting = lowest < 0
        if not cutting.any():
            break
        # The deepest cut first: it leaves the fewest pieces for the others.
        depth = np.full(len(gaps), -1.0)
        np.divide(-lowest, highest - lowest, out=depth, where=cutting)
        deepest = int(np.argmax(depth))
        pieces = _cut(pieces, heights[:, :, deepest])
        cutting[deepest] = False
        gaps = gaps[cutting]
    return float(np.abs(np.linalg.det(pieces)).sum())


def _cut(pieces: FloatArray, heights: FloatArray) -> FloatArray:
    """What is left of the pieces (P × m corners × m) where the height is at least 0."""
    kept = [pieces[(heights >= 0).all(axis=1)]]
    size = pieces.shape[1]
    below = heights < 0
    for inside in range(1, size):
        some = np.flatnonzero(below.sum(axis=1) == size - inside)
        if not len(some):
            continue
        order = np.argsort(below[some], axis=1, kind="stable")
        corners = np.take_along_axis(pieces[some], order[:, :, None], axis=1)
        levels = np.take_along_axis(heights[some], order, axis=1)
        kept.append(_pieces_above(corners, levels, inside))
    left = np.concatenate(kept)
    solid: FloatArray = left[np.abs(np.linalg.det(left)) > 1e-18]
    return solid


def _pieces_above(corners: FloatArray, levels: FloatArray, inside: int) -> FloatArray:
    """Cut simplices whose first `inside` corners are above the plane and the others below.

    What is left has the corners (i, 0), corner i itself, and (i, o), where its edge to the o-th
    corner below meets the plane: a product of two simplices, which every monotone path through
    its grid of corners cuts into simplices.
    """
    size = corners.shape[1]
    outside = size - inside
    grid = np.empty((len(corners), inside, outside + 1, size))
    for i in range(inside):
        grid[:, i, 0] = corners[:, i]
        for o in range(outside):
            high, low = levels[:, i], levels[:, inside + o]
            share = (high / (high - low))[:, None]
            grid[:, i, o + 1] = corners[:, i] + share * (corners[:, inside + o] - corners[:, i])
    paths = [
        np.stack([grid[:, i, o] for i, o in path], axis=1) for path in _paths(inside, outside + 1)
    ]
    return np.concatenate(paths)


@cache
def _paths(rows: int, columns: int) -> tuple[tuple[tuple[int, int], ...], ...]:
    """Every monotone path through a grid from one corner to the opposite one."""
    steps = rows + columns - 2
    found = []
    for downs in combinations(range(steps), rows - 1):
        place = [0, 0]
        path = [(0, 0)]
        for step in range(steps):
            place[0 if step in downs else 1] += 1
            path.append((place[0], place[1]))
        found.append(tuple(path))
    return tuple(found)
