"""Comparisons and clusters, as pages and as records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.cli.headings import heading, number, page_of, place_text
from ici_tui.cli.page import Blank, Cell, Column, Grid, Para
from ici_tui.views.numbers import decimals_for, fixed, gap_text, span_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.cli.page import Block, Page
    from ici_tui.views.clusters import Cluster, Summary
    from ici_tui.views.compare import ComparedNode, Comparison
    from ici_tui.views.study import Study


def comparison_page(comparison: Comparison, study: Study) -> Page:
    """A column per unit, a row per node, indicators set in; for two units the gap."""
    decimals = decimals_for(score.value for node in comparison.nodes for score in node.scores)
    columns = (
        Column(least=14, key=True),
        *(Column(name, right=True, least=7, lines=4) for name in comparison.names),
        Column("Gap", right=True),
    )
    rows = []
    for place, node in enumerate(comparison.nodes):
        gap = _gap(node, decimals)
        name = Cell(("  " if node.level == 1 else "") + node.name, "" if place else "bold")
        rows.append((name, *(number(score, decimals) for score in node.scores), Cell(gap)))
        if not place:
            ranks = (Cell(place_text(rank)) for rank in node.ranks)
            rows.append((Cell("Rank"), *ranks, Cell()))
    notes = []
    if any(score.status == "estimated" for node in comparison.nodes for score in node.scores):
        notes.append("≈ estimate.")
    notes += _gap_notes(comparison)
    below: list[Block] = [Blank(), Para.note(" ".join(notes))] if notes else []
    return page_of(study, [*heading(study), Blank(), Grid(columns, tuple(rows)), *below])


def _gap(node: ComparedNode, decimals: int) -> str:
    """The gap, in brackets where only one of the two has the value."""
    if node.gap is None:
        return ""
    text = gap_text(node.gap, estimated=node.estimated, decimals=decimals)
    return f"({text})" if node.one_sided else text


def _gap_notes(comparison: Comparison) -> list[str]:
    if comparison.nodes[0].gap is None:
        return []
    adds = "; the pillars' gaps sum to the whole" if comparison.adds_up else ""
    notes = [f"Gap: points of the index by which the first leads{adds}."]
    if not comparison.adds_up:
        notes.append("It is not split: the index is no weighted mean of its parts here.")
    if any(node.one_sided for node in comparison.nodes):
        notes.append(
            "In brackets: only one of the two has the value; for the other the values beside it "
            "share its weight."
        )
    return notes


def comparison_records(comparison: Comparison) -> list[dict[str, object]]:
    """A record per node: scores, statuses and ranks by unit, and the gap of two."""
    found = []
    for node in comparison.nodes:
        record: dict[str, object] = {"code": node.code, "name": node.name}
        for code, score, rank in zip(comparison.codes, node.scores, node.ranks, strict=True):
            record[code] = score.value
            record[f"{code}_status"] = score.status or None
            record[f"{code}_rank"] = rank
        found.append(record | {"gap": node.gap, "one_sided": node.one_sided})
    return found


def clusters_page(clusters: Sequence[Cluster], group: str, study: Study) -> Page:
    """The labels with mean and spread on the index and its children, then their members."""
    values = [s.greatest for cluster in clusters for s in cluster.summaries]
    decimals = decimals_for(values)
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


def _mean(summary: Summary, decimals: int) -> str:
    if summary.mean is None:
        return "–"
    if summary.estimated:
        return "≈" + fixed(summary.mean, decimals - 1)
    return fixed(summary.mean, decimals)


def _spread(summary: Summary, decimals: int) -> str:
    """From the least to the greatest, in brackets; nothing where there is but one value."""
    if summary.least is None or summary.greatest is None or summary.least == summary.greatest:
        return ""
    digits = decimals - 1 if summary.estimated else decimals
    return f" ({span_text(fixed(summary.least, digits), fixed(summary.greatest, digits))})"


def cluster_records(clusters: Sequence[Cluster]) -> list[dict[str, object]]:
    """A record per label: members, best, worst, and a mean, min and max per node."""
    found = []
    for cluster in clusters:
        record: dict[str, object] = {
            "label": cluster.label,
            "size": cluster.size,
            "members": " ".join(row.code for row in cluster.members),
            "best": cluster.best,
            "worst": cluster.worst,
        }
        for summary in cluster.summaries:
            record[f"{summary.code}_mean"] = summary.mean
            record[f"{summary.code}_min"] = summary.least
            record[f"{summary.code}_max"] = summary.greatest
            record[f"{summary.code}_estimated"] = summary.estimated
        found.append(record)
    return found
