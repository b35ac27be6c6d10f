"""Strict comparisons that weights decide: the common ground of the questions about a rank."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from ici_tui.analysis.inputs import FloatArray, IntArray
    from ici_tui.analysis.moves import Limits


@dataclass(frozen=True, eq=False)
class Comparisons:
    """A row g (of r × m) is a comparison: it holds at the weights w where g·w ≥ margin.

    The weights lie within the limits; rows are differences of two units.
    """

    rows: FloatArray
    margin: float
    allowed: Limits

    def failing(self, weights: FloatArray) -> int:
        """How many comparisons fail at some weights."""
        return int((self.rows @ weights < self.margin).sum())

    def kept(self, solution: FloatArray) -> IntArray:
        """The comparisons that a solution lets hold: its last r numbers say which may fail."""
        return np.flatnonzero(solution[-len(self.rows) :] < 0.5)
