"""Small indices on which exact methods slip: ties, whole numbers, twins, constants, both signs.

Cells and weights are whole numbers, so that a second algorithm can compute in fractions and knows
what is level and what is not.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import combinations

import numpy as np
from hypothesis import strategies as st

Row = tuple[Fraction, ...]
SCALES = (1.0, 1.0, 1.0, 0.1, 1e-12, 1e12, 1e90, 1e-90)
"""By what the cells are multiplied: an answer must not depend on the size of the scores."""


@dataclass(frozen=True)
class TiePack:
    """n units on m components: n rows of whole numbers, m whole weights, and a scale."""

    cells: tuple[tuple[int, ...], ...]
    parts: tuple[int, ...]
    scale: float = 1.0

    @property
    def table(self) -> np.ndarray:
        """The values as the analyses get them, n × m."""
        return np.array(self.cells, dtype=np.float64) * self.scale

    @property
    def weights(self) -> np.ndarray:
        """The m shares of 1 as the analyses get them."""
        return np.array(self.parts, dtype=np.float64) / sum(self.parts)

    @cached_property
    def shares(self) -> Row:
        """The m shares of 1, exact."""
        return tuple(Fraction(part, sum(self.parts)) for part in self.parts)

    def difference(self, x: int, y: int) -> Row:
        """What x has more than y on each component, without the scale."""
        return tuple(Fraction(a - b) for a, b in zip(self.cells[x], self.cells[y], strict=True))

    def scores(self, weights: Row) -> list[Fraction]:
        """The n scores at some weights, without the scale."""
        return [dot(tuple(map(Fraction, row)), weights) for row in self.cells]

    def ranks(self, weights: Row) -> list[int]:
        """The n competition ranks at some weights: what is level is tied, nothing else."""
        scores = self.scores(weights)
        return [1 + sum(other > score for other in scores) for score in scores]

    def noise(self, scores: list[Fraction]) -> bool:
        """Whether all scores are level while values of both signs cancel in them.

        Then all that a ranking has to go by is what rounding leaves of each sum.
        """
        cells = [cell for row in self.cells for cell in row]
        return len(set(scores)) == 1 and min(cells) < 0 < max(cells)

    def pairs(self) -> list[tuple[int, int]]:
        """Every pair (above, below) that is not tied now."""
        ranks = self.ranks(self.shares)
        both = (
            pair for i, j in combinations(range(len(self.cells)), 2) for pair in ((i, j), (j, i))
        )
        return [(i, j) for i, j in both if ranks[i] < ranks[j]]


def dot(one: Row, other: Row) -> Fraction:
    """Σ one·other, exact."""
    return sum((a * b for a, b in zip(one, other, strict=True)), Fraction(0))


@st.composite
def tie_packs(
    draw: st.DrawFn,
    *,
    units: tuple[int, int] = (1, 6),
    components: tuple[int, int] = (1, 4),
) -> TiePack:
    """One of them: of every kind, and of several kinds at once."""
    n, m = draw(st.integers(*units)), draw(st.integers(*components))
    lowest, highest = draw(st.sampled_from([(0, 1), (0, 3), (-2, 2), (0, 20), (-21, 21)]))
    cell = st.integers(lowest, highest)
    rows = [draw(st.lists(cell, min_size=m, max_size=m)) for _ in range(n)]
    for place in draw(st.sets(st.integers(0, n - 1), max_size=2)):
        rows[place] = list(rows[0])  # twins
    for place in draw(st.sets(st.integers(0, m - 1), max_size=1)):
        for row in rows:
            row[place] = rows[0][place]  # a constant
    parts = draw(st.lists(st.integers(0, 6), min_size=m, max_size=m).filter(any))
    if draw(st.booleans()) and n > 1 and parts[0] > 0:
        _level(rows, parts)
    return TiePack(tuple(map(tuple, rows)), tuple(parts), draw(st.sampled_from(SCALES)))


def _level(rows: list[list[int]], parts: list[int]) -> None:
    """Have the second unit draw level with the first: both signs cancel to the very same score."""
    gap = sum(part * (a - b) for part, a, b in zip(parts, rows[0], rows[1], strict=True))
    rows[1][0] += gap // parts[0]
