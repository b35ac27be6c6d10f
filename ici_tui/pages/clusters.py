"""Members, means and spread of each group of units, as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.pages.headings import heading, page_of, place_text
from ici_tui.pages.model import Blank, Cell, Column, Grid, Para
from ici_tui.views.numbers import Shown, about, decimals_for, estimate_decimals, fixed, span_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.pages.model import Page
    from ici_tui.views.clusters import Cluster, Summary
    from ici_tui.views.study import Study


def clusters_page(clusters: Sequence[Cluster], group: str, study: Study) -> Page:
    """The labels with mean and spread on the index and its children, then their members."""
    decimals = _decimals(clusters)
    summaries = clusters[0].summaries if clusters else ()
    columns = (
        Column(group, least=12, key=True),
        *(Column(summary.name, least=11) for summary in summaries),
    )
    means = [[_mean(s, decimals) for s in cluster.summaries] for cluster in clusters]
    room = max((len(mean) for line in means for mean in line), default=0)
    rows = tuple(
        (
            Cell(cluster.label),
            *(
                Cell(f"{mean:>{room}}{_spread(s, decimals)}")
                for mean, s in zip(line, cluster.summaries, strict=True)
            ),
        )
        for cluster, line in zip(clusters, means, strict=True)
    )
    members = tuple(
        (
            Cell(cluster.label),
            Cell(", ".join(f"{row.name} {place_text(row.rank)}" for row in cluster.members)),
        )
        for cluster in clusters
    )
    note = (
        "Mean (least–greatest of the members). Membership comes from the source and does not "
        "move with the weights."
    )
    estimated = any(s.estimated for cluster in clusters for s in cluster.summaries)
    listed = Grid((Column(group, least=12), Column("Members and their ranks", least=16)), members)
    return page_of(
        study,
        [
            *heading(study),
            Blank(),
            Grid(columns, rows),
            Blank(),
            listed,
            Blank(),
            Para.note(("≈ estimate. " if estimated else "") + note),
        ],
    )


def _decimals(clusters: Sequence[Cluster]) -> int:
    """Decimals with which the means of each node read differently where they differ."""
    nodes = zip(*(cluster.summaries for cluster in clusters), strict=True)
    return decimals_for(
        *([Shown(s.mean, "estimated" if s.estimated else "") for s in node] for node in nodes)
    )


def _mean(summary: Summary, decimals: int) -> str:
    if summary.mean is None:
        return "–"
    return about(summary.mean, decimals, estimated=summary.estimated)


def _spread(summary: Summary, decimals: int) -> str:
    """From the least to the greatest, in brackets; nothing where there is but one value."""
    if summary.least is None or summary.greatest is None or summary.least == summary.greatest:
        return ""
    if summary.estimated:
        decimals = estimate_decimals(decimals)
    return f" ({span_text(fixed(summary.least, decimals), fixed(summary.greatest, decimals))})"
