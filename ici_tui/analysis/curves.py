"""Scores along one weight where units lack values: ratios of two straight lines.

The others share what the weight leaves in proportion, and each unit's score is the mean over what
it has: S(t) = ((1 − t)·`rest` + t·`own`) / ((1 − t)·`has_rest` + t·`has_own`). Two of them meet
where a quadratic in t/(1 − t) is 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ici_tui.analysis.inputs import NEARLY_ALL, checked_weights, proportions, tie_gap
from ici_tui.analysis.meetings import Meetings
from ici_tui.analysis.sweep import SAME_PLACE
from ici_tui.index.ranking import last_where_missing

if TYPE_CHECKING:
    from ici_tui.analysis.inputs import FloatArray, IntArray

AT_ONCE = 1 << 16
"""So many pairs are looked at together."""


class Beside(NamedTuple):
    """What a score is made of besides the components: `base` + `pull` · their mean, n each.

    A unit that has none of them has a `pull` of 0: its score stays as it is.
    """

    base: FloatArray
    pull: FloatArray

    @classmethod
    def nothing(cls, count: int) -> Beside:
        """The mean is the score."""
        return cls(np.zeros(count), np.ones(count))

    def scores(self, means: FloatArray) -> FloatArray:
        """The scores, … × n, from the means over the components; NaN of those stays."""
        found: FloatArray = self.base + np.where(self.pull > 0, self.pull * means, 0.0)
        return found


@dataclass(frozen=True, eq=False)
class Means:
    """n units and m components of which each unit has some.

    `values` are m × n, 0 where a unit has none; `present` is 1 where it has one, else 0; `summed`
    and `has` are their sums at the m `shares` of 1.
    """

    values: FloatArray
    present: FloatArray
    summed: FloatArray
    has: FloatArray
    shares: FloatArray
    beside: Beside

    @classmethod
    def of(cls, table: FloatArray, shares: FloatArray) -> Means:
        """From a table, n × m, NaN where a unit lacks a component, and m shares of 1.

        Raises:
            AnalysisError: they do not fit.
        """
        shares = checked_weights(shares, table.shape[1])
        columns = np.ascontiguousarray(table.T)
        present = (~np.isnan(columns)).astype(np.float64)
        values = np.where(present > 0, columns, 0.0)
        alone = Beside.nothing(len(table))
        return cls(values, present, shares @ values, shares @ present, shares, alone)

    @property
    def scores(self) -> FloatArray:
        """The n scores now; NaN where what a unit has weighs nothing."""
        with np.errstate(invalid="ignore", divide="ignore"):
            return self.beside.scores(np.where(self.has > 0, self.summed / self.has, np.nan))

    def at(self, weights: FloatArray) -> FloatArray:
        """The scores at some weights, B × m: B × n, the last where what a unit has weighs nothing."""
        has = weights @ self.present
        with np.errstate(invalid="ignore", divide="ignore"):
            means = np.where(has > 0, weights @ self.values / has, np.nan)
        return last_where_missing(self.beside.scores(means))

    def ordered(self, order: IntArray) -> Means:
        """The same units in another order."""
        columns = (self.values[:, order], self.present[:, order])
        sums, beside = (self.summed[order], self.has[order]), self.beside
        return Means(*columns, *sums, self.shares, Beside(beside.base[order], beside.pull[order]))

    def without(self, k: int) -> tuple[FloatArray, FloatArray]:
        """The sums over all components but one, whose shares are those of 1 then."""
        rest = 1 - float(self.shares[k])
        if rest >= NEARLY_ALL:
            summed = (self.summed - self.shares[k] * self.values[k]) / rest
            return summed, (self.has - self.shares[k] * self.present[k]) / rest
        # The difference would lose its digits, or there is none.
        portions = proportions(self.shares, k)
        return portions @ self.values, portions @ self.present


@dataclass(frozen=True, eq=False)
class Curves:
    """The n scores along the weight of one component, `share` now; see the module."""

    rest: FloatArray
    own: FloatArray
    has_rest: FloatArray
    has_own: FloatArray
    share: float
    now: FloatArray
    """The scores with the weight as it is now."""

    @classmethod
    def of(cls, means: Means, k: int) -> Curves:
        """As the weight of component k moves."""
        base, pull = means.beside
        rest, has_rest = means.without(k)
        # Over the same denominator: base · has + pull · sum. Whoever has none of it stays.
        none = pull == 0
        low, more_low = np.where(none, 1.0, has_rest), np.where(none, 1.0, means.present[k])
        top, more_top = base * low + pull * rest, base * more_low + pull * means.values[k]
        return cls(top, more_top, low, more_low, float(means.shares[k]), means.scores)

    @classmethod
    def level(cls, means: Means, k: int) -> Curves:
        """As the weight of component k moves, where that moves no score."""
        now, all_of_it = means.scores, np.ones(len(means.has))
        return cls(now, now, all_of_it, all_of_it, float(means.shares[k]), now)

    def scores(self, t: float | FloatArray) -> FloatArray:
        """The n scores with the weight at t; of k × 1 places k × n.

        Units of which nothing weighs anything there, which can be at 0 and 1 alone, are last.
        """
        place = np.asarray(t, dtype=np.float64)
        has = (1 - place) * self.has_rest + place * self.has_own
        with np.errstate(invalid="ignore", divide="ignore"):
            found = ((1 - place) * self.rest + place * self.own) / has
        found = np.where(has > 0, found, np.nan)
        return last_where_missing(np.atleast_2d(found)).reshape(found.shape)

    def met(self, one: IntArray, other: IntArray) -> Meetings:
        """Where pairs meet strictly between 0 and 1, if they are not tied now: twice at most."""
        chunks = [
            self._met(one[start : start + AT_ONCE], other[start : start + AT_ONCE])
            for start in range(0, len(one), AT_ONCE)
        ]
        none = np.empty(0, dtype=np.int64)
        return Meetings(*map(np.concatenate, zip((np.empty(0), none, none), *chunks, strict=True)))

    def _met(self, one: IntArray, other: IntArray) -> Meetings:
        apart = np.abs(self.now[one] - self.now[other]) > tie_gap(self.now)
        one, other = one[apart], other[apart]
        a = self.own[one] * self.has_own[other] - self.own[other] * self.has_own[one]
        b = self.rest[one] * self.has_own[other] - self.rest[other] * self.has_own[one]
        b += self.own[one] * self.has_rest[other] - self.own[other] * self.has_rest[one]
        c = self.rest[one] * self.has_rest[other] - self.rest[other] * self.has_rest[one]
        found = []
        with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
            half = -(b + np.copysign(np.sqrt(b * b - 4 * a * c), b)) / 2
            for odds in (half / a, c / half):
                at = odds / (1 + odds)
                rises = 2 * a * odds + b  # 0 where they touch and part again
                hits = np.flatnonzero((at > SAME_PLACE) & (at < 1 - SAME_PLACE) & (rises != 0))
                up = np.where(rises[hits] > 0, one[hits], other[hits])
                down = np.where(rises[hits] > 0, other[hits], one[hits])
                found.append((at[hits], up, down))
        return Meetings(*map(np.concatenate, zip(*found, strict=True)))


def all_meetings(curves: Curves) -> Meetings:
    """Where any two of n units meet, from 0 upwards: of n · (n − 1) / 2 pairs."""
    upper, lower = np.triu_indices(len(curves.now), 1)
    met = curves.met(upper, lower)
    return met.part(np.argsort(met.at, kind="stable"))
