"""The page of an answer, written by the module that bears the question's name."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from ici_tui.pages.focus import NOBODY

if TYPE_CHECKING:
    from ici_tui.pages.focus import Focus
    from ici_tui.pages.model import Page
    from ici_tui.pages.robust.frame import AnswerPage
    from ici_tui.questions.question import Question
    from ici_tui.views.study import Study


def written(question: Question, found: object, study: Study, focus: Focus = NOBODY) -> AnswerPage:
    """The page of an answer.

    Args:
        question: what was asked.
        found: its answer.
        study: the pack at some weights.
        focus: who stands out on it.
    """
    writer: Any = import_module(f"ici_tui.pages.robust.{question.name.replace('-', '_')}")
    page: AnswerPage = writer.page(found, study, focus)
    return page


def document(question: Question, found: object, study: Study) -> Page:
    """The page of a document, which stands by itself."""
    writer: Any = import_module(f"ici_tui.pages.documents.{question.name.replace('-', '_')}")
    page: Page = writer.page(found, study)
    return page
