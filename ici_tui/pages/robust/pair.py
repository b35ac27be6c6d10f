"""The answer about two units, as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.drawing.marks import Bar, Signed
from ici_tui.pages.model import Blank, Cell, Column, Grid, Para, Section, number_columns
from ici_tui.pages.robust.frame import AnswerPage
from ici_tui.pages.robust.overtake import needs
from ici_tui.pages.robust.words import of_tables
from ici_tui.views.numbers import (
    decimals_for,
    fixed,
    four_digits,
    gap_text,
    percent,
    percent_span,
    span_text,
)
from ici_tui.views.robust.shown import coarse

if TYPE_CHECKING:
    from ici_tui.pages.focus import Focus
    from ici_tui.pages.model import Block
    from ici_tui.views.robust.pair import Likely, PairView
    from ici_tui.views.study import Study


def page(view: PairView, study: Study, focus: Focus) -> AnswerPage:
    """Who is ahead, the gap term by term, how likely, how much it takes."""
    rough = coarse(study)
    blocks: list[Block] = []
    tables = view.terms.tables
    if view.ahead is not None and tables is not None:
        tied = f", tied in {percent(view.tied)}" if view.tied else ""
        blocks.append(
            Para(f"{view.x_name} is ahead in {of_tables(view.ahead, tables)}{tied}.", "strong")
        )
    blocks += [Para(_gap_sentence(view, rough=rough)), Blank(), *_waterfall(view, rough=rough)]
    blocks += [Section(f"How often {view.x_name} beats {view.y_name}"), _chances(view, rough=rough)]
    if view.p_beats_near is None:
        blocks += [Blank(), Para("Near the present weights hardly any satisfy what is stated.")]
    blocks += [Blank(), Para(line)] if (line := _swap_line(view, rough=rough)) else []
    if view.needs is not None and view.rank_x != view.rank_y:
        found = view.needs
        whatever = "" if study.stated is None else ", whatever is stated"
        blocks.append(Section(f"What {found.x_name} needs to pass {found.y_name}{whatever}"))
        blocks += needs(found, study)
    return AnswerPage(f"{view.x_name} and {view.y_name}", tuple(blocks), view.terms)


def _gap_sentence(view: PairView, *, rough: bool) -> str:
    table = "In this table: " if view.terms.tables else ""
    ranks = f"{table}{view.x_name} has rank {view.rank_x}, {view.y_name} rank {view.rank_y}; "
    if view.ratio:
        return f"{ranks}ratio of scores {fixed(view.gap, 1 if rough else 4)}."
    if view.scale == "transformed":
        return f"{ranks}gap {four_digits(view.gap)} in the transformed scale of this mean."
    decimals = decimals_for((view.score_x, view.score_y))
    return f"{ranks}gap {gap_text(view.gap, estimated=rough, decimals=decimals)} points."


def _waterfall(view: PairView, *, rough: bool) -> list[Block]:
    if not view.terms_of_gap:
        return [Para("The gap has no terms: the index is no weighted sum here.")]
    columns = (
        Column("", least=12, key=True),
        Column("Factor" if view.ratio else "Adds", right=True),
        Column("Tables", right=True, optional=True),
        Column(drawn=True),
    )
    middle = 1.0 if view.ratio else 0.0
    sizes = [term.contribution - middle for term in view.terms_of_gap]
    behind, ahead = max(0.0, *(-size for size in sizes)), max(0.0, *sizes)
    plain = view.ratio or view.scale == "transformed"
    decimals = decimals_for([view.score_x, view.score_y])
    rows = []
    for term in view.terms_of_gap:
        value = term.contribution
        text = four_digits(value) if plain else gap_text(value, estimated=rough, decimals=decimals)
        over = ""
        if term.low is not None and term.high is not None:
            over = span_text(fixed(term.low, 0), fixed(term.high, 0))
        drawing = Signed(value - middle, behind, ahead)
        rows.append((Cell(term.name), Cell(text), Cell(over), Cell(mark=drawing)))
    return [Grid(columns, tuple(rows))]


def _chances(view: PairView, *, rough: bool) -> Grid:
    columns = (
        Column("Weights", least=12, key=True),
        *number_columns("Tables", "Share"),
        Column("", optional=True),
        Column(drawn=True),
    )
    asked: list[tuple[str, Likely | None]] = [
        ("all equally likely", view.p_beats_uniform),
        ("near the present ones", view.p_beats_near),
        (f"within ±{view.within or 0:g} points", view.p_beats_within),
    ]
    rows = []
    for name, likely in asked:
        if likely is None:
            continue
        over = ""
        if likely.low is not None and likely.high is not None:
            over = percent_span(likely.low, likely.high)
        share = percent(likely.value, 0 if rough else 2, certain=likely.exact)
        rows.append(
            (
                Cell(name),
                Cell(over),
                Cell(share),
                Cell("exact" if likely.exact else "sampled"),
                Cell(mark=Bar(likely.value, 1.0)),
            )
        )
    return Grid(columns, tuple(rows))


def _swap_line(view: PairView, *, rough: bool) -> str:
    if view.epsilon is None or view.points_to_swap is None:
        return ""
    if view.rank_x == view.rank_y:
        return "They are tied here."
    table = " in this table" if view.terms.tables else ""
    if view.epsilon >= 1:
        return f"The order of the two stays{table}, whatever the weights."
    epsilon = percent(view.epsilon, 0 if rough else 2)
    return (
        f"The order of the two holds{table} for every mixture of these weights with up to "
        f"{epsilon} of any others."
    )
