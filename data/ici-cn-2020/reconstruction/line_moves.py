"""Moves along lines of whole steps: of a cell, of a row, of two rows that something ties.

A cell is redrawn from its distribution given all others. On other lines some points are drawn
evenly from the admissible interval; one of them, or the present point, is taken in proportion to
the density. Both leave the sampled distribution as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from reconstruction import model
from reconstruction.density import ORDERS, draw, order_change
from reconstruction.legal import correlated, lawful
from reconstruction.lines import FORMS, OTHERS, interval
from reconstruction.shares import VALUES, possible_counts
from reconstruction.state import POLICIES, SOUTH, TIED, State
from reconstruction.tables import HIGH, LOW, NODE, SUMS, TOP, UNIT, M, N, W

if TYPE_CHECKING:
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]
    Bools = npt.NDArray[np.bool_]
    Move = dict[int, Ints]

CANDIDATES = 6
"""Points drawn from a line at once."""
CORRELATED = [NODE["SmartCity"], NODE["Stations5G"], POLICIES]
FREE = [
    [
        m
        for m in range(M)
        if m != TOP and LOW[u, m] < HIGH[u, m] and not (u in SOUTH and m == POLICIES)
    ]
    for u in range(N)
]
"""Per unit, the cells that a line within its row may change."""
LINKED = [[m for m in free if m in CORRELATED] for free in FREE]
"""Those whose pillars are to correlate: they mix least, so they are tried more."""
BEIJING = UNIT["Beijing"]
OFTEN = [*range(N), BEIJING, BEIJING]
"""Units by how often a row moves: Beijing leads most columns, so that its moves are often in vain."""
OPEN = [*(NODE[name] for name in ("Papers", "Researchers", "TopCited", "Patents")), POLICIES]
"""What Beijing leads least often."""
CELLS = [(unit, node) for unit in range(N) if unit not in TIED for node in FREE[unit]]
"""Cells that can change alone."""
EVEN = [NODE[name] for name in ("Companies", "Employment", "Startups", "Investment")]
"""Indicators of which two weigh as much as the Top 100."""
RESEARCH = [NODE[name] for name in ("Papers", "Researchers", "TopCited", "Patents")]
RESEARCH_LAST = [UNIT[unit] for unit, node in model.RANK_AT_MOST if node == "Research"]
"""Units that may not be behind in Research."""


def balanced(first: int, second: int) -> tuple[int, int]:
    """The least changes of two indicators, of one sign, that change a score by the same."""
    divisor = int(np.gcd(W[first], W[second]))
    return int(W[second]) // divisor, int(W[first]) // divisor


class LineMoves(State):
    """The moves along lines; each returns which chains moved."""

    def cell(self) -> Bools:
        """Redraw a cell given all others."""
        unit, node = CELLS[self._choose(len(CELLS))]
        step = np.zeros(M, dtype=np.int64)
        step[node] = 1
        found = interval(self.values, {unit: step}, ranks=True)
        now = self.values[node, unit]
        chances = self.cumulated[unit, node]
        new = draw(self.random, chances, self.rung, now + found.low, now + found.high)
        if node not in ORDERS:
            return self._go({unit: step}, new - now)
        difference = order_change(node, self.values[node], {unit: new[None]})[0]
        difference -= order_change(node, self.values[node], {unit: now[None]})[0]
        kept = np.log(self.random.random(self.count)) < difference
        return self._go({unit: step}, np.where(kept, new - now, 0))

    def companies_line(self) -> Bools:
        """Redraw a city's companies in the Top 100 given all others, with its score or without.

        What keeps the score, about, are one or two other indicators; where cities are tied those
        that weigh half as much.
        """
        unit = self._choose(N)
        nodes = [node for node in FREE[unit] if unit not in TIED or node in EVEN]
        kind = 1 + self._choose(2) if unit in TIED else self._choose(3)
        step = np.zeros(M, dtype=np.int64)
        step[TOP] = 1
        if kind:
            first = self._one(nodes)
            step[first] -= 1
            step[first if kind == 1 else self._one([n for n in nodes if n != first])] -= 1
        found = interval(self.values, {unit: step}, ranks=True)
        counts = np.arange(model.HUNDRED + 1)[:, None]
        changes = VALUES[self.leader[None, :], counts] - self.values[TOP, unit]
        others = self.companies[OTHERS[unit]]
        hosts, taken = (others > 0).sum(axis=0), others.sum(axis=0)
        legal = (counts <= self.leader) & (changes >= found.low) & (changes <= found.high)
        legal &= possible_counts(hosts + (counts > 0), taken + counts)
        density = np.where(legal, self.share_weights[self.rung, self.leader, counts], -np.inf)
        for node in np.flatnonzero(step).tolist():
            cells = np.clip(self.values[node, unit] + step[node] * changes, 0, model.FULL)
            density = density + self.weights[self.rung, unit, node, cells]
            if node in ORDERS:
                density += order_change(node, self.values[node], {unit: cells})
        chances = np.cumsum(np.exp(density - density.max(axis=0)), axis=0)
        chosen = (chances <= self.random.random(self.count) * chances[-1]).sum(axis=0)
        moved: Bools = self._go({unit: step}, changes[chosen, self.every])
        self.companies[unit] = np.where(moved, chosen, self.companies[unit])
        return moved

    def row(self) -> Bools:
        """Move a row along one or two exchanges between its cells."""
        unit = self._one(OFTEN)
        free = OPEN if unit == BEIJING and self._choose(4) else FREE[unit]
        step = np.zeros(M, dtype=np.int64)
        aimed = not self._choose(3)
        for _ in range(1 + self._choose(2)):
            first = self._one(LINKED[unit] if aimed and LINKED[unit] else free)
            second = self._one([node for node in free if node != first])
            up, down = (1, 1) if unit not in TIED and self._choose(2) else balanced(first, second)
            sign = 1 - 2 * self._choose(2)
            step[first] += sign * up
            step[second] -= sign * down
        return self.line({unit: step}, ranks=True)

    def rows(self) -> Bools:
        """Move two rows together."""
        return self.line(self.tied() if not self._choose(3) else self.together(), ranks=False)

    def tied(self) -> Move:
        """Chengdu and Shenyang, whose scores change by the same."""
        first = self._one(FREE[TIED[0]])
        second = first if self._choose(2) else self._one(FREE[TIED[1]])
        move = {unit: np.zeros(M, dtype=np.int64) for unit in TIED}
        move[TIED[0]][first], move[TIED[1]][second] = balanced(first, second)
        return move

    def together(self) -> Move:
        """Two units' cells of one pillar by the same: Guangdong's two in Policies, or any two.

        Two units that tie on the last place open to both can leave it in no other way, and for
        pillar scores that is mostly in Research.
        """
        pair, nodes = SOUTH, (POLICIES, POLICIES)
        if kind := max(self._choose(4) - 1, 0):
            units = RESEARCH_LAST if kind == 1 else list(range(N))
            one, other = self.random.permutation(len(units))[:2].tolist()
            pair = units[one], units[other]
            first = self._one(RESEARCH if kind == 1 else FREE[pair[0]])
            alike = [node for node in FREE[pair[1]] if (SUMS[node] == SUMS[first]).all()]
            if not alike:
                return {}
            nodes = first, self._one(alike)
        others = [self._one(FREE[unit]) for unit in pair]
        making_good = bool(self._choose(4)) or any(unit in TIED for unit in pair)
        factors = [balanced(node, other) for node, other in zip(nodes, others, strict=True)]
        size = int(np.lcm(factors[0][0], factors[1][0])) if making_good else 1
        move = {unit: np.zeros(M, dtype=np.int64) for unit in pair}
        for unit, node, other, (up, down) in zip(pair, nodes, others, factors, strict=True):
            move[unit][node] += size
            if making_good:
                move[unit][other] -= size // up * down
        return move

    def line(self, move: Move, *, ranks: bool) -> Bools:
        """Draw points of the line and take one of them, or the present one."""
        if not any(step.any() for step in move.values()):
            return np.zeros(self.count, dtype=bool)
        found = interval(self.values, move, ranks=ranks)
        points = np.zeros((CANDIDATES + 1, self.count), dtype=np.int64)
        drawn = self.random.random((CANDIDATES, self.count))
        points[1:] = found.low + (drawn * (found.high - found.low + 1)).astype(np.int64)
        density = np.zeros(points.shape)
        for unit, step in move.items():
            for node in np.flatnonzero(step):
                cells = self.values[node, unit] + step[node] * points
                density += self.weights[self.rung, unit, node, cells]
        for node in ORDERS:
            steps = {unit: int(step[node]) for unit, step in move.items() if step[node]}
            if steps:
                column = self.values[node]
                tried = {unit: column[unit] + size * points for unit, size in steps.items()}
                density += order_change(node, column, tried)
        chances = np.cumsum(np.exp(density - density.max(axis=0)), axis=0)
        chosen = (chances < self.random.random(self.count) * chances[-1]).sum(axis=0)
        return self._go(move, points[chosen, self.every], check=not ranks)

    def _go(self, move: Move, steps: Ints, *, check: bool = False) -> Bools:
        """Take the steps where the conditions hold that the interval does not keep."""
        changes = {unit: (FORMS @ step)[:, None] * steps for unit, step in move.items()}
        legal: Bools = steps != 0
        if not check and not any(step[CORRELATED].any() for step in move.values()):
            for unit, change in changes.items():
                self.values[:, unit] += change
            return legal
        new = self.values.copy()
        for unit, change in changes.items():
            new[:, unit] += change
        if check:
            legal[legal] = lawful(new[:, :, legal])
        else:
            legal &= correlated(new)
        np.copyto(self.values, new, where=legal)
        return legal
