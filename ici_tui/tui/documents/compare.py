"""Two to four units side by side, by part and indicator; for two the gap, term by term."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from ici_tui.drawing.bars import bar
from ici_tui.drawing.cells import fit, fit_right
from ici_tui.tui.documents.line import BLANK, Line, fitted, line, paragraph
from ici_tui.tui.session import MOST_COMPARED
from ici_tui.views.compare import build_comparison
from ici_tui.views.numbers import decimals_for, gap_text, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ici_tui.tui.session import Session
    from ici_tui.views.compare import ComparedNode, Comparison

GAP, VALUE = 8, 6


@fitted
def compare_lines(session: Session, width: int) -> list[Line]:
    """The units that are marked; with fewer than two, the one at the cursor and its neighbour."""
    places = session.compared()
    words = session.pack.index.info.words
    if len(places) < 2:
        return [line((f"There is one {words.singular} only.", "muted"))]
    comparison = build_comparison(session.study, places)
    two = len(places) == 2
    names = min(
        max(cell_len(node.name) + 2 * _depth(session, node) for node in comparison.nodes),
        max(width // 3, 12),
    )
    column = max((width - names - (GAP if two else 0)) // len(places), VALUE + 1)
    decimals = decimals_for(s.value for node in comparison.nodes for s in node.scores)
    found = [_head(comparison, names, column, two), _ranks(comparison, names, column)]
    pillars = {part.code for part in session.catalogue.parts}
    colour = -1
    one_sided = any(node.one_sided for node in comparison.nodes)
    for node in comparison.nodes:
        if node.code in pillars:
            colour += 1
            found.append(BLANK)
        name = "Score" if colour < 0 else "  " * _depth(session, node) + node.name
        role = "accent" if colour < 0 else f"part{colour}"
        lead = (fit(name, names), "text" if _depth(session, node) else "strong")
        gap = _gap(node, decimals, one_sided=one_sided)
        found.append(line(lead, *_scores(node, column, role, decimals), *gap))
    found.append(BLANK)
    if len(session.marks) > MOST_COMPARED:
        left = ", ".join(session.pack.index.names[p] for p in session.marks[MOST_COMPARED:])
        told = f"The first {MOST_COMPARED} marked are compared; marked as well: {left}."
        found += paragraph(told, width, "muted")
    if len(session.marks) < 2:
        told = f"Mark {words.plural} in the ranking with Space to compare others, up to four."
        found += paragraph(told, width, "muted")
    for note in _gap_notes(comparison) if two else ():
        found += paragraph(note, width, "muted")
    return found


def _gap_notes(comparison: Comparison) -> Iterator[str]:
    """What the gaps are, and why some stand in brackets."""
    if comparison.nodes[0].gap is None:
        return
    adds = "; the parts' gaps sum to the whole" if comparison.adds_up else ""
    yield (
        f"gap: points of the index by which {comparison.names[0]} is ahead of "
        f"{comparison.names[1]}{adds}."
    )
    if not comparison.adds_up:
        yield "It is not split: the index is no weighted mean of its parts here."
    if any(node.one_sided for node in comparison.nodes):
        yield (
            "In brackets: only one of the two has the value; for the other the values beside it "
            "share its weight."
        )


def _depth(session: Session, node: ComparedNode) -> int:
    if node.code == session.pack.index.tree.root.code:
        return 0
    return 0 if any(part.code == node.code for part in session.catalogue.parts) else 1


def _head(comparison: Comparison, names: int, column: int, two: bool) -> Line:
    units = [(" " + fit(name, column - 1), "heading") for name in comparison.names]
    gap = [(fit_right("gap", GAP), "header")] if two else []
    return line(" " * names, *units, *gap)


def _ranks(comparison: Comparison, names: int, column: int) -> Line:
    ranks = [
        (fit(fit_right(str(rank or "–"), VALUE), column), "strong")
        for rank in comparison.nodes[0].ranks
    ]
    return line((fit("rank", names), "muted"), *ranks)


def _scores(node: ComparedNode, column: int, role: str, decimals: int) -> Iterator[tuple[str, str]]:
    """Each unit's score and its bar."""
    top = max((score.value or 0.0 for score in node.scores), default=0.0)
    scale = 100.0 if 10 < top <= 100 else top
    bars = max(column - VALUE - 2, 0)
    for score in node.scores:
        yield (fit_right(text(score, decimals), VALUE), score.status or "text")
        yield (f" {bar(score.value, bars, scale)} ", role)


def _gap(node: ComparedNode, decimals: int, *, one_sided: bool) -> Iterator[tuple[str, str]]:
    """For two units, by how much the first is ahead; in brackets where one lacks the value.

    Where any gap has brackets the others leave a cell for them: the digits stay in line.
    """
    if node.gap is not None:
        role = "up" if node.gap > 0 else "down" if node.gap < 0 else "muted"
        told = gap_text(node.gap, estimated=node.estimated, decimals=decimals)
        if one_sided:
            told = f"({told})" if node.one_sided else f"{told} "
        yield (fit_right(told, GAP), role)
