"""The columns of the data: role, direction, pillar, how full they are, how their values lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.drawing.cells import width_of, wrap
from ici_tui.drawing.marks import Histogram
from ici_tui.pages.acts import EditColumn
from ici_tui.pages.columns import divided
from ici_tui.pages.layout import lay_out
from ici_tui.pages.model import Blank, Cell, Column, Grid, Page, Para, Title, number_columns
from ici_tui.tui.columns import DOWN, UP, ColumnRow, column_rows, pillars
from ici_tui.tui.documents.line import Line, fitted
from ici_tui.tui.methods import own_settings
from ici_tui.views.column_facts import ColumnFacts, estimated_columns, facts_at_once
from ici_tui.views.numbers import compact, two_digits

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ici_tui.index.tree import Tree
    from ici_tui.pages.model import Block
    from ici_tui.tui.session import Session

KEY, PILLAR = 0, 3
LEAST_NAME = 14
"""Cells below which a name that is cut tells less than its column's code."""
MOST_CODE = 12
"""Cells that codes are given at the cost of the other columns."""
ROOM = 8
"""Cells of a histogram."""
COLUMNS = (
    Column("Column", key=True, least=8, lines=1),
    Column("Role"),
    Column("Better", named="Better"),
    Column("Pillar", least=6, optional=True, lines=1),
    Column("Present", right=True),
    Column("Values", optional=True, room=ROOM),
    *number_columns("Least", "Greatest"),
    Column("Unit", least=4, optional=True, lines=1),
    Column("Own settings", least=8, optional=True, lines=1),
)


@fitted
def column_lines(session: Session, width: int) -> list[Line]:
    """A line for each column, and below them what keys do."""
    rows = column_rows(session)
    grid = _grid(session, rows)
    by_code = _names_are_lost(grid, width)
    grid = _with_codes(grid, rows, session.pack.index.tree) if by_code else grid
    keys = (
        f"{'Codes stand for names: e tells one. ' if by_code else ''}d turns the direction · "
        "x in or out · r role · m into a pillar · e name, weight, settings · u undoes · "
        ":export DIR writes it all; the file that was opened stays as it is."
    )
    told = "d turns one, e confirms it"
    return lay_out(
        Page((*_above(session, rows, told), *_shown(session, grid), Para.note(keys))), width
    )


def columns_page(session: Session) -> Page:
    """A row for each column."""
    rows = column_rows(session)
    return Page((*_above(session, rows), *_shown(session, _grid(session, rows))))


def _above(session: Session, rows: Sequence[ColumnRow], keys: str = "") -> Iterator[Block]:
    """How many columns count, and how many directions are guesses."""
    on = sum(row.on for row in rows)
    edited = " · edited, u undoes" if session.columns.columns else ""
    yield Title(f"Columns · {on} of {len(rows)} count{edited}")
    count = sum(row.on and row.guessed for row in rows)
    if count:
        yield Para(
            f"? the direction of {count} indicator{'' if count == 1 else 's'} is a guess"
            f"{': ' if keys else ''}{keys}",
            "warning",
        )
    yield Blank()


def _grid(session: Session, rows: Sequence[ColumnRow]) -> Grid:
    facts = facts_at_once(session.opened_pack.index)
    own = dict(own_settings(session))
    size = session.pack.index.size
    estimated = estimated_columns(session.opened_pack)
    cells = tuple(
        _cells(row, (facts or {}).get(row.code), own.get(row.code, ""), size,
               estimated=row.code in estimated)
        for row in rows
    )  # fmt: skip
    return Grid(COLUMNS, cells, acts=tuple(EditColumn(row.code or row.name) for row in rows))


def _shown(session: Session, grid: Grid) -> Iterator[Block]:
    yield grid
    yield Blank()
    if facts_at_once(session.opened_pack.index) is None:
        yield Para.note("The values are being looked through.")


def _names_are_lost(grid: Grid, width: int) -> bool:
    """Whether names are cut so that little is left of them, or two read the same."""
    room = next(iter(divided(grid.filled(), width)[0].values()), width)
    names = [cells[0].text for cells in grid.rows]
    cut = [(wrap(name, room) or [""])[0] for name in names]
    if cut == names:
        return False
    return room < LEAST_NAME or len(set(cut)) < len(set(names))


def _with_codes(grid: Grid, rows: Sequence[ColumnRow], tree: Tree) -> Grid:
    """The table with codes for the names of columns and pillars; what has none keeps its name."""
    codes = {node.name: node.code for node in pillars(tree)}
    cells = []
    for row, given in zip(rows, grid.rows, strict=True):
        told = {KEY: row.code or row.name, PILLAR: codes.get(row.pillar, row.pillar)}
        cells.append(
            tuple(
                cell._replace(text=told.get(place, cell.text)) for place, cell in enumerate(given)
            )
        )
    least = min(max((width_of(row.code) for row in rows), default=0), MOST_CODE)
    key = grid.columns[KEY]._replace(title="Code", least=max(least, 8))
    return Grid((key, *grid.columns[1:]), tuple(cells), acts=grid.acts)


def _cells(
    row: ColumnRow, facts: ColumnFacts | None, own: str, size: int, *, estimated: bool
) -> tuple[Cell, ...]:
    role = "text" if row.on else "muted"
    better = "" if row.direction is None else UP if row.direction > 0 else DOWN
    numbers = facts is not None and facts.greatest == facts.greatest
    end, shown = (_about, "estimated") if estimated else (compact, role)
    labels = f"{facts.labels:,} labels" if facts is not None and facts.labels else ""
    return (
        Cell(row.name, "strong" if row.edited else role),
        Cell(row.told, role),
        Cell(f"{better} ?" if row.guessed else better, "warning" if row.guessed else role),
        Cell(row.pillar, role),
        Cell(_present(row, facts), _fullness(facts, size, role)),
        Cell(
            mark=_values(facts, "muted" if not row.on else "estimated" if estimated else "accent")
        ),
        Cell(end(facts.least) if facts is not None and numbers else labels, shown),
        Cell(end(facts.greatest) if facts is not None and numbers else "", shown),
        Cell(row.unit, "muted"),
        Cell(own, "strong"),
    )


def _values(facts: ColumnFacts | None, role: str) -> Histogram | None:
    """How the values lie, where that is known."""
    return Histogram(facts.counts, role) if facts is not None and facts.counts else None


def _present(row: ColumnRow, facts: ColumnFacts | None) -> str:
    """How many values there are, where that is known."""
    known = row.present if facts is None else facts.present
    return "" if known is None else f"{known:,}"


def _about(value: float) -> str:
    """An end of a column that holds estimates: coarse, and told to be one."""
    return f"≈{compact(float(two_digits(value)))}"


def _fullness(facts: ColumnFacts | None, size: int, role: str) -> str:
    """A column of which more than half is missing stands out."""
    return "warning" if facts is not None and 2 * facts.present < size else role
