"""A page of lines that scrolls; where lines have keys, a cursor stands on one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView

from ici_tui.tui.ink import strip_of
from ici_tui.tui.links import linked, links_in
from ici_tui.tui.widgets.inked import Lined
from ici_tui.tui.widgets.stretches import stretches

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.strip import Strip

    from ici_tui.pages.line import Line
    from ici_tui.tui.ink import Ink
    from ici_tui.tui.links import Link
    from ici_tui.tui.session import Session

MARGIN = 1
NARROWEST = 16
"""Cells that a page is written for where there are fewer."""


class Page(Lined, ScrollView, can_focus=True):
    """Shows the lines that its writer makes of the session for its width."""

    ALLOW_SELECT = False

    class LineChosen(Message):
        """The user pointed at a line with a key."""

        def __init__(self, line: Line) -> None:
            super().__init__()
            self.line = line

    def __init__(
        self,
        writer: Callable[[Session, int], Sequence[Line]],
        session: Session,
        ink: Ink,
        **options: str,
    ) -> None:
        super().__init__(**options)  # type: ignore[arg-type]
        self.auto_links = False
        self._writer, self._session, self._ink = writer, session, ink
        self._lines: Sequence[Line] = ()
        self._drawn: dict[int, Strip] = {}
        self._seen: tuple[object, ...] = ()
        """What else the painted lines depend on, as it was when they were painted."""
        self._links: dict[int, list[Link]] = {}
        self._waiting: list[Callable[[], None]] = []
        self.key = ""
        """The key of the line that the cursor is on."""

    @property
    def lines(self) -> Sequence[Line]:
        """The lines as they are written now."""
        return self._lines

    @property
    def line(self) -> Line | None:
        """The line that the cursor is on; None on a page without keys."""
        return next((found for found in self._lines if found.key and found.key == self.key), None)

    def show(self, session: Session, ink: Ink) -> None:
        """Write the page anew for a session; only lines that come out differently are painted."""
        self._session, self._ink = session, ink
        if self.display and self.size.width:
            self._write()
            self._catch_up()

    def _write(self) -> None:
        # A terminal can be a cell wide: a page is written for some, and cut to what there is.
        lines = self._writer(self._session, max(self.size.width - 2 * MARGIN, NARROWEST))
        seen = (self._ink, self.size, self.key, self.has_focus, round(self.scroll_y))
        if seen == self._seen and lines == self._lines:
            return
        self._lines = lines
        self._links = self._found_links()
        keys = [line.key for line in lines if line.key]
        if self.key not in keys:
            self.key = keys[0] if keys else ""
        self.virtual_size = Size(0, len(lines))
        known, self._drawn = self._drawn, {}
        top, width = round(self.scroll_y), self.size.width
        visible = range(self.size.height)
        changed = (y for y in visible if known.get(y + top) != self.render_line(y))
        for region in stretches(changed, width):
            self.refresh(region)
        self._seen = (self._ink, self.size, self.key, self.has_focus, top)

    def _found_links(self) -> dict[int, list[Link]]:
        """The addresses that the terminal may open, by line."""
        texts = [line.text for line in self._lines]
        wishes = getattr(self.app, "wishes", None)
        if wishes is None or not wishes.links or not any("://" in text for text in texts):
            return {}
        pack = self._session.pack
        known = {source.url for source in pack.sources.values()} | {pack.index.info.url}
        return links_in(texts, filter(None, known))

    def on_resize(self) -> None:
        """Another width breaks lines elsewhere."""
        self._write()
        self._catch_up()

    def later(self, act: Callable[[], None]) -> None:
        """Do something once the lines that are to come are written."""
        self._waiting.append(act)

    def forget(self) -> None:
        """What waited was meant for lines that nobody will see."""
        self._waiting.clear()

    def _catch_up(self) -> None:
        waiting, self._waiting = self._waiting, []
        for act in waiting:
            act()
        if waiting:
            # How far it can scroll is known only once it is laid out.
            self.call_after_refresh(self._reveal_cursor)

    def _reveal_cursor(self) -> None:
        for place, found in enumerate(self._lines):
            if found.key and found.key == self.key:
                self.reveal(place, found.below)

    def render_line(self, y: int) -> Strip:
        """The line that is scrolled to there."""
        place = y + round(self.scroll_y)
        strip = self._drawn.get(place)
        if strip is None:
            strip = self._drawn[place] = self._strip(place)
        return strip

    def _strip(self, place: int) -> Strip:
        ink, width = self._ink, self.size.width
        if place >= len(self._lines):
            return strip_of((), width, ink["text"])
        found = self._lines[place]
        here = bool(found.key) and found.key == self.key and self.has_focus
        cells = [(span.text, ink[span.role]) for span in found.spans]
        if place in self._links:
            cells = linked(cells, self._links[place])
        cells.insert(0, ("▸" if here else " ", ink["accent"]))
        if not here:
            return strip_of(cells, width, ink["text"])
        cells = [(text, ink.at_cursor(style)) for text, style in cells]
        return strip_of(cells, width, ink.at_cursor(ink["text"]))

    # Moving

    def move(self, step: int) -> None:
        """Move the cursor by keyed lines; on a page without keys, scroll."""
        keys = [line.key for line in self._lines if line.key]
        if not keys:
            self.scroll_to(y=round(self.scroll_y) + step, animate=False, force=True)
            return
        now = keys.index(self.key) if self.key in keys else 0
        target = min(max(now + step, 0), len(keys) - 1)
        if target == now:
            # Beyond the first and the last keyed line there may be text to see.
            self.scroll_to(y=round(self.scroll_y) + step, animate=False, force=True)
            return
        self.go_to(keys[target])

    def go_to(self, key: str) -> None:
        """Put the cursor on a line and scroll to it."""
        if key == self.key:
            return
        old, self.key = self.key, key
        self._drawn.clear()
        for place, found in enumerate(self._lines):
            if found.key and found.key in {old, key}:
                self.refresh_line(place)
            if found.key == key:
                self.reveal(place, found.below)

    def reveal(self, place: int, below: int = 0) -> None:
        """Scroll so that a line is visible, and so many lines below it as far as there is room."""
        top, height = round(self.scroll_y), max(self.size.height, 1)
        if not any(line.key for line in self._lines[place + 1 :]):
            # What stands below the last keyed line comes into view with it.
            below = len(self._lines) - place - 1
        # Headings above the first keyed line come into view with it, as far as there is room.
        first = not any(line.key for line in self._lines[:place])
        lowest = min(max(place + below - height + 1, 0), place)
        if place < top or (first and lowest == 0):
            self.scroll_to(y=lowest if first else place, animate=False, force=True)
        elif place + below >= top + height:
            self.scroll_to(y=lowest, animate=False, force=True)

    def watch_has_focus(self, has_focus: bool) -> None:
        """The cursor is seen only while the page has the focus."""
        super().watch_has_focus(has_focus)
        self._drawn.clear()
        for place, found in enumerate(self._lines):
            if found.key and found.key == self.key:
                self.refresh_line(place)

    def on_click(self, event: events.Click) -> None:
        """A keyed line is gone to; where it already was, or twice, it is opened."""
        place = int(event.y) + round(self.scroll_y)
        if 0 <= place < len(self._lines) and self._lines[place].key:
            chosen = self._lines[place]
            again = chosen.key == self.key
            self.go_to(chosen.key)
            if again or event.chain > 1:
                self.post_message(self.LineChosen(chosen))


class Pane(Page, can_focus=False):
    """A page beside another: it scrolls and folds by the mouse, and never takes the keys."""
