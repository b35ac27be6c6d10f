"""The open view as a page, for files that are read elsewhere."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ici_tui.pages.model import Page, Para, Verbatim
from ici_tui.questions.registry import question_called
from ici_tui.questions.selection import NothingAskedError
from ici_tui.tui.asking import job_of
from ici_tui.tui.checking import check
from ici_tui.tui.documents.columns import columns_page
from ici_tui.tui.documents.methods import methods_page
from ici_tui.tui.jobs import answer_at_once
from ici_tui.tui.pages import writer_of
from ici_tui.tui.state_line import order_told
from ici_tui.tui.view import View
from ici_tui.views.column_facts import column_facts

if TYPE_CHECKING:
    from ici_tui.tui.jobs import Job
    from ici_tui.tui.session import Session

WIDTH = 100


class UnfinishedError(ValueError):
    """The view has no answer yet; the message says why."""


def view_page(session: Session, width: int = WIDTH) -> tuple[Page, int | None]:
    """The open view as the command line would write it, and the seed of what was drawn for it.

    Args:
        session: with the answer, where the view asks a question that takes long.
        width: cells of a view that has no page and is taken as the text that it is.

    Raises:
        UnfinishedError: the answer is still being found, or there is none.
    """
    if session.pack.ensemble_later:
        raise UnfinishedError("the admissible tables are being read")
    job = _job(session)
    return (_page(session, width), None) if job is None else _answer(session, job)


def _job(session: Session) -> Job | None:
    """What the view asks, where what is selected gives a question."""
    try:
        return job_of(session)
    except NothingAskedError as error:
        raise UnfinishedError(str(error)) from None


def _page(session: Session, width: int) -> Page:
    standing = session.study.standing_line
    match session.view:
        case View.RANKING:
            return _card(session) if session.profile else _ranking(session)
        case View.METHODS:
            return methods_page(session)._replace(standing=standing)
        case View.COLUMNS:
            column_facts(session.opened_pack.index)  # what is written does not wait for them
            return columns_page(session)._replace(standing=standing)
        case View.SOURCES:
            check(session.study)
    lines = writer_of(session)(session, width)
    return Page((Verbatim(tuple(found.text.rstrip() for found in lines)),), standing)


def _ranking(session: Session) -> Page:
    """The units that are shown, in the order in which they are."""
    from ici_tui.pages.ranking import ranking_page
    from ici_tui.views.ranking import build_ranking

    ranking = build_ranking(session.study)
    shown = replace(ranking, rows=ranking.rows.at(session.board.order))
    page, told = ranking_page(shown, session.study), order_told(session)
    if not told:
        return page
    return page._replace(blocks=(*page.blocks, Para.note(f"{told[:1].upper()}{told[1:]}.")))


def _card(session: Session) -> Page:
    from ici_tui.pages.card import card_page

    return card_page(session.study, session.unit, full=True)


def _answer(session: Session, job: Job) -> tuple[Page, int | None]:
    from ici_tui.pages.writers import document

    answer = answer_at_once(job) or session.answers.get(job)
    if answer is None or answer.result is None:
        raise UnfinishedError((answer and answer.fault) or "the answer is still being found")
    found = answer.result
    terms = getattr(found, "terms", found)
    return document(question_called(job.question), found, job.study), getattr(terms, "seed", None)
