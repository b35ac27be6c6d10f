"""The line under the weights: what the edits did to the ranking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.widget import Widget

from ici_tui.drawing.cells import fit
from ici_tui.tui.ink import strip_of
from ici_tui.tui.widgets.inked import Inked

if TYPE_CHECKING:
    from textual.strip import Strip

    from ici_tui.tui.ink import Ink
    from ici_tui.tui.session import Session


def line_of(session: Session, width: int) -> str:
    """What edits did; empty where the ranking is that of the pack as it was opened."""
    if session.study.own:
        return ""
    from ici_tui.views.change import change_line

    return change_line(session.study, session.catalogue.own, width)


class ChangeLine(Inked, Widget):
    """A line that is there while something is edited."""

    ALLOW_SELECT = False

    def __init__(self, session: Session, ink: Ink, **options: str) -> None:
        super().__init__(**options)  # type: ignore[arg-type]
        self.auto_links = False
        self._session, self._ink, self._told = session, ink, ""

    @property
    def wanted(self) -> int:
        """Lines: none where nothing is edited."""
        return 0 if self._session.study.own else 1

    def show(self, session: Session, ink: Ink) -> None:
        """Show what the edits of a session did."""
        before = self._told, self._ink
        self._session, self._ink = session, ink
        self._told = self._line()
        if (self._told, ink) != before:
            self.refresh()

    def _line(self) -> str:
        # It is hidden before it is first needed: the screen's width is the one that counts.
        return line_of(self._session, max(self.app.size.width - 2, 1))

    def on_resize(self) -> None:
        """Another width has room for more names, or for fewer."""
        self._told = self._line()

    def render_line(self, y: int) -> Strip:
        """The line."""
        ink, width = self._ink, self.size.width
        told = fit(self._told, min(cell_len(self._told), max(width - 2, 0))) if y == 0 else ""
        return strip_of([(f" {told}", ink["strong"])], width, ink["text"])
