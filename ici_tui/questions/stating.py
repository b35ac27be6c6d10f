"""A study under statements: the nearest weights at which they hold, and what is held at them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ici_tui.questions.robust.statements import QUESTION, Asked
from ici_tui.views.statement_text import Stated

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ici_tui.views.statement_text import Statement
    from ici_tui.views.statements import StatementsView
    from ici_tui.views.study import Study


def stating(
    study: Study, statements: Iterable[Statement], norm: Literal["l1", "l2", "linf"] = "l1"
) -> Study:
    """The study under statements, still at the weights that it has."""
    return study.under(Stated((*statements,), study.weights, norm))


def weights_found(study: Study) -> StatementsView:
    """The nearest weights at which the statements of a study hold.

    Raises:
        NoAnswerError: there are none.
    """
    found: Any = QUESTION.find(study, Asked(telling=False), lambda *_, **__: True)
    return found  # type: ignore[no-any-return]


def at_found(study: Study, found: StatementsView) -> Study:
    """The study at the weights that were found, under what holds at them.

    Args:
        study: under statements.
        found: `weights_found` of it.
    """
    assert study.stated is not None  # noqa: S101 - weights were found for what it states
    stated = study.stated._replace(
        statements=tuple(one.statement for one in found.held if one.holds),
        given_up=tuple(one.statement for one in found.held if not one.holds),
    )
    return study.with_weights(found.weights).under(stated)
