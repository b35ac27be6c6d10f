"""What do the data, the weights and the correlations say of an index?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ici_tui.questions.fields import FLAG, NUMBER, TEXT, WHOLE, Field
from ici_tui.questions.option import Kind, Option, option
from ici_tui.questions.question import OVERVIEW, Instead, Question
from ici_tui.questions.terms import from_part

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ici_tui.analysis.statistics import Correlation
    from ici_tui.questions.question import Progress
    from ici_tui.views.statistics import IndexStatistics, NodeStatistics
    from ici_tui.views.statistics_across import PairTables, Range
    from ici_tui.views.study import Study

COLUMN = 2_000
"""Units whose comparison takes as long as what every comparison of two columns takes beside."""
TABLE = 0.5
"""Comparing a unit in one table of many, against comparing it in one by itself."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Nodes, or pairs of them."""

    correlations: bool = option(
        Option("Every pair of siblings, parents, ancestors.", Kind.FLAG, ("--correlations",)), False
    )


@dataclass(frozen=True, slots=True)
class Statistics:
    """The statistics of an index, and which of them a command writes."""

    index: IndexStatistics
    correlations: bool
    """Whether pairs of nodes were asked for."""
    has_statuses: bool
    """Whether the pack says what is known of its values."""


@dataclass(frozen=True, slots=True)
class Told:
    """A node's statistics, and whether the pack says what is known of its values."""

    row: NodeStatistics
    has_statuses: bool
    tables: int | None
    """How many tables of an ensemble its numbers were held against; None without one."""

    def over(self, name: str) -> Range | None:
        """The 5 and 95 % quantiles of one of its numbers over those tables."""
        from ici_tui.views.statistics_across import range_of

        held = self.row.tables
        values = None if held is None else getattr(held, name)
        return None if values is None else range_of(values)


@dataclass(frozen=True, slots=True)
class ToldPair:
    """Two nodes' correlation, and what holds of it in the tables of an ensemble, if any."""

    pair: Correlation
    tables: PairTables | None


def answer(study: Study, asked: Asked, progress: Progress) -> Statistics:
    """Look at every column of the data, and compare nodes with each other."""
    from ici_tui.views.statistics import build_statistics

    found = build_statistics(study, progress)
    return Statistics(found, asked.correlations, study.pack.cells is not None)


def cost(study: Study, asked: Asked) -> int:
    """Pairs of columns that are compared, each with what it takes beside its units."""
    del asked
    from ici_tui.analysis.statistics import comparisons

    units = study.pack.index.size
    ensemble = study.pack.ensemble
    across = 0 if ensemble is None else TABLE * len(ensemble) * units
    return int(comparisons(study.pack.index.tree) * (units + COLUMN + across))


def remarks(found: Statistics) -> Iterator[str]:
    """Which siblings were too many."""
    if found.index.uncompared:
        yield found.index.uncompared


def _of(part: str, name: str) -> Callable[[Any], object]:
    """A number of an indicator's data, or of an aggregate's consistency; None for other nodes."""

    def get(row: NodeStatistics) -> object:
        found = getattr(row, part)
        return None if found is None else getattr(found, name)

    return get


def _own(row: NodeStatistics) -> str:
    """What is known of a number that rests on the values of one indicator."""
    return "estimated" if row.estimated else "derived"


def _raw(name: str, kind: str, told: str = "", *, given: bool = False) -> Field:
    help_text = f"of indicators: {told}" if told else ""
    return Field(name, kind, help_text, _of("raw", name), none=True, given=given, status=_own)


