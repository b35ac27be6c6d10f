"""Reports on units, as a page: one after the other."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from ici_tui.drawing.marks import Bar
from ici_tui.pages.card import card_page
from ici_tui.pages.focus import Focus
from ici_tui.pages.headings import full_scale, number, place_text
from ici_tui.pages.model import Blank, Cell, Column, Grid, Listing, Page, Para, Section
from ici_tui.pages.overview.compare import gap_of_node
from ici_tui.pages.robust import overtake, ranks, uncertainty
from ici_tui.views.numbers import decimals_for, percent, range_text
from ici_tui.views.parts import parts_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ici_tui.pages.model import Block
    from ici_tui.questions.documents.report import Report, UnitReport
    from ici_tui.views.robust.overtake import OvertakeView
    from ici_tui.views.study import Study

BESIDE = 7
"""Units of the ranking that are shown around one."""


def page(report: Report, study: Study) -> Page:
    """A unit after another."""
    standing = study.standing_line
    blocks: list[Block] = []
    for unit in report.units:
        blocks += [*([Blank(), Blank()] if blocks else []), *_unit(unit, report, study)]
    return Page(tuple(blocks), standing)


def _unit(unit: UnitReport, report: Report, study: Study) -> list[Block]:
    return [
        *card_page(study, unit.place, full=True, standing=False).blocks,
        *_gaps(unit, study),
        *_indicators(unit, study),
        *_ends(unit, report, study),
        *_uncertain(unit, report, study),
        *_passing(unit.passing, study),
        *_passing(unit.passed, study),
        *_left_out(unit),
        *_sources(unit, study),
    ]


def _gaps(unit: UnitReport, study: Study) -> Iterator[Block]:
    """The unit beside the first, the one ahead and the one behind."""
    if not unit.gaps:
        return
    shown = [score for gap in unit.gaps for node in gap.nodes for score in node.scores]
    decimals = decimals_for(shown)
    columns = [Column(least=10, key=True), Column(unit.name, right=True, least=8, lines=3)]
    for gap in unit.gaps:
        columns += [Column(gap.name, right=True, least=8, lines=3), Column("Gap", right=True)]
    rows = []
    for place, node in enumerate(unit.gaps[0].nodes):
        cells = [Cell(node.name, "text" if place else "strong"), number(node.scores[0], decimals)]
        for gap in unit.gaps:
            other = gap.nodes[place]
            cells += [number(other.scores[1], decimals), Cell(gap_of_node(other, decimals))]
        rows.append(tuple(cells))
    yield Section("Beside the first, the next above and the next below")
    yield Grid(tuple(columns), tuple(rows))
    if any(node.gap is not None for gap in unit.gaps for node in gap.nodes):
        yield Blank()
        yield Para.note(
            f"Gap: points of the index by which {unit.name} leads; below 0 it is behind."
        )


def _indicators(unit: UnitReport, study: Study) -> list[Block]:
    tree = study.pack.index.tree
    parts, weights = parts_of(study, unit.place, tree.leaves), study.weights.effective(tree)
    decimals = decimals_for(part.score for part in parts)
    full = full_scale(part.score.value for part in parts)
    columns = (
        Column("Indicator", least=14, key=True),
        Column("Score", right=True),
        Column("Range"),
        Column("Rank", right=True),
        Column("Of the index", right=True, optional=True),
        Column(drawn=True),
    )
    rows = tuple(
        (
            Cell(part.name),
            number(part.score, decimals),
            Cell(range_text(part.score, decimals), "muted"),
            Cell(place_text(part.rank, status=part.rank_status)),
            Cell(percent(weights[part.code], 1)),
            Cell(mark=Bar(part.score.value, full)),
        )
        for part in parts
    )
    return [Section("Indicator by indicator"), Grid(columns, rows)]


def _ends(unit: UnitReport, report: Report, study: Study) -> list[Block]:
    if not unit.ranks or report.ranks is None:
        return []
    own = replace(report.ranks, units=unit.ranks)
    about = ("Best and worst rank, as far as weights may move", own.terms.ranked_among)
    return [
        Section(" · ".join(filter(None, about))),
        *ranks.page(own, study, Focus()).blocks,
    ]


def _uncertain(unit: UnitReport, report: Report, study: Study) -> list[Block]:
    if unit.uncertainty is None or report.uncertainty is None:
        return []
    return [
        Section("Its rank while every choice varies"),
        *uncertainty.page(report.uncertainty, study, Focus(unit.code, most=BESIDE)).blocks,
    ]


def _passing(view: OvertakeView | None, study: Study) -> list[Block]:
    if view is None:
        return []
    title = f"What {view.x_name} needs to pass {view.y_name}"
    return [Section(title), *overtake.needs(view, study)]


def _left_out(unit: UnitReport) -> list[Block]:
    if not unit.left_out:
        return []
    return [Section("Left out"), *(Para(f"{why.rstrip('.')}.", "muted") for why in unit.left_out)]


def _sources(unit: UnitReport, study: Study) -> list[Block]:
    """The index itself, and the sources of the unit's values."""
    pack, info = study.pack, study.pack.index.info
    about = " · ".join(filter(None, (info.title, info.edition, info.publisher, info.licence)))
    listed = [text for text in (about, info.citation, info.url) if text]
    counted = Counter(
        name
        for leaf in pack.index.tree.leaves
        for cell in (pack.cells.get(unit.code, leaf.code) if pack.cells is not None else None,)
        for name in (cell.source if cell is not None else ())
    )
    for name, count in counted.most_common():
        source = pack.sources.get(name)
        where = (
            " · ".join(filter(None, (source.title, source.publisher, source.url))) if source else ""
        )
        values = f"{count} value{'s' if count > 1 else ''}"
        listed.append(f"{name} ({values}){f': {where}' if where else ''}")
    return [Section("Where the values come from"), Listing(tuple(listed))]
