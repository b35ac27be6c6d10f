"""Units side by side, node by node; for two of them the gap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.drawing.marks import Bar
from ici_tui.pages.acts import SetValue
from ici_tui.pages.headings import full_scale, number, place_text
from ici_tui.pages.model import Blank, Cell, Column, Grid, Para
from ici_tui.pages.overview.frame import Overview
from ici_tui.views.numbers import YOURS, decimals_for, gap_text, percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ici_tui.pages.acts import Act
    from ici_tui.pages.focus import Focus
    from ici_tui.pages.model import Block
    from ici_tui.views.compare import ComparedNode, Comparison
    from ici_tui.views.study import Study


def page(found: Comparison, study: Study, focus: Focus) -> Overview:
    """Units side by side."""
    del study, focus
    return Overview(comparison_blocks(found))


def comparison_blocks(comparison: Comparison) -> tuple[Block, ...]:
    """Two columns per unit, score and bar; a row per node, indicators set in; the gap of two."""
    nodes = comparison.nodes
    decimals = decimals_for(*(node.scores for node in nodes))
    brackets = any(node.one_sided for node in nodes)
    columns = [Column(least=14, key=True)]
    for name in comparison.names:
        columns += [Column(name, right=True, least=7, lines=4), Column(drawn=True)]
    columns += [Column("Gap", right=True), Column("In tables", right=True)]
    rows = []
    acts: list[Act | None] = []
    part = -1
    # One scale: bars of different nodes are looked at together.
    full = full_scale(score.value for node in nodes for score in node.scores)
    for node in nodes:
        part += node.code in comparison.pillars
        colour = "accent" if part < 0 else f"part{part}"
        gap = _gap(node, decimals, brackets=brackets)
        held = Cell(percent(node.holds_in), "muted")
        rows.append((_name(node), *_scores(node, full, colour, decimals), gap, held))
        acts.append(SetValue(comparison.codes[0], node.code) if node.level == 1 else None)
        if node is nodes[0]:
            acts.append(None)
            known = zip(node.ranks, node.ranks_known, strict=True)
            ranks = (Cell(place_text(rank, status=told), "strong") for rank, told in known)
            rows.append(
                (Cell("Rank"), *(cell for rank in ranks for cell in (rank, Cell())), Cell(), Cell())
            )
    notes = []
    if any(score.status == "yours" for node in nodes for score in node.scores):
        notes.append(f"{YOURS} a value of yours.")
    if any(score.status == "estimated" for node in nodes for score in node.scores):
        notes.append("≈ estimate.")
    notes += _gap_notes(comparison)
    below = (Blank(), Para.note(" ".join(notes))) if notes else ()
    return Grid(tuple(columns), tuple(rows), acts=tuple(acts)), *below


def _name(node: ComparedNode) -> Cell:
    return Cell(f"  {node.name}") if node.level == 1 else Cell(node.name, "strong")


def _scores(node: ComparedNode, full: float, colour: str, decimals: int) -> Iterator[Cell]:
    """Each unit's score and its bar."""
    for score in node.scores:
        yield number(score, decimals)
        yield Cell(mark=Bar(score.value, full, colour))


def _gap(node: ComparedNode, decimals: int, *, brackets: bool) -> Cell:
    """By how much the first is ahead; in brackets where only one of the two has the value.

    Where any gap has brackets the others leave a cell for them: the digits stay in line.
    """
    if node.gap is None:
        return Cell()
    role = "up" if node.gap > 0 else "down" if node.gap < 0 else "muted"
    told = gap_of_node(node, decimals)
    return Cell(f"{told} " if brackets and not node.one_sided else told, role)


def gap_of_node(node: ComparedNode, decimals: int) -> str:
    """The gap, in brackets where only one of the two has the value; empty where there is none."""
    if node.gap is None:
        return ""
    told = gap_text(node.gap, estimated=node.estimated, decimals=decimals)
    return f"({told})" if node.one_sided else told


def _gap_notes(comparison: Comparison) -> Iterator[str]:
    """What the gaps are, and why some are in brackets."""
    if comparison.nodes[0].gap is None:
        return
    adds = "; the pillars' gaps sum to the whole" if comparison.adds_up else ""
    first, second = comparison.names
    yield f"Gap: points of the index by which {first} is ahead of {second}{adds}."
    if not comparison.adds_up:
        yield "It is not split: the index is no weighted mean of its parts here."
    if any(node.holds_in is not None for node in comparison.nodes):
        yield "In tables: the share of the admissible tables in which the same of the two leads there."
    if any(node.one_sided for node in comparison.nodes):
        yield (
            "In brackets: only one of the two has the value; for the other the values beside it "
            "share its weight."
        )
