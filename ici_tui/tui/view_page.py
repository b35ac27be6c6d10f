"""The open view as a page, for files that are read elsewhere."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ici_tui.pages.focus import NOBODY
from ici_tui.pages.headings import document
from ici_tui.pages.model import Page, Verbatim
from ici_tui.questions.registry import documents, question_called
from ici_tui.questions.selection import NothingAskedError
from ici_tui.tui.groupings import found_on
from ici_tui.tui.jobs import answer_at_once
from ici_tui.tui.pages import writer_of
from ici_tui.tui.view import View

if TYPE_CHECKING:
    from ici_tui.tui.session import Session

WIDTH = 100
"""Cells of a view that has no page and is taken as the text that it is."""


class UnfinishedError(ValueError):
    """The view has no answer yet; the message says why."""


def view_page(session: Session) -> tuple[Page, int | None]:
    """The open view as the command line would write it, and the seed of what was drawn for it.

    Raises:
        UnfinishedError: the answer is still being found, or there is none.
    """
    if session.view is View.ROBUSTNESS:
        return _answer(session)
    return _page(session), None


def _page(session: Session) -> Page:
    match session.view:
        case View.RANKING:
            return _card(session) if session.profile else _ranking(session)
        case View.CLUSTERS if not found_on(session.pack.index, session.group) and session.group:
            return _clusters(session)
        case View.COMPARE if len(session.compared()) > 1:
            return _comparison(session)
        case View.STATISTICS:
            return _statistics(session)
    lines = writer_of(session)(session, WIDTH)
    standing = session.pack.index.info.standing_line
    return Page((Verbatim(tuple(found.text.rstrip() for found in lines)),), standing)


def _ranking(session: Session) -> Page:
    """The units that are shown, in the order in which they are."""
    from ici_tui.pages.ranking import ranking_page
    from ici_tui.views.ranking import build_ranking

    ranking = build_ranking(session.study)
    rows = {row.code: row for row in ranking.rows}
    codes = session.pack.index.codes
    shown = tuple(rows[codes[place]] for place in session.board.order.tolist())
    return ranking_page(replace(ranking, rows=shown), session.study)


def _card(session: Session) -> Page:
    from ici_tui.pages.card import card_page

    return card_page(session.study, session.unit)


def _clusters(session: Session) -> Page:
    from ici_tui.pages.clusters import group_blocks
    from ici_tui.views.clusters import build_clusters

    study, group = session.study, session.group
    blocks = group_blocks(build_clusters(study, group), group, study, NOBODY)
    return document(study, blocks, fills=True)


def _comparison(session: Session) -> Page:
    from ici_tui.pages.comparison import comparison_blocks
    from ici_tui.views.compare import build_comparison

    found = build_comparison(session.study, session.compared())
    return document(session.study, comparison_blocks(found))


def _statistics(session: Session) -> Page:
    from ici_tui.pages.statistics import statistics_blocks
    from ici_tui.views.statistics import build_statistics

    found = build_statistics(session.study)
    return document(session.study, statistics_blocks(found, session.study))


def _answer(session: Session) -> tuple[Page, int | None]:
    from ici_tui.pages import writers
    from ici_tui.pages.robust.frame import as_document
    from ici_tui.tui.documents.robust import job_of

    try:
        job = job_of(session)
    except NothingAskedError as error:
        raise UnfinishedError(str(error)) from None
    answer = answer_at_once(job) or session.answers.get(job)
    if answer is None or answer.result is None:
        raise UnfinishedError((answer and answer.fault) or "the answer is still being found")
    question, found = question_called(job.question), answer.result
    if question.name in documents():
        return writers.document(question, found, job.study), getattr(found, "seed", None)
    page = writers.written(question, found, job.study)
    return as_document(page, job.study), page.terms.seed
