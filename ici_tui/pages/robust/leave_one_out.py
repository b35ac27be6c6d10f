"""The ranking without each part and each indicator in turn, as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.drawing.marks import Bar
from ici_tui.pages.model import Blank, Cell, Column, Grid, Para, number_columns
from ici_tui.pages.robust.frame import AnswerPage
from ici_tui.views.numbers import fixed, percent, span_text
from ici_tui.views.robust.shown import coarse, points

if TYPE_CHECKING:
    from ici_tui.pages.focus import Focus
    from ici_tui.pages.model import Block
    from ici_tui.views.robust.leave_one_out import LeaveOneOutView, LeftOut
    from ici_tui.views.study import Study


def page(view: LeaveOneOutView, study: Study, focus: Focus) -> AnswerPage:
    """Parts and indicators, those whose absence moves ranks most first."""
    names = dict(zip(study.pack.index.codes, study.pack.index.names, strict=True))
    rough = coarse(study)
    columns = (
        Column("Without", least=12, key=True),
        *number_columns("Weighs", "Tables"),
        Column("Leader stays", least=6, right=True),
        *number_columns("Mean", "Most"),
        Column("Moved most", least=26, optional=True, lines=3),
        Column(drawn=True),
    )
    most = max((node.mean_change for node in view.nodes), default=0.0)
    rows = tuple(
        (
            Cell(node.name, "strong" if node.part else "text"),
            Cell(points(100 * node.weight, rough=False)),
            Cell(_over_tables(node)),
            Cell(percent(node.holds_in)),
            Cell(fixed(node.mean_change, 1 if rough else 2)),
            Cell(str(node.largest_change)),
            Cell(", ".join(f"{unit.name} {unit.rank}→{unit.without}" for unit in node.moved)),
            Cell(mark=Bar(node.mean_change, most)),
        )
        for node in view.nodes
    )
    changed = [node for node in view.nodes if node.leaders != view.leaders]
    leaders = "; ".join(
        f"without {node.name} {', '.join(names[code] for code in node.leaders)}" for node in changed
    )
    first = ", ".join(names[code] for code in view.leaders)
    verb = "leads" if len(view.leaders) == 1 else "lead"
    said = f"{first} {verb}" + (f"; {leaders}." if changed else ", whatever is left out.")
    note = "Mean, Most: absolute change of rank over the units, in places."
    if view.terms.tables is not None:
        note += " Tables: the mean change, 5–95 % of the tables."
        note += " Leader stays: in this share of the tables."
    blocks: list[Block] = [Para(said), Blank(), Grid(columns, rows), Blank(), Para.note(note)]
    return AnswerPage("without one component", tuple(blocks), view.terms)


def _over_tables(node: LeftOut) -> str:
    if node.mean_low is None or node.mean_high is None:
        return ""
    return span_text(fixed(node.mean_low, 1), fixed(node.mean_high, 1))
