"""The best and the worst rank of units, as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.drawing.marks import Range
from ici_tui.pages.acts import ApplyWeights
from ici_tui.pages.model import Blank, Cell, Column, Grid, Para, Section, number_columns
from ici_tui.pages.robust.frame import AnswerPage, unit_column, units_acts
from ici_tui.views.numbers import four_digits, gap_text, percent, span_text

if TYPE_CHECKING:
    from ici_tui.pages.acts import Act
    from ici_tui.pages.focus import Focus
    from ici_tui.pages.model import Block
    from ici_tui.views.robust.ranks import RanksView, UnitRanks
    from ici_tui.views.study import Study

FEW = 12
"""Rows up to which the weights that show a rank are listed; the records have all of them."""
LEAST_MOVE = 0.0005
"""A weight that moves by less, in shares of 1, is not named."""


def page(view: RanksView, study: Study, focus: Focus) -> AnswerPage:
    """Best and worst rank of each unit, and of few units the weights that show them."""
    several = len(view.ranges) > 1
    names = {unit.name for unit in view.units}
    alone = several and len(names) == 1  # the title says whose, and the rows how far weights move
    columns = (
        Column("" if alone else "#", right=True, key=True),
        unit_column(study)._replace(title="") if alone else unit_column(study),
        Column("Weights move" if several else "", key=alone),
        Column("Tables", right=True),
        Column("Ranks"),
        *number_columns("Best in", "Worst in"),
        Column(drawn=True),
    )
    rows = tuple(
        (
            Cell("" if alone else str(unit.rank)),
            Cell("" if alone else unit.name, focus.role(unit.code)),
            Cell(_range(unit) if several else ""),
            Cell("" if unit.low is None else span_text(str(unit.low), str(unit.high))),
            Cell(rank_text(unit, sampled=view.terms.sampled), "strong"),
            Cell(percent(unit.best_holds_in)),
            Cell(percent(unit.worst_holds_in)),
            Cell(mark=_drawn(unit, view.size)),
        )
        for unit in view.units
    )
    grid = Grid(columns, rows, acts=() if several else units_acts(view.units))
    blocks: list[Block] = [grid]
    if len(view.units) <= FEW:
        blocks += [Section("Weights that show it"), _witnesses(view, study)]
    now = f"Rank {view.units[0].rank} now. " if alone else ""
    notes = [
        f"{now}Ranks: the best and the worst that were seen."
        if view.terms.sampled
        else f"{now}Ranks: the best and the worst that weights can give, proved unless it says otherwise."
    ]
    if view.terms.tables is not None:
        notes.append("Tables: 5–95 % of ranks, weights and tables drawn together.")
        notes.append("Best in, Worst in: the share of tables in which that rank, or one beyond, ")
        notes[-1] += "comes out at the weights that show it."
    blocks += [Blank(), Para.note(" ".join(notes))]
    whose = f" of {names.pop()}" if len(names) == 1 else "s" if several else ""
    about = f"best and worst rank{whose}" if whose else "best and worst ranks"
    return AnswerPage(about, tuple(blocks), view.terms)


def _range(unit: UnitRanks) -> str:
    return "anywhere" if unit.within is None else f"±{unit.within:g} points"


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


def _witnesses(view: RanksView, study: Study) -> Grid:
    """The weights that give each rank, those that move most first: Enter applies them."""
    several = len(view.ranges) > 1
    columns = (
        Column("Rank", right=True, key=True),
        Column("", key=True, least=8, lines=2),
        Column("", key=several, least=10 if several else None, lines=2),
        Column("In tables", right=True),
        Column("Weights, and how far they move", least=20 if several else 24),
    )
    rows: list[tuple[Cell, ...]] = []
    acts: list[Act] = []
    one = len({unit.code for unit in view.units}) == 1
    for unit in view.units:
        for word, rank, weights, held in (
            ("best", unit.best, unit.weights_best, unit.best_holds_in),
            ("worst", unit.worst, unit.weights_worst, unit.worst_holds_in),
        ):
            where = f"{word}, {_range(unit)}" if several else word
            told = _moves(view, weights, study) or "as it is weighted now"
            cells = (str(rank), "" if one else unit.name, where, percent(held), told)
            rows.append(tuple(Cell(text) for text in cells))
            acts.append(ApplyWeights(tuple(weights.items()), f"{unit.code} {word} {unit.within}"))
    return Grid(columns, tuple(rows), acts=tuple(acts))


def _moves(view: RanksView, weights: dict[str, float], study: Study) -> str:
    tree, now = study.pack.index.tree, view.weights_now
    moved = [code for code in weights if abs(weights[code] - now[code]) >= LEAST_MOVE]
    moved.sort(key=lambda code: -abs(weights[code] - now[code]))
    return ", ".join(
        f"{tree[code].name} {four_digits(round(100 * weights[code], 1))} "
        f"({gap_text(100 * (weights[code] - now[code]), estimated=False)})"
        for code in moved
    )
