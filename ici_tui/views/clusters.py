"""The units by one of the pack's groups: members, means, spread, best and worst."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ici_tui.views.ranking import build_ranking

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ici_tui.views.numbers import Shown
    from ici_tui.views.ranking import RankingRow
    from ici_tui.views.study import Study


@dataclass(frozen=True, slots=True)
class Summary:
    """A node over the members of a label: mean, least and greatest score; None where missing."""

    code: str
    name: str
    mean: float | None
    least: float | None
    greatest: float | None
    estimated: bool


@dataclass(frozen=True, slots=True)
class Cluster:
    """The units of one label, the best first. Membership does not move with the weights."""

    label: str
    members: tuple[RankingRow, ...]
    summaries: tuple[Summary, ...]
    """The index first, then its children."""

    @property
    def best(self) -> str | None:
        """The code of the member that is ranked first; None where none has a rank."""
        ranked = [row.code for row in self.members if row.rank is not None]
        return ranked[0] if ranked else None

    @property
    def worst(self) -> str | None:
        """The code of the member that is ranked last; None where none has a rank."""
        ranked = [row.code for row in self.members if row.rank is not None]
        return ranked[-1] if ranked else None


def build_clusters(study: Study, group: str) -> tuple[Cluster, ...]:
    """Group the units by a group's labels, the label with the best unit first."""
    rows = build_ranking(study).rows
    return _clustered(study, [(row.groups[group], row) for row in rows])


def build_labelled(study: Study, labels: Mapping[str, str]) -> tuple[Cluster, ...]:
    """Group the units by labels given to their codes, in the labels' order.

    Units without one are left out.
    """
    rows = build_ranking(study).rows
    found = _clustered(study, [(labels.get(row.code), row) for row in rows])
    order = list(dict.fromkeys(labels.values()))
    return tuple(sorted(found, key=lambda cluster: order.index(cluster.label)))


def _clustered(
    study: Study, labelled: Iterable[tuple[str | None, RankingRow]]
) -> tuple[Cluster, ...]:
    """Rows, the best first, by their labels."""
    tree = study.pack.index.tree
    by_label: dict[str, list[RankingRow]] = {}
    for label, row in labelled:
        if label is not None:
            by_label.setdefault(label, []).append(row)
    found = []
    for label, rows in by_label.items():
        summaries = [_summary(tree.root.code, tree.root.name, [row.score for row in rows])]
        for place, node in enumerate(tree.pillars):
            summaries.append(
                _summary(node.code, node.name, [row.parts[place].score for row in rows])
            )
        found.append(Cluster(label, tuple(rows), tuple(summaries)))
    return tuple(found)


def _summary(code: str, name: str, scores: list[Shown]) -> Summary:
    values = [score.value for score in scores if score.value is not None]
    # The digits behind a published score are reconstructed: a mean of such is an estimate too.
    estimated = any(score.status in {"estimated", "reported"} for score in scores)
    if not values:
        return Summary(code, name, None, None, None, estimated)
    return Summary(code, name, statistics.fmean(values), min(values), max(values), estimated)
