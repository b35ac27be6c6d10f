"""Units side by side, as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.pages.headings import heading, number, page_of, place_text
from ici_tui.pages.model import Blank, Cell, Column, Grid, Para
from ici_tui.views.numbers import decimals_for, gap_text

if TYPE_CHECKING:
    from ici_tui.pages.model import Block, Page
    from ici_tui.views.compare import ComparedNode, Comparison
    from ici_tui.views.study import Study


def comparison_page(comparison: Comparison, study: Study) -> Page:
    """A column per unit, a row per node, indicators set in; for two units the gap."""
    decimals = decimals_for(*(node.scores for node in comparison.nodes))
    columns = (
        Column(least=14, key=True),
        *(Column(name, right=True, least=7, lines=4) for name in comparison.names),
        Column("Gap", right=True),
    )
    rows = []
    for place, node in enumerate(comparison.nodes):
        gap = _gap(node, decimals)
        name = Cell(("  " if node.level == 1 else "") + node.name, "text" if place else "strong")
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
