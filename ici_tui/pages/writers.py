"""The page of an answer, written by the module that bears the question's name, in its room."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from ici_tui.pages.focus import NOBODY
from ici_tui.pages.model import Page
from ici_tui.questions.question import DOCUMENTS, ROBUST

if TYPE_CHECKING:
    from ici_tui.pages.focus import Focus
    from ici_tui.pages.overview.frame import Overview
    from ici_tui.pages.robust.frame import AnswerPage
    from ici_tui.questions.question import Question
    from ici_tui.views.study import Study


def document(question: Question, found: object, study: Study, focus: Focus = NOBODY) -> Page:
    """The page of an answer that stands by itself.

    Args:
        question: what was asked.
        found: its answer.
        study: the pack at some weights.
        focus: who stands out on it.
    """
    if question.room == DOCUMENTS:
        return _paper(question, found, study)
    if question.room == ROBUST:
        from ici_tui.pages.robust.frame import as_document

        return as_document(written(question, found, study, focus), study)
    from ici_tui.pages.headings import document as under_heading

    page = overview(question, found, study, focus)
    return under_heading(study, page.blocks, fills=page.fills)


def panel(question: Question, found: object, study: Study, focus: Focus) -> Page:
    """The page of an answer within the explorer, which shows index and weights already."""
    if question.room == DOCUMENTS:
        return _paper(question, found, study)
    if question.room == ROBUST:
        from ici_tui.pages.robust.frame import as_panel

        return as_panel(written(question, found, study, focus), study)
    return Page(overview(question, found, study, focus).blocks)


def written(question: Question, found: object, study: Study, focus: Focus = NOBODY) -> AnswerPage:
    """What is said of an answer about robustness, for either door."""
    page: AnswerPage = _writer(question).page(found, study, focus)
    return page


def overview(question: Question, found: object, study: Study, focus: Focus = NOBODY) -> Overview:
    """What is said of an answer about an index itself, for either door."""
    page: Overview = _writer(question).page(found, study, focus)
    return page


def _paper(question: Question, found: object, study: Study) -> Page:
    page: Page = _writer(question).page(found, study)
    return page


def _writer(question: Question) -> Any:  # noqa: ANN401 - a module
    name = question.name.replace("-", "_")
    return import_module(f"ici_tui.pages.{question.room}.{name}")
