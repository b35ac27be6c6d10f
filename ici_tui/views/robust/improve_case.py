"""One question about a unit's own values: how far ahead it is with others, by the whole pipeline."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.index.errors import PipelineError
from ici_tui.index.methods import NONE
from ici_tui.index.ranking import competition_ranks
from ici_tui.index.what_if import WhatIf
from ici_tui.stopped import Stopped
from ici_tui.views.robust.improve_tables import share_of_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ici_tui.analysis.inputs import FloatArray
    from ici_tui.views.study import Study

LEVEL = 1e-9
"""A share of the scores' range within which two scores are level."""
NEAR = 1e-13
"""A share of the scores' range within which a search has nothing more to gain."""


class Case:
    """A unit, and whom it is to draw level with or which rank to reach.

    Values are directed: more is better. `now`, `best`, `worst` and `span` have one for each
    indicator; `lead_now` is how far ahead the unit is, 0 where level.
    """

    def __init__(
        self,
        study: Study,
        x: int,
        goal: tuple[int | None, int | None],
        fixed: frozenset[str],
        stop: Callable[[], bool] | None = None,
    ) -> None:
        index = study.pack.index
        self.study, self.x = study, x
        self.y, self.wanted = goal
        self.fixed, self.stop = fixed, stop
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
        self.lead_now = self.level(self.lead_of(scores))

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

    def level(self, lead: float) -> float:
        """A lead, 0 where it is a tie."""
        return 0.0 if abs(lead) <= LEVEL * self.score_range else lead

    def lead_of(self, scores: FloatArray) -> float:
        """How far ahead at the n scores of everybody; NaN without a score."""
        own = float(scores[self.x])
        if np.isnan(own):
            return own
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
            return self.lead_of(self.what_if.root(raw))
        except PipelineError:
            return float("nan")

    def reached(self, values: Mapping[int, float]) -> bool:
        """Whether the ranking, computed there by its own rule for ties, has the unit there."""
        raw = {(self.x, k): float(value * self.signs[k]) for k, value in values.items()}
        ranks = competition_ranks(self.what_if.root(raw), self.study.scores.rank_decimals)
        mine = int(ranks[self.x])
        return 0 < mine <= ((self.wanted or 1) if self.y is None else int(ranks[self.y]))

    @cached_property
    def bends(self) -> bool:
        """Whether a better value may make the unit worse off.

        Where outliers are treated, a value more may be one too many; where values are filled in
        from others, the better one lifts these as well.
        """
        choices, leaves = self.study.prepared.choices, self.leaves
        treats = choices.names("treat", leaves) != {NONE}
        fills = choices.names("impute", leaves) != {NONE}
        gaps = fills and bool(np.isnan(self.study.prepared.record.before_imputation).any())
        return treats or gaps

    @cached_property
    def at_best(self) -> FloatArray:
        """The lead with the best unit's value of each indicator alone, m."""
        found = [
            self.lead({k: float(self.best[k])}) if np.isfinite(self.best[k]) else np.nan
            for k in range(len(self.leaves))
        ]
        return np.array(found)

    def share_of_tables(self, changes: Mapping[str, float]) -> float | None:
        """Over what share of the tables raw values are enough."""
        if self.study.pack.ensemble is None:
            return None
        return share_of_tables(self.study, self.x, changes, self._lead_of_many)

    def _lead_of_many(self, scores: FloatArray) -> FloatArray:
        """How far ahead in each of many tables (T × n): T."""
        return np.array([self.lead_of(row) for row in scores])


def _no_warning(reduce: Callable[..., FloatArray], values: FloatArray) -> FloatArray:
    """A reduction over units that leaves NaN where a column has no value, without a warning."""
    there = ~np.isnan(values).all(axis=0)
    found = np.full(values.shape[1], np.nan)
    if there.any():
        found[there] = reduce(values[:, there], axis=0)
    return found
