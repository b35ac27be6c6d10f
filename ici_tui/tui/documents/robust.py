"""How sure the ranking is: one panel for each question."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from ici_tui.pages.layout import lay_out
from ici_tui.pages.robust.frame import as_panel
from ici_tui.pages.writers import document, written
from ici_tui.questions.registry import documents, question_called, questions
from ici_tui.questions.selection import NothingAskedError
from ici_tui.tui.documents.line import BLANK, Line, fitted, line, paragraph
from ici_tui.tui.documents.tabs import tab_lines
from ici_tui.tui.documents.waiting import waiting
from ici_tui.tui.jobs import Answer, Job, answer_at_once
from ici_tui.tui.selection import focus_of, selection_of

if TYPE_CHECKING:
    from ici_tui.pages.focus import Focus
    from ici_tui.tui.session import Session


def panels() -> dict[str, str]:
    """Titles by name, in the order in which `b` goes through them."""
    return {name: question.title for name, question in questions().items()}


def job_of(session: Session) -> Job:
    """What the open panel asks.

    Raises:
        NothingAskedError: what is selected gives no question.
    """
    question = question_called(session.panel)
    return Job(question.name, session.study, question.chosen(selection_of(session)))


def waits_for(session: Session) -> Job | None:
    """What has to be found for the open panel, away from the interface."""
    try:
        job = job_of(session)
    except NothingAskedError:
        return None
    return None if answer_at_once(job) else job


@fitted
def robust_lines(session: Session, width: int) -> list[Line]:
    """The panel that is open, below the names of all."""
    if session.pack.ensemble_waits:
        return [line(("The admissible tables are being read …", "muted"))]
    if session.panel in documents():
        titles = {name: question.title for name, question in documents().items()}
        tabs = tab_lines(titles, session.panel, "b the questions · :write FILE", width)
        return [*tabs, BLANK, *_panel(session, width)]
    keys = f"b next · v over {session.over.value}"
    if session.panel == "acceptability":
        keys += f" · a {'near' if session.near else 'all'} weights"
    tabs = tab_lines(panels(), session.panel, keys, width)
    return [*tabs, BLANK, *_panel(session, width)]


def _panel(session: Session, width: int) -> list[Line]:
    try:
        job = job_of(session)
    except NothingAskedError as error:
        told = str(error)
        return list(paragraph(f"{told[:1].upper()}{told[1:]}.", width, "warning"))
    answer = answer_at_once(job) or session.answers.get(job, Answer())
    known = answer.result if answer.result is not None else answer.partial
    if known is None:
        return list(waiting(answer, width))
    found = list(_written(job, _Same(known), focus_of(session), width))
    if answer.ended:
        return found
    return [*found, BLANK, *waiting(answer, width)]


class _Same:
    """An answer that is compared by identity: to compare what it holds would take longer."""

    def __init__(self, known: object) -> None:
        self.known = known

    def __hash__(self) -> int:
        return id(self.known)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.known is self.known


@lru_cache(maxsize=1)
def _written(job: Job, answer: _Same, focus: Focus, width: int) -> tuple[Line, ...]:
    """The lines of an answer: kept while only the cursor on the page moves."""
    question = question_called(job.question)
    if question.name in documents():
        page = document(question, answer.known, job.study)
    else:
        page = as_panel(written(question, answer.known, job.study, focus), job.study)
    return tuple(lay_out(page, width))
