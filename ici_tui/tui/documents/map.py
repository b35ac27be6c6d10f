"""The units where they are, with their ranks; beside them the ranking to choose from."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from ici_tui.drawing.cells import fit, width_of
from ici_tui.pages.acts import OpenUnit
from ici_tui.tui.documents.line import BLANK, Line, Span, fitted, line, paragraph
from ici_tui.tui.selection import MOST_LISTED
from ici_tui.views.numbers import text
from ici_tui.views.places import on_grid, points_of

if TYPE_CHECKING:
    from ici_tui.index.model import Index
    from ici_tui.tui.session import Session
    from ici_tui.views.numbers import Decimals
    from ici_tui.views.places import Spot

STILL = {"text": "still", "accent": "still-accent", "up": "still-up"}
"""The roles of the map's cells: the cursor is in the list, and passes the map by."""
MOST_ROWS, LIST, LABEL = 24, 34, 14


@fitted
def map_lines(session: Session, width: int) -> list[Line]:
    """The map, north at the top; where there is room the ranking beside it."""
    words = session.pack.index.info.words
    points = points_of(session.pack.index)
    if not points:
        told = (
            f"This pack has no coordinates of its {words.plural}. Columns called Latitude and "
            "Longitude, of the type Other in iMeta, put them on a map."
        )
        return list(paragraph(told, width, "muted"))
    beside = width >= 2 * LIST
    room = width - LIST if beside else width
    columns = max(room - LABEL, 2)
    spots, rows = _placed(session.pack.index, columns)
    drawn = _Canvas(max(room, columns), rows)
    ordered = sorted(spots, key=lambda spot: (spot.unit != session.unit, _rank(session, spot)))
    for spot in ordered:
        drawn.mark(spot, STILL[_role(session, spot.unit)])
    for spot in ordered[:MOST_LISTED]:  # of more there is no room for
        drawn.label(spot, _label(session, spot.unit), STILL[_role(session, spot.unit)])
    shown, decimals = _listed(session), session.board.decimals("")
    listed = [_entry(session, place, decimals) for place in shown]
    found = []
    for row in range(max(rows, len(listed) if beside else rows)):
        cells = drawn.row(row) if row < rows else [Span(" " * room, "still")]
        entry = listed[row] if beside and row < len(listed) else BLANK
        found.append(line(*cells, *entry.spans, act=entry.act))
    if not beside:
        found += [BLANK, *listed]
    missing = session.board.size - len(points)
    left = len(session.board) - len(shown)
    if left:
        found += [BLANK, line((f"{left:,} more in the ranking", "muted"))]
    if missing:
        found += [BLANK, line((f"{missing} without coordinates", "muted"))]
    return found


@lru_cache(maxsize=1)
def _placed(index: Index, columns: int) -> tuple[tuple[Spot, ...], int]:
    """Where the units are on a grid: kept while only ranks and the cursor move."""
    return on_grid(points_of(index), columns, MOST_ROWS)


def _listed(session: Session) -> list[int]:
    """The units of the ranking that are listed: those around the cursor's, of very many."""
    order = session.board.order
    first = max(min(session.line - MOST_LISTED // 2, len(order) - MOST_LISTED), 0)
    return [int(place) for place in order[first : first + MOST_LISTED]]


def _rank(session: Session, spot: Spot) -> int:
    return int(session.board.ranks[spot.unit]) or 10**9


def _role(session: Session, unit: int) -> str:
    if unit == session.unit:
        return "accent"
    return "up" if unit in session.marks else "text"


def _label(session: Session, unit: int) -> str:
    rank = int(session.board.ranks[unit])
    return f"{rank or '–'} {session.pack.index.names[unit]}"


def _entry(session: Session, place: int, decimals: Decimals) -> Line:
    row = session.board.row_of(place)
    lead = f"{row.rank or '–'}{'=' if row.tied else ' '}"
    return line(
        (f"{lead:>4} ", "muted"),
        (fit(row.name, LIST - 16), _role(session, place)),
        (f"{text(row.score, decimals):>7}", row.score.status or "text"),
        act=OpenUnit(row.code),
    )


class _Canvas:
    """Cells that are written once: what comes later keeps clear of what is there."""

    def __init__(self, columns: int, rows: int) -> None:
        self._columns = columns
        self._cells: list[list[tuple[str, str]]] = [[(" ", "still")] * columns for _ in range(rows)]

    def mark(self, spot: Spot, role: str) -> None:
        """A unit's place."""
        if self._cells[spot.row][spot.column][0] == " ":
            self._cells[spot.row][spot.column] = ("●", role)

    def label(self, spot: Spot, told: str, role: str) -> None:
        """A name at the right of its place, or at the left; its rank alone where neither fits."""
        rank = told.split(" ", 1)[0]
        for name in (fit(told, min(width_of(told), LABEL)), rank):
            size = width_of(name)
            for start in (spot.column + 2, spot.column - 1 - size):
                if self._free(spot.row, start, size):
                    self._write(spot.row, start, name, role)
                    return

    def _free(self, row: int, start: int, size: int) -> bool:
        if start < 0 or start + size > self._columns:
            return False
        return all(cell[0] == " " for cell in self._cells[row][start : start + size])

    def _write(self, row: int, start: int, name: str, role: str) -> None:
        for character in name:
            self._cells[row][start] = (character, role)
            for place in range(start + 1, start + width_of(character)):
                self._cells[row][place] = ("", role)
            start += max(width_of(character), 1)

    def row(self, row: int) -> list[Span]:
        """One row as spans, neighbours of a role together."""
        found: list[Span] = []
        for character, role in self._cells[row]:
            if found and found[-1].role == role:
                found[-1] = Span(found[-1].text + character, role)
            else:
                found.append(Span(character, role))
        return found
