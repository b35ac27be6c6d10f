"""Which long work the open page waits for, and how it is done. Imports what it needs when asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.tui.groupings import found_on
from ici_tui.tui.view import View

if TYPE_CHECKING:
    from ici_tui.tui.session import Session
    from ici_tui.tui.work import Find, Question


def asked(session: Session) -> Question | None:
    """What the open page waits for, if anything."""
    if session.view is View.ROBUSTNESS:
        from ici_tui.tui.documents import robust

        return robust.asked(session)
    if session.view is View.CLUSTERS and found_on(session.pack.index, session.group):
        from ici_tui.tui.documents import alike

        return alike.question_of(session)
    return None


def work_of(question: Question) -> Find:
    """How a question is answered."""
    from ici_tui.tui.documents import alike, robust

    return alike.ask if question.kind == alike.KIND else robust.WORK[question.kind]
