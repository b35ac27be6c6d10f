"""The state of many chains at once: one array of all forms, chains on its last axis."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from reconstruction.density import in_one_row, log_weights, share_weights
from reconstruction.lines import forms
from reconstruction.shares import counts
from reconstruction.tables import NODE, TOP, UNIT, M, N

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]

POLICIES = NODE["Policies"]
TIED = (UNIT["Chengdu"], UNIT["Shenyang"])
"""Units with one score."""
SOUTH = (UNIT["Shenzhen"], UNIT["Guangzhou"])
"""Units with one value in Policies."""
KEPT = ("values", "companies", "leader", "rung", "chain")
"""What changes from step to step."""


@dataclass
class State:
    """All chains, of all rungs: one array operation moves them all.

    Args:
        tables: Where the chains start, chains × n × m, admissible.
        exponents: By chain, that of its prior; where there are several, ladder after ladder, each
            with all of them in the same order.
        random: Where all draws come from.
    """

    tables: Ints
    exponents: Sequence[float]
    random: np.random.Generator

    def __post_init__(self) -> None:
        self.count = len(self.tables)
        self.every = np.arange(self.count)
        self.values = forms(self.tables.transpose(2, 1, 0))
        self.leader, found = counts(self.tables[:, :, TOP])
        if not self.leader.all():
            raise ValueError("a start's Top 100 is not made of whole companies")
        self.companies = found.T.copy()
        rungs = list(dict.fromkeys(self.exponents))
        self.powers = np.array(rungs)
        self.rung = np.array([rungs.index(exponent) for exponent in self.exponents])
        self.chain = self.every.reshape(-1, len(rungs)).copy()
        """Which chain is on which rung, ladders × rungs."""
        if (self.rung[self.chain] != np.arange(len(rungs))).any():
            raise ValueError("the chains do not come in ladders")
        self.weights = np.stack([log_weights(exponent) for exponent in rungs])
        self.share_weights = np.stack([share_weights(exponent) for exponent in rungs])
        self.cumulated = in_one_row(self.weights)
        self._drawn: list[float] = []

    def state(self) -> Ints:
        """The tables, chains × n × m."""
        return self.values[:M].transpose(2, 1, 0)

    def record(self) -> dict[str, Any]:
        """All that a run is taken up from, as arrays."""
        random = json.dumps(self.random.bit_generator.state)
        return {name: getattr(self, name) for name in KEPT} | {
            "drawn": np.array(self._drawn),
            "random": np.array(random),
        }

    def resume(self, found: Mapping[str, Any]) -> None:
        """Take up what `record` gave."""
        for name in KEPT:
            setattr(self, name, found[name])
        self._drawn = found["drawn"].tolist()
        self.random.bit_generator.state = json.loads(str(found["random"]))

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
