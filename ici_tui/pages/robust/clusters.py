"""Clusters found from the data, as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.pages.model import Blank, Cell, Column, Grid, Para, Section
from ici_tui.pages.robust.frame import AnswerPage
from ici_tui.views.numbers import fixed, percent

if TYPE_CHECKING:
    from ici_tui.pages.focus import Focus
    from ici_tui.pages.model import Block
    from ici_tui.views.robust.clusters import Clustering, ClustersView
    from ici_tui.views.study import Study


def page(view: ClustersView, study: Study, focus: Focus) -> AnswerPage:
    """The clusters of each kind, and what they agree with."""
    blocks: list[Block] = []
    for found in view.clusterings:
        blocks += _clustering(found, study)
    blocks += [Blank(), *(Para(f"Not clustered on {missing}.") for missing in view.missing)]
    blocks.append(
        Para.note(
            "Ward's method. Indicators: z-scores, which weights do not move; contributions: "
            "weight times value, which they do. Agreement: adjusted Rand index, 1 the same, "
            "about 0 by chance."
        )
    )
    return AnswerPage("clusters from the data", tuple(blocks), view.terms)


def _clustering(found: Clustering, study: Study) -> list[Block]:
    blocks: list[Block] = [Section(f"On {found.on}")]
    if found.holds_in is not None and found.agreement is not None:
        blocks.append(
            Para(
                f"The same clusters come out in {percent(found.holds_in)} of {found.tables_used} "
                f"admissible tables; mean agreement with this table's {fixed(found.agreement, 2)}.",
                "strong",
            )
        )
    groups = study.pack.index.groups
    agreed = ", ".join(
        f"{groups[code].name} {fixed(value, 2)}" for code, value in found.adjusted_rand.items()
    )
    if agreed:
        blocks.append(Para(f"Agreement with the pack's groups: {agreed}."))
    columns = (Column("", right=True, key=True), Column("Members and their ranks", least=16))
    rows = []
    for number in range(1, found.count + 1):
        members = [member for member in found.members if member.cluster == number]
        text = ", ".join(f"{member.name} {member.rank}" for member in members)
        rows.append((Cell(str(number)), Cell(text)))
    nearest = (
        Column("", least=10, key=True, lines=2),
        Column("Most like it", least=16, lines=3),
    )
    near = tuple(
        (Cell(member.name), Cell(", ".join(other.name for other in member.neighbours)))
        for member in found.members
    )
    return [*blocks, Grid(columns, tuple(rows)), Blank(), Grid(nearest, near)]
