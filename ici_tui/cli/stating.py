"""`--prefer` and `--order`: the nearest weights at which what is stated holds, and what is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ici_tui.cli.common import fail, tell
from ici_tui.questions.question import NoAnswerError
from ici_tui.questions.robust.statements import FOUND
from ici_tui.questions.stating import at_found, stating, weights_found
from ici_tui.views.names import NameNotFoundError
from ici_tui.views.statement_text import StatementError, unit_statements, weight_statements

if TYPE_CHECKING:
    from ici_tui.cli.common import Common
    from ici_tui.questions.fields import Record
    from ici_tui.views.statements import StatementsView
    from ici_tui.views.study import Study


def under_statements(study: Study, common: Common, *, at_start: bool) -> Study:
    """The study under its statements, at the weights found for them, or the end.

    Args:
        study: the pack at some weights.
        common: says what is stated.
        at_start: stay at the weights that the study has.
    """
    from ici_tui.pages.robust.statements import sentences

    index = study.pack.index
    try:
        about_units = () if common.prefer is None else unit_statements(common.prefer, index)
    except (StatementError, NameNotFoundError) as error:
        raise fail(f"--prefer: {error}", 2) from None
    try:
        about_weights = () if common.order is None else weight_statements(common.order, index)
    except (StatementError, NameNotFoundError) as error:
        raise fail(f"--order: {error}", 2) from None
    norm: Any = common.nearest or "l1"
    study = stating(study, (*about_units, *about_weights), norm)
    if at_start:
        return study
    found = _answer(study)
    for sentence in sentences(found, study):
        tell(sentence)
    return at_found(study, found)


def statements_record(study: Study) -> Record:
    """The weights found, what holds at them and what does not, as JSON has it."""
    from ici_tui.questions.fields import record_of

    return record_of(FOUND, _answer(study))


def _answer(study: Study) -> StatementsView:
    try:
        return weights_found(study)
    except NoAnswerError as error:
        raise fail(str(error), 1) from None
