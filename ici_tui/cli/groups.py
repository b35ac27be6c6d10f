"""Comparisons and clusters, as lines and as records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text

from ici_tui.cli.card import fit, wrap
from ici_tui.views.numbers import style, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.views.clusters import Cluster, Summary
    from ici_tui.views.compare import Comparison


def comparison_lines(comparison: Comparison, root: str, standing: str, width: int) -> list[Text]:
    """A column per unit, a row per node, indicators set in; for two units the gap."""
    two = len(comparison.codes) == 2
    room = (width - 10 - (8 if two else 0)) // len(comparison.codes) - 1
    longest = max(cell_len(name) for name in comparison.names)
    columns = max(min(longest, 14, room), 5) + 1
    names = max(width - columns * len(comparison.codes) - (8 if two else 0), 10)
    names = min(names, max(cell_len(node.name) for node in comparison.nodes) + 3)
    head = fit("", names) + "".join(
        fit(name, columns - 1).rjust(columns) for name in comparison.names
    )
    lines = [Text(head + (f"{'gap':>8}" if two else ""), style="bold")]
    for node in comparison.nodes:
        top = node.code == root
        line = Text(
            fit(("  " if node.level == 1 else "") + node.name, names), style="bold" if top else ""
        )
        for score in node.scores:
            line.append(f"{text(score):>{columns}}", style=style(score))
        if node.gap is not None:
            estimated = any(score.status == "estimated" for score in node.scores)
            line.append(f"{f'≈{round(node.gap):+d}' if estimated else f'{node.gap:+.1f}':>8}")
        lines.append(line)
    if two:
        note = (
            "gap: points of the index by which the first leads; the pillars' gaps sum to the whole."
        )
        lines += [Text(line, style="dim") for line in wrap(note, width)]
    return lines + [Text(line, style="dim") for line in wrap(standing, width)]


def comparison_records(comparison: Comparison) -> list[dict[str, object]]:
    """A record per node: scores, statuses and ranks by unit, and the gap of two."""
    found = []
    for node in comparison.nodes:
        record: dict[str, object] = {"code": node.code, "name": node.name}
        for code, score, rank in zip(comparison.codes, node.scores, node.ranks, strict=True):
            record[code] = score.value
            record[f"{code}_status"] = score.status or None
            record[f"{code}_rank"] = rank
        found.append(record | {"gap": node.gap})
    return found


def cluster_lines(clusters: Sequence[Cluster], standing: str, width: int) -> list[Text]:
    """Each label with its members, then mean and spread on the index and its children."""
    lines: list[Text] = []
    names = max((cell_len(s.name) for c in clusters for s in c.summaries), default=0)
    for cluster in clusters:
        lines += [Text(line, style="bold") for line in wrap(cluster.label, width)]
        members = ", ".join(f"{row.rank or '–'} {row.name}" for row in cluster.members)
        lines += [Text(line) for line in wrap(members, width, "  ")]
        for summary in cluster.summaries:
            lines.append(
                Text(f"  {fit(summary.name, min(names, width - 22))} {_numbers(summary)}".rstrip())
            )
        lines.append(Text(""))
    note = "Mean, and least–greatest of the members. Membership comes from the source and does not move with the weights."
    lines += [Text(line, style="dim") for line in wrap(note, width)]
    return lines + [Text(line, style="dim") for line in wrap(standing, width)]


def _numbers(summary: Summary) -> str:
    if summary.mean is None or summary.least is None or summary.greatest is None:
        return "–"
    if summary.estimated:
        return f"{f'≈{summary.mean:.0f}':>5}  {summary.least:.0f}–{summary.greatest:.0f}"
    return f"{summary.mean:>5.1f}  {summary.least:.1f}–{summary.greatest:.1f}"


def cluster_records(clusters: Sequence[Cluster]) -> list[dict[str, object]]:
    """A record per label: members, best, worst, and a mean, min and max per node."""
    found = []
    for cluster in clusters:
        record: dict[str, object] = {
            "label": cluster.label,
            "size": len(cluster.members),
            "members": " ".join(row.code for row in cluster.members),
            "best": cluster.members[0].code,
            "worst": cluster.members[-1].code,
        }
        for summary in cluster.summaries:
            record[f"{summary.code}_mean"] = summary.mean
            record[f"{summary.code}_min"] = summary.least
            record[f"{summary.code}_max"] = summary.greatest
            record[f"{summary.code}_estimated"] = summary.estimated
        found.append(record)
    return found
