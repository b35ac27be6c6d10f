"""The pipelines that an analysis of uncertainty crosses, and how each of them scores."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

from ici_tui.analysis.inputs import AnalysisError
from ici_tui.analysis.transform import common_family
from ici_tui.analysis.uncertainty import Choice
from ici_tui.index.choices import parse_method
from ici_tui.index.errors import PipelineError
from ici_tui.index.own import without
from ici_tui.index.pipeline import run_pipeline
from ici_tui.index.ranking import last_where_missing
from ici_tui.views.robust.scorer import prepared_scorer
from ici_tui.views.robust.usual import CHOICES

if TYPE_CHECKING:
    from collections.abc import Collection

    from ici_tui.analysis.inputs import FloatArray, IntArray, Scorer
    from ici_tui.index.options import PipelineOptions
    from ici_tui.index.pipeline import Prepared
    from ici_tui.views.study import Study


OTHERS = dict(
    zip(
        CHOICES,
        (
            ("mean", "median"),
            ("winsorise", "winsorise-log"),
            ("minmax:1,100", "zscore:50,10", "rank"),
            ("geometric", "power:0.5"),
        ),
        strict=True,
    )
)
"""What a choice is varied to besides the pack's own, where these data allow it."""
KEPT = 256
"""Prepared data that are kept in memory."""


@dataclass(eq=False)
class Pipelines:
    """From options (one per choice) and a table to a scorer over the indicators' weights.

    `choices` holds the pack's own option first. `left_out` says which others these data do not
    allow, and why.
    """

    study: Study
    places: IntArray
    choices: tuple[Choice, ...]
    left_out: tuple[str, ...] = ()
    _prepared: dict[tuple[tuple[str, ...], int | None], Scorer] = field(default_factory=dict)

    def __call__(self, chosen: tuple[str, ...], table: int | None) -> Scorer:
        """The scorer of one setting.

        Raises:
            AnalysisError: the pipeline cannot be run so.
        """
        key = (chosen, table)
        if key not in self._prepared:
            if len(self._prepared) >= KEPT:
                self._prepared.clear()
            self._prepared[key] = self._scorer(chosen, table)
        return self._prepared[key]

    def _scorer(self, chosen: tuple[str, ...], table: int | None) -> Scorer:
        index = self.study.pack.index
        options = self._options(chosen)
        if table is not None:
            index = replace(index, data=_raw_tables(self.study)[table])
        try:
            prepared = run_pipeline(index, options)
        except PipelineError as error:
            raise AnalysisError(str(error)) from None
        return _quick(prepared, self.places) or _careful(prepared, self.places)

    def _options(self, chosen: tuple[str, ...]) -> PipelineOptions:
        options = self.study.pack.index.options
        for choice, option in zip(self.choices, chosen, strict=True):
            options = _with(options, choice.name, option)
        return options


def _with(options: PipelineOptions, name: str, option: str) -> PipelineOptions:
    if name == "aggregate":
        return options._replace(aggregate=tuple(option.split(",")))
    if option == getattr(options, name):
        return options
    # Another method is for all: beside indicators on scales of their own it would mean nothing.
    changed: dict[str, Any] = {name: option}
    own = without(options.indicators, name, option)
    return options._replace(indicators=own, **changed)


def _raw_tables(study: Study) -> FloatArray:
    """The tables of the ensemble as they are before the pipeline, T × n × m."""
    raw = study.pack.raw_tables
    assert raw is not None  # noqa: S101
    return raw.tables


def _quick(prepared: Prepared, places: IntArray) -> Scorer | None:
    """Ranks as those of a weighted sum, where these data and methods allow it."""
    values = prepared.normalised[places]
    if prepared.choices.rank_decimals is not None or not np.isfinite(values).all():
        return None
    try:
        family = common_family(prepared.choices.aggregate)
        columns = np.ascontiguousarray(family.columns(values).T)
    except AnalysisError:
        return None
    return lambda weights: last_where_missing(weights @ columns)


def _careful(prepared: Prepared, places: IntArray) -> Scorer:
    score = prepared_scorer(prepared, places)

    def careful(weights: FloatArray) -> FloatArray:
        try:
            return score(weights)
        except PipelineError as error:
            raise AnalysisError(str(error)) from None

    return careful


def pipelines(study: Study, places: IntArray, varied: Collection[str]) -> Pipelines:
    """The pack's own choices and, for those that vary, every other one that these data allow.

    Args:
        study: the pack at some weights.
        places: the units that are ranked.
        varied: names among those of `OTHERS`.
    """
    options = study.pack.index.options
    own = {
        "impute": options.impute,
        "treat": options.treat,
        "normalise": options.normalise,
        "aggregate": ",".join(options.aggregate),
    }
    wanted = {
        name: (own[name], *(o for o in others if name in varied and not _same(name, o, own[name])))
        for name, others in OTHERS.items()
    }
    left_out: list[str] = []
    while True:
        choices = tuple(Choice(name, found) for name, found in wanted.items())
        tried = Pipelines(study, places, choices, tuple(left_out))
        fault = _first_fault(tried, own)
        if fault is None:
            return tried
        name, option, why = fault
        wanted[name] = tuple(o for o in wanted[name] if o != option)
        left_out.append(f"{name} {option} ({why})")


def _same(stage: str, one: str, other: str) -> bool:
    """Whether two texts are one choice, however they are written."""
    first, second = (
        [
            parse_method(stage, part)
            for part in (text.split(",") if stage == "aggregate" else [text])
        ]
        for text in (one, other)
    )
    return first == second


def _first_fault(tried: Pipelines, own: dict[str, str]) -> tuple[str, str, str] | None:
    """The choice that makes some combination impossible: aggregation first, then the others."""
    leaves = tried.study.pack.index.tree.leaves
    equal = np.full((1, len(leaves)), 1 / len(leaves))
    for chosen in product(*(choice.options for choice in tried.choices)):
        try:
            tried(chosen, None)(equal)
        except AnalysisError as error:
            named = list(zip((c.name for c in tried.choices), chosen, strict=True))
            for name, option in reversed(named):
                if option != own[name]:
                    return name, option, str(error).split(";")[0]
            raise
    return None