NODE = (
    Field("code", TEXT, "the node", "node.code"),
    Field("name", TEXT, get="node.name"),
    Field("level", WHOLE, "1 for indicators", "node.level", given=True),
    Field("parent", TEXT, "null for the index", "node.parent", none=True),
    _raw("present", WHOLE, "units that have a value", given=True),
    _raw("availability", NUMBER, "their share of the units", given=True),
    _raw("mean", NUMBER, "before imputation and treatment"),
    _raw("sd", NUMBER, "sample standard deviation"),
    _raw("least", NUMBER),
    _raw("greatest", NUMBER),
    _raw("skewness", NUMBER, "bias-corrected"),
    _raw("kurtosis", NUMBER, "in excess of the normal distribution's"),
    _raw("outlying", FLAG, "whether treatment would act"),
    Field("weight", NUMBER, "share of the index that it is meant to weigh", given=True),
    Field("influence", NUMBER, "share of the variance of the index that it makes up", none=True),
    Field("r2_index", NUMBER, "squared correlation with the index", "squared",
          none=True),
    Field("r_parent", NUMBER, "correlation with the parent", "with_parent",
          none=True),
    Field("redundant_with", TEXT, "siblings with which it correlates above 0.9",
          lambda row: " ".join(row.redundant) or None, none=True),
    Field("negative", FLAG, "whether it correlates below 0 with the parent"),
    Field("alpha", NUMBER, "of aggregates: Cronbach's, over the children", _of("alpha", "alpha"),
          none=True),
    Field("alpha_indicators", NUMBER, "of aggregates: over the indicators below",
          _of("alpha", "alpha_indicators"), none=True),
)  # fmt: skip


def _over(name: str, part: str) -> tuple[Field, Field]:
    """The range of a number over the tables."""

    def end(place: int) -> Callable[[Told], float | None]:
        def get(told: Told) -> float | None:
            ends = told.over(part)
            return None if ends is None else ends[place]

        return get

    return (
        Field(f"{name}_low", NUMBER, "5 % quantile over the tables", end(0), none=True,
              when="tables"),
        Field(f"{name}_high", NUMBER, "95 % quantile", end(1), none=True, when="tables"),
    )  # fmt: skip


OF_NODE = (
    *from_part(NODE, "row"),
    Field("estimated", WHOLE, "of indicators: values that are estimates",
          lambda told: told.row.estimated if told.row.raw else None, none=True,
          when="has_statuses", given=True),
    *_over("influence", "influence"),
    *_over("r2_index", "squared"),
    *_over("r_parent", "with_parent"),
    *_over("alpha", "alpha"),
    *_over("alpha_indicators", "alpha_indicators"),
    Field("redundant_in_most", TEXT, "siblings with which it does so in most tables",
          lambda told: " ".join(told.row.redundant_in_most) or None, none=True, when="tables"),
    Field("negative_in", NUMBER, "share of tables in which it is negative", "row.tables.negative",
          none=True, when="tables"),
    Field("outlying_in", NUMBER, "share of tables in which it is outlying", "row.tables.outlying",
          none=True, when="tables"),
    Field("tables", WHOLE, "admissible tables that it was held against", when="tables", given=True),
)  # fmt: skip
PAIR = (
    Field("one", TEXT, "a node"),
    Field("other", TEXT, "another node"),
    Field("kin", TEXT, "what the other is to the one: sibling, parent, ancestor"),
    Field("correlation", NUMBER, get="value", none=True),
    Field("units", WHOLE, "units that have both values", given=True),
    Field("flag", TEXT, "redundant, negative, or null", lambda pair: pair.flag or None, none=True),
)
OF_PAIR = (
    *from_part(PAIR, "pair"),
    Field("low", NUMBER, "5 % quantile of the correlation over the tables", "tables.low",
          none=True, when="tables", given=True),
    Field("high", NUMBER, "95 % quantile", "tables.high", none=True, when="tables", given=True),
    Field("redundant_in", NUMBER, "share of tables in which it is above 0.9", "tables.redundant",
          when="tables"),
    Field("negative_in", NUMBER, "share of tables in which it is below 0", "tables.negative",
          when="tables"),
)  # fmt: skip


def nodes(found: Statistics) -> Sequence[Told]:
    """The nodes in tree order."""
    index = found.index
    return [Told(row, found.has_statuses, index.tables) for row in index.nodes]


def pairs(found: Statistics) -> Sequence[ToldPair]:
    """The pairs of nodes."""
    index = found.index
    held = index.pair_tables or (None,) * len(index.pairs)
    return [ToldPair(pair, tables) for pair, tables in zip(index.pairs, held, strict=True)]


QUESTION = Question(
    "stats", "Statistics",
    "Availability, moments, weight and influence, correlations, Cronbach's alpha.",
    Asked, lambda _: Asked(), answer, OF_NODE, nodes, remarks=remarks, cost=cost, instant=1_500_000,
    instead=Instead(lambda found: found.correlations, OF_PAIR, pairs),
    room=OVERVIEW, view="statistics", order=3,
)  # fmt: skip
