"""What do the data, the weights and the correlations say of an index?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ici_tui.questions.fields import FLAG, NUMBER, TEXT, WHOLE, Field, from_part
from ici_tui.questions.option import Kind, Option, option
from ici_tui.questions.question import OVERVIEW, Instead, Question

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ici_tui.questions.question import Progress
    from ici_tui.questions.selection import Selection
    from ici_tui.views.statistics import IndexStatistics, NodeStatistics
    from ici_tui.views.study import Study

COLUMN = 2_000
"""Units whose comparison takes as long as what every comparison of two columns takes beside."""


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


def chosen(selection: Selection) -> Asked:
    """Nothing has to be selected."""
    del selection
    return Asked()


def answer(study: Study, asked: Asked, progress: Progress) -> Statistics:
    """Look at every column of the data, and compare nodes with each other."""
    from ici_tui.views.statistics import build_statistics

    found = build_statistics(study, progress)
    return Statistics(found, asked.correlations, study.pack.cells is not None)


def cost(study: Study, asked: Asked) -> int:
    """Pairs of columns that are compared, each with what it takes beside its units."""
    del asked
    from ici_tui.analysis.statistics import comparisons

    return comparisons(study.pack.index.tree) * (study.pack.index.size + COLUMN)


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
OF_NODE = (
    *from_part(NODE, "row"),
    Field("estimated", WHOLE, "of indicators: values that are estimates",
          lambda told: told.row.estimated if told.row.raw else None, none=True,
          when="has_statuses", given=True),
)  # fmt: skip
OF_PAIR = (
    Field("one", TEXT, "a node"),
    Field("other", TEXT, "another node"),
    Field("kin", TEXT, "what the other is to the one: sibling, parent, ancestor"),
    Field("correlation", NUMBER, get="value", none=True),
    Field("units", WHOLE, "units that have both values", given=True),
    Field("flag", TEXT, "redundant, negative, or null", lambda pair: pair.flag or None, none=True),
)


def nodes(found: Statistics) -> Sequence[Told]:
    """The nodes in tree order."""
    return [Told(row, found.has_statuses) for row in found.index.nodes]


QUESTION = Question(
    "stats", "Statistics",
    "Availability, moments, weight and influence, correlations, Cronbach's alpha.",
    Asked, chosen, answer, OF_NODE, nodes, remarks=remarks, cost=cost, instant=1_500_000,
    instead=Instead(lambda found: found.correlations, OF_PAIR, lambda found: found.index.pairs),
    room=OVERVIEW, view="statistics", order=3,
)  # fmt: skip
