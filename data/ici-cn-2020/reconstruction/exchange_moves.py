"""Moves that hand a value on from one unit to another and make good the change in both rows.

The way back is a move of the same kind that is drawn with the same chance, but for the values
drawn anew: only the densities and the chances of those stand in the acceptance.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from reconstruction import model
from reconstruction.density import ORDERS, TAKING, draw, draw_taken, order_density
from reconstruction.legal import all_forms, boxed, ordered, placed, scores
from reconstruction.state import POLICIES, SOUTH, TIED, State
from reconstruction.tables import HIGH, LOW, NODE, TOP, UNIT, M, N, W

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
SHUNNED = np.where(LOW == HIGH, 2.0, 0.0).T
"""By indicator and unit: what is spread goes to cells that can take it, if there are enough."""
SHUNNED[TOP] = np.inf
SHUNNED[POLICIES, list(SOUTH)] = 2.0
SHUNNED[[NODE["Employment"], NODE["SmartCity"], NODE["Stations5G"]], UNIT["Beijing"]] = 0.7
SPREAD = np.array([0, 1, 2, 3, 5])
"""Over how many cells a change of the score is spread."""
TINY = 1e-300
STEP = int(W[FINE[0]] - W[COARSE[0]])
"""One up in a cell of the fine columns and one down in the coarse: the least change of a score."""
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

    def parted(self) -> Bools:
        """Bind two units to a value below Guangdong's in Policies, or part them to values above.

        Only these two rows change, where `south` changes all four.
        """
        column = self.values[POLICIES]
        pair = [LAST[place] for place in self.random.permutation(len(LAST))[:2].tolist()]
        reach = self._one([*REACHES, model.FULL])
        shared = column[SOUTH[0]]
        tie = column[pair[0]] == column[pair[1]]
        held = np.full(self.count, fill_value=True)
        values, ratio = [], np.zeros(self.count)
        for unit in pair:
            low, high = LOW[unit, POLICIES], HIGH[unit, POLICIES]
            now, top = column[unit], np.clip(shared + reach, low, high)
            floor, middle = np.clip(shared - reach, low, high), np.clip(shared, low, high)
            if unit == pair[0]:
                bound = self._drawn_from(unit, floor, middle)
                back = self._chance(unit, np.where(tie, now, bound), floor, middle)
            fresh = self._drawn_from(unit, middle, top)
            values.append(np.where(tie, fresh, bound))
            ratio -= self._chance(unit, np.where(tie, fresh, now), middle, top)
            held &= np.where(tie, (now >= floor) & (now <= middle), (now >= middle) & (now <= top))
        held &= ~tie | (values[0] != values[1])
        new = self.values[:M].copy()
        for unit, value in zip(pair, values, strict=True):
            self._put(new, POLICIES, np.full(self.count, unit), value)
        return self._take(new, held, np.where(tie, 1, -1) * (ratio + back))

    def _drawn_from(self, unit: int, low: Ints, high: Ints) -> Ints:
        return draw(self.random, self.cumulated[unit, POLICIES], self.rung, low, high)

    def _chance(self, unit: int, value: Ints, low: Ints, high: Ints) -> Floats:
        """The log chance that `_drawn_from` gives the value, or 0 where it cannot."""
        row, first = self.cumulated[unit, POLICIES], self.rung * (model.FULL + 2)
        own = row[first + value + 1] - row[first + value]
        all_of_them = row[first + high + 1] - row[first + low]
        given = (own > 0) & (all_of_them > 0)
        found: Floats = np.log(np.divide(own, all_of_them, out=np.ones(len(own)), where=given))
        return found

    def _put(self, new: Ints, node: int, unit: Ints, value: Ints) -> None:
        """Set a cell per chain, and spread the opposite of the change of the score, or do not.

        What is spread makes good the score about, and to the last unit where cities are tied.
        """
        change = (value - new[node, unit, self.every]) * W[node]
        new[node, unit, self.every] = value
        counts = SPREAD[self.random.integers(0, len(SPREAD), self.count)]
        order = self.random.random((M, self.count)) + SHUNNED[:, unit]
        order[node] = np.inf
        others = np.argsort(order, axis=0)[: SPREAD[-1]]
        weights = W[others]
        parts = self.random.standard_exponential(others.shape)
        parts[np.arange(len(parts))[:, None] >= counts] = 0
        shares = parts / np.maximum(parts.sum(axis=0), TINY)
        steps = -np.rint(shares * change / weights).astype(np.int64)
        new[others, unit, self.every] += steps
        exact = ((unit == TIED[0]) | (unit == TIED[1])) & (counts > 0)
        if exact.any():
            rest = np.where(exact, change + (steps * weights).sum(axis=0), 0)
            for nodes, sign in ((FINE, -1), (COARSE, 1)):
                places = np.array([other for other in nodes if other != node])
                place = places[self.random.integers(0, len(places), self.count)]
                new[place, unit, self.every] += sign * (rest // STEP)

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
        places = np.flatnonzero(ok & boxed(new))  # what is asked for last is asked of the fewest
        cells = new[:, :, places]
        left = ordered(scores(cells))
        places, cells = places[left], cells[:, :, left]
        values = all_forms(cells)
        left = placed(values)
        places, cells, values = places[left], cells[:, :, left], values[:, :, left]
        moved = np.zeros(self.count, dtype=bool)
        if not len(places):
            return moved
        rung = self.rung[places]
        difference = self._density(rung, cells)
        difference -= self._density(rung, self.values[:M, :, places])
        if companies is not None:
            first = self.leader if leader is None else leader
            difference += self._share_density(rung, first[places], companies[:, places])
            difference -= self._share_density(rung, self.leader[places], self.companies[:, places])
        left = np.log(self.random.random(len(places))) < difference + ratio[places]
        places = places[left]
        moved[places] = True
        self.values[:, :, places] = values[:, :, left]
        if companies is not None:
            self.companies[:, places] = companies[:, places]
        if leader is not None:
            self.leader[places] = leader[places]
        return moved

    def _density(self, rung: Ints, cells: Ints) -> Floats:
        found: Floats = self.weights[rung, UNITS, NODES, cells].sum(axis=(0, 1))
        for node in ORDERS:
            found = found + order_density(node, cells[node])
        return found

    def _share_density(self, rung: Ints, leader: Ints, companies: Ints) -> Floats:
        found: Floats = self.share_weights[rung, leader, companies].sum(axis=0)
        return found


def offers(column: Ints, leader: Ints) -> Floats:
    """The chance that each unit is offered the lead of a column: n × chains."""
    chances = np.exp((column - model.FULL) / NEAR)
    others = np.arange(N)[:, None] != leader
    chances = np.where(others, chances, 0.0)
    found: Floats = (1 - ANY) * chances / chances.sum(axis=0) + ANY / (N - 1) * others
    return found
