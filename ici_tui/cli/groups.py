"""Comparisons and clusters as records."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.views.clusters import Cluster
    from ici_tui.views.compare import Comparison


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
