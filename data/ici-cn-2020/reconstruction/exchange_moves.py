"""Moves that hand a value on from one unit to another and make good the change in both rows.

The way back is a move of the same kind that is drawn with the same chance, but for the values
drawn anew: only the densities and the chances of those stand in the acceptance.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from reconstruction import model
from reconstruction.density import ORDERS, TAKING, draw_taken, order_density
from reconstruction.lines import forms
from reconstruction.state import POLICIES, SOUTH, State
from reconstruction.tables import HIGH, LOW, NODE, TOP, UNIT, M, N, W, lawful

if TYPE_CHECKING:
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]
    Bools = npt.NDArray[np.bool_]

LED = [node for node in range(M) if node != TOP and LOW[:, node].max() < model.FULL]
"""Columns whose leader is not given, but for the one made of companies."""
SWAPPED = list(range(M))
NEAR = 120.0
"""A lead is offered to those near it: by this many tenths less, 2.7 times less often."""
ANY = 0.2
"""How often it is offered to any of the others instead."""
REACHES = (20, 60, 200)
"""How far apart two values may lie that are bound to be one, in tenths."""
LAST = [
    UNIT[unit]
    for (unit, node), most in model.RANK_AT_MOST.items()
    if node == "Government" and most == 6 and UNIT[unit] not in SOUTH
]
"""Units that may not be behind in Policies, but for Guangdong's two."""
FINE = [NODE[name] for name in ("Papers", "Researchers", "TopCited", "Patents")]
COARSE = [NODE[name] for name in ("Companies", "Employment", "Startups", "Investment")]
STEP = int(W[FINE[0]] - W[COARSE[0]])
"""One up in a cell of the fine columns and one down in the coarse: the least change of a score."""
LOWS, HIGHS = LOW.T[:, :, None], HIGH.T[:, :, None]
UNITS, NODES = np.arange(N)[None, :, None], np.arange(M)[:, None, None]


