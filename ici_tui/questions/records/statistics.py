"""The records of what the data, the weights and the correlations say of an index."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ici_tui.questions.fields import FLAG, NUMBER, TEXT, WHOLE, Field, Records, from_part

if TYPE_CHECKING:
    from collections.abc import Callable

    from ici_tui.questions.fields import Record
    from ici_tui.views.statistics import IndexStatistics, NodeStatistics
    from ici_tui.views.study import Study


@dataclass(frozen=True, slots=True)
class Told:
    """A node's statistics, and whether the pack says what is known of its values."""

    row: NodeStatistics
    has_statuses: bool


def _of(part: str, name: str) -> Callable[[Any], object]:
    """A number of an indicator's data, or of an aggregate's consistency; None for other nodes."""

    def get(row: NodeStatistics) -> object:
        found = getattr(row, part)
        return None if found is None else getattr(found, name)

    return get


def _raw(name: str, kind: str, told: str = "") -> Field:
    return Field(name, kind, f"of indicators: {told}" if told else "", _of("raw", name), none=True)


NODE = (
    Field("code", TEXT, "the node", "node.code"),
    Field("name", TEXT, get="node.name"),
    Field("level", WHOLE, "1 for indicators", "node.level"),
    Field("parent", TEXT, "null for the index", "node.parent", none=True),
    _raw("present", WHOLE, "units that have a value"),
    _raw("availability", NUMBER, "their share of the units"),
    _raw("mean", NUMBER, "before imputation and treatment"),
    _raw("sd", NUMBER, "sample standard deviation"),
    _raw("least", NUMBER),
    _raw("greatest", NUMBER),
    _raw("skewness", NUMBER, "bias-corrected"),
    _raw("kurtosis", NUMBER, "in excess of the normal distribution's"),
    _raw("outlying", FLAG, "whether treatment would act"),
    Field("weight", NUMBER, "share of the index that it is meant to weigh"),
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
STATISTICS = Records(
    "A record per node in tree order.",
    (
        *from_part(NODE, "row"),
        Field("estimated", WHOLE, "of indicators: values that are estimates",
              lambda told: told.row.estimated if told.row.raw else None, none=True,
              when="has_statuses"),
    ),
)  # fmt: skip
PAIRS = Records(
    "With --correlations: a record per pair of nodes.",
    (
        Field("one", TEXT, "a node"),
        Field("other", TEXT, "another node"),
        Field("kin", TEXT, "what the other is to the one: sibling, parent, ancestor"),
        Field("correlation", NUMBER, get="value", none=True),
        Field("units", WHOLE, "units that have both values"),
        Field("flag", TEXT, "redundant, negative, or null", lambda pair: pair.flag or None,
              none=True),
    ),
)  # fmt: skip


def statistics_records(found: IndexStatistics, study: Study) -> list[Record]:
    """Statistics as `stats` writes them."""
    return STATISTICS.all(Told(row, study.pack.cells is not None) for row in found.nodes)
