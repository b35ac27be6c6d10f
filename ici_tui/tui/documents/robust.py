"""How sure the ranking is: one panel for each question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.tui.documents import acceptability, extremes, reach, uncertainty
from ici_tui.tui.documents.acceptability import acceptability_lines
from ici_tui.tui.documents.extremes import extreme_lines
from ici_tui.tui.documents.line import BLANK, Line, fitted, line
from ici_tui.tui.documents.pair import pair_lines
from ici_tui.tui.documents.reach import reach_lines
from ici_tui.tui.documents.sweep import sweep_lines
from ici_tui.tui.documents.tabs import tab_lines
from ici_tui.tui.documents.uncertainty import uncertainty_lines
from ici_tui.tui.panels import PANELS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ici_tui.tui.session import Session
    from ici_tui.tui.work import Find, Question

WRITERS: dict[str, Callable[[Session, int], Sequence[Line]]] = {
    "sweep": sweep_lines,
    "pair": pair_lines,
    "reach": reach_lines,
    "ranks": acceptability_lines,
    "extremes": extreme_lines,
    "uncertainty": uncertainty_lines,
}
WORK: dict[str, Find] = {
    reach.KIND: reach.ask,
    acceptability.KIND: acceptability.ask,
    extremes.KIND: extremes.ask,
    uncertainty.KIND: uncertainty.ask,
}
"""What is too long for the interface, by the kind of question."""
ASKED: dict[str, Callable[[Session], Question | None]] = {
    "reach": reach.question_of,
    "ranks": acceptability.question_of,
    "extremes": extremes.question_of,
    "uncertainty": uncertainty.question_of,
}
"""The panels that ask such questions."""


def asked(session: Session) -> Question | None:
    """What the open panel waits for, if anything."""
    ask = ASKED.get(session.panel)
    return None if ask is None or session.pack.ensemble_waits else ask(session)


@fitted
def robust_lines(session: Session, width: int) -> list[Line]:
    """The panel that is open, below the names of all."""
    if session.pack.ensemble_waits:
        return [line(("The admissible tables are being read …", "muted"))]
    tabs = tab_lines(PANELS, session.panel, f"b next · v over {session.over.value}", width)
    return [*tabs, BLANK, *WRITERS[session.panel](session, width)]
