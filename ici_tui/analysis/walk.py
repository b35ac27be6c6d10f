"""Points uniform inside a polytope of weights, by many walks side by side.

A walk goes along a random line to anywhere on it that is inside, again and again: hit-and-run
(Smith 1984, Operations Research 32(6):1296–1308), which is uniform in the end whatever the lines
are, as long as they do not depend on where one is. Lines in any direction are short in a corner,
and of a simplex nearly all is corner: walks then need about m³ steps (Tervonen et al. 2013, EJOR
224(3):552–559). So lines run along edges here. m sides make a cone with m edges from which all
weights inside are mixed; a line moves a share from one of these edges to another, so that it
crosses two of the m sides only. Of the weights alone these are exchanges between two components,
of an order of importance those between two corners of the order. Several cones are drawn, each
of m sides chosen at random. Some 8·m steps forget a start, from 3 to 49
components, where those in all directions took 2,000 and were not enough.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from ici_tui.analysis.inputs import FloatArray

CHAINS = 250
"""Walks side by side."""
AT_FIRST, BETWEEN, AGAIN = (3, 4, 9), 3, 6
"""Steps per component: to forget the start, from a point that is kept to the next, and to go on
from the ends of the first steps with other random numbers."""
CONES, LINES = 6, 36
"""Cones from which lines are made, and lines per component."""
INDEPENDENT = 1e-6
"""How far a side of length 1 has to stand out of those that a cone has already."""
AT_A_SIDE = 1e-300


@dataclass(frozen=True, eq=False)
class Walks:
    """Walks that have forgotten their start; `inside` makes points of them.

    `speeds` says how fast a point on each of k lines nears or leaves each of r sides, k × r;
    `starts` how far each walk is from each side, CHAINS × r. The last m sides are w ≥ `low`.
    """

    speeds: FloatArray
    starts: FloatArray
    low: FloatArray

    @classmethod
    def begun(cls, sides: FloatArray, low: FloatArray, start: FloatArray) -> Walks:
        """Walks from one point.

        Args:
            sides: r × m; inside is where sides·w ≥ 0. The last m are those of w ≥ low.
            low: m, the least that each weight may be.
            start: m weights that are inside, at no side.
        """
        generator, m = np.random.default_rng(0), len(low)
        slack = np.tile(np.maximum(sides @ start, AT_A_SIDE), (CHAINS, 1))
        # First along edges of any sides, then along those of the sides that lie near.
        orders = _some_orders(len(sides), m, generator)
        speeds = np.zeros((0, len(sides)))
        for stretch in AT_FIRST:
            new = [_lines(_edges(sides, order), LINES * m // CONES, generator) for order in orders]
            speeds = np.vstack([speeds, np.concatenate(new) @ sides.T])
            slack = _walked(generator, slack, speeds, stretch * m)
            near = slack[:CONES] / np.linalg.norm(sides - sides.mean(axis=1, keepdims=True), axis=1)
            orders = list(np.argsort(near, axis=1))
        return cls(speeds, slack, low)

    def inside(self, generator: np.random.Generator, size: int) -> FloatArray:
        """So many points, size × m: several of each walk, after a stretch without any."""
        m, slack = len(self.low), self.starts
        found = np.empty((size, m))
        for kept in range(0, size, CHAINS):
            steps = BETWEEN if kept else AGAIN
            slack = _walked(generator, slack, self.speeds, steps * m)
            found[kept : kept + CHAINS] = slack[: size - kept, -m:]
        found += self.low
        found /= found.sum(axis=1, keepdims=True)
        return found


def _walked(
    generator: np.random.Generator, slack: FloatArray, speeds: FloatArray, steps: int
) -> FloatArray:
    """How far walks are from each side after so many steps, B × r."""
    slack, count = slack.copy(), len(slack)
    lines = generator.integers(len(speeds), size=(steps, count))
    places = generator.random((steps, count))
    for line, place in zip(lines, places, strict=True):
        speed = speeds[line]
        nearing = speed / slack
        # The sides that a line meets first, forwards and backwards.
        ahead, back = -1 / nearing.min(axis=1), -1 / nearing.max(axis=1)
        speed *= (back + place * (ahead - back))[:, None]
        slack += speed
        np.maximum(slack, AT_A_SIDE, out=slack)
    return slack


def _some_orders(count: int, m: int, generator: np.random.Generator) -> list[npt.NDArray[np.intp]]:
    """Orders in which sides are taken: the weights alone, all of them, what is stated first."""
    stated = count - m
    found: list[npt.NDArray[np.intp]] = [np.arange(stated, count)]
    for cone in range(1, CONES):
        every = generator.permutation(count)
        mixed = cone % 2 or not stated
        found.append(
            every if mixed else np.concatenate([every[every < stated], every[every >= stated]])
        )
    return found


def _lines(edges: FloatArray, count: int, generator: np.random.Generator) -> FloatArray:
    """Directions between two edges of a cone, k × m: each sums to 0 and has length 1."""
    m = len(edges)
    sums = edges.sum(axis=0)
    one = generator.integers(m, size=count)
    other = (one + generator.integers(1, m, size=count)) % m
    lines = (edges[:, one] * sums[other] - edges[:, other] * sums[one]).T
    lines -= lines.mean(axis=1, keepdims=True)
    lengths = np.linalg.norm(lines, axis=1)
    found: FloatArray = lines[lengths > 0] / lengths[lengths > 0][:, None]
    return found


def _edges(sides: FloatArray, order: npt.NDArray[np.intp]) -> FloatArray:
    """The edges of the cone that the first m independent sides of an order make, m × m."""
    m = sides.shape[1]
    lengths = np.linalg.norm(sides[order], axis=1)
    order = order[lengths > 0]
    rest: FloatArray = (sides[order] / lengths[lengths > 0][:, None]).T
    chosen = list[int]()
    for _ in range(m):
        out = np.einsum("ij,ij->j", rest, rest)
        first = int(np.argmax(out > INDEPENDENT**2))
        chosen.append(int(order[first]))
        way = rest[:, first] / np.sqrt(out[first])
        rest -= way[:, None] * (way @ rest)
    edges = np.linalg.inv(sides[chosen])
    found: FloatArray = edges / np.linalg.norm(edges, axis=0)
    return found
