"""The lines at the top and at the bottom: title and tabs, the standing line, hints and answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.message import Message
from textual.widget import Widget

from ici_tui.drawing.cells import fit
from ici_tui.tui.ink import strip_of
from ici_tui.tui.view import View
from ici_tui.tui.widgets.inked import Inked
from ici_tui.tui.widgets.title_lines import standing_strip, title_cells, title_parts

if TYPE_CHECKING:
    from textual import events
    from textual.strip import Strip

    from ici_tui.tui.ink import Cell, Ink
    from ici_tui.tui.session import Session


class TitleBar(Inked, Widget):
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
        before = self._cells(), self._standing, self._ink
        self._session, self._ink, self._view = session, ink, view
        if before != (self._cells(), self._standing, ink):
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Title and tabs, then the standing line; its last row keeps how it ends."""
        ink, size = self._ink, self.size
        if y == 0:
            return strip_of(self._cells(), size.width, ink["panel"])
        return standing_strip(self._standing, y, size.height - 1, size.width, ink)

    def _cells(self) -> list[Cell]:
        cells, self._tabs = title_cells(
            self._title_parts(), self._said, self._view, self.size.width, self._ink
        )
        return cells

    @property
    def _standing(self) -> str:
        """What has to stand on every page: at other weights it is something else."""
        return self._session.study.standing_line

    @property
    def _said(self) -> int:
        """How many of the title's parts must be said."""
        return 1 + bool(self._session.text) + bool(self._session.marks)

    def _title_parts(self) -> list[str]:
        return title_parts(self._session)

    def on_click(self, event: events.Click) -> None:
        """A tab opens its view."""
        for start, end, view in self._tabs:
            if event.y == 0 and start <= event.x < end:
                self.post_message(self.ViewChosen(view))


class HintBar(Inked, Widget):
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
