"""Moves that hand a value on from one unit to another and make good the change in both rows.

The way back is a move of the same kind that is drawn with the same chance, but for the values
drawn anew: only the densities and the chances of those stand in the acceptance.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from reconstruction import model
from reconstruction.density import TAKING, draw_taken
from reconstruction.lines import TOP, forms
from reconstruction.state import POLICIES, SOUTH, State
from reconstruction.tables import HIGH, LOW, NODE, UNIT, M, N, W, admissible

if TYPE_CHECKING:
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]
    Bools = npt.NDArray[np.bool_]

LED = [node for node in range(M) if LOW[:, node].max() < model.FULL] + 2 * [TOP]
"""Columns whose leader is not given; that of the heaviest changes least often, so is tried more."""
SWAPPED = [node for node in range(M) if node != NODE["Employment"]]
BEIJING = UNIT["Beijing"]
BACK = 0.5
"""How often a lead of another unit is offered to Beijing."""
LAST = [
    UNIT[unit]
    for unit, node in model.RANK_AT_MOST
    if node == "Government" and UNIT[unit] not in SOUTH
]
"""Units that may not be behind in Policies, but for Guangdong's two."""
LOWS, HIGHS = LOW.T[:, :, None], HIGH.T[:, :, None]
UNITS, NODES = np.arange(N)[None, :, None], np.arange(M)[:, None, None]


class ExchangeMoves(State):
    """The moves that hand values on; each returns which chains moved."""

    def role(self) -> Bools:
        """Pass a column's leading value, or the 0 of Top100, on to another unit."""
        special = 0 if self._choose(len(LED) + 1) == 0 else model.FULL
        node = TOP if special == 0 else self._one(LED)
        holds = self.values[node] == special
        old = holds.argmax(axis=0)
        heir, preference = self._heir(old) if special else (self._other(old), 0.0)
        was = self.values[node, heir, self.every]
        value = draw_taken(self.random, special, old)
        new = self.values[:M].copy()
        self._put(new, node, old, value)
        self._put(new, node, heir, np.full(self.count, special))
        ok: Bools = (holds.sum(axis=0) == 1) & (value != special)
        drawn = TAKING[special][heir, was] - TAKING[special][old, value]
        return self._take(new, ok, drawn + preference)

    def _heir(self, old: Ints) -> tuple[Ints, Floats]:
        """Who leads next, Beijing in half of the cases; log chance of the way back less this way's.

        Beijing leads most columns, and its lead changes least often if asked like any other's.
        """
        away = 1 + self.random.integers(0, N - 1, self.count)
        aside = 1 + (old - 1 + self.random.integers(1, N - 1, self.count)) % (N - 1)
        back = self.random.random(self.count) < BACK
        heir = np.where(old == BEIJING, away, np.where(back, BEIJING, aside))
        preference = np.log(BACK * (N - 1))
        return heir, preference * ((old == BEIJING).astype(float) - (heir == BEIJING))

    def swap(self) -> Bools:
        """Two units exchange their values in a column; Guangdong's two go together in Policies."""
        node = self._one(SWAPPED)
        one = self.random.integers(0, N, self.count)
        other = self._other(one)
        values = self.values[node, other, self.every], self.values[node, one, self.every]
        new = self.values[:M].copy()
        for unit, value in zip((one, other), values, strict=True):
            self._put(new, node, unit, value)
        if node == POLICIES:
            for south, twin in (SOUTH, SOUTH[::-1]):
                moved = (one == south) | (other == south)
                value = np.where(moved, new[node, south], new[node, twin])
                self._put(new, node, np.full(self.count, twin), value)
        return self._take(new, np.full(self.count, fill_value=True), np.zeros(self.count))

    def south(self) -> Bools:
        """Redraw one value of Policies that two units share, or let two such pairs exchange.

        Guangdong's two share theirs. They are the last of those that may not be behind, or else
        two others tie on that place: single cells do not lead from one kind of table to the other.
        """
        column = self.values[POLICIES]
        one, other = (LAST[place] for place in self.random.permutation(len(LAST))[:2].tolist())
        tie = column[one] == column[other]
        fresh = self.random.integers(0, model.FULL + 1, self.count)
        kind = self._choose(3)
        given: dict[int, Ints] = {}
        if kind != 1:
            given |= dict.fromkeys(SOUTH, fresh if kind == 0 else column[one])
        if kind != 0:
            given |= dict.fromkeys((one, other), fresh if kind == 1 else column[SOUTH[0]])
        new = self.values[:M].copy()
        for unit, value in given.items():
            now = value if kind == 0 else np.where(tie, value, column[unit])
            self._put(new, POLICIES, np.full(self.count, unit), now)
        return self._take(new, np.full(self.count, fill_value=True), np.zeros(self.count))

    def _put(self, new: Ints, node: int, unit: Ints, value: Ints) -> None:
        """Set a cell per chain, and spread the opposite of the change of the score, or do not."""
        change = (value - new[node, unit, self.every]) * W[node]
        new[node, unit, self.every] = value
        count = self._choose(4)
        left: Floats | float = 1.0
        for turn in range(count):
            part = left * (self.random.random(self.count) if turn < count - 1 else 1.0)
            left = left - part
            other = (node + 1 + self._choose(M - 1)) % M
            new[other, unit, self.every] -= np.rint(part * change / W[other]).astype(np.int64)

    def _take(self, new: Ints, ok: Bools, ratio: Floats) -> Bools:
        """Go to the new tables where they are admissible and drawn."""
        ok &= ((new >= LOWS) & (new <= HIGHS)).all(axis=(0, 1))
        ok[ok] = _ordered(new[:, :, ok])
        ok[ok] = admissible(new[:, :, ok].transpose(2, 1, 0))
        difference = self._density(new[:, :, ok]) - self._density(self.values[:M, :, ok])
        ok[ok] = np.log(self.random.random(len(difference))) < difference + ratio[ok]
        self.values[:, :, ok] = forms(new[:, :, ok])
        return ok

    def _density(self, cells: Ints) -> Floats:
        found: Floats = self.weights[UNITS, NODES, cells].sum(axis=(0, 1))
        return found


def _ordered(cells: Ints) -> Bools:
    """Whether the scores stand in the published order: what most moves of two rows break."""
    gaps = -np.diff(np.einsum("m,muk->uk", W, cells), axis=0)
    found: Bools = (gaps[:-1] > 0).all(axis=0) & (gaps[-1] == 0)
    return found
