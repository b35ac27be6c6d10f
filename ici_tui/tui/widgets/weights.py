"""The weights, each with its slider; they are edited in place and stay in sight in every view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.message import Message
from textual.widget import Widget

from ici_tui.drawing.bars import slider
from ici_tui.drawing.cells import fit, fit_right
from ici_tui.tui.ink import strip_of
from ici_tui.tui.weight_rows import (
    WeightRow,
    intervals_of,
    stays_within,
    weight_rows,
    whose_weights,
)
from ici_tui.tui.widgets.inked import Lined
from ici_tui.tui.widgets.stretches import stretches
from ici_tui.views.numbers import fixed, inward, percent

if TYPE_CHECKING:
    from rich.style import Style
    from textual import events
    from textual.strip import Strip

    from ici_tui.tui.ink import Cell, Ink
    from ici_tui.tui.session import Session
    from ici_tui.views.intervals import Intervals

LEAST_TRACK, MOST_TRACK = 10, 60
NUMBER, NOTES = 7, 12
NARROW, WIDE = 72, 110
"""From how many cells on intervals are told, and from how many on all of them."""


class WeightsStrip(Lined, Widget, can_focus=True):
    """A heading and a line per weight."""

    ALLOW_SELECT = False

    class PointChosen(Message):
        """The user pointed at a weight: at its slider, or at its name (`points` None).

        `drawn` says that the knob is being drawn along: all of it is one edit.
        """

        def __init__(self, code: str, points: float | None, *, drawn: bool) -> None:
            super().__init__()
            self.code, self.points, self.drawn = code, points, drawn

    def __init__(self, session: Session, ink: Ink, **options: str) -> None:
        super().__init__(**options)  # type: ignore[arg-type]
        self.auto_links = False
        self._session, self._ink = session, ink
        self._take_rows()
        self._drawn: dict[int, Strip] = {}
        self._top = 0
        self._dragged = ""

    @property
    def wanted(self) -> int:
        """The lines that show everything."""
        return len(self._rows) + 1

    def show(self, session: Session, ink: Ink) -> None:
        """Show a session; only lines that come out differently are painted again."""
        self._session, self._ink = session, ink
        self._take_rows()
        self._repaint_what_changed()

    def _take_rows(self) -> None:
        self._rows = weight_rows(self._session)
        # What has no weights is not gone to, neither by a key nor by the mouse.
        self.can_focus = bool(self._rows)
        longest = max((2 * row.depth + cell_len(row.name) for row in self._rows), default=0)
        self._longest = longest + 4

    def _repaint_what_changed(self) -> None:
        if not self.is_mounted:
            return
        known, self._drawn = self._drawn, {}
        self._keep_cursor_in_sight()
        lines = range(self.size.height)
        changed = (y for y in lines if known.get(y) != self.render_line(y))
        for region in stretches(changed, self.size.width):
            self.refresh(region)

    def _keep_cursor_in_sight(self) -> None:
        height = max(self.size.height - 1, 1)
        place = next((k for k, r in enumerate(self._rows) if r.node.code == self._session.node), 0)
        self._top = min(max(self._top, place - height + 1), place)
        self._top = max(min(self._top, len(self._rows) - height), 0)

    def on_resize(self) -> None:
        """Another size shows other lines."""
        self._drawn.clear()
        self._keep_cursor_in_sight()

    def watch_has_focus(self, has_focus: bool) -> None:
        """The cursor is seen only while the strip has the focus."""
        super().watch_has_focus(has_focus)
        self._repaint_what_changed()

    def render_line(self, y: int) -> Strip:
        """The heading, below it a weight."""
        self._measure()
        size = self._room
        strip = self._drawn.get(y)
        if strip is None:
            place = y - 1 + self._top
            if size.height == 1 and self._rows:
                strip = self._weight(self._rows[y + self._top])
            elif y == 0:
                strip = self._heading()
            elif place < len(self._rows):
                strip = self._weight(self._rows[place])
            else:
                strip = strip_of((), size.width, self._ink["text"])
            self._drawn[y] = strip
        return strip

    def _heading(self) -> Strip:
        session, ink, width = self._session, self._ink, self._room.width
        rule = ink["accent"] if self.has_focus else ink["border"]
        title = f" Weights: {whose_weights(session)} "
        edits = len(session.history.past)
        undo = f" {edits} edit{'s' if edits != 1 else ''} · u undo " if edits else ""
        told = [f" {text} " for text in (*self._told(), "points of 100 among siblings", "")]
        room = width - cell_len(title) - cell_len(undo) - 8
        more = next((text for text in told if cell_len(text) <= room), "")
        used = 4 + cell_len(title) + cell_len(more) + cell_len(undo)
        return strip_of(
            [
                ("──", rule),
                (title, ink["heading"] if self.has_focus else ink["header"]),
                ("─" * max(width - used, 0), rule),
                (more, ink["muted"]),
                (undo, ink["muted"]),
                ("──", rule),
            ],
            width,
            rule,
        )

    def _told(self) -> tuple[str, ...]:
        """What the columns are: points, and intervals with what they hold for."""
        found = self._found
        if found.why_not:
            return ()
        most = "" if found.share is None else f" [in {percent(found.share)} of the tables]"
        some = ["order"]
        if self._room.width >= WIDE:
            some[:0] = ["leader", *([f"top {found.top}"] if found.top else [])]
        within = f"{' and '.join((', '.join(some[:-1]), some[-1])) if some[1:] else some[0]}"
        stay = f"{within} {'stay' if some[1:] else 'stays'} within"
        return (
            f"points of 100 · moved alone, {stay}{most}",
            f"moved alone, {stay}{most}",
            f"{stay}{most}",
        )

    @property
    def _found(self) -> Intervals:
        """The intervals of the index's own children: what is said of them is said of all."""
        return intervals_of(self._session, self._session.pack.index.tree.root.code)

    @property
    def _names(self) -> int:
        """Cells for the names, indents and signs before the number."""
        return min(self._longest, max(self._room.width // 3, 12))

    @property
    def _track(self) -> int:
        room = self._room.width - self._names - NUMBER - 3
        tail = 0
        if self._room.width >= NARROW:
            tail = self._told_widths[self._room.width >= WIDE] + NOTES
        return max(min(room - tail, MOST_TRACK), min(LEAST_TRACK, max(room, 0)))

    def _weight(self, row: WeightRow) -> Strip:
        ink, width = self._ink, self._room.width
        here = self.has_focus and row.node.code == self._session.node
        fold = ("▾ " if row.open else "▸ ") if row.foldable else "  "
        name = fit("  " * row.depth + fold + row.name, self._names - 1)
        before, knob, after = slider(row.points / 100, self._track)
        colour = self._colour(row)
        cells: list[Cell] = [
            ("›" if here else " ", ink["accent"]),
            (name, ink["strong"] if row.edited else ink["text"]),
            (self._number(row, here), ink["strong"] if row.edited else ink["text"]),
            (" ", ink["text"]),
            (before, colour),
            (knob, colour),
            (after, ink["track"]),
        ]
        left = width - sum(cell_len(text) for text, _ in cells)
        cells.append((self._beside(row, left), ink["muted"]))
        if here:
            cells = [(text, ink.at_cursor(style)) for text, style in cells]
            return strip_of(cells, width, ink.at_cursor(ink["text"]))
        return strip_of(cells, width, ink["text"])

    def _beside(self, row: WeightRow, left: int) -> str:
        """The interval and the notes, of which those that have no room are left out."""
        interval, notes = self._interval(row), list(row.notes)
        while notes and cell_len(f"  {interval}{' · '.join(notes)}") > left:
            notes.pop()
        told = f"  {interval}{' · '.join(notes)}".rstrip()
        return told if cell_len(told) <= left else fit(told, left)

    def _colour(self, row: WeightRow) -> Style:
        parts = [part.code for part in self._session.catalogue.parts]
        tree = self._session.pack.index.tree
        node = row.node
        while node.code not in parts and node.parent is not None:
            node = tree[node.parent]
        return self._ink.part(parts.index(node.code) if node.code in parts else 0)

    def _number(self, row: WeightRow, here: bool) -> str:
        if here and self._session.typed is not None:
            return fit_right(self._session.typed + "▏", NUMBER)
        lock = "x" if row.locked else " "
        return fit_right(fixed(row.points, 1), NUMBER - 1) + lock

    @property
    def _told_widths(self) -> tuple[int, int]:
        """Cells for the intervals where there is little room, and where there is more."""
        found = self._found
        narrow = 18 if found.share is None else 27
        # Points that rest on estimates are whole ones.
        more = 16 if found.rough else 20
        return narrow, narrow + more + (more - 1 if found.top else 0)

    def _interval(self, row: WeightRow) -> str:
        """Within which points the order stays, and in most tables; where there is room the rest."""
        ends, wide = row.interval, self._room.width >= WIDE
        if ends is None or self._room.width < NARROW:
            return ""
        found = self._found
        told = stays_within(found, ends)
        text = " · ".join(f"{name} {points}" for name, points in (told if wide else told[-1:]))
        if ends.order_in_tables is not None:
            text += f" [{inward(*ends.order_in_tables)}]"
        return fit(text, self._told_widths[wide])

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """A slider is set and can be drawn along; a name is gone to."""
        place = int(event.y) - (self.size.height > 1) + self._top
        if not 0 <= place < len(self._rows) or (self.size.height > 1 and event.y < 1):
            return
        code = self._rows[place].node.code
        points = self._points_at(event.x)
        if points is not None:
            self._dragged = code
            self.capture_mouse()
        self.post_message(self.PointChosen(code, points, drawn=False))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """The knob follows the mouse while its button is down."""
        if self._dragged:
            points = self._points_at(event.x, beyond=True)
            self.post_message(self.PointChosen(self._dragged, points, drawn=True))

    def on_mouse_up(self) -> None:
        """The knob is let go."""
        if self._dragged:
            self._dragged = ""
            self.release_mouse()

    def _points_at(self, x: int, *, beyond: bool = False) -> float | None:
        """The points that a column of the track means; None beside it, unless `beyond`."""
        start, track = self._names + NUMBER + 1, self._track
        if track < 2 or not (beyond or start <= x < start + track):
            return None
        return min(max(100 * (x - start) / (track - 1), 0.0), 100.0)
