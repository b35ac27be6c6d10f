"""The weights as a page: what each is, how far it may move, what else there is to say of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ici_tui.pages.model import Blank, Cell, Column, Grid, Page, Para, Title, number_columns
from ici_tui.tui.weight_rows import intervals_of, stays_within, weight_rows, whose_weights
from ici_tui.views.numbers import fixed, inward, percent

if TYPE_CHECKING:
    from ici_tui.tui.session import Session
    from ici_tui.tui.weight_rows import WeightRow
    from ici_tui.views.intervals import Intervals

MOST_ROWS = 40
"""Weights up to which those inside the parts are listed as well."""


def weights_page(session: Session) -> Page:
    """A row for each weight: those inside the parts as well, unless they are very many."""
    tree = session.pack.index.tree
    whole = weight_rows(replace(session, opened=frozenset(node.code for node in tree.nodes)))
    rows = whole if len(whole) <= MOST_ROWS else weight_rows(replace(session, opened=frozenset()))
    found = intervals_of(session, tree.root.code)
    ends = [dict(_ends(row, found)) for row in rows]
    named = list(dict.fromkeys(name for one in ends for name in one))
    columns = (
        Column("Weight", key=True),
        Column("Code"),
        *number_columns("Points", *(f"{name} within" for name in named)),
        Column(),
    )
    cells = tuple(
        (
            Cell("  " * row.depth + row.name, "strong" if row.edited else "text"),
            Cell(row.node.code if row.node.code.casefold() != row.name.casefold() else ""),
            Cell(fixed(row.points, 1)),
            *(Cell(one.get(name, "")) for name in named),
            Cell(" · ".join(row.notes), "muted"),
        )
        for row, one in zip(rows, ends, strict=True)
    )
    notes = [Para.note(told) for told in _notes(len(whole) - len(rows), found, named)]
    title = Title(f"Weights: {whose_weights(session)}")
    return Page((title, Blank(), Grid(columns, cells), *([Blank(), *notes] if notes else ())))


def _ends(row: WeightRow, found: Intervals) -> tuple[tuple[str, str], ...]:
    """Within which points what stays; in most tables last."""
    if row.interval is None or row.depth:
        return ()
    told = tuple((name.capitalize(), points) for name, points in stays_within(found, row.interval))
    if row.interval.order_in_tables is None:
        return told
    return (*told, ("Order in tables", inward(*row.interval.order_in_tables)))


def _notes(left: int, found: Intervals, named: list[str]) -> list[str]:
    notes = []
    if named:
        notes.append("Points of 100 among siblings. Within: a weight that moves alone keeps it so.")
    if found.share is not None:
        notes.append(f"In tables: in {percent(found.share)} of the tables.")
    if left > 0:
        notes.append(f"{left:,} more weights are inside these.")
    return notes
