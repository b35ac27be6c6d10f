"""Which question the open view asks, and which of them opens which view."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from ici_tui.questions.question import ROBUST
from ici_tui.questions.registry import documents, overview, questions
from ici_tui.questions.selection import NothingAskedError
from ici_tui.tui.groupings import FOUND, found_on
from ici_tui.tui.jobs import Job, answer_at_once
from ici_tui.tui.selection import selection_of
from ici_tui.tui.view import View

if TYPE_CHECKING:
    from ici_tui.questions.question import Question
    from ici_tui.tui.session import Session


def view_of(question: Question) -> View:
    """The view that shows the answer to a question."""
    return View[question.view.upper()]


def panels() -> dict[str, Question]:
    """The questions of the view Robustness by name, in the order in which `b` goes through them."""
    found = questions().items()
    return {name: asked for name, asked in found if view_of(asked) is View.ROBUSTNESS}


def alone() -> dict[str, Question]:
    """The other questions that the view Robustness shows, each by itself: `b` leads back."""
    whole = {name: asked for name, asked in overview().items() if view_of(asked) is View.ROBUSTNESS}
    return documents() | whole


def opened(session: Session, question: Question) -> Session:
    """The view of a question, where it is asked."""
    view = view_of(question)
    session = replace(session, view=view, profile=False)
    if view is View.ROBUSTNESS:
        return replace(session, panel=question.name)
    if view is View.CLUSTERS and question.room == ROBUST:
        on = session.group if found_on(session.pack.index, session.group) else next(iter(FOUND))
        return replace(session, group=on)
    return session


def question_of(session: Session) -> Question | None:
    """What the open view asks; None where it shows no question's answer."""
    if session.view is View.RANKING:
        return None  # and none is imported to find that out
    if session.view is View.ROBUSTNESS:
        return alone().get(session.panel) or questions()[session.panel]
    if session.view is View.CLUSTERS and found_on(session.pack.index, session.group):
        return next(asked for asked in questions().values() if view_of(asked) is View.CLUSTERS)
    return _by_view().get(session.view)


@cache
def _by_view() -> dict[View, Question]:
    shown = {view_of(question): question for question in overview().values()}
    return {view: question for view, question in shown.items() if view is not View.ROBUSTNESS}


def job_of(session: Session) -> Job | None:
    """What the open view asks of the study; None where it shows no question's answer.

    Raises:
        NothingAskedError: what is selected gives no question.
    """
    question = question_of(session)
    if question is None:
        return None
    return Job(question.command, session.study, question.chosen(selection_of(session)))


def reads_first(session: Session) -> bool:
    """Whether what the open view asks needs the admissible tables, which are still being read."""
    question = question_of(session)
    return session.pack.ensemble_waits and question is not None and question.over_tables


def waits_for(session: Session) -> Job | None:
    """What has to be found for the open view, away from the interface."""
    if reads_first(session):
        return None
    try:
        job = job_of(session)
    except NothingAskedError:
        return None
    return None if job is None or answer_at_once(job) else job
