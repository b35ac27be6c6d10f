"""The commands about an index itself, one for each such question, made from its declaration."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ici_tui.cli.common import tell
from ici_tui.cli.deliver import Origin, deliver
from ici_tui.cli.robust import answered, records_of

if TYPE_CHECKING:
    from ici_tui.cli.common import Common
    from ici_tui.pages.model import Page
    from ici_tui.questions.question import Question


def ask(question: Question, common: Common, given: dict[str, Any]) -> None:
    """Answer a question, or end with the line that says why not.

    Args:
        question: what is asked.
        common: the options that every command takes.
        given: the question's own, by name.
    """
    study, found = answered(question, common, given)
    # A page has its remarks below what they are about.
    for remark in question.remarks(found) if question.remarks and not common.paged else ():
        tell(remark)

    def page() -> Page:
        from ici_tui.pages.writers import document

        return document(question, found, study)

    deliver(common, page, *records_of(question, found, study), origin=Origin(study))
