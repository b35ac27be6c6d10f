"""The commands that ask a question, one for each, made from its declaration."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ici_tui.cli.common import fail, tell
from ici_tui.cli.deliver import Origin, deliver
from ici_tui.cli.output import Format
from ici_tui.questions.question import ROBUST

if TYPE_CHECKING:
    from collections.abc import Callable

    from ici_tui.cli.common import Common
    from ici_tui.cli.deliver import Records, Rows
    from ici_tui.pages.model import Page
    from ici_tui.questions.fields import Statuses
    from ici_tui.questions.question import Question
    from ici_tui.views.study import Study


def ask(question: Question, common: Common, given: dict[str, Any]) -> None:
    """Answer a question, or end with the line that says why not.

    Args:
        question: what is asked.
        common: the options that every command takes.
        given: the question's own, by name.
    """
    study, found = answered(question, common, given)
    robust = question.room == ROBUST
    # A page about the index itself has its remarks below what they are about.
    if question.remarks and (robust or not common.paged):
        for remark in question.remarks(found):
            tell(remark)
    if robust and common.chosen in {Format.CSV, Format.TSV}:
        tell(found.terms.sentence)

    def page() -> Page:
        from ici_tui.pages.writers import document

        return document(question, found, study)

    origin = Origin(study, found.terms.seed if robust else None)
    deliver(common, page, *records_of(question, found, study), origin=origin)


def records_of(
    question: Question, found: object, study: Study
) -> tuple[Callable[[], Records], Callable[[], Rows]]:
    """What makes the records of an answer, and its rows: a page needs neither."""

    def known() -> Statuses | None:
        from ici_tui.questions.statuses import statuses_of

        return statuses_of(study)

    return lambda: question.json(found, known()), lambda: question.table(found, known())


def answered(question: Question, common: Common, given: dict[str, Any]) -> tuple[Study, Any]:
    """The study and the answer, or the end with the line that says why there is none."""
    from ici_tui.cli.opening import study_of
    from ici_tui.cli.progress_line import ProgressLine
    from ici_tui.questions.question import NoAnswerError
    from ici_tui.questions.shared import UsageError
    from ici_tui.views.names import NameNotFoundError

    try:
        asked = question.asked(**{name: v for name, v in given.items() if v is not None})
        for remark in question.unused(asked):
            tell(remark)
        study = study_of(common, at_start=question.finds_weights)
        with ProgressLine() as line:
            return study, question.find(study, asked, line.tell)
    except (UsageError, NameNotFoundError) as error:
        raise fail(str(error), 2) from None
    except NoAnswerError as error:
        raise fail(str(error), 1) from None
