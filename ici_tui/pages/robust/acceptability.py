"""With which share of the weights each unit takes each rank, as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.drawing.heat import Heat, Scale
from ici_tui.pages.model import Blank, Cell, Column, Grid, Para, number_columns
from ici_tui.pages.robust.frame import AnswerPage, unit_column, units_acts
from ici_tui.views.numbers import fixed, percent, span_text
from ici_tui.views.robust.shown import coarse

if TYPE_CHECKING:
    from ici_tui.index.table import FloatArray
    from ici_tui.pages.focus import Focus
    from ici_tui.pages.model import Block
    from ici_tui.views.robust.acceptability import AcceptabilityView, Acceptance
    from ici_tui.views.study import Study


def page(view: AcceptabilityView, study: Study, focus: Focus) -> AnswerPage:
    """A heat map of ranks, the expected rank, the share of first places."""
    rough = coarse(study)
    over = view.terms.tables is not None
    listed = focus.listed(view.units)
    columns = (
        Column("#", right=True, key=True),
        unit_column(study),
        *number_columns("Tables", "Expected", "First"),
        Column("Leads", right=True, optional=True),
        Column(drawn=True, head=Scale(len(view.units))),
    )
    rows = tuple(_acceptance(unit, focus, rough=rough) for unit in listed)
    notes = ["At the right, how often each has each rank: in per cent, or the darker the more"]
    notes[0] += ", weights and tables drawn together." if over else "."
    exact = "exact" if view.units and view.units[0].expected_exact else "sampled"
    notes.append(f"Expected: mean rank over the weights ({exact}).")
    first = "exact" if view.units and view.units[0].first_exact is not None else "sampled"
    if over:
        notes.append(f"First: share of draws with the first place; in this table alone ({first}).")
    else:
        notes.append(f"First: share of weights with the first place ({first}).")
    if over:
        notes.append("Tables: expected rank, 5–95 % of the tables.")
        notes.append("Leads: tables in which the unit is first at the weights that suit it.")
    blocks: list[Block] = [
        Grid(columns, rows, acts=units_acts(listed)),
        Blank(),
        Para.note(" ".join(filter(None, [focus.left_out(view.units), *notes]))),
    ]
    return AnswerPage("how often each has each rank", tuple(blocks), view.terms)


def _acceptance(unit: Acceptance, focus: Focus, *, rough: bool) -> tuple[Cell, ...]:
    over = ""
    if unit.expected_low is not None and unit.expected_high is not None:
        over = span_text(fixed(unit.expected_low, 0), fixed(unit.expected_high, 0))
    first = float(unit.shares[0]) if unit.first_exact is None else unit.first_exact
    shares = unit.shares if unit.shares_over_tables is None else unit.shares_over_tables
    return (
        Cell(str(unit.rank)),
        Cell(unit.name, focus.role(unit.code)),
        Cell(over),
        Cell(fixed(unit.expected_rank, 0 if rough else 2)),
        Cell(_first(first, unit.first_exact is not None, unit.shares_over_tables)),
        Cell(percent(unit.holds_in)),
        Cell(mark=Heat(shares.tolist())),
    )


def _first(here: float, exact: bool, over_tables: FloatArray | None) -> str:
    """The share of first places, over the tables first; empty where there are none."""
    alone = percent(here, certain=exact)
    if over_tables is None:
        return alone if here else ""
    there = float(over_tables[0])
    return f"{percent(there, certain=False)}; {alone}" if here or there else ""
