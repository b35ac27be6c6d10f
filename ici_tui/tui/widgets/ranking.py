"""The ranking: a table of our own that draws only the lines that are visible."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from rich.style import Style
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView

from ici_tui.drawing.bars import stack
from ici_tui.drawing.cells import fit, fit_right
from ici_tui.tui.ink import strip_of
from ici_tui.tui.widgets.layout import GAP, Slot, lay_out
from ici_tui.views.board import Sort
from ici_tui.views.columns import Kind
from ici_tui.views.numbers import text as number_text

if TYPE_CHECKING:
    from textual import events
    from textual.strip import Strip

    from ici_tui.tui.ink import Cell, Ink
    from ici_tui.tui.session import Session
    from ici_tui.views.board import BoardRow

WHEEL = 3


class RankingTable(ScrollView, can_focus=True):
    """Shows the session's board: a header, then a line per unit."""

    ALLOW_SELECT = False

    class LineChosen(Message):
        """The user pointed at a line; `opened` if they asked to see more of it."""

        def __init__(self, line: int, *, opened: bool) -> None:
            super().__init__()
            self.line, self.opened = line, opened

    class HeaderChosen(Message):
        """The user pointed at a column's header."""

        def __init__(self, column: str) -> None:
            super().__init__()
            self.column = column

    def __init__(self, session: Session, ink: Ink, **options: str) -> None:
        super().__init__(**options)  # type: ignore[arg-type]
        self.auto_links = False
        self._session, self._ink = session, ink
        self._drawn: dict[int, Strip] = {}
        self._drawn_at = Size(0, 0)

    # What it shows

    def show(self, session: Session, ink: Ink) -> None:
        """Show a session; only lines that come out differently are painted again."""
        before, self._session, self._ink = self._session, session, ink
        size = Size(0, len(session.board) + 1)
        if size != self.virtual_size:
            self.virtual_size = size
        if session.board is not before.board:
            # Rows move under the cursor: keep it where it can be seen.
            self.reveal()
        elif session.unit != before.unit:
            self.reveal()
        self._repaint_what_changed()

    def reveal(self) -> None:
        """Scroll so that the cursor's line is visible."""
        height = max(self.size.height - 1, 1)
        top, line = round(self.scroll_y), self._session.line
        if line < top:
            self.scroll_to(y=line, animate=False)
        elif line >= top + height:
            self.scroll_to(y=line - height + 1, animate=False)

    @property
    def page(self) -> int:
        """How many units are visible at once."""
        return max(self.size.height - 1, 1)

    def _repaint_what_changed(self) -> None:
        if not self.is_mounted:
            return
        known, self._drawn = self._drawn, {}
        width = self.size.width
        for y in range(self.size.height):
            if known.get(y) != self.render_line(y):
                self.refresh(Region(0, y, width, 1))

    def render_line(self, y: int) -> Strip:
        """The header at the top, below it the unit that is scrolled to there."""
        if self._drawn_at != self.size:
            self._drawn.clear()
            self._drawn_at = self.size
        strip = self._drawn.get(y)
        if strip is None:
            strip = self._header() if y == 0 else self._unit(y - 1 + round(self.scroll_y))
            self._drawn[y] = strip
        return strip

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """What was drawn where is not so any more."""
        super().watch_scroll_y(old_value, new_value)
        self._drawn.clear()

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The columns as they are laid out now."""
        board = self._session.board
        return lay_out(self._session.catalogue, self.size.width, board.sort.column)

    def _header(self) -> Strip:
        session, ink = self._session, self._ink
        current = session.catalogue.columns[session.column].id
        cells: list[Cell] = [("  ", ink["header"])]
        for slot in self.slots:
            cells += [*self._title(slot, current), (" " * GAP, ink["header"])]
        return strip_of(cells, self.size.width, ink["header"])

    def _title(self, slot: Slot, current: str) -> list[Cell]:
        session, ink = self._session, self._ink
        style = ink["header"]
        if slot.column.kind is Kind.BAR:
            return self._legend(slot.width)
        title = slot.column.title
        if slot.column.id == session.board.sort.column and session.board.sort != Sort():
            down = slot.column.descending != session.board.sort.reverse
            title = fit(title, min(cell_len(title), slot.width - 1)) + ("▼" if down else "▲")
            style = ink["heading"]
        if slot.column.id == current:
            style += Style(underline=True)
        shown = fit_right(title, slot.width) if slot.right else fit(title, slot.width)
        return [(shown, style)]

    def _legend(self, width: int) -> list[Cell]:
        """The fills of the parts and their names; names cut evenly where room is short."""
        parts, ink = self._session.catalogue.parts, self._ink
        room = width // len(parts) - 3
        if room < 1:
            return [(" " * width, ink["header"])]
        cells: list[Cell] = []
        for place, part in enumerate(parts):
            fill = stack([0.0] * place + [1.0], 1, 1.0)[-1]
            # Where only a few letters fit, an ellipsis would be most of them.
            name = set_cell_size(part.name, min(room, cell_len(part.name)))
            if room >= 6:
                name = fit(part.name, min(room, cell_len(part.name)))
            cells += [(fill, ink.part(place)), (f" {name} ", ink["header"])]
        used = sum(cell_len(text) for text, _ in cells)
        return [*cells, (" " * (width - used), ink["header"])]

    def _unit(self, line: int) -> Strip:
        session, ink = self._session, self._ink
        if line >= len(session.board):
            return strip_of((), self.size.width, ink["text"])
        row = session.board.row(line)
        here, marked = row.place == session.unit, row.place in session.marks
        cells: list[Cell] = [
            ("▸" if here else " ", ink["accent"]),
            ("•" if marked else " ", ink["heading"]),
        ]
        for slot in self.slots:
            cells += [*self._cell(slot, row), (" " * GAP, ink["text"])]
        ground = ink["text"]
        if here:
            cells = [(text, ink.at_cursor(style)) for text, style in cells]
            ground = ink.at_cursor(ground)
        elif marked:
            cells = [(text, ink.marked(style)) for text, style in cells]
            ground = ink.marked(ground)
        return strip_of(cells, self.size.width, ground)

    def _cell(self, slot: Slot, row: BoardRow) -> list[Cell]:
        ink, width = self._ink, slot.width
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
                value = self._session.board.value(row.place, node) if node else row.score
                cells = [(fit_right(number_text(value), width), ink[value.status or "text"])]
            case Kind.RANGE:
                cells = [(fit(_range(row), width), ink["muted"])]
            case Kind.AHEAD:
                chance = self._session.board.beats_next(row.place)
                told = "" if chance is None else f"{100 * chance:.0f} %"
                cells = [(fit_right(told, width), ink["muted"])]
            case Kind.GROUP:
                label = self._session.board.label(row.place, slot.column.code)
                cells = [(fit(label, width), ink["muted"])]
            case Kind.BAR:
                cells = self._bar(row, width)
        return cells

    def _bar(self, row: BoardRow, width: int) -> list[Cell]:
        runs = stack(row.contributions, width, self._session.board.top)
        bars = [(run, self._ink.part(place)) for place, run in enumerate(runs)]
        return [*bars, (" " * (width - sum(map(len, runs))), self._ink["track"])]

    # What the user does

    def on_resize(self) -> None:
        """Another size lays the columns out anew."""
        self._drawn.clear()
        self.virtual_size = Size(0, len(self._session.board) + 1)
        self.reveal()

    def on_click(self, event: events.Click) -> None:
        """A line is gone to, twice opened; a header sorts."""
        y = int(event.y)
        if y > 0:
            line = y - 1 + round(self.scroll_y)
            if line < len(self._session.board):
                self.post_message(self.LineChosen(line, opened=event.chain > 1))
            return
        for slot in self.slots:
            if slot.x <= event.x < slot.x + slot.width + GAP and slot.column.sortable:
                self.post_message(self.HeaderChosen(slot.column.id))
                return


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
