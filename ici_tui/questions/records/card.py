"""The record of one unit."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING

from ici_tui.questions.fields import FLAG, NUMBER, TEXT, WHOLE, Field, Records
from ici_tui.questions.statuses import statuses_of
from ici_tui.questions.terms import from_part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ici_tui.evidence.records import Figure, Profile
    from ici_tui.questions.fields import Record
    from ici_tui.views.numbers import Shown
    from ici_tui.views.parts import NodeScore
    from ici_tui.views.study import Study


@dataclass(frozen=True, slots=True)
class NodeOfUnit:
    """A unit on one node."""

    part: NodeScore
    imputed: bool
    why_missing: str | None
    strongest_in: float | None = None
    weakest_in: float | None = None


@dataclass(frozen=True)
class UnitCard:
    """A unit by its row in the arrays."""

    study: Study
    place: int

    @property
    def code(self) -> str:
        """Its code."""
        return self.study.pack.index.codes[self.place]

    @property
    def name(self) -> str:
        """Its name."""
        return self.study.pack.index.names[self.place]

    @property
    def name_local(self) -> str | None:
        """Its name in another script."""
        return self.study.pack.index.local_names[self.place]

    @property
    def groups(self) -> dict[str, str | None]:
        """Its label by group."""
        groups = self.study.pack.index.groups
        return {code: group.labels[self.place] for code, group in groups.items()}

    @property
    def data_edition(self) -> str | None:
        """The newest edition of the pack's data."""
        return self.study.pack.index.info.data_edition or None

    @property
    def rank(self) -> int | None:
        """Its rank on the index."""
        return self.study.scores.rank_at(self.study.pack.index.tree.root.code, self.place) or None

    @cached_property
    def score(self) -> Shown:
        """Its score on the index."""
        from ici_tui.views.known import shown

        return shown(self.study, self.place, self.study.pack.index.tree.root.code)

    @property
    def rank_in(self) -> dict[str, int | None]:
        """Its rank among the units of its label, by group."""
        from ici_tui.views.ranking import rank_in_groups

        found = rank_in_groups(self.study, self.place)
        return {code: rank for code, (rank, _) in found.items()}

    @property
    def pillars(self) -> Iterator[NodeOfUnit]:
        """The unit on each child of the index."""
        from ici_tui.views.parts import parts_of

        for part in parts_of(self.study, self.place, self.study.pack.index.tree.pillars):
            yield NodeOfUnit(part, False, self._why_missing(part.code))

    @property
    def indicators(self) -> Iterator[NodeOfUnit]:
        """The unit on each indicator."""
        from ici_tui.views.extremes import extreme_shares
        from ici_tui.views.parts import parts_of

        _ = self.study.pack.ensemble  # read where there is one
        strong, weak = extreme_shares(self.study, self.place)
        leaves = self.study.pack.index.tree.leaves
        filled = self.study.prepared.record.filled[self.place]
        for leaf, part in enumerate(parts_of(self.study, self.place, leaves)):
            why = self._why_missing(part.code)
            shares = strong.get(part.code), weak.get(part.code)
            yield NodeOfUnit(part, bool(filled[leaf]), why, *shares)

    @property
    def figures(self) -> Iterator[Figure]:
        """The figures about it."""
        return (figure for figure in self.study.pack.figures if figure.unit == self.code)

    @property
    def profile(self) -> Profile | None:
        """The unit in words."""
        return self.study.pack.profiles.get(self.code)

    def _why_missing(self, node: str) -> str | None:
        return self.study.why_missing(self.place, node) or None


def _known(value: str) -> tuple[Field, ...]:
    """A value on a node, and its rank there."""
    return (
        Field("code", TEXT, "the node"),
        Field("name", TEXT),
        Field(value, NUMBER, get="score.value", none=True, given=True),  # `status` is beside it
    )


