"""The answer to what the open view asks, or how far the work on it has come."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Generic, TypeVar

from ici_tui.pages.layout import lay_out
from ici_tui.pages.writers import panel
from ici_tui.questions.registry import question_called
from ici_tui.questions.selection import NothingAskedError
from ici_tui.tui.asking import job_of, reads_first
from ici_tui.tui.documents.line import BLANK, Line, fitted, line, paragraph
from ici_tui.tui.documents.waiting import waiting
from ici_tui.tui.jobs import Answer, answer_at_once
from ici_tui.tui.selection import focus_of

if TYPE_CHECKING:
    from ici_tui.pages.focus import Focus
    from ici_tui.tui.jobs import Job
    from ici_tui.tui.session import Session

Known = TypeVar("Known")


@fitted
def answer_lines(session: Session, width: int) -> list[Line]:
    """The page of the answer; why there is none; or a bar of the work that is done."""
    if reads_first(session):
        return [line(("The admissible tables are being read …", "muted"))]
    try:
        job = job_of(session)
    except NothingAskedError as error:
        told = str(error)
        return list(paragraph(f"{told[:1].upper()}{told[1:]}.", width, "warning"))
    if job is None:
        return []
    answer = answer_at_once(job) or session.answers.get(job, Answer())
    known = answer.result if answer.result is not None else answer.partial
    if known is None:
        return list(waiting(answer, width))
    found = list(_written(job, Same(known), focus_of(session), width))
    if answer.ended:
        return found
    return [*found, BLANK, *waiting(answer, width)]


class Same(Generic[Known]):
    """An answer that is compared by identity: to compare what it holds would take longer."""

    def __init__(self, known: Known) -> None:
        self.known = known

    def __hash__(self) -> int:
        return id(self.known)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.known is self.known


@lru_cache(maxsize=1)
def _written(job: Job, answer: Same[object], focus: Focus, width: int) -> tuple[Line, ...]:
    """The lines of an answer: kept while only the cursor on the page moves."""
    page = panel(question_called(job.question), answer.known, job.study, focus)
    return tuple(lay_out(page, width))
