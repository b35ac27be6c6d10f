"""The units by one of the pack's groups: members, means, spread, best and worst."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.views.known import shown
from ici_tui.views.ranking import rows_at

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ici_tui.index.tree import Node
    from ici_tui.views.numbers import Shown
    from ici_tui.views.row import Row
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
    only: Shown | None = None
    """The value, where there is but one member: as it is shown elsewhere."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """The units of one label, the best first. Membership does not move with the weights."""

    label: str
    members: tuple[Row, ...]
    """All, or as many of the best as were asked for."""
    summaries: tuple[Summary, ...]
    """The index first, then its children: over all members."""
    size: int
    """How many members there are."""
    worst: str | None
    """The code of the member that is ranked last, listed or not; None where none has a rank."""

    @property
    def best(self) -> str | None:
        """The code of the member that is ranked first; None where none has a rank."""
        ranked = [row.code for row in self.members if row.rank is not None]
        return ranked[0] if ranked else None


def build_clusters(study: Study, group: str, most: int | None = None) -> tuple[Cluster, ...]:
    """Group the units by a group's labels, the label with the best unit first.

    Args:
        study: a pack at some weights.
        group: the code of one of its groups.
        most: for how many members of a label to make rows, the best first; None: for all.
    """
    labels = study.pack.index.groups[group].labels
    return _clustered(study, lambda place: labels[place], most)


def build_labelled(
    study: Study, labels: Mapping[str, str], most: int | None = None
) -> tuple[Cluster, ...]:
    """Group the units by labels given to their codes, in the labels' order.

    Units without one are left out. `most` is as in `build_clusters`.
    """
    codes = study.pack.index.codes
    found = _clustered(study, lambda place: labels.get(codes[place]), most)
    order = list(dict.fromkeys(labels.values()))
    return tuple(sorted(found, key=lambda cluster: order.index(cluster.label)))


def _clustered(
    study: Study, label_of: Callable[[int], str | None], most: int | None
) -> tuple[Cluster, ...]:
    """The units by label, the best first."""
    tree = study.pack.index.tree
    by_label: dict[str, list[int]] = {}
    for place in study.scores.order(tree.root.code).tolist():
        label = label_of(place)
        if label is not None:
            by_label.setdefault(label, []).append(place)
    rows, codes = rows_at(study, ()), study.pack.index.codes
    ranks = study.scores.ranks(tree.root.code)
    return tuple(
        Cluster(
            label,
            tuple(rows.at(places[:most])),
            tuple(_summary(study, node, places) for node in (tree.root, *tree.pillars)),
            len(places),
            next((codes[place] for place in reversed(places) if ranks[place]), None),
        )
        for label, places in by_label.items()
    )


def _summary(study: Study, node: Node, places: list[int]) -> Summary:
    column = study.scores.of(node.code)[places]
    values = column[~np.isnan(column)].tolist()
    # The digits behind a published score are reconstructed: a mean of such is an estimate too.
    estimated = study.pack.cells is not None and any(
        shown(study, place, node.code).value_status == "estimated" for place in places
    )
    if not values:
        return Summary(node.code, node.name, None, None, None, estimated)
    mean = statistics.fmean(values)
    only = shown(study, places[0], node.code) if len(places) == 1 else None
    return Summary(node.code, node.name, mean, min(values), max(values), estimated, only)
