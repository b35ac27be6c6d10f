"""What values a unit would need to draw level with another, or to reach a rank."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.analysis.improve import Rise, least_sum
from ici_tui.analysis.inputs import AnalysisError
from ici_tui.analysis.level_point import least_level
from ici_tui.analysis.transform import common_family
from ici_tui.index.errors import PipelineError
from ici_tui.index.methods import NONE
from ici_tui.index.ranking import competition_ranks
from ici_tui.index.what_if import WhatIf
from ici_tui.stopped import Stopped
from ici_tui.views.robust.improve_tables import share_of_tables
from ici_tui.views.robust.terms import Terms, unused_by

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ici_tui.analysis.inputs import FloatArray, IntArray
    from ici_tui.analysis.transform import Family
    from ici_tui.views.study import Study

STRAIGHT = frozenset({"none", "minmax", "distance-to-max", "distance-to-target", "goalposts"})
"""Methods whose scale is straight in the value, up to the ends of the column."""
LEVEL = 1e-9
"""A share of the scores' range within which two scores are level."""
NEAR = 1e-13
"""A share of the scores' range within which a search has nothing more to gain."""
TIE_RULE = "a score that is level counts as reached"


@dataclass(frozen=True, slots=True)
class Alone:
    """One indicator by itself, in raw units, all else as it is.

    `needed` is None where no value would do, `best` is the best unit's value and `possible`
    says whether that is enough. `short_by` is what is then still missing of the score wanted.
    `holds_in` is the share of the tables in which the value is enough.
    """

    code: str
    name: str
    now: float | None
    needed: float | None
    best: float | None
    possible: bool
    short_by: float
    fixed: bool
    holds_in: float | None


@dataclass(frozen=True, slots=True)
class Step:
    """A value that moves, in raw units, and by what share of its indicator's range."""

    code: str
    name: str
    now: float
    to: float
    share: float


@dataclass(frozen=True, slots=True)
class Gain:
    """What the unit gains on the score wanted with the best unit's value of one indicator."""

    code: str
    name: str
    best_gain: float


@dataclass(frozen=True, slots=True)
class WhyNot:
    """Why all together are not enough: what each gains at its best, and what is missing then."""

    indicators: tuple[Gain, ...]
    short_by: float


@dataclass(frozen=True, slots=True)
class Joint:
    """All indicators together, none further than the best unit's value.

    `l1` is the least sum of shares of the indicators' ranges, `linf` the least largest share;
    `steps` are those of the norm asked for. `proved` says that it is the least; else it is what
    was found and holds, an upper bound.
    """

    possible: bool
    norm: str
    l1: float | None
    linf: float | None
    steps: tuple[Step, ...]
    proved: bool
    certificate: WhyNot | None
    holds_in: float | None


@dataclass(frozen=True, slots=True)
class ImproveView:
    """The answer. `y` is None where a rank is wanted; `already` says that nothing is missing."""

    x: str
    x_name: str
    y: str | None
    y_name: str | None
    wanted: int | None
    already: bool
    rank_now: int
    missing: float
    alone: tuple[Alone, ...]
    joint: Joint
    terms: Terms

    @property
    def to(self) -> str:
        """The goal as it is typed."""
        return self.y if self.y is not None else f"rank:{self.wanted}"


def build_improve(
    study: Study,
    x: int,
    y: int | None,
    *,
    wanted: int | None = None,
    fixed: Sequence[str] = (),
    norm: str = "l1",
    stop: Callable[[], bool] | None = None,
) -> ImproveView:
    """What a unit would need in its own values.

    Args:
        study: the pack at some weights.
        x: the unit, by its place in the pack.
        y: the unit to draw level with; without it and without a rank, the one just above.
        wanted: the rank to reach, or better.
        fixed: codes of indicators that cannot change.
        norm: which joint improvement is shown, `l1` or `linf`.
        stop: looked at often; returning True raises `Stopped`.

    Raises:
        AnalysisError: the question cannot be asked.
        Stopped: `stop` returned True.
    """
    goal = _goal(study, x, y, wanted)
    search = _Search(study, x, goal, frozenset(fixed), norm=norm, stop=stop)
    alone = tuple(search.alone(k) for k in range(len(search.leaves)))
    joint = search.joint()
    index, ensemble = study.pack.index, study.pack.ensemble
    held = tuple(f"{leaf.name} (fixed)" for leaf in search.leaves if leaf.code in search.fixed)
    terms = Terms(
        over="values",
        varied=(f"values of {index.names[x]}",),
        held=("weights", "pipeline", f"all other {index.info.words.plural}", *held),
        sampled=False,
        why_sampled="",
        draws=None,
        seed=None,
        tables=None if ensemble is None else len(ensemble),
        tie_rule=TIE_RULE,
        unused=unused_by(study),
    )
    return ImproveView(
        x=index.codes[x],
        x_name=index.names[x],
        y=None if search.y is None else index.codes[search.y],
        y_name=None if search.y is None else index.names[search.y],
        wanted=search.wanted,
        already=search.lead_now >= 0,
        rank_now=study.scores.rank_at(index.tree.root.code, x),
        missing=max(0.0, -search.lead_now),
        alone=alone,
        joint=joint,
        terms=terms,
    )


