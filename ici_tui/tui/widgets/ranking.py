"""The ranking: a table of our own that draws only the lines that are visible."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView

from ici_tui.tui.widgets.inked import Lined
from ici_tui.tui.widgets.layout import GAP, Slot, lay_out
from ici_tui.tui.widgets.ranking_lines import RankingLines
from ici_tui.tui.widgets.stretches import stretches

if TYPE_CHECKING:
    from textual import events
    from textual.strip import Strip

    from ici_tui.tui.ink import Ink
    from ici_tui.tui.session import Session
    from ici_tui.views.board import Board
    from ici_tui.views.column_kinds import Column


class RankingTable(Lined, ScrollView, can_focus=True):
    """Shows the session's board: a header, then a line per unit."""

    ALLOW_SELECT = False

    class LineChosen(Message):
        """The user pointed at a line; `opened` if they asked to see more of it."""

        def __init__(self, line: int, *, opened: bool) -> None:
            super().__init__()
            self.line, self.opened = line, opened

    class HeaderChosen(Message):
        """The user pointed at a column's header."""

        def __init__(self, column: Column) -> None:
            super().__init__()
            self.column = column

    def __init__(self, session: Session, ink: Ink, **options: str) -> None:
        super().__init__(**options)  # type: ignore[arg-type]
        self.auto_links = False
        self._session, self._ink = session, ink
        self._drawn: dict[int, Strip] = {}
        self._lines: RankingLines | None = None
        self._lines_of: tuple[Board, Ink, int, tuple[Slot, ...]] | None = None
        """What those lines are of."""

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
        """Scroll so that the cursor's line is visible.

        While a slow line is behind, by a page: most lines that come into view one after the other
        would not be seen, and take longer to write.
        """
        height = max(self.size.height - 1, 1)
        top, line = round(self.scroll_y), self._session.line
        terminal = getattr(self.app, "terminal", None)
        more = height - 1 if terminal is not None and terminal.behind else 0
        if line < top:
            self.scroll_to(y=max(line - more, 0), animate=False, force=True)
        elif line >= top + height:
            self.scroll_to(y=line - height + 1 + more, animate=False, force=True)

    @property
    def page(self) -> int:
        """How many units are visible at once."""
        return max(self.size.height - 1, 1)

    def _repaint_what_changed(self) -> None:
        if not self.is_mounted:
            return
        self._measure()
        known, self._drawn = self._drawn, {}
        lines = range(self._room.height)
        changed = (y for y in lines if known.get(y) != self.render_line(y))
        for region in stretches(changed, self._room.width):
            self.refresh(region)

    def render_line(self, y: int) -> Strip:
        """The header at the top, below it the unit that is scrolled to there."""
        strip = self._drawn.get(y)
        if strip is None:
            lines = self.lines
            session = self._session
            if y == 0:
                strip = lines.header(session.catalogue.columns[session.column])
            else:
                line = y - 1 + round(self.scroll_y)
                strip = lines.unit(line, session.unit, session.marks)
            self._drawn[y] = strip
        return strip

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """What was drawn where is not so any more."""
        super().watch_scroll_y(old_value, new_value)
        self._drawn.clear()

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The columns as they are laid out now."""
        session = self._session
        return lay_out(
            session.catalogue,
            self._room.width,
            session.board.sort.column,
            session.arrangement,
            session.catalogue.columns[session.column],
        )

    @property
    def lines(self) -> RankingLines:
        """What draws the lines of the board as it is now: a move of the cursor changes nothing."""
        board, slots = self._session.board, self.slots
        now = (board, self._ink, self._room.width, slots)
        if self._lines is None or self._lines_of != now:
            parts = tuple(part.name for part in board.catalogue.parts)
            width, ink = self._room.width, self._ink
            self._lines = RankingLines(
                board, board.sort.column, board.sort.reverse, parts, slots, width, ink
            )
            self._lines_of = now
        return self._lines

    # What the user does

    def on_resize(self) -> None:
        """Another size lays the columns out anew."""
        self._measure()
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
        units = self._session.board.size
        for slot in self.slots:
            if slot.x <= event.x < slot.x + slot.width + GAP and slot.column.sorts(units):
                self.post_message(self.HeaderChosen(slot.column))
                return
