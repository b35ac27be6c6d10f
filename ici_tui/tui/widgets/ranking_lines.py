"""The lines of the ranking, drawn from plain data: also from what was known before."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from rich.style import Style

from ici_tui.drawing.bars import stack
from ici_tui.drawing.cells import fit, fit_right
from ici_tui.tui.ink import strip_of
from ici_tui.tui.widgets.layout import GAP, Slot
from ici_tui.views.column_kinds import NameColumn
from ici_tui.views.columns import BAR, PRESENT, RANK

if TYPE_CHECKING:
    from textual.strip import Strip

    from ici_tui.tui.ink import Cell, Ink
    from ici_tui.views.column_kinds import Column
    from ici_tui.views.row import Row, Rows


MOST_KEPT = 1000
"""Lines that are kept, to be drawn once however often the cursor passes them."""


@dataclass(frozen=True, slots=True, eq=False)
class RankingLines:
    """Draws a header, and a line per unit."""

    rows: Rows
    sort: Column
    reverse: bool
    parts: tuple[str, ...]
    """The names of the parts that a bar is stacked from."""
    slots: tuple[Slot, ...]
    width: int
    ink: Ink
    _kept: dict[tuple[int, bool, bool], Strip] = field(default_factory=dict)
    """What was drawn, by line, whether the cursor is there, and whether it is marked."""

    def header(self, column: Column) -> Strip:
        """The heads of the columns, the current one underlined."""
        ink = self.ink
        cells: list[Cell] = [("  ", ink["header"])]
        for slot in self.slots:
            cells += [*self._title(slot, column), (" " * GAP, ink["header"])]
        return strip_of(cells, self.width, ink["header"])

    def _title(self, slot: Slot, column: Column) -> list[Cell]:
        ink = self.ink
        style = ink["header"]
        if slot.column == BAR:
            return self._legend(slot.width)
        title = slot.column.head
        if slot.column == self.sort and (self.sort != RANK or self.reverse):
            down = slot.column.descending != self.reverse
            title = fit(title, min(cell_len(title), slot.width - 1)) + ("▼" if down else "▲")
            style = ink["heading"]
        if slot.column == column:
            style += Style(underline=True)
        shown = fit_right(title, slot.width) if slot.column.right else fit(title, slot.width)
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

    def _drawn(self, row: Row, here: bool, marked: bool) -> Strip:
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

    def _cell(self, slot: Slot, row: Row) -> list[Cell]:
        column, width = slot.column, slot.width
        if column == BAR:
            return self._bar(row, width)
        pieces = column.pieces(self.rows, row)
        if isinstance(column, NameColumn):
            # Where indicators are missing, the name says how many are there, if it has room.
            ((note, role),) = PRESENT.pieces(self.rows, row)
            if note and len(note) + 5 <= width:
                name = fit(row.name, width - len(note) - 1)
                return [(name, self.ink["text"]), (f" {note}", self.ink[role])]
        fitted = fit_right if column.right else fit
        return [(fitted(told, width), self.ink[role]) for told, role in pieces]

    def _bar(self, row: Row, width: int) -> list[Cell]:
        runs = stack(row.contributions, width, self.rows.top)
        bars = [(run, self.ink.part(place)) for place, run in enumerate(runs)]
        return [*bars, (" " * (width - sum(map(len, runs))), self.ink["track"])]
