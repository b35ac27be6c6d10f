"""The lines at the top and at the bottom: title and tabs, the standing line, hints and answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.message import Message
from textual.widget import Widget

from ici_tui.drawing.cells import fit, fit_ends, wrap
from ici_tui.tui.ink import strip_of
from ici_tui.tui.view import View

if TYPE_CHECKING:
    from textual import events
    from textual.strip import Strip

    from ici_tui.tui.ink import Cell, Ink
    from ici_tui.tui.session import Session


class TitleBar(Widget):
    """What is shown, and the views; below it the pack's standing line where it has one."""

    ALLOW_SELECT = False

    class ViewChosen(Message):
        """The user pointed at a view's tab."""

        def __init__(self, view: View) -> None:
            super().__init__()
            self.view = view

    def __init__(self, session: Session, ink: Ink, **options: str) -> None:
        super().__init__(**options)  # type: ignore[arg-type]
        self.auto_links = False
        self._session, self._ink, self._view = session, ink, View.RANKING
        self._tabs: list[tuple[int, int, View]] = []

    def show(self, session: Session, ink: Ink, view: View) -> None:
        """Show a session and which view is open."""
        before = self._cells(), self._ink
        self._session, self._ink, self._view = session, ink, view
        if before != (self._cells(), ink):
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Title and tabs, then the standing line; its last row keeps how it ends."""
        ink = self._ink
        if y == 0:
            return strip_of(self._cells(), self.size.width, ink["panel"])
        width = self.size.width
        standing = self._session.pack.index.info.standing_line
        lines, rows = wrap(standing, width - 2), self.size.height - 1
        lines = [*lines[: rows - 1], " ".join(lines[rows - 1 :])]
        told = fit_ends(lines[y - 1], width - 1) if y <= len(lines) else ""
        return strip_of([(f" {told}", ink["muted"])], width, ink["text"])

    def _cells(self) -> list[Cell]:
        ink, width = self._ink, self.size.width
        tabs = self._tab_cells(width)
        room = max(width - sum(cell_len(text) for text, _ in tabs), 0)
        parts = self._title_parts()
        title = " " + parts[0]
        rest = ""
        for part in parts[1:]:
            if cell_len(title) + cell_len(rest) + cell_len(part) + 4 <= room:
                rest += f" · {part}"
        cells: list[Cell] = [
            (fit(title, min(cell_len(title), room)), ink["panel-accent"]),
            (rest, ink["panel"]),
        ]
        gap = room - sum(cell_len(text) for text, _ in cells)
        self._tabs = [(x + room, end + room, view) for x, end, view in self._tab_places(tabs)]
        return [*cells, (" " * max(gap, 0), ink["panel"]), *tabs]

    def _title_parts(self) -> list[str]:
        session = self._session
        info, board = session.pack.index.info, session.board
        found = [info.short_title or info.title or info.name]
        if session.text:
            found.append(
                f"“{fit(session.text, min(cell_len(session.text), 16))}”: {len(board)} of {board.size}"
            )
        if session.marks:
            found.append(f"{len(session.marks)} marked")
        found.append(f"{board.size} {info.words.plural}")
        weights = " ".join(
            f"{part.name} {session.weights.points(part.code):.4g}"
            for part in session.catalogue.parts
            if part.parent is not None
        )
        whose = "edited" if session.weights.edited else info.weights_name
        found.append(f"{weights} ({whose})")
        return found

    def _tab_cells(self, width: int) -> list[Cell]:
        ink = self._ink
        # What must be said stays whole: where the names of all views leave no room for it,
        # the open one's does.
        said = self._title_parts()[: 1 + bool(self._session.text) + bool(self._session.marks)]
        needed = sum(len(view.title) + 4 for view in View) + cell_len(" · ".join(said)) + 3
        cells: list[Cell] = []
        for view in View:
            name = view.title if needed <= width or view is self._view else ""
            text = f" {view.value} {name} " if name else f" {view.value} "
            cells.append((text, ink["tab"] if view is self._view else ink["panel-muted"]))
        if needed + 9 <= width:
            cells.append(("  ? help ", ink["panel-muted"]))
        return cells

    def _tab_places(self, tabs: list[Cell]) -> list[tuple[int, int, View]]:
        found, x = [], 0
        for (text, _), view in zip(tabs, View, strict=False):
            found.append((x, x + cell_len(text), view))
            x += cell_len(text)
        return found

    def on_click(self, event: events.Click) -> None:
        """A tab opens its view."""
        for start, end, view in self._tabs:
            if event.y == 0 and start <= event.x < end:
                self.post_message(self.ViewChosen(view))


class HintBar(Widget):
    """One line: what can be done here, or the answer to what was just done."""

    ALLOW_SELECT = False

    def __init__(self, ink: Ink, **options: str) -> None:
        super().__init__(**options)  # type: ignore[arg-type]
        self.auto_links = False
        self._ink = ink
        self._hints: tuple[tuple[str, str], ...] = ()
        self._answer, self._warns = "", False

    @property
    def answer(self) -> str:
        """The answer that is shown now."""
        return self._answer

    def show(self, hints: tuple[tuple[str, str], ...], ink: Ink) -> None:
        """Show keys with a word each; an answer goes before them."""
        if (hints, ink) != (self._hints, self._ink):
            self._hints, self._ink = hints, ink
            self.refresh()

    def say(self, answer: str, *, warns: bool = False) -> None:
        """Show an answer in place of the hints; an empty one shows the hints again."""
        if (answer, warns) != (self._answer, self._warns):
            self._answer, self._warns = answer, warns
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The answer, or as many hints as fit."""
        ink, width = self._ink, self.size.width
        if self._answer:
            role = "panel-warning" if self._warns else "panel-strong"
            return strip_of([(" " + fit(self._answer, width - 1), ink[role])], width, ink["panel"])
        cells: list[Cell] = []
        used = 1
        for key, word in self._hints:
            size = cell_len(key) + cell_len(word) + 3
            if used + size > width:
                break
            used += size
            cells += [(f" {key}", ink["panel-accent"]), (f" {word} ", ink["panel"])]
        return strip_of(cells, width, ink["panel"])
