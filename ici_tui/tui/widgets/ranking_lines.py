"""The lines of the ranking, drawn from plain data: also from what was known before."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from rich.cells import cell_len, set_cell_size
from rich.style import Style

from ici_tui.drawing.bars import stack
from ici_tui.drawing.cells import fit, fit_right
from ici_tui.tui.ink import strip_of
from ici_tui.tui.widgets.layout import GAP, Slot
from ici_tui.views.board_row import Sort
from ici_tui.views.columns import Kind
from ici_tui.views.numbers import text as number_text

if TYPE_CHECKING:
    from textual.strip import Strip

    from ici_tui.tui.ink import Cell, Ink
    from ici_tui.views.board_row import BoardRow
    from ici_tui.views.numbers import Shown


class Rows(Protocol):
    """The ranking's rows, in order: a board, or what was kept of one."""

    def __len__(self) -> int: ...

    @property
    def top(self) -> float:
        """What a full bar means."""

    def place(self, line: int) -> int:
        """The place in the pack of the unit that stands at a line."""

    def row(self, line: int) -> BoardRow:
        """The row that stands at a line."""

    def value(self, place: int, node: str) -> Shown:
        """A unit's value on a node."""

    def label(self, place: int, group: str) -> str:
        """A unit's label in a group; empty where it has none."""

    def beats_next(self, place: int) -> float | None:
        """How surely a unit is ahead of the next one; None where that is not known."""


MOST_KEPT = 1000
"""Lines that are kept, to be drawn once however often the cursor passes them."""


@dataclass(frozen=True, slots=True, eq=False)
class RankingLines:
    """Draws a header, and a line per unit."""

    rows: Rows
    sort: Sort
    parts: tuple[str, ...]
    """The names of the parts that a bar is stacked from."""
    slots: tuple[Slot, ...]
    width: int
    ink: Ink
    _kept: dict[tuple[int, bool, bool], Strip] = field(default_factory=dict)
    """What was drawn, by line, whether the cursor is there, and whether it is marked."""

    def header(self, column: str) -> Strip:
        """The titles of the columns.

        Args:
            column: the id of the current one.
        """
        ink = self.ink
        cells: list[Cell] = [("  ", ink["header"])]
        for slot in self.slots:
            cells += [*self._title(slot, column), (" " * GAP, ink["header"])]
        return strip_of(cells, self.width, ink["header"])

    def _title(self, slot: Slot, column: str) -> list[Cell]:
        ink = self.ink
        style = ink["header"]
        if slot.column.kind is Kind.BAR:
            return self._legend(slot.width)
        title = slot.column.title
        if slot.column.id == self.sort.column and self.sort != Sort():
            down = slot.column.descending != self.sort.reverse
            title = fit(title, min(cell_len(title), slot.width - 1)) + ("▼" if down else "▲")
            style = ink["heading"]
        if slot.column.id == column:
            style += Style(underline=True)
        shown = fit_right(title, slot.width) if slot.right else fit(title, slot.width)
        return [(shown, style)]

    def _legend(self, width: int) -> list[Cell]:
        """The fills of the parts and their names; names cut evenly where room is short."""
        parts, ink = self.parts, self.ink
        room = width // len(parts) - 3
        if room < 1:
            return [(" " * width, ink["header"])]
        cells: list[Cell] = []
        for place, part in enumerate(parts):
            fill = stack([0.0] * place + [1.0], 1, 1.0)[-1]
            # Where only a few letters fit, an ellipsis would be most of them.
            name = set_cell_size(part, min(room, cell_len(part)))
            if room >= 6:
                name = fit(part, min(room, cell_len(part)))
            cells += [(fill, ink.part(place)), (f" {name} ", ink["header"])]
        used = sum(cell_len(text) for text, _ in cells)
        return [*cells, (" " * (width - used), ink["header"])]

    def unit(self, line: int, here: int, marks: tuple[int, ...] = ()) -> Strip:
        """The unit that stands at a line of the ranking, from 0; below the last one nothing.

        Args:
            line: which line.
            here: the place of the unit that the cursor is on.
            marks: the places of those that are marked.
        """
        if line >= len(self.rows):
            return strip_of((), self.width, self.ink["text"])
        place = self.rows.place(line)
        key = line, place == here, place in marks
        strip = self._kept.get(key)
        if strip is None:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            strip = self._kept[key] = self._drawn(self.rows.row(line), key[1], key[2])
        return strip

    def _drawn(self, row: BoardRow, here: bool, marked: bool) -> Strip:
        ink = self.ink
        ground = ink["text"]
        gap = (" " * GAP, ground)
        cells: list[Cell] = [
            ("▸" if here else " ", ink["accent"]),
            ("•" if marked else " ", ink["heading"]),
        ]
        for slot in self.slots:
            cells += self._cell(slot, row)
            cells.append(gap)
        if here:
            cells = [(text, ink.at_cursor(style)) for text, style in cells]
            ground = ink.at_cursor(ground)
        elif marked:
            cells = [(text, ink.marked(style)) for text, style in cells]
            ground = ink.marked(ground)
        return strip_of(cells, self.width, ground, 2 + sum(slot.width + GAP for slot in self.slots))

    def _cell(self, slot: Slot, row: BoardRow) -> list[Cell]:
        ink, width = self.ink, slot.width
        match slot.column.kind:
            case Kind.RANK:
                rank = "–" if row.rank is None else f"{row.rank}{'=' if row.tied else ' '}"
                cells = [(fit_right(rank, width), ink["text"])]
            case Kind.DELTA:
                cells = [_change(row, width, ink)]
            case Kind.NAME:
                cells = _name(row, width, ink)
            case Kind.SCORE | Kind.NODE:
                node = slot.column.code
                value = self.rows.value(row.place, node) if node else row.score
                cells = [(fit_right(number_text(value), width), ink[value.status or "text"])]
            case Kind.RANGE:
                cells = [(fit(_range(row), width), ink["muted"])]
            case Kind.AHEAD:
                chance = self.rows.beats_next(row.place)
                told = "" if chance is None else f"{100 * chance:.0f} %"
                cells = [(fit_right(told, width), ink["muted"])]
            case Kind.GROUP:
                label = self.rows.label(row.place, slot.column.code)
                cells = [(fit(label, width), ink["muted"])]
            case Kind.BAR:
                cells = self._bar(row, width)
        return cells

    def _bar(self, row: BoardRow, width: int) -> list[Cell]:
        runs = stack(row.contributions, width, self.rows.top)
        bars = [(run, self.ink.part(place)) for place, run in enumerate(runs)]
        return [*bars, (" " * (width - sum(map(len, runs))), self.ink["track"])]


def _change(row: BoardRow, width: int, ink: Ink) -> Cell:
    if not row.delta:
        return (" " * width, ink["text"])
    sign, role = ("▲", "up") if row.delta > 0 else ("▼", "down")
    return (fit_right(f"{sign}{abs(row.delta)}", width), ink[role])


def _name(row: BoardRow, width: int, ink: Ink) -> list[Cell]:
    """The name; where indicators are missing, how many are there."""
    note = "" if row.present == row.of else f" {row.present} of {row.of}"
    if not note or len(note) + 4 > width:
        return [(fit(row.name, width), ink["text"])]
    return [(fit(row.name, width - len(note)), ink["text"]), (note, ink["warning"])]


def _range(row: BoardRow) -> str:
    if row.ranks is None:
        return ""
    low, high = row.ranks
    return f"{low}" if low == high else f"{low}–{high}"
