"""What edits did, as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.drawing.marks import Signed
from ici_tui.pages.acts import OpenUnit
from ici_tui.pages.model import Blank, Cell, Column, Grid, Para, Pieces, Section, number_columns
from ici_tui.pages.overview.frame import Overview
from ici_tui.views.change import agreement_text
from ici_tui.views.numbers import fixed, percent, two_digits
from ici_tui.views.robust.shown import coarse

if TYPE_CHECKING:
    from ici_tui.pages.focus import Focus
    from ici_tui.pages.model import Block
    from ici_tui.views.change import ChangeView, Moved
    from ici_tui.views.study import Study

MOST_NAMED = 6
"""Whom a line names of those who were passed."""


def page(view: ChangeView, study: Study, focus: Focus) -> Overview:
    """What is different, who moved, what moved them, how the rankings agree."""
    del focus
    if not view.edits:
        return Overview(
            (Para("Nothing is edited: these are the pack's weights, methods, values."),)
        )
    index = study.pack.index
    moved = view.moved
    names = dict(zip(index.codes, index.names, strict=True))
    blocks: list[Block] = [Pieces("Edited:", view.edits), Blank(), Para(_lead(view), "strong")]
    if moved:
        rough = coarse(study)
        blocks += [Section("Who moved"), _moved(moved, names)]
        if len(moved[0].parts) > 1:
            blocks += [Section("What moved them"), _parts(moved, rough=rough)]
            blocks += [Blank(), Para.note(_points_note(rough=rough))]
    return Overview((*blocks, *_below(view, names)))


def brief(view: ChangeView, study: Study) -> tuple[Block, ...]:
    """What is different, and who moved: for who has just made the edit."""
    index = study.pack.index
    names = dict(zip(index.codes, index.names, strict=True))
    moved = (_moved(view.moved, names),) if view.moved else ()
    more = (Para.note(_left_out(view)),) if view.left_out else ()
    edits = (Pieces("Edited:", view.edits),) if view.edits else ()
    return (*edits, Para(_lead(view), "strong"), *moved, *more)


def _left_out(view: ChangeView) -> str:
    return f"{view.left_out:,} more moved, less than these."


def _lead(view: ChangeView) -> str:
    moved = view.of - view.unmoved
    told = f"{moved} of {view.of} moved" if moved else f"None of {view.of} moved"
    agree = f"τ {agreement_text(view.tau)}, Spearman {agreement_text(view.spearman)}"
    both = f"the first {view.top}: {percent(view.overlap)} the same"
    if view.top == 1:
        both = "the first is the same" if view.overlap == 1 else "the first is another"
    return f"{told}; {agree}; {both}."


def _moved(moved: tuple[Moved, ...], names: dict[str, str]) -> Grid:
    columns = (
        Column("Unit", least=10, key=True, lines=2),
        *number_columns("Was", "Now"),
        Column("", right=True, named="Change"),
        Column("Passes", least=10, lines=4),
        Column("Passed by", least=10, lines=4),
        Column("Tables", right=True, optional=True),
    )
    rows = tuple(
        (
            Cell(one.name),
            Cell(str(one.before)),
            Cell(str(one.after)),
            Cell(*_arrow(one)),
            Cell(_listed(one.passes, names)),
            Cell(_listed(one.passed_by, names)),
            Cell("" if one.holds_in is None else percent(one.holds_in)),
        )
        for one in moved
    )
    return Grid(columns, rows, acts=tuple(OpenUnit(one.code) for one in moved))


def _arrow(one: Moved) -> tuple[str, str]:
    return (f"▲{one.places}", "up") if one.places > 0 else (f"▼{-one.places}", "down")


def _listed(codes: tuple[str, ...], names: dict[str, str]) -> str:
    more = f" and {len(codes) - MOST_NAMED} more" if len(codes) > MOST_NAMED else ""
    return ", ".join(names[code] for code in codes[:MOST_NAMED]) + more


def _parts(moved: tuple[Moved, ...], *, rough: bool) -> Grid:
    """What each part does to each unit's rank: its points against the mean of all."""
    sizes = [part.relative for one in moved for part in one.parts]
    behind, ahead = max(0.0, -min(sizes)), max(0.0, *sizes)
    columns = (
        Column("Unit", least=10, key=True, lines=2),
        Column("Part", least=10),
        *number_columns("Points", "Against the mean"),
        Column(drawn=True),
    )
    rows = []
    for one in moved:
        ordered = sorted(one.parts, key=lambda part: -abs(part.relative))
        for number, part in enumerate(ordered):
            rows.append(
                (
                    Cell("" if number else one.name),
                    Cell(part.name),
                    Cell(_points(part.points, rough=rough)),
                    Cell(_points(part.relative, rough=rough)),
                    Cell(mark=Signed(part.relative, behind, ahead)),
                )
            )
    return Grid(columns, tuple(rows))


def _points(points: float, *, rough: bool) -> str:
    shown = fixed(points, 0) if rough else two_digits(points)
    if float(shown) == 0:
        return "0"
    return f"{'≈' if rough else ''}{'+' if points > 0 else ''}{shown}"


def _points_note(*, rough: bool) -> str:
    note = (
        "Points that each part adds to the score more than before; against the mean of all units "
    )
    note += "they are what moves a rank."
    return f"{note} ≈ estimate." if rough else note


def _below(view: ChangeView, names: dict[str, str]) -> list[Block]:
    told = [
        f"Ranks move by {fixed(view.mean_change, 2)} places in the mean, by "
        f"{view.largest_change} at most. τ: Kendall's, ties allowed for."
    ]
    if view.tables is not None and view.moved:
        told.append(
            f"Tables: the share of {view.tables:,} admissible tables in which the rank moves the "
            "same way."
        )
    if view.left_out:
        told.append(_left_out(view))
    if view.unranked:
        few = view.unranked[:MOST_NAMED]
        called = ", ".join(names.get(code, code) for code in few)
        more = f" and {len(view.unranked) - len(few)} more" if len(view.unranked) > len(few) else ""
        told.append(f"With a rank in only one of the two: {called}{more}.")
    return [Blank(), Para.note(" ".join(told))]
