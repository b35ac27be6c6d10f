"""Moves of the Top 100: of a city's companies, of who leads or has none, of the leader's count.

The values follow from the counts; the change of a score is made good elsewhere in its row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from reconstruction import model
from reconstruction.density import SHARE_TAKING, draw_shares
from reconstruction.exchange_moves import ExchangeMoves, offers
from reconstruction.shares import VALUES, possible
from reconstruction.tables import TOP, M, N

if TYPE_CHECKING:
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]
    Bools = npt.NDArray[np.bool_]

REACHES = (1, 2, 5, 15)
"""By how many companies a step changes a count, at most."""
FACTORS = (2, 3)


class ShareMoves(ExchangeMoves):
    """The moves of the Top 100; each returns which chains moved."""

    def hosts(self) -> Bools:
        """One city has some companies more or fewer; or another city as many fewer or more."""
        unit = self.random.integers(0, N, self.count)
        if not self._choose(5):
            return self._rest(unit)
        size = 1 + self.random.integers(0, self._one(list(REACHES)), self.count)
        size *= 1 - 2 * self.random.integers(0, 2, self.count)
        companies = self.companies.copy()
        companies[unit, self.every] += size
        changed = [unit]
        if self._choose(2):
            changed.append(self._other(unit))
            companies[changed[1], self.every] -= size
        return self._go_to(companies, self.leader, changed, np.zeros(self.count))

    def _rest(self, unit: Ints) -> Bools:
        """A city without any gets all that no other of the eleven has; or gives up its own."""
        rest = model.HUNDRED - self.companies.sum(axis=0)
        own = self.companies[unit, self.every]
        companies = self.companies.copy()
        companies[unit, self.every] = np.where(own > 0, 0, rest)
        full = ((self.companies > 0).sum(axis=0) == model.HOSTS) == (own > 0)
        return self._go_to(companies, self.leader, [unit], np.where(full, 0.0, -np.inf))

    def host_role(self) -> Bools:
        """The lead, or having none, passes on to another city."""
        special = model.FULL if self._choose(4) else 0
        holds = self.values[TOP] == special
        old = holds.argmax(axis=0)
        heir, there = self._heir(self.values[TOP], old) if special else (self._other(old), 0.0)
        was = self.companies[heir, self.every]
        now = draw_shares(self.random, special, old, self.leader)
        companies = self.companies.copy()
        companies[old, self.every] = now
        companies[heir, self.every] = self.leader if special else 0
        alone = (holds.sum(axis=0) == 1) & (self.values[TOP, heir, self.every] != special)
        taking = SHARE_TAKING[special]
        ratio = taking[heir, self.leader, was] - taking[old, self.leader, now] - there
        if special:
            values = VALUES[self.leader, companies]
            ratio += np.log(offers(values, heir)[old, self.every])
        ratio = np.where(alone & np.isfinite(ratio), ratio, -np.inf)
        return self._go_to(companies, self.leader, [old, heir], ratio)

    def level(self) -> Bools:
        """The leader has more or fewer; the others keep their companies, or about their shares."""
        kind = self._choose(3)
        if kind == 2:
            # Each chain has its own direction: what one kind of step does must be its own way back.
            factor = self._one(list(FACTORS))
            up = self.random.integers(0, 2, self.count) == 1
            leader = np.where(up, self.leader * factor, self.leader // factor)
            companies = np.where(up, self.companies * factor, self.companies // factor)
            same = (up | (companies * factor == self.companies)).all(axis=0)
        else:
            size = 1 + self.random.integers(0, 3, self.count)
            leader = self.leader + size * (1 - 2 * self.random.integers(0, 2, self.count))
            first = np.maximum(leader, 1)
            leads = self.companies == self.leader
            if kind == 0:
                companies = np.where(leads, first, self.companies)
                same = ((companies < first) | leads).all(axis=0) & (leader > 0)
            else:
                companies = _about(self.companies, self.leader, first)
                back = _about(companies, first, self.leader)
                same = (back == self.companies).all(axis=0) & (leader > 0)
                same &= ((companies == first) == leads).all(axis=0)
        ratio = np.where(same, 0.0, -np.inf)
        every = [np.full(self.count, unit) for unit in range(N)] if kind != 2 else []
        return self._go_to(companies, leader, every, ratio)

    def _go_to(self, companies: Ints, leader: Ints, changed: list[Ints], ratio: Floats) -> Bools:
        """Take the counts where they are possible, with the values of the units that change."""
        ok = (companies >= 0).all(axis=0) & (companies <= leader).all(axis=0)
        ok &= (companies == leader).any(axis=0) & (leader <= model.HUNDRED)
        ok &= (leader >= model.LEAST_LEADER) & possible(companies) & np.isfinite(ratio)
        new = self.values[:M].copy()
        first = np.clip(leader, model.LEAST_LEADER, model.HUNDRED)
        values = VALUES[first, np.clip(companies, 0, first)]
        for unit in changed:
            self._put(new, TOP, unit, values[unit, self.every])
        return self._take(new, ok, np.where(ok, ratio, 0.0), companies, leader)


def _about(companies: Ints, leader: Ints, other: Ints) -> Ints:
    """The counts that are nearest the same shares of another leader's count."""
    found: Ints = (2 * companies * other + leader) // (2 * leader)
    return found
