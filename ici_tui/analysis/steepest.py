"""The greatest rise per gap between units of groups that are one above the other, of all pairs.

Where thousands of units are tied there are more pairs than can be looked at. But of a rise
divided by a gap the greatest is found without them: with a rate for which somebody's rise is
more than the rate times the gap, whoever's is so by the most gives a greater rate, until there
is none. Rise and gap are both differences between two units, so that this one is found from each
unit alone. Source: Dinkelbach 1967, Management Science 13(7):492–498.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from ici_tui.analysis.inputs import FloatArray, IntArray


class Layers:
    """Units from the highest score down, in groups each of which is met with the next one alone.

    Args:
        scores: n, from the highest down.
        starts: where each of the groups begins, the first at 0; at least two.
    """

    def __init__(self, scores: FloatArray, starts: IntArray) -> None:
        self._scores = scores
        self._first, self._starts = int(starts[1]), starts
        self._last = int(starts[-1])
        # Scores are counted from the lowest of the higher group: a rate times them stays small,
        # and its last digits are those that tell.
        self._ends = np.append(starts[1:], len(scores))
        marks, sizes = scores[self._ends[:-1] - 1], self._ends - starts
        self._over = scores[: self._last] - np.repeat(marks, sizes[:-1])
        self._under = scores[self._first :] - np.repeat(marks, sizes[1:])

    def steepest(self, values: FloatArray) -> float:
        """The greatest (value of the lower unit − value of the higher one) / gap of all pairs.

        Args:
            values: n, in the order of the scores.
        """
        best, rate = -np.inf, 0.0
        while True:
            higher, lower = self._pair(values, rate)
            gap = float(self._scores[higher] - self._scores[lower])
            found = float(values[lower] - values[higher]) / gap
            if found <= best or np.isinf(found):
                return max(best, found)
            best = rate = found

    def _pair(self, values: FloatArray, rate: float) -> tuple[int, int]:
        """The pair whose rise is by the most above (or least below) a rate times its gap."""
        above = values[: self._last] + rate * self._over
        below = values[self._first :] + rate * self._under
        upper, lower = self._starts[:-1], self._starts[1:] - self._first
        most = np.maximum.reduceat(below, lower) - np.minimum.reduceat(above, upper)
        group = int(most.argmax())
        between, end = self._ends[group], self._ends[group + 1]
        one = upper[group] + above[upper[group] : between].argmin()
        other = between + below[lower[group] : end - self._first].argmax()
        return int(one), int(other)