LOW, HIGH, LEAST, GREATEST = (
    Field(name, NUMBER, told, get, none=True, given=True)
    for name, told, get in (
        ("low", "5 % quantile over the tables", "score.range_low"),
        ("high", "95 % quantile", "score.range_high"),
        ("min", "exact bound", "score.min"),
        ("max", "exact bound", "score.max"),
    )
)
RANK = Field("rank", WHOLE, none=True, status=attrgetter("rank_status"))
STATUS = Field("status", TEXT, "what is known of the value, digit by digit", "score.value_status",
               none=True)  # fmt: skip
REPORTED = Field("reported", NUMBER, "the published score", "score.reported", none=True,
                 given=True)  # fmt: skip
WHY_MISSING = Field("why_missing", TEXT, "why there is no value", none=True)
PILLAR = (
    *from_part(
        (
            *_known("score"),
            RANK,
            Field("weight", NUMBER, "share of 1", given=True),
            STATUS,
            LOW,
            HIGH,
            REPORTED,
        ),
        "part",
    ),
    WHY_MISSING,
)
INDICATOR = (
    *from_part(
        (
            *_known("value"), LOW, HIGH, LEAST, GREATEST, STATUS,
            Field("source", TEXT, "ids of the pack's sources", "score.source", many=True),
            RANK, REPORTED,
        ),
        "part",
    ),
    Field("imputed", FLAG, "whether the pipeline put the value in"),
    WHY_MISSING,
    Field("strongest_in", NUMBER, "share of tables in which it is among the unit's best three",
          none=True),
    Field("weakest_in", NUMBER, "share of tables in which it is among the worst three", none=True),
)  # fmt: skip
FIGURE = (
    Field("name", TEXT),
    Field("value", TEXT, "as the source prints it"),
    Field("unit", TEXT, "of the value", "unit_of_value"),
    Field("year", TEXT),
    Field("source", TEXT),
    Field(
        "relation",
        TEXT,
        "same: binds a value; proxy: pulls at most; context",
        none=True,
        get=lambda f: f.relation or None,
    ),
    Field("node", TEXT, "the indicator that it concerns", lambda f: f.node or None, none=True),
    Field("later", FLAG, "of a year after the index's own edition"),
    Field("note", TEXT),
)
PROFILE = (
    Field("summary", TEXT),
    Field("ai", TEXT),
    Field("industries", TEXT, many=True),
    Field("firms", (Field("name", TEXT), Field("text", TEXT)), many=True),
)
CARD = Records(
    "One unit.",
    (
        Field("code", TEXT, "the unit"),
        Field("name", TEXT),
        Field("name_local", TEXT, none=True),
        Field("groups", TEXT, "the unit's label by group", named=True, gaps=True),
        Field("rank", WHOLE, "on the index", none=True, rank_of="code"),
        Field("score", NUMBER, "on the index", "score.value", none=True),
        Field("score_status", TEXT, "what is known of it, digit by digit", "score.value_status",
              none=True),
        Field("score_low", NUMBER, "5 % quantile over the tables", "score.range_low",
              none=True, given=True),
        Field("score_high", NUMBER, "95 % quantile", "score.range_high", none=True, given=True),
        Field("reported_score", NUMBER, "the published score", "score.reported", none=True,
              given=True),
        Field("rank_in", WHOLE, "rank among the units of the same label, by group", named=True,
              gaps=True),
        Field("pillars", PILLAR, "each child of the index", many=True),
        Field("indicators", INDICATOR, many=True),
        Field("figures", FIGURE, "cited raw figures", many=True),
        Field("profile", PROFILE, none=True),
        Field("data_edition", TEXT, "the pack's newest edition of its data", none=True),
    ),
    many=False,
    statuses=True,
)  # fmt: skip


def card_record(study: Study, place: int) -> Record:
    """A unit, by its row in the arrays, as `city` writes it."""
    return CARD.one(UnitCard(study, place), statuses_of(study))
