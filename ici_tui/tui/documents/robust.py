"""How sure the ranking is: one panel for each question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.tui.asking import alone, panels, reads_first
from ici_tui.tui.documents.answer import answer_lines
from ici_tui.tui.documents.line import BLANK, Line, fitted
from ici_tui.tui.documents.tabs import tab_lines

if TYPE_CHECKING:
    from ici_tui.tui.session import Session


@fitted
def robust_lines(session: Session, width: int) -> list[Line]:
    """The panel that is open, below the names of all."""
    if reads_first(session):
        return answer_lines(session, width)
    listed, keys = panels(), f"b next · v weights of: {session.over.value}"
    if session.panel in alone():
        listed, keys = alone(), "b the questions · :write FILE"
    elif session.panel == "improve":
        keys = "b next · ⏎ applies · x holds"
    elif session.panel == "acceptability":
        keys += f" · a weights: {'near' if session.near else 'all'}"
    titles = {name: question.title for name, question in listed.items()}
    tabs = tab_lines(titles, session.panel, keys, width)
    return [*tabs, BLANK, *answer_lines(session, width)]