class ExchangeMoves(State):
    """The moves that hand values on; each returns which chains moved."""

    def role(self) -> Bools:
        """Pass a column's leading value on to another unit."""
        node = self._one(LED)
        holds = self.values[node] == model.FULL
        old = holds.argmax(axis=0)
        heir, there = self._heir(self.values[node], old)
        was = self.values[node, heir, self.every]
        value = draw_taken(self.random, model.FULL, old)
        new = self.values[:M].copy()
        self._put(new, node, old, value)
        self._put(new, node, heir, np.full(self.count, model.FULL))
        ok: Bools = (holds.sum(axis=0) == 1) & (value != model.FULL)
        back = np.log(offers(new[node], heir)[old, self.every])
        taking = TAKING[model.FULL]
        return self._take(new, ok, taking[heir, was] - taking[old, value] + back - there)

    def _heir(self, column: Ints, old: Ints) -> tuple[Ints, Floats]:
        """Who is offered the lead of a column next, and the log chance of it."""
        chances = offers(column, old)
        drawn = self.random.random(self.count)
        heir: Ints = np.minimum((np.cumsum(chances, axis=0) <= drawn).sum(axis=0), N - 1)
        heir = np.where(heir == old, (old + 1) % N, heir)  # only where rounding has it so
        return heir, np.log(chances[heir, self.every])

    def swap(self) -> Bools:
        """Two units exchange their values in a column; Guangdong's two go together in Policies."""
        node = self._one(SWAPPED)
        one = self.random.integers(0, N, self.count)
        other = self._other(one)
        values = self.values[node, other, self.every], self.values[node, one, self.every]
        new = self.values[:M].copy()
        for unit, value in zip((one, other), values, strict=True):
            self._put(new, node, unit, value)
        companies = None
        if node == TOP:
            companies = self.companies.copy()
            companies[one, self.every] = self.companies[other, self.every]
            companies[other, self.every] = self.companies[one, self.every]
        if node == POLICIES:
            for south, twin in (SOUTH, SOUTH[::-1]):
                moved = (one == south) | (other == south)
                value = np.where(moved, new[node, south], new[node, twin])
                self._put(new, node, np.full(self.count, twin), value)
        held = np.full(self.count, fill_value=True)
        return self._take(new, held, np.zeros(self.count), companies)

    def south(self) -> Bools:
        """Redraw a value of Policies that two units share, or let another pair be the one to share.

        Guangdong's two share theirs. They are the last of those that may not be behind, or else
        two others tie on that place: single cells do not lead from one kind of table to the other.
        """
        column = self.values[POLICIES]
        one, other = (LAST[place] for place in self.random.permutation(len(LAST))[:2].tolist())
        tie = column[one] == column[other]
        reach = self._one(list(REACHES))
        kind = self._choose(4)
        held = np.full(self.count, fill_value=True)
        ratio = np.zeros(self.count)
        if kind < 2:
            fresh = self.random.integers(0, model.FULL + 1, self.count)
            given = dict.fromkeys((one, other) if kind else SOUTH, fresh)
            held = tie if kind else held
        else:
            # The pair that shares is parted, and the other is bound to what it shared.
            shared, first = column[SOUTH[0]], column[one]
            away = 1 + self.random.integers(0, reach, self.count)
            away *= 1 - 2 * self.random.integers(0, 2, self.count)
            given = dict.fromkeys(SOUTH, first) | {one: shared}
            given[other] = np.where(tie, shared + away, shared)
            held = tie | (abs(column[other] - first) <= reach)
            ratio = np.where(tie, 1, -1) * np.log(2.0 * reach)
        new = self.values[:M].copy()
        for unit, value in given.items():
            self._put(new, POLICIES, np.full(self.count, unit), value)
        return self._take(new, held.copy(), ratio)

    def _put(self, new: Ints, node: int, unit: Ints, value: Ints) -> None:
        """Set a cell per chain, and spread the opposite of the change of the score, or do not.

        What is spread makes good the score to the last unit: tied cities stay tied.
        """
        change = (value - new[node, unit, self.every]) * W[node]
        new[node, unit, self.every] = value
        count = self._one([0, 1, 2, 3, 5])
        if not count:
            return
        left: Floats | float = 1.0
        rest = change.copy()
        others = [other for other in range(M) if other not in (node, TOP)]
        for turn in range(count):
            part = left * (self.random.random(self.count) if turn < count - 1 else 1.0)
            left = left - part
            other = self._one(others)
            step = -np.rint(part * change / W[other]).astype(np.int64)
            new[other, unit, self.every] += step
            rest += step * W[other]
        fine, coarse = (self._one([n for n in kind if n != node]) for kind in (FINE, COARSE))
        new[fine, unit, self.every] -= rest // STEP
        new[coarse, unit, self.every] += rest // STEP

    def _take(
        self,
        new: Ints,
        ok: Bools,
        ratio: Floats,
        companies: Ints | None = None,
        leader: Ints | None = None,
    ) -> Bools:
        """Go to the new tables where they are admissible and drawn.

        `companies` (n × chains) and `leader` explain the new shares of the Top 100, if changed.
        """
        ok &= ((new >= LOWS) & (new <= HIGHS)).all(axis=(0, 1))
        ok[ok] = _ordered(new[:, :, ok])
        if not ok.any():
            return ok
        ok[ok] = lawful(new[:, :, ok].transpose(2, 1, 0))
        if not ok.any():
            return ok
        prior = self.prior[ok]
        difference = self._density(prior, new[:, :, ok])
        difference -= self._density(prior, self.values[:M, :, ok])
        if companies is not None:
            first = self.leader if leader is None else leader
            difference += self._share_density(prior, first[ok], companies[:, ok])
            difference -= self._share_density(prior, self.leader[ok], self.companies[:, ok])
        ok[ok] = np.log(self.random.random(len(difference))) < difference + ratio[ok]
        self.values[:, :, ok] = forms(new[:, :, ok])
        if companies is not None:
            self.companies[:, ok] = companies[:, ok]
        if leader is not None:
            self.leader[ok] = leader[ok]
        return ok

    def _density(self, prior: Ints, cells: Ints) -> Floats:
        found: Floats = self.weights[prior, UNITS, NODES, cells].sum(axis=(0, 1))
        for node in ORDERS:
            found = found + order_density(node, cells[node])
        return found

    def _share_density(self, prior: Ints, leader: Ints, companies: Ints) -> Floats:
        found: Floats = self.share_weights[prior, leader, companies].sum(axis=0)
        return found


def offers(column: Ints, leader: Ints) -> Floats:
    """The chance that each unit is offered the lead of a column: n × chains."""
    chances = np.exp((column - model.FULL) / NEAR)
    others = np.arange(N)[:, None] != leader
    chances = np.where(others, chances, 0.0)
    found: Floats = (1 - ANY) * chances / chances.sum(axis=0) + ANY / (N - 1) * others
    return found


def _ordered(cells: Ints) -> Bools:
    """Whether the scores stand in the published order: what most moves of two rows break."""
    scores = np.tensordot(W, cells, axes=1)
    gaps = scores[:-1] - scores[1:]
    found: Bools = (gaps[:-1] > 0).all(axis=0) & (gaps[-1] == 0)
    return found
