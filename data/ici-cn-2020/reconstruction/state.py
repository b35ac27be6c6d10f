"""The state of many chains at once: one array of all forms, chains on its last axis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from reconstruction.density import PRIORS, cumulate, log_weights, share_weights
from reconstruction.lines import forms
from reconstruction.shares import counts
from reconstruction.tables import NODE, TOP, UNIT, M, N

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]

POLICIES = NODE["Policies"]
TIED = (UNIT["Chengdu"], UNIT["Shenyang"])
"""Units with one score."""
SOUTH = (UNIT["Shenzhen"], UNIT["Guangzhou"])
"""Units with one value in Policies."""


@dataclass
class State:
    """All chains, of either prior: one array operation moves them all.

    Args:
        tables: Where the chains start, chains × n × m, admissible.
        priors: By chain, "uniform" or "log".
        random: Where all draws come from.
    """

    tables: Ints
    priors: Sequence[str]
    random: np.random.Generator

    def __post_init__(self) -> None:
        self.count = len(self.tables)
        self.every = np.arange(self.count)
        self.values = forms(self.tables.transpose(2, 1, 0))
        self.leader, found = counts(self.tables[:, :, TOP])
        if not self.leader.all():
            raise ValueError("a start's Top 100 is not made of whole companies")
        self.companies = found.T.copy()
        self.prior = np.array([PRIORS.index(name) for name in self.priors])
        self.weights = np.stack([log_weights(name) for name in PRIORS])
        self.share_weights = np.stack([share_weights(name) for name in PRIORS])
        self.cumulated = cumulate(self.weights)
        self._drawn: list[float] = []

    def state(self) -> Ints:
        """The tables, chains × n × m."""
        return self.values[:M].transpose(2, 1, 0)

    def _choose(self, count: int) -> int:
        if not self._drawn:  # many at once: one draw of a number takes as long as one of a thousand
            self._drawn = self.random.random(4096).tolist()
        return int(self._drawn.pop() * count)

    def _one(self, places: list[int]) -> int:
        return places[self._choose(len(places))]

    def _other(self, unit: Ints) -> Ints:
        """Per chain a unit that is not the one given."""
        found: Ints = (unit + self.random.integers(1, N, self.count)) % N
        return found
