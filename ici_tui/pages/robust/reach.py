"""What a unit needs for each of the ranks above its own, as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.pages.acts import ApplyWeights
from ici_tui.pages.model import Blank, Cell, Column, Grid, Para, number_columns
from ici_tui.pages.robust.frame import AnswerPage
from ici_tui.pages.robust.reach_words import change_text, is_least, points_text, short, why_not
from ici_tui.views.numbers import percent
from ici_tui.views.robust.shown import coarse

if TYPE_CHECKING:
    from ici_tui.pages.acts import Act
    from ici_tui.pages.focus import Focus
    from ici_tui.pages.model import Block
    from ici_tui.views.robust.reach import RankWanted, ReachView
    from ici_tui.views.study import Study


def page(view: ReachView, study: Study, focus: Focus) -> AnswerPage:
    """A row per rank: how far weights must move, in what share of the tables it holds, and how."""
    del focus
    name = short(view.name)
    about = f"what {name} needs for a better rank"
    if not view.wanted:
        told = Para(f"{name} has rank 1: there is no better one.")
        return AnswerPage(about, (told,), view.terms)
    blocks: list[Block] = [_table(view, study), Blank(), *_notes(view)]
    return AnswerPage(about, tuple(blocks), view.terms)


def _table(view: ReachView, study: Study) -> Grid:
    rough = coarse(study)
    columns = (
        Column("Rank", right=True, key=True),
        *number_columns("Points", "Now in", "Then in"),
        Column("Weights that do it", least=24),
    )
    rows, acts = [], []
    before: RankWanted | None = None
    for answer in view.answers:
        row, act = _rank(answer, before, study, rough=rough)
        rows.append(row)
        acts.append(act)
        before = answer
    return Grid(columns, tuple(rows), acts=tuple(acts))


def _rank(
    answer: RankWanted, before: RankWanted | None, study: Study, *, rough: bool
) -> tuple[tuple[Cell, ...], Act | None]:
    found = answer.found
    now = "" if found is None or found.across is None else percent(found.across.now)
    moved = points_text(found, rough=rough)
    if found is None or not found.possible:
        why = why_not(answer, before, rough=rough)
        cells = (str(answer.rank), moved, now, "", why)
        return tuple(Cell(text, "muted") for text in cells), None
    then = percent(found.holds_in)
    told = change_text(study.pack.index.tree, found)
    act = ApplyWeights(tuple(found.weights.items()), f"{found.x} {answer.rank}")
    numbers = (Cell(text, "strong") for text in (str(answer.rank), moved, now, then))
    return (*numbers, Cell(told)), act


def _notes(view: ReachView) -> list[Block]:
    founds = [answer.found for answer in view.answers if answer.found is not None]
    which = "each better rank"
    if view.rank - 1 > len(view.wanted):
        which = {1: "the first", 2: "the nearest better rank and the first"}.get(
            len(view.wanted), f"the {len(view.wanted) - 1} nearest better ranks and the first"
        )
    notes = [f"Rank {view.rank} now. For {which} the least change of weights, in points moved."]
    if view.terms.tables is not None:
        notes.append(
            "In the table shown. Now in, Then in: the share of the admissible tables in which it "
            "has that rank or a better one, at the present weights and at those."
        )
    if any(found.possible and not is_least(found) for found in founds):
        notes.append("≤: found, not proved to be the least.")
    return [Para.note(" ".join(notes))]
