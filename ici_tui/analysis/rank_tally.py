"""How often each unit takes each rank, counted where the cache is.

A table of n units by n ranks is far larger than a cache, and ranks fall all over it. So the
units in order are kept, two bytes each, and counted a few columns of the table at a time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ici_tui.analysis.buffers import Buffers
from ici_tui.analysis.rank_counts import parts, placed
from ici_tui.analysis.sampling import BLOCK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Protocol, TypeVar

    from ici_tui.analysis.inputs import FloatArray, IntArray
    from ici_tui.analysis.rank_counts import Placed, Places

    Given = TypeVar("Given")
    Found = TypeVar("Found")

    class Each(Protocol):
        """Applies a function to everything that is given, as `map` does, in threads or not."""

        def __call__(
            self, function: Callable[[Given], Found], given: Iterable[Given], /
        ) -> Iterable[Found]:
            """What the function finds, in the given order."""


MOST_KEPT = 1 << 25
"""Places that are kept at once, 64 MB: 10,000 draws of 3,000 units."""
COLUMNS = 64
"""At most so many columns are counted at once."""
CELLS = 1 << 16
"""Cells of the table that are counted at once, so that two bytes tell them."""
FEW = 1 / 4


class RankTally:
    """Counts of ranks, n units × n ranks."""

    def __init__(self, units: int, draws: int) -> None:
        """Nothing counted yet.

        Args:
            units: n.
            draws: how many rows will be counted in all.
        """
        self.counts: IntArray = np.zeros((units, units), dtype=np.int64)
        self.room = min(draws, max(BLOCK, MOST_KEPT // max(units, 1)))
        self._columns = min(COLUMNS, CELLS // max(units, 1))
        # Where the numbers of a column begin among those of the columns counted with it.
        begins = np.arange(units) % self._columns * units
        self._begins: Places = begins.astype(np.uint16)
        self._kept: Places = np.empty((self.room, units), dtype=np.uint16)
        self._tied = np.zeros(self.room, dtype=np.bool_)

    def keep(self, start: int, found: Placed) -> None:
        """Keep rows that are still to be counted, from a place on; any thread may.

        Args:
            start: the first of these rows among those that are kept, below `room`.
            found: the rows.
        """
        rows = slice(start, start + len(found.order))
        # By rank where there is a unit for each of them, by unit in the other rows.
        np.add(found.order, self._begins, out=self._kept[rows])
        self._kept[start + found.tied] = found.ranks - 1 + self._begins
        self._tied[rows] = False
        self._tied[start + found.tied] = True

    def count(self, rows: int, each: Each = map) -> None:
        """Count the first rows that are kept.

        Args:
            rows: how many.
            each: `map`, or that of some threads.
        """
        starts = range(0, len(self.counts), self._columns)
        kept, tied = self._kept[:rows], self._tied[:rows]
        others = kept[tied]
        # Counting all and taking off those that tie is quicker than choosing the others, if few do.
        few = len(others) < FEW * rows
        plain = kept if few else kept[~tied]

        def by_rank(start: int) -> None:
            found = self._counted(plain, start)
            if few:
                found -= self._counted(others, start)
            self.counts[:, start : start + self._columns] += found.T

        def by_unit(start: int) -> None:
            self.counts[start : start + self._columns] += self._counted(others, start)

        # One after the other: their parts of the table overlap.
        if len(plain):
            list(each(by_rank, starts))
        if len(others):
            list(each(by_unit, starts))

    def _counted(self, rows: Places, start: int) -> IntArray:
        """How often each number stands in some columns of rows, columns × n."""
        some = rows[:, start : start + self._columns]
        units, wide = len(self.counts), some.shape[1]
        return np.bincount(some.ravel(), minlength=wide * units).reshape(wide, units)

    def add(self, scores: FloatArray) -> None:
        """Rank rows of scores (B × n) and count them at once."""
        buffers = Buffers()
        for first in range(0, len(scores), self.room):
            some = scores[first : first + self.room]
            for part in parts(*some.shape):
                self.keep(part.start, placed(some[part], buffers))
            self.count(len(some))
