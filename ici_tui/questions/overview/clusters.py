"""How do the units of each label of a group score?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ici_tui.questions.fields import FLAG, NUMBER, TEXT, WHOLE, Each, Field
from ici_tui.questions.option import Kind, Option, option
from ici_tui.questions.question import OVERVIEW, Question
from ici_tui.questions.selection import NothingAskedError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.questions.question import Progress
    from ici_tui.questions.selection import Selection
    from ici_tui.views.clusters import Cluster, Summary
    from ici_tui.views.study import Study


@dataclass(frozen=True, kw_only=True)
class Asked:
    """By which group, and how many members are listed."""

    by: str | None = option(Option("Another of the pack's groups.", Kind.GROUP, ("--by",), "GROUP"))
    top: int | None = option(
        Option("Only the first N members of each.", Kind.WHOLE, ("--top",), "N", least=1)
    )


@dataclass(frozen=True, slots=True)
class Grouped:
    """The units by a group of the pack, by its code."""

    group: str
    clusters: tuple[Cluster, ...]


def chosen(selection: Selection) -> Asked:
    """The group that is looked at.

    Raises:
        NothingAskedError: the pack has none.
    """
    if not selection.group:
        raise NothingAskedError(
            "this index has no groups; b shows clusters found from the data: units that are alike"
        )
    return Asked(by=selection.group, top=selection.most)


def answer(study: Study, asked: Asked, progress: Progress) -> Grouped:
    """Gather the members of each label, the best first."""
    from ici_tui.views.clusters import build_clusters
    from ici_tui.views.names import find_group

    del progress
    index = study.pack.index
    wanted = asked.by or index.info.default_group or next(iter(index.groups), "")
    group = find_group(index, wanted)
    return Grouped(group, build_clusters(study, group, asked.top))


def cost(study: Study, asked: Asked) -> int:
    """Every unit is looked at on the index and on each of its children."""
    del asked
    return study.pack.index.size * (1 + len(study.pack.index.tree.pillars))


def _known(summary: Summary) -> str:
    return "estimated" if summary.estimated else "derived"


FIELDS = (
    Field("label", TEXT),
    Field("size", WHOLE, "members", given=True),
    Field("members", TEXT, "codes with blanks between them, the best first",
          lambda cluster: " ".join(row.code for row in cluster.members)),
    Field("best", TEXT, "code of the member that is ranked first", none=True),
    Field("worst", TEXT, "code of the member that is ranked last", none=True),
    Each(
        (
            Field("{}_mean", NUMBER, "of the members' scores on a node", "mean", none=True, status=_known),
            Field("{}_min", NUMBER, "", "least", none=True, status=_known),
            Field("{}_max", NUMBER, "", "greatest", none=True, status=_known),
            Field("{}_estimated", FLAG, "whether they rest on estimates", "estimated"),
        ),
        lambda cluster: ((summary.code, summary) for summary in cluster.summaries),
    ),
)  # fmt: skip


def labels(found: Grouped) -> Sequence[Cluster]:
    """A record per label."""
    return found.clusters


QUESTION = Question(
    "clusters", "Clusters", "Members, means and spread of each group of units.",
    Asked, chosen, answer, FIELDS, labels, cost=cost, instant=5_000,
    room=OVERVIEW, view="clusters", over_tables=False, order=2,
)  # fmt: skip
