"""Whether an order of units is lost at other ranks, without a comparison of all pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from ici_tui.analysis.inputs import BoolArray, IntArray


class OldOrder:
    """The order of n units, in groups of equal rank.

    It holds while every group is wholly above the next one: then it is above all further ones.
    """

    def __init__(self, ranks: IntArray) -> None:
        """Take an order.

        Args:
            ranks: n competition ranks.
        """
        self._order = np.argsort(ranks, kind="stable")
        ordered = ranks[self._order]
        self._starts = np.flatnonzero(np.append(True, ordered[1:] != ordered[:-1]))
        sizes = np.diff(np.append(self._starts, len(ranks)))
        self._group = np.empty(len(ranks), dtype=np.int64)
        self._group[self._order] = np.repeat(np.arange(len(self._starts)), sizes)

    def lost(self, others: IntArray) -> BoolArray:
        """Whether some unit is no longer above one that it was above.

        Args:
            others: B × n ranks.

        Returns:
            B answers.
        """
        least, most = self._ends(others)
        return np.asarray((most[:, :-1] >= least[:, 1:]).any(axis=1), dtype=np.bool_)

    def first_swapped(self, others: IntArray) -> tuple[int, int]:
        """The first unit that is no longer above one that it was above, and the first such one.

        Args:
            others: n ranks at which the order is lost.
        """
        least, _ = self._ends(others[None, :])
        # The best rank that a unit of any later group has.
        later = np.minimum.accumulate(least[0, ::-1])[::-1]
        later = np.append(later[1:], np.iinfo(np.int64).max)
        above = int(np.flatnonzero(others >= later[self._group])[0])
        below = (self._group > self._group[above]) & (others <= others[above])
        return above, int(np.flatnonzero(below)[0])

    def _ends(self, others: IntArray) -> tuple[IntArray, IntArray]:
        """The least and the greatest rank in each of the G groups, B × G both."""
        ordered = others[:, self._order]
        return (
            np.minimum.reduceat(ordered, self._starts, axis=1),
            np.maximum.reduceat(ordered, self._starts, axis=1),
        )
