"""One weight from 0 to 100, as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.drawing.marks import Range
from ici_tui.pages.model import Cell, Column, Grid, Para, Section
from ici_tui.pages.robust.frame import AnswerPage
from ici_tui.pages.robust.words import interval, of_tables
from ici_tui.views.numbers import fixed, span_text
from ici_tui.views.robust.shown import coarse, percent

if TYPE_CHECKING:
    from ici_tui.pages.focus import Focus
    from ici_tui.pages.model import Block
    from ici_tui.views.robust.sweep import SweepView, Tipping
    from ici_tui.views.study import Study

NEAREST = 12
"""Tipping points and pairs that a page lists; the records have all of them."""


def page(view: SweepView, study: Study, focus: Focus) -> AnswerPage:
    """Intervals, every unit's rank along the way, tipping points."""
    rough = coarse(study)
    blocks: list[Block] = []
    across, tables = view.across, view.terms.tables
    if across is not None and tables is not None:
        share = of_tables(across.share, tables)
        blocks.append(
            Para(
                f"In {share} each keeps its order while {view.name} has "
                f"{interval(across.order, rough=True)} points, and its leader while it has "
                f"{interval(across.leader, rough=True)}.",
                "strong",
            )
        )
    blocks.append(_intervals(view, rough=rough))
    if view.rest_equal:
        blocks.append(Para(f"{view.name} has all the weight: the others share the rest equally."))
    blocks += [Section("Ranks along the way, at points"), _along(view)]
    return AnswerPage(
        f"{view.name} from 0 to 100",
        (
            *blocks,
            *_tipping_points(view, study, rough=rough),
        ),
        view.terms,
        ties_left_out=True,
    )


def _intervals(view: SweepView, *, rough: bool) -> Grid:
    columns = (
        Column("This table" if view.terms.tables else "", key=True),
        Column("From–to", right=True),
        Column("In tables", right=True),
        Column(drawn=True),
    )
    rows = []
    for name, ends, held in (
        ("Order", view.order_interval, view.order_holds_in),
        ("Leader", view.leader_interval, view.leader_holds_in),
    ):
        low, high = ends
        drawing = Range(low, view.share, high, 1.0)
        text = interval(ends, rough=rough)
        rows.append((Cell(name), Cell(text), Cell(percent(held)), Cell(mark=drawing)))
    return Grid(columns, tuple(rows))


def _along(view: SweepView) -> Grid:
    columns = (
        Column("", least=10, key=True, lines=2),
        Column("now", right=True),
        *(Column(f"{100 * stop:.0f}", right=True) for stop in view.stops),
    )
    order = sorted(range(len(view.units)), key=lambda row: (view.now[row], row))
    rows = []
    for row in order:
        before = view.now[row]
        cells = (
            Cell(str(rank), "text" if rank == before else "strong") for rank in view.ranks[row]
        )
        rows.append((Cell(view.names[row]), Cell(str(before)), *cells))
    return Grid(columns, tuple(rows))


def _tipping_points(view: SweepView, study: Study, *, rough: bool) -> list[Block]:
    names = dict(zip(study.pack.index.codes, study.pack.index.names, strict=True))
    if not view.crossings:
        return [Section("Tipping points"), Para("None: the order is the same all the way.")]
    near = sorted(view.crossings, key=lambda c: abs(c.at - view.share))[:NEAREST]
    near.sort(key=lambda c: c.at)
    columns = (
        Column("At", right=True, key=True),
        Column("Beyond it", least=12),
        Column("In tables", right=True),
        Column("There at", right=True, optional=True),
    )
    digits = 0 if rough else 2
    rows = tuple(
        (
            Cell(fixed(100 * c.at, digits)),
            Cell(f"{names[c.up]} above {names[c.down]}"),
            Cell(percent(c.holds_in)),
            Cell(_there(c)),
        )
        for c in near
    )
    held, of = len(view.crossings), view.crossings_in_all
    left = of - len(near)
    more = "all" if held == of else f"the {held} nearest"
    nearest = f", the {NEAREST} nearest of {of}; csv and json hold {more}"
    head = f"Tipping points, in points of {view.name}{nearest if left else ''}"
    return [Section(head), Grid(columns, rows)]


def _there(crossing: Tipping) -> str:
    if crossing.low is None or crossing.high is None:
        return ""
    # A range, which is not to look narrower than it is: not rounded inward as an interval is.
    return span_text(fixed(100 * crossing.low, 0), fixed(100 * crossing.high, 0))
