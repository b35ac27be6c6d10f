"""Weights from statements, as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.drawing.marks import Bar
from ici_tui.pages.acts import ApplyWeights, State, SwitchStatement
from ici_tui.pages.model import Blank, Cell, Column, Grid, Para, Section, number_columns
from ici_tui.pages.robust.frame import AnswerPage
from ici_tui.pages.robust.words import of_tables
from ici_tui.views.numbers import fixed, percent, two_digits
from ici_tui.views.robust.shown import coarse, points
from ici_tui.views.statement_text import UNITS, Statement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ici_tui.pages.focus import Focus
    from ici_tui.pages.model import Block
    from ici_tui.views.statements import Held, StatementsView
    from ici_tui.views.study import Study

MOST_LISTED = 12
"""Weights that a line on stderr names; a page has a table of all."""


def page(view: StatementsView, study: Study, focus: Focus) -> AnswerPage:
    """The weights found, each statement, why not all hold, what to say next."""
    del focus
    rough = coarse(study)
    apply = ApplyWeights(tuple(view.shares.items()), "statements")
    blocks: list[Block] = [Para(_lead(view, rough=rough), "strong", act=apply)]
    if view.holds_in is not None and view.terms.tables is not None:
        there = of_tables(view.holds_in, view.terms.tables)
        blocks.append(Para(f"All that holds here about units holds together in {there}."))
    if view.held:
        blocks += [Section("Weights"), _weights(view, rough=rough)]
    blocks += [Section("Statements"), _statements(view, rough=rough)]
    if view.clashes:
        blocks += [Section("Why not all"), *map(Para, _why(view))]
    if view.telling is not None:
        blocks += _next(view)
    return AnswerPage("weights from statements", tuple(blocks), view.terms)


def sentences(view: StatementsView, study: Study) -> Iterator[str]:
    """The same for stderr, a line each: what holds, what was given up, the weights, the tables."""
    rough = coarse(study)
    if view.satisfied:
        yield f"satisfied: {'; '.join(_with_margin(one, rough) for one in view.held if one.holds)}"
    if view.conflicts:
        yield f"given up: {'; '.join(view.conflicts)}"
        yield from _why(view)
    shares = list(view.shares.items())
    listed = ", ".join(f"{view.names[c]} {fixed(100 * s, 2)}" for c, s in shares[:MOST_LISTED])
    more = f", and {len(shares) - MOST_LISTED} more" if len(shares) > MOST_LISTED else ""
    yield f"{points(view.points_moved, rough=False)} points moved: {listed}{more}"
    if view.holds_in is not None and view.terms.tables is not None:
        yield f"all that holds here about units holds in {of_tables(view.holds_in, view.terms.tables)}"


def _lead(view: StatementsView, *, rough: bool) -> str:
    count, held = len(view.held), len(view.satisfied)
    if not count:
        return "No statement is in force."
    if held == count:
        every = "It holds" if count == 1 else f"All {count} hold"
    else:
        more = "no weights satisfy more" if view.fewest else "that none satisfy more is not proved"
        every = f"{held} of {count} hold ({more})"
    if view.points_moved == 0:
        return f"{every} at these weights already."
    moved = f"{every} with {points(view.points_moved, rough=rough)} points moved"
    return f"{moved}, the fewest that do." if view.norm == "l1" else f"{moved}."


def _weights(view: StatementsView, *, rough: bool) -> Grid:
    columns = (
        Column("", least=12, key=True),
        *number_columns("Now", "Found"),
        Column("Change", right=True, optional=True),
        Column(drawn=True),
    )
    digits = 0 if rough else 2
    rows = tuple(
        (
            Cell(view.names[code]),
            Cell(fixed(100 * view.shares_before[code], digits)),
            Cell(fixed(100 * share, digits), "strong"),
            Cell(_change(100 * (share - view.shares_before[code]), rough=rough)),
            Cell(mark=Bar(share, max(view.shares.values()))),
        )
        for code, share in view.shares.items()
    )
    return Grid(columns, rows)


def _change(change: float, *, rough: bool) -> str:
    if abs(change) < 5e-7:
        return ""
    return f"{'+' if change > 0 else '-'}{points(abs(change), rough=rough)}"


def _statements(view: StatementsView, *, rough: bool) -> Grid:
    columns = (
        Column("", least=16, key=True),
        Column("", least=6, named="holds"),
        Column("Margin", right=True),
        Column("Tables", right=True, optional=True),
    )
    rows = [
        (
            Cell(one.text, "text" if one.holds else "warning"),
            Cell("holds" if one.holds else "given up", "text" if one.holds else "warning"),
            Cell(_margin(one, rough)),
            Cell("" if one.holds_in is None else percent(one.holds_in)),
        )
        for one in view.held
    ]
    rows += [(Cell(text, "muted"), Cell("off", "muted"), Cell(), Cell()) for _, text in view.off]
    listed = [*(one.statement for one in view.held), *(one for one, _ in view.off)]
    return Grid(columns, tuple(rows), acts=tuple(SwitchStatement(one) for one in listed))


def _margin(one: Held, rough: bool) -> str:
    size = abs(one.margin)
    told = "<0.01" if 0 < size < 0.005 else two_digits(size)
    if rough and one.statement.about == UNITS:
        told = "≈<1" if 0 < size < 0.5 else f"≈{fixed(size, 0)}"
    return told if one.margin >= 0 else f"-{told}"


def _with_margin(one: Held, rough: bool) -> str:
    return f"{one.text} (by {_margin(one, rough)})"


def _why(view: StatementsView) -> Iterator[str]:
    """The certificates in words."""
    for clash in view.clashes:
        if len(clash.texts) == 1:
            yield f"No weights give: {clash.texts[0]}."
            continue
        mixed = ", ".join(
            f"{percent(share)} of “{text}”"
            for text, share in zip(clash.texts, clash.shares, strict=True)
        )
        yield f"These cannot all hold: what they ask for, mixed as {mixed}, no weights give."


def _next(view: StatementsView) -> list[Block]:
    """The question whose answer would tell most, with both of its answers."""
    found = view.telling
    assert found is not None  # noqa: S101 - whoever calls has looked
    answers = (
        (Statement(UNITS, found.x, found.y), f"{found.x_name} above {found.y_name}", found.share),
        (Statement(UNITS, found.y, found.x), f"{found.y_name} above {found.x_name}",
         1 - found.share),
    )  # fmt: skip
    columns = (Column("", least=16, key=True), Column("Of the weights left", right=True))
    rows = tuple((Cell(text), Cell(percent(share, certain=False))) for _, text, share in answers)
    return [
        Section("To say next: which of these two?"),
        Grid(columns, rows, acts=tuple(State(one) for one, _, _ in answers)),
        Blank(),
        Para.note("No other pair of units halves the weights that are left as evenly (sampled)."),
    ]
