"""The least that all indicators together would have to be."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.analysis.improve import Rise, least_sum
from ici_tui.analysis.inputs import AnalysisError
from ici_tui.analysis.level_point import least_level
from ici_tui.analysis.transform import common_family
from ici_tui.index.errors import PipelineError
from ici_tui.index.methods import NONE
from ici_tui.views.robust.improve_answer import Gain, Joint, Step, WhyNot
from ici_tui.views.robust.improve_case import NEAR

if TYPE_CHECKING:
    from ici_tui.analysis.inputs import FloatArray, IntArray
    from ici_tui.analysis.transform import Family
    from ici_tui.views.robust.improve_case import Case

STRAIGHT = frozenset({"none", "minmax", "distance-to-max", "distance-to-target", "goalposts"})
"""Methods whose scale is straight in the value, up to the ends of the column."""
RISING = STRAIGHT | {"rank", "percentile-rank", "borda", "fraction-of-max"}
"""Methods in which a better value lifts nobody else; a z-score's unit shrinks with it."""


class Together:
    """All indicators of a case that can move, none further than the best unit's value."""

    def __init__(self, case: Case, norm: str) -> None:
        self.case, self.norm = case, norm

    def joint(self) -> Joint:
        """All indicators together."""
        if self.case.lead_now >= 0:
            return Joint(True, self.norm, 0.0, 0.0, (), True, None, self.case.share_of_tables({}))
        free = self._free
        most = (self.case.best[free] - self.case.now[free]) / self.case.span[free]
        at_most = self.case.lead(self._moved(most))
        if not self.case.level(at_most) >= 0:
            return self._never(at_most)
        summed, proved = self._least_sum(most)
        even = self._along(np.ones(len(most)), most)
        if not self._all_reached(summed, even):
            # The ranking decides: where it does not see what was found, all that there is may do.
            summed, even, proved = most, most, False
            if not self._all_reached(most):
                return self._never(at_most)
        shares = summed if self.norm == "l1" else even
        steps = tuple(
            Step(
                self.case.leaves[k].code,
                self.case.leaves[k].name,
                float(self.case.now[k] * self.case.signs[k]),
                float((self.case.now[k] + share * self.case.span[k]) * self.case.signs[k]),
                float(share),
            )
            for k, share in zip(free.tolist(), shares.tolist(), strict=True)
            if share > 0
        )
        return Joint(
            possible=True,
            norm=self.norm,
            l1=float(summed.sum()),
            linf=float(even.max()),
            steps=steps,
            proved=proved if self.norm == "l1" else self._rises_only and even is not most,
            certificate=None,
            holds_in=self.case.share_of_tables({step.code: step.to for step in steps}),
        )

    def _all_reached(self, *ways: FloatArray) -> bool:
        return all(self.case.reached(self._moved(shares)) for shares in ways)

    def _never(self, at_most: float) -> Joint:
        """What each indicator gains at its best, where all together are not enough."""
        case = self.case
        gains = tuple(
            Gain(case.leaves[k].code, case.leaves[k].name, float(case.at_best[k] - case.lead_now))
            for k in self._free.tolist()
        )
        short = max(0.0, -at_most) if np.isfinite(at_most) else float("inf")
        why = WhyNot(gains, float(short))
        return Joint(False, self.norm, None, None, (), self._rises_only, why, None)

    @cached_property
    def _rises_only(self) -> bool:
        """Whether a better value of the unit's own can only bring it further ahead."""
        choices, leaves = self.case.study.prepared.choices, self.case.leaves
        return not self.case.bends and choices.names("normalise", leaves) <= RISING

    @cached_property
    def _free(self) -> IntArray:
        """The indicators that can move: a value that is there, below the best, and not fixed."""
        fixed = np.array([leaf.code in self.case.fixed for leaf in self.case.leaves])
        with np.errstate(invalid="ignore"):
            return np.flatnonzero(
                ~fixed & np.isfinite(self.case.now) & (self.case.now < self.case.best)
            )

    @cached_property
    def _straight(self) -> bool:
        """Whether every indicator's score is a straight line of its value."""
        choices, leaves = self.case.study.prepared.choices, self.case.study.pack.index.tree.leaves
        scaled = choices.names("normalise", leaves) <= STRAIGHT
        plain = choices.names("transform", leaves) == {NONE}
        return scaled and plain and not self.case.bends

    def _moved(self, shares: FloatArray) -> dict[int, float]:
        """Directed values after moving the free indicators by shares of their ranges."""
        return {
            k: min(float(self.case.now[k] + share * self.case.span[k]), float(self.case.best[k]))
            for k, share in zip(self._free.tolist(), shares.tolist(), strict=True)
            if share > 0
        }

    def _along(self, direction: FloatArray, most: FloatArray) -> FloatArray:
        """The first point along a direction, each share up to its most, that is enough."""
        used = direction > 0
        end = float(np.max(most[used] / direction[used]))
        found = least_level(
            lambda far: self.case.lead(self._moved(np.minimum(far * direction, most))),
            0.0,
            end,
            1.0,
            level=NEAR * self.case.score_range,
            beyond=False,
        )
        return np.minimum((end if found is None else found) * direction, most)

    def _least_sum(self, most: FloatArray) -> tuple[FloatArray, bool]:
        """The shares of the least sum, and whether it is proved to be the least."""
        rise = self._rise(most)
        if rise is not None:
            target = self._score_wanted()
            scores = np.array([[self._score_now(), target]])
            moved = rise.family.columns(scores)[0]
            shares = least_sum(rise, float(moved[1] - moved[0]))
            if shares is not None and shares.max() > 0:
                lead = self.case.lead(self._moved(shares))
                if self.case.level(lead) == 0:
                    return shares, self._straight
                return self._along(shares, most) if self._rises(shares, most) else most, False
        return self._along(np.ones(len(most)), most), False

    def _rises(self, shares: FloatArray, most: FloatArray) -> bool:
        """Whether going on in a direction gets there before all of its shares are at their most."""
        end = np.where(shares > 0, most, 0.0)
        return self.case.level(self.case.lead(self._moved(end))) >= 0

    def _score_now(self) -> float:
        return float(
            self.case.study.scores.of(self.case.study.pack.index.tree.root.code)[self.case.x]
        )

    def _score_wanted(self) -> float:
        return self._score_now() - self.case.lead_now

    def _rise(self, most: FloatArray) -> Rise | None:
        """How the score rises with the free indicators; None where no one family of means does."""
        family = self._family()
        if family is None or family.power > 1:
            return None
        free = self._free
        start = self.case.study.prepared.normalised[self.case.x, free]
        end, gained = np.empty(len(free)), np.empty(len(free))
        root = self.case.study.pack.index.tree.root.code
        for j, k in enumerate(free.tolist()):
            raw = {(self.case.x, k): float(self.case.best[k] * self.case.signs[k])}
            try:
                scores = self.case.what_if.scores(raw)
            except PipelineError:
                return None
            end[j], gained[j] = (
                float(scores.of(code)[self.case.x]) for code in (self.case.leaves[k].code, root)
            )
        try:
            ends = family.columns(np.array([start, end]))
            before, *after = family.columns(np.array([self._score_now(), *gained]))
        except AnalysisError:
            return None
        risen = ends[1] - ends[0]
        weight = np.divide(
            np.array(after) - before, risen, out=np.zeros(len(free)), where=risen > 0
        )
        return Rise(family, start, end, most, weight)

    def _family(self) -> Family | None:
        if self.case.study.scores.rank_decimals is not None:
            return None
        try:
            return common_family(self.case.study.prepared.choices.aggregate)
        except AnalysisError:
            return None
