"""The units by one of the pack's groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.pages.clusters import cluster_blocks, sign_told
from ici_tui.pages.model import Blank, Para
from ici_tui.pages.overview.frame import Overview

if TYPE_CHECKING:
    from ici_tui.pages.focus import Focus
    from ici_tui.questions.overview.clusters import Grouped
    from ici_tui.views.study import Study

MOST_NAMED = 20
"""Units without a label that are named; of the rest it is said how many they are."""


def page(found: Grouped, study: Study, focus: Focus) -> Overview:
    """The clusters, then who is in none."""
    index, clusters = study.pack.index, found.clusters
    group = index.groups[found.group]
    without = [index.names[k] for k, label in enumerate(group.labels) if label is None]
    blocks = list(cluster_blocks(clusters, study, focus, (found.group, group.name)))
    if without:
        left = len(without) - MOST_NAMED
        more = f" and {left:,} more" if left > 0 else ""
        told = f"Without a label, and not among them: {', '.join(without[:MOST_NAMED])}{more}."
        blocks += [Blank(), Para.note(told)]
    note = "Membership comes from the data and does not move with the weights."
    return Overview((*blocks, Blank(), Para.note(sign_told(clusters) + note)), fills=True)
