"""Groups of equal rank in an order, for methods that look at all weights at every key press."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.analysis.inputs import stretches

if TYPE_CHECKING:
    from ici_tui.analysis.inputs import FloatArray, IntArray


@dataclass(frozen=True, eq=False)
class Groups:
    """Where each group of equal rank starts and ends, among the units from the highest down."""

    starts: IntArray
    ends: IntArray

    @classmethod
    def of(cls, ordered: FloatArray, apart: float) -> Groups:
        """Those of n scores from the highest down, of which neighbours so far apart are no tie."""
        falls = np.flatnonzero(ordered[:-1] - ordered[1:] > apart) + 1
        return cls(np.append(0, falls), np.append(falls, len(ordered)))

    @property
    def sizes(self) -> IntArray:
        """How many units each has."""
        return self.ends - self.starts

    def first(self, count: int) -> int:
        """How many the first so many units are, with who is tied with the last of them."""
        return int(self.ends[min(int(np.searchsorted(self.ends, count)), len(self.ends) - 1)])


def other_pairs(groups: Groups) -> tuple[IntArray, IntArray]:
    """All pairs of units in neighbouring groups of which one has several."""
    sizes = groups.sizes
    of = np.flatnonzero((sizes[:-1] > 1) | (sizes[1:] > 1))
    units = stretches(groups.starts[of], sizes[of])
    lengths = np.repeat(sizes[of + 1], sizes[of])
    begins = np.repeat(groups.starts[of + 1], sizes[of])
    return np.repeat(units, lengths), stretches(begins, lengths)
