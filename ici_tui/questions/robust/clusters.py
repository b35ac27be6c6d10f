"""Which units are alike in their data, and does that agree with the pack's groups?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ici_tui.questions import shared
from ici_tui.questions.fields import NUMBER, TEXT, WHOLE, Field
from ici_tui.questions.option import Kind, Option, option
from ici_tui.questions.question import Question
from ici_tui.questions.shared import over_of, points_within
from ici_tui.questions.terms import OfAnswer, with_terms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ici_tui.questions.fields import Record
    from ici_tui.questions.question import Progress
    from ici_tui.questions.selection import Selection
    from ici_tui.views.robust.clusters import ClustersView
    from ici_tui.views.study import Study

IDLE = "nothing is drawn: Ward's method gives one answer"
HELD = "no weight moves"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """How many clusters, and over what."""

    count: int | None = option(
        Option("How many clusters.", Kind.WHOLE, ("-k", "--count"), "K", least=1)
    )
    over: str = option(shared.OVER, shared.PARTS)
    within: str | None = option(shared.idle(shared.WITHIN, HELD))
    draws: int | None = option(shared.idle(shared.DRAWS, IDLE))
    seed: int = option(shared.idle(shared.SEED, IDLE), 1)

    def __post_init__(self) -> None:
        """Refuse what means nothing."""
        points_within(self.within)


def chosen(selection: Selection) -> Asked:
    """From what is selected."""
    return Asked(over=selection.over)


def answer(study: Study, asked: Asked, progress: Progress) -> ClustersView:
    """Cluster on indicators and on contributions."""
    from ici_tui.views.robust.clusters import build_data_clusters

    return build_data_clusters(
        study, over_of(asked.over), asked.count, stop=lambda: not progress(0, 0)
    )


NEAR = (Field("code", TEXT), Field("distance", NUMBER))
FIELDS = with_terms(
    (
        Field("on", TEXT, "indicators, or contributions"),
        Field("count", WHOLE),
        Field(
            "clusters", TEXT, "the units of each",
            lambda found: [
                [member.code for member in found.members if member.cluster == number]
                for number in range(1, found.count + 1)
            ],
            many=True, lists=True,
        ),
        Field("adjusted_rand", NUMBER, "agreement with each group of the pack", named=True),
        Field(
            "neighbours", NEAR, "the most alike of each unit, with the distance",
            lambda found: {member.code: member.neighbours for member in found.members},
            named=True, lists=True,
        ),
        Field("holds_in", NUMBER, "share of tables with the same clusters", none=True),
        Field("agreement", NUMBER, "mean agreement of the tables' clusters with these", none=True),
        Field("tables_used", WHOLE, none=True, given=True),
    ),
    Field("missing", TEXT, "what could not be clustered, and why", many=True),
)  # fmt: skip


def records(view: ClustersView) -> list[OfAnswer]:
    """A record per clustering."""
    return [OfAnswer(found, view) for found in view.clusterings]


def rows(view: ClustersView) -> list[Record]:
    """A row per unit and clustering."""
    return [
        {
            "on": found.on,
            "code": member.code,
            "name": member.name,
            "rank": member.rank,
            "cluster": member.cluster,
            "neighbours": " ".join(near.code for near in member.neighbours),
        }
        for found in view.clusterings
        for member in found.members
    ]


def remarks(view: ClustersView) -> Iterator[str]:
    """What could not be clustered."""
    for missing in view.missing:
        yield f"no clusters of {missing}"


QUESTION = Question(
    "clusters", "Alike",
    "Clusters from the data, and how far they agree with the pack's groups.",
    Asked, chosen, answer, FIELDS, records, rows, remarks, order=10, aliases=("alike",),
    view="clusters",
)  # fmt: skip
