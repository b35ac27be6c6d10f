"""The best and the worst rank of units, as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.drawing.marks import Range
from ici_tui.pages.model import Blank, Cell, Column, Grid, Para
from ici_tui.pages.robust.frame import AnswerPage, unit_column
from ici_tui.views.numbers import span_text
from ici_tui.views.robust.shown import percent

if TYPE_CHECKING:
    from ici_tui.pages.focus import Focus
    from ici_tui.pages.model import Block
    from ici_tui.views.robust.ranks import RanksView, UnitRanks
    from ici_tui.views.study import Study


def page(view: RanksView, study: Study, focus: Focus) -> AnswerPage:
    """Best and worst rank of each unit."""
    columns = (
        Column("#", right=True, key=True),
        unit_column(study),
        Column("Tables", right=True),
        Column("Ranks"),
        Column("Best in", right=True),
        Column("Worst in", right=True),
        Column(drawn=True),
    )
    rows = tuple(
        (
            Cell(str(unit.rank)),
            Cell(unit.name),
            Cell("" if unit.low is None else span_text(str(unit.low), str(unit.high))),
            Cell(rank_text(unit, sampled=view.terms.sampled)),
            Cell(percent(unit.best_holds_in)),
            Cell(percent(unit.worst_holds_in)),
            Cell(mark=_drawn(unit, view.size)),
        )
        for unit in view.units
    )
    notes = [
        "Ranks: the best and the worst that were seen."
        if view.terms.sampled
        else "Ranks: the best and the worst that weights can give, proved unless it says otherwise."
    ]
    if view.terms.tables is not None:
        notes.append("Tables: 5–95 % of ranks, weights and tables drawn together.")
        notes.append("Best in, Worst in: the share of tables in which that rank, or one beyond, ")
        notes[-1] += "comes out at the weights that show it."
    blocks: list[Block] = [Grid(columns, rows), Blank(), Para.note(" ".join(notes))]
    return AnswerPage("best and worst ranks", tuple(blocks), view.terms)


def rank_text(unit: UnitRanks, *, sampled: bool = False) -> str:
    """From the best to the worst rank, and whether that is proved."""
    seen = span_text(str(unit.best), str(unit.worst))
    if sampled:
        return f"{seen}, seen"
    if unit.best_exact and unit.worst_exact:
        return seen
    outer = span_text(str(unit.best_proved), str(unit.worst_proved))
    return f"{seen}, not proved; within {outer}"


def _drawn(unit: UnitRanks, size: int) -> Range:
    return Range(unit.best - 1.0, unit.rank - 1.0, unit.worst - 1.0, float(max(size - 1, 1)))
