"""The state of many chains at once: one array of all forms, chains on its last axis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from reconstruction.density import cumulate, log_weights
from reconstruction.lines import forms
from reconstruction.tables import NODE, UNIT, M, N

if TYPE_CHECKING:
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]

POLICIES = NODE["Policies"]
TIED = (UNIT["Chengdu"], UNIT["Shenyang"])
"""Units with one score."""
SOUTH = (UNIT["Shenzhen"], UNIT["Guangzhou"])
"""Units with one value in Policies."""


@dataclass
class State:
    """All chains of one prior.

    Args:
        tables: Where the chains start, chains × n × m, admissible.
        prior: "uniform" or "log".
        random: Where all draws come from.
    """

    tables: Ints
    prior: str
    random: np.random.Generator

    def __post_init__(self) -> None:
        self.count = len(self.tables)
        self.every = np.arange(self.count)
        self.values = forms(self.tables.transpose(2, 1, 0))
        self.weights = log_weights(self.prior)
        self.cumulated = cumulate(self.weights)

    def state(self) -> Ints:
        """The tables, chains × n × m."""
        return self.values[:M].transpose(2, 1, 0)

    def _choose(self, count: int) -> int:
        return int(self.random.integers(count))

    def _one(self, places: list[int]) -> int:
        return places[self._choose(len(places))]

    def _other(self, unit: Ints) -> Ints:
        """Per chain a unit that is not the one given."""
        found: Ints = (unit + self.random.integers(1, N, self.count)) % N
        return found
