"""What a unit would need to pass another, or to reach a rank, as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.drawing.marks import Signed
from ici_tui.pages.acts import ApplyWeights
from ici_tui.pages.model import Blank, Cell, Column, Grid, Para, number_columns
from ici_tui.pages.robust.frame import AnswerPage
from ici_tui.pages.robust.words import marked, of_tables, point_range
from ici_tui.views.numbers import compact, fixed, percent
from ici_tui.views.robust.shown import coarse, points, rounded
from ici_tui.views.robust.terms import counted

if TYPE_CHECKING:
    from ici_tui.pages.acts import Act
    from ici_tui.pages.focus import Focus
    from ici_tui.pages.model import Block
    from ici_tui.views.robust.overtake import OvertakeView
    from ici_tui.views.study import Study

SMALL = 5e-7
"""A change below this share is none."""


def page(view: OvertakeView, study: Study, focus: Focus) -> AnswerPage:
    """Over the tables first, then this table, then the weights that do it."""
    del focus
    return AnswerPage(_about(view), tuple(needs(view, study)), view.terms)


def needs(view: OvertakeView, study: Study) -> list[Block]:
    """What the unit needs, and the weights that do it: Enter applies them."""
    rough = coarse(study)
    blocks: list[Block] = [Para(line, "strong") for line in _over_tables(view)]
    if view.locked:
        tree = study.pack.index.tree
        names = ", ".join(tree[code].name for code in view.locked)
        blocks.append(Para.note(f"Locked: {names}."))
    blocks.append(Para(_here(view, rough=rough)))
    if view.possible and not view.already:
        act = ApplyWeights(tuple(view.weights.items()), view.x)
        blocks += [Blank(), _weights(view, study, act), Blank(), Para(_there(view))]
    return blocks


def _about(view: OvertakeView) -> str:
    return f"{view.x_name} {_goal(view, 'to ')}"


def _goal(view: OvertakeView, to: str = "", s: str = "") -> str:
    if view.y_name is not None:
        return f"{to}pass{'es' if s else ''} {view.y_name}"
    if view.wanted == 1:
        return f"{to}{'is' if s else 'be'} first"
    return f"{to}reach{'es' if s else ''} rank {view.wanted}"


def _over_tables(view: OvertakeView) -> list[str]:
    across, tables = view.across, view.terms.tables
    if across is None or tables is None:
        return []
    if across.within is None or across.ever is None or across.quantiles is None:
        there = of_tables(across.now, tables)
        lines = [f"At the present weights {view.x_name} has that rank in {there}."]
        if view.possible and not view.already and view.holds_in is not None:
            lines.append(f"At the weights below it has it in {percent(view.holds_in)} of them.")
        return lines
    within = of_tables(across.within, tables)
    passes = f"{view.x_name} {_goal(view, s='s')} within {across.points:g} points in {within}."
    if across.ever == 0:
        return [passes, "No weights put it ahead in any table."]
    low, middle, high = across.quantiles
    needed = point_range(low, high, rough=True)
    centre = point_range(middle, middle, rough=True)
    return [
        passes,
        f"It is ahead now in {percent(across.now)}, and could be ahead in {percent(across.ever)}. "
        f"Points needed: {needed} (5–95 % of the tables), median {centre}.",
    ]


def _here(view: OvertakeView, *, rough: bool) -> str:
    table = "In this table " if view.terms.tables else ""
    if view.already:
        state = f"is ahead of {view.y_name}" if view.y_name else f"has rank {view.rank_x_now}"
        return f"{table}{view.x_name} {state} already: nothing has to move."
    if view.possible is None:
        drawn = counted(view.terms.draws or 0)
        return f"Not found: none of {drawn} weights drawn does it. That is no proof that none does."
    if not view.possible:
        held = ""
        if view.holds_in and view.terms.tables is not None:
            there = of_tables(view.holds_in, view.terms.tables)
            held = f" It is impossible in {there}."
            if view.holds_in_least and view.holds_in < 1:
                held = (
                    f" Rival by rival it is impossible in {there}; it may be in more of them, where "
                    "it is for several rivals together."
                )
        certificate = rounded(view.certificate) if rough else view.certificate
        start = f"{table}it is {certificate}" if table else _started(certificate)
        return f"{start}.{held}"
    if view.points_moved == 0:
        return f"{table}they are level: the smallest move in the right direction is enough."
    moved = marked(points(view.points_moved, rough=rough), rough=rough)
    least = "at most " if view.terms.sampled else ""
    proof = ""
    if not view.terms.sampled and view.proved < view.distance - 1e-9:
        proof = f" (not proved to be the least; at least {compact(view.proved)} in {view.norm})"
    other = "" if view.norm == "l1" else f", {view.norm} {fixed(view.distance, 1 if rough else 4)}"
    start = f"{table}{least}{moved} points must move"
    return f"{start[:1].upper()}{start[1:]} for {view.x_name} {_goal(view, 'to ')}{other}{proof}."


def _started(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _weights(view: OvertakeView, study: Study, act: Act) -> Grid:
    tree = study.pack.index.tree
    moved = {code: view.weights[code] - now for code, now in view.weights_now.items()}
    behind, ahead = max(0.0, -min(moved.values())), max(0.0, *moved.values())
    columns = (
        Column("Weights that do it", least=12, key=True),
        *number_columns("Now", "Then", "Change"),
        Column(drawn=True),
    )
    rows = []
    for code, change in moved.items():
        if abs(change) < SMALL and len(moved) > 12:
            continue
        text = "locked" if code in view.locked else ""
        if abs(change) >= SMALL:
            text = f"{'+' if change > 0 else ''}{fixed(100 * change, 3)}"
        rows.append(
            (
                Cell(tree[code].name),
                Cell(fixed(100 * view.weights_now[code], 3)),
                Cell(fixed(100 * view.weights[code], 3)),
                Cell(text),
                Cell(mark=Signed(change, behind, ahead)),
            )
        )
    return Grid(columns, tuple(rows), acts=(act,))


def _there(view: OvertakeView) -> str:
    ranks = f"{view.x_name} {view.rank_x}"
    if view.y_name is not None:
        ranks += f", {view.y_name} {view.rank_y}"
    held = ""
    if view.holds_in is not None:
        held = f" At these weights it is so in {percent(view.holds_in)} of the tables."
    still = "" if len(view.weights) <= 12 else " Weights that do not move are left out above."
    return f"Ranks there: {ranks}.{held}{still}"
