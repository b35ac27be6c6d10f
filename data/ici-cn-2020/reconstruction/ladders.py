"""Replica exchange: chains of neighbouring rungs change places.

A ladder is a chain for each of several priors, from the uniform one to the log-like. What one of
them hardly leaves another leaves easily; places are changed with the chance that keeps the
distribution of the whole ladder, and so that of each rung.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from reconstruction.density import LOGS
from reconstruction.exchange_moves import ExchangeMoves
from reconstruction.tables import TOP, M

if TYPE_CHECKING:
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]
    Bools = npt.NDArray[np.bool_]


class LadderMoves(ExchangeMoves):
    """The move between rungs; it returns which chains moved."""

    def rungs(self) -> Bools:
        """Let chains on neighbouring rungs change places: every other pair of neighbours."""
        first = self._choose(2)
        low, high = self.chain[:, first:-1:2], self.chain[:, first + 1 :: 2]
        moved = np.zeros(self.count, dtype=bool)
        if not low.size:
            return moved
        one, other = low.ravel(), high.ravel()
        lower, upper = self.rung[one], self.rung[other]
        logs = LOGS[self.values[:M]].sum(axis=(0, 1)) - LOGS[self.values[TOP]].sum(axis=0)
        gain = (self.powers[upper] - self.powers[lower]) * (logs[other] - logs[one])
        gain += self._shares(one, upper) - self._shares(one, lower)
        gain += self._shares(other, lower) - self._shares(other, upper)
        taken = np.log(self.random.random(len(one))) < gain
        one, other, lower, upper = one[taken], other[taken], lower[taken], upper[taken]
        ladder = np.arange(len(self.chain)).repeat(low.shape[1])[taken]
        self.rung[one], self.rung[other] = upper, lower
        self.chain[ladder, upper], self.chain[ladder, lower] = one, other
        moved[one] = moved[other] = True
        return moved

    def _shares(self, chains: Ints, rung: Ints) -> Floats:
        return self._share_density(rung, self.leader[chains], self.companies[:, chains])