def _goal(study: Study, x: int, y: int | None, wanted: int | None) -> tuple[int | None, int | None]:
    """Whom to draw level with, or which rank to reach."""
    index = study.pack.index
    ranks = study.scores.ranks(index.tree.root.code)
    for place in (x, y):
        if place is not None and not ranks[place]:
            raise AnalysisError(f"{index.names[place]} has no score, so it cannot be compared")
    if x == y:
        raise AnalysisError("a unit cannot pass itself; name two different ones")
    if wanted is not None and not 1 <= wanted <= int((ranks > 0).sum()):
        raise AnalysisError(f"there is no rank {wanted} among {int((ranks > 0).sum())}")
    if y is not None or wanted is not None:
        return y, wanted
    if ranks[x] == 1:
        raise AnalysisError(f"{index.names[x]} is first already: there is nobody above")
    above = np.flatnonzero((ranks > 0) & (ranks < ranks[x]))
    return int(above[np.argmax(ranks[above])]), None


class _Search:
    """One question, with what is computed once for it."""

    def __init__(
        self,
        study: Study,
        x: int,
        goal: tuple[int | None, int | None],
        fixed: frozenset[str],
        *,
        norm: str,
        stop: Callable[[], bool] | None,
    ) -> None:
        index = study.pack.index
        self.study, self.x = study, x
        self.y, self.wanted = goal
        self.fixed, self.norm, self.stop = fixed, norm, stop
        self.leaves = index.tree.leaves
        self.what_if = WhatIf(index, study.prepared, study.weights)
        self.signs = np.array([float(leaf.direction) for leaf in self.leaves])
        now = index.data[x] * self.signs
        directed = self._comparable(x) * self.signs
        self.now, self.best = now, _no_warning(np.nanmax, directed)
        worst = _no_warning(np.nanmin, directed)
        self.worst, span = worst, self.best - worst
        self.span = np.where(span > 0, span, np.maximum(np.abs(self.best), 1.0))
        scores = study.scores.of(index.tree.root.code)
        self.score_range = float(np.nanmax(scores) - np.nanmin(scores))
        self.lead_now = self._level(self._lead_of(scores))

    def _comparable(self, x: int) -> FloatArray:
        """Everybody's raw values as they would be for this unit: n × m, by its denominators."""
        index = self.study.pack.index
        data = index.data
        if not self.study.prepared.choices.denominate:
            return data
        values = data.copy()
        for k, leaf in enumerate(self.leaves):
            if leaf.denominator is not None:
                below = index.denominators[leaf.denominator]
                values[:, k] = data[:, k] / below * below[x]
        return values

    def _level(self, lead: float) -> float:
        """A lead, 0 where it is a tie."""
        return 0.0 if abs(lead) <= LEVEL * self.score_range else lead

    def _lead_of(self, scores: FloatArray) -> float:
        own = float(scores[self.x])
        if self.y is not None:
            return own - float(scores[self.y])
        others = np.delete(scores, self.x)
        others = others[~np.isnan(others)]
        wanted = self.wanted or 1
        if wanted > len(others):
            return np.inf
        return own - float(np.partition(others, len(others) - wanted)[len(others) - wanted])

    def lead(self, values: Mapping[int, float]) -> float:
        """How far ahead with other directed values, by indicator; NaN where there is no score."""
        if self.stop is not None and self.stop():
            raise Stopped
        raw = {(self.x, k): float(value * self.signs[k]) for k, value in values.items()}
        try:
            return self._lead_of(self.what_if.root(raw))
        except PipelineError:
            return float("nan")

    def reached(self, values: Mapping[int, float]) -> bool:
        """Whether the ranking, computed there by its own rule for ties, has the unit there."""
        raw = {(self.x, k): float(value * self.signs[k]) for k, value in values.items()}
        ranks = competition_ranks(self.what_if.root(raw), self.study.scores.rank_decimals)
        mine = int(ranks[self.x])
        return mine <= (self.wanted or 1) if self.y is None else mine <= int(ranks[self.y])

    def alone(self, k: int) -> Alone:
        """One indicator by itself."""
        leaf, sign = self.leaves[k], self.signs[k]
        known, best = bool(np.isfinite(self.now[k])), float(self.best[k])
        fixed, nothing = leaf.code in self.fixed, not np.isfinite(best)
        needed, at_best = None, float("nan")
        if not nothing:
            at_best = self._at_best[k]
            if not fixed:
                needed = self._needed(k)
        possible = not fixed and bool(self._level(at_best) >= 0)
        changes = {} if needed is None else {leaf.code: needed * sign}
        return Alone(
            code=leaf.code,
            name=leaf.name,
            now=float(self.now[k] * sign) if known else None,
            needed=None if needed is None else float(needed * sign),
            best=None if nothing else float(best * sign),
            possible=possible,
            short_by=0.0 if possible else float(max(0.0, -at_best)),
            fixed=fixed,
            holds_in=self._share(changes),
        )

    def _needed(self, k: int) -> float | None:
        """The least directed value of one indicator that is enough."""
        start = float(self.now[k]) if np.isfinite(self.now[k]) else float(self.worst[k])
        if self.lead_now >= 0 and np.isfinite(self.now[k]):
            return start
        known = {float(self.best[k]): float(self._at_best[k])}
        if start == self.now[k]:
            known[start] = self.lead_now

        def lead(value: float) -> float:
            return known[value] if value in known else self.lead({k: value})

        found = least_level(
            lead,
            start,
            float(self.best[k]),
            float(self.span[k]),
            level=NEAR * self.score_range,
            stops=self._stops(k, start),
        )
        return None if found is None else self._in_few_digits(k, found)

    def _in_few_digits(self, k: int, found: float) -> float | None:
        """A value without the digits that say nothing, where the ranking has it there too."""
        short = float(f"{found:.11g}")
        for value in (short, found):
            if abs(value - found) <= LEVEL * self.span[k] and self.reached({k: value}):
                return value
        return None

    @cached_property
    def _treats(self) -> bool:
        """Whether outliers of some indicator are treated."""
        choices = self.study.prepared.choices
        return choices.names("treat", self.study.pack.index.tree.leaves) != {NONE}

    @cached_property
    def _straight(self) -> bool:
        """Whether every indicator's score is a straight line of its value."""
        choices, leaves = self.study.prepared.choices, self.study.pack.index.tree.leaves
        scaled = choices.names("normalise", leaves) <= STRAIGHT
        return scaled and choices.names("transform", leaves) == {NONE}

    def _stops(self, k: int, start: float) -> tuple[float, ...]:
        """Where a treatment of outliers may turn a rise into a fall, more places are looked at."""
        if not self._treats:
            return ()
        return tuple(np.linspace(start, float(self.best[k]), 12)[1:-1].tolist())

    @cached_property
    def _at_best(self) -> FloatArray:
        """The lead with the best unit's value of each indicator alone, m."""
        found = [
            self.lead({k: float(self.best[k])}) if np.isfinite(self.best[k]) else np.nan
            for k in range(len(self.leaves))
        ]
        return np.array(found)

    @cached_property
    def _free(self) -> IntArray:
        """The indicators that can move: a value that is there, below the best, and not fixed."""
        fixed = np.array([leaf.code in self.fixed for leaf in self.leaves])
        with np.errstate(invalid="ignore"):
            return np.flatnonzero(~fixed & np.isfinite(self.now) & (self.now < self.best))

    def joint(self) -> Joint:
        """All indicators together."""
        if self.lead_now >= 0:
            return Joint(True, self.norm, 0.0, 0.0, (), True, None, self._share({}))
        free = self._free
        most = (self.best[free] - self.now[free]) / self.span[free]
        at_most = self.lead(self._moved(most))
        if not self._level(at_most) >= 0:
            gains = tuple(
                Gain(
                    self.leaves[k].code,
                    self.leaves[k].name,
                    float(self._at_best[k] - self.lead_now),
                )
                for k in free.tolist()
            )
            why = WhyNot(gains, float(-at_most) if np.isfinite(at_most) else float("inf"))
            return Joint(False, self.norm, None, None, (), True, why, None)
        summed, proved = self._least_sum(most)
        even = self._along(np.ones(len(most)), most)
        shares = summed if self.norm == "l1" else even
        steps = tuple(
            Step(
                self.leaves[k].code,
                self.leaves[k].name,
                float(self.now[k] * self.signs[k]),
                float((self.now[k] + share * self.span[k]) * self.signs[k]),
                float(share),
            )
            for k, share in zip(free.tolist(), shares.tolist(), strict=True)
            if share > 0
        )
        if not self.reached(self._moved(shares)):
            raise AnalysisError("the values found do not do it when the pipeline runs on them")
        straight = not self._treats
        return Joint(
            possible=True,
            norm=self.norm,
            l1=float(summed.sum()),
            linf=float(even.max()),
            steps=steps,
            proved=proved if self.norm == "l1" else straight,
            certificate=None,
            holds_in=self._share({step.code: step.to for step in steps}),
        )

    def _moved(self, shares: FloatArray) -> dict[int, float]:
        """Directed values after moving the free indicators by shares of their ranges."""
        return {
            k: min(float(self.now[k] + share * self.span[k]), float(self.best[k]))
            for k, share in zip(self._free.tolist(), shares.tolist(), strict=True)
            if share > 0
        }

    def _along(self, direction: FloatArray, most: FloatArray) -> FloatArray:
        """The first point along a direction, each share up to its most, that is enough."""
        used = direction > 0
        end = float(np.max(most[used] / direction[used]))
        found = least_level(
            lambda far: self.lead(self._moved(np.minimum(far * direction, most))),
            0.0,
            end,
            1.0,
            level=NEAR * self.score_range,
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
                lead = self.lead(self._moved(shares))
                if self._level(lead) == 0:
                    return shares, self._straight
                return self._along(shares, most) if self._rises(shares, most) else most, False
        return self._along(np.ones(len(most)), most), False

    def _rises(self, shares: FloatArray, most: FloatArray) -> bool:
        """Whether going on in a direction gets there before all of its shares are at their most."""
        end = np.where(shares > 0, most, 0.0)
        return self._level(self.lead(self._moved(end))) >= 0

    def _score_now(self) -> float:
        return float(self.study.scores.of(self.study.pack.index.tree.root.code)[self.x])

    def _score_wanted(self) -> float:
        return self._score_now() - self.lead_now

    def _rise(self, most: FloatArray) -> Rise | None:
        """How the score rises with the free indicators; None where no one family of means does."""
        family = self._family()
        if family is None or family.power > 1:
            return None
        free = self._free
        start = self.study.prepared.normalised[self.x, free]
        end, gained = np.empty(len(free)), np.empty(len(free))
        root = self.study.pack.index.tree.root.code
        for j, k in enumerate(free.tolist()):
            raw = {(self.x, k): float(self.best[k] * self.signs[k])}
            try:
                scores = self.what_if.scores(raw)
            except PipelineError:
                return None
            end[j], gained[j] = (
                float(scores.of(code)[self.x]) for code in (self.leaves[k].code, root)
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
        if self.study.scores.rank_decimals is not None:
            return None
        try:
            return common_family(self.study.pack.index.options.aggregate)
        except AnalysisError:
            return None

    def _share(self, changes: Mapping[str, float]) -> float | None:
        """Over what share of the tables raw values are enough."""
        if self.study.pack.ensemble is None:
            return None
        return share_of_tables(self.study, self.x, changes, self._lead_of_many)

    def _lead_of_many(self, scores: FloatArray) -> FloatArray:
        """How far ahead in each of many tables (T × n): T."""
        return np.array([self._lead_of(row) for row in scores])


def _no_warning(reduce: Callable[..., FloatArray], values: FloatArray) -> FloatArray:
    """A reduction over units that leaves NaN where a column has no value, without a warning."""
    there = ~np.isnan(values).all(axis=0)
    found = np.full(values.shape[1], np.nan)
    if there.any():
        found[there] = reduce(values[:, there], axis=0)
    return found
