"""Which weights, as near as can be to the present ones, make what somebody believes true?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ici_tui.questions import shared
from ici_tui.questions.fields import FLAG, NUMBER, TEXT, Field, Records, with_statuses
from ici_tui.questions.option import option
from ici_tui.questions.question import NoAnswerError, Question
from ici_tui.questions.records.ranking import RANK
from ici_tui.questions.shared import EITHER, over_of
from ici_tui.questions.terms import OWN_TERMS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ici_tui.questions.fields import Record
    from ici_tui.questions.question import Progress
    from ici_tui.questions.selection import Selection
    from ici_tui.views.statements import StatementsView
    from ici_tui.views.study import Study

MISSING = (
    "there are no statements: give --prefer A>B for units, or --order C>D for weights; "
    "in the explorer mark two units and press P"
)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Whose weights move; the statements are those of the study."""

    over: str | None = option(EITHER)
    lock: tuple[str, ...] = option(shared.LOCK, ())
    telling: bool = True
    """Whether the most telling pair is looked for."""


def chosen(selection: Selection) -> Asked:
    """From what is selected."""
    over = None if selection.over == shared.PARTS else selection.over
    return Asked(over=over, lock=selection.held())


def answer(study: Study, asked: Asked, progress: Progress) -> StatementsView:
    """The nearest weights, the margins, what is given up and why."""
    from ici_tui.views.names import find_node
    from ici_tui.views.statement_text import Stated
    from ici_tui.views.statements import weights_for

    del progress
    stated = study.stated or Stated(())
    if not (stated.asked or stated.off):
        raise NoAnswerError(MISSING)
    start = study if stated.start is None else study.with_weights(stated.start)
    tree = study.pack.index.tree
    return weights_for(
        start,
        stated.asked,
        None if asked.over is None else over_of(asked.over),
        norm=stated.norm,
        locked=[find_node(tree, code) for code in asked.lock],
        off=stated.off,
        telling=asked.telling,
    )


STATEMENT = (
    Field("text", TEXT),
    Field("typed", TEXT, "as --prefer or --order takes it", "statement.text"),
    Field("about", TEXT, "units or weights", "statement.about"),
    Field("above", TEXT, "code", "statement.above"),
    Field("below", TEXT, "code", "statement.below"),
    Field("holds", FLAG),
    Field("margin", NUMBER, "points of the score, or points of 100 of weight"),
    Field("holds_in", NUMBER, "share of tables in which it holds at the weights", none=True),
)
CLASH = (
    Field("statements", TEXT, "that cannot hold together", "texts", many=True),
    Field("shares", NUMBER, "the mixture of them that proves it, of 1", many=True),
)
TELLING = (
    Field("x", TEXT, "code"),
    Field("y", TEXT, "code"),
    Field("share", NUMBER, "of the weights left, in which x is above y"),
)
FOUND = (
    Field("weights", NUMBER, "shares of 1 by code", "shares", named=True),
    Field("satisfied", TEXT, "what holds at them", many=True),
    Field("conflicts", TEXT, "what had to be given up", many=True),
    Field("weights_before", NUMBER, "shares of 1 by code", "shares_before", named=True),
    Field("points_moved", NUMBER, "of 100, half the sum of the changes"),
    Field("norm", TEXT, "what is nearest: l1, l2 or linf"),
    Field("fewest", FLAG, "whether no fewer had to be given up"),
    Field("holds_in", NUMBER, "share of tables in which all that holds does so together",
          none=True),
    Field("statements", STATEMENT, "each of them", "held", many=True),
    Field("certificates", CLASH, "why they cannot all hold", "clashes", many=True),
)  # fmt: skip
FIELDS: tuple[Field, ...] = (
    *FOUND,
    Field("next", TELLING, "the pair whose order would tell most", "telling", none=True),
    *OWN_TERMS,
)


def rows(view: StatementsView) -> list[Record]:
    """A row per statement."""
    from ici_tui.questions.fields import record_of

    return [record_of(STATEMENT, one) for one in view.held]


def remarks(view: StatementsView) -> Iterator[str]:
    """What cannot hold."""
    for text in view.conflicts:
        yield f"given up: {text}"


RANKED = Records(
    "With --prefer or --order: the weights found, what holds, what was given up, the ranking there.",
    (*FOUND, Field("ranking", with_statuses(RANK.fields), "the usual array", many=True)),  # type: ignore[arg-type]
    many=False,
)
"""What `rank` writes where something is stated."""

QUESTION = Question(
    "statements", "Statements",
    "The weights nearest to these at which what is stated holds, or why none do.",
    Asked, chosen, answer, FIELDS, rows=rows, remarks=remarks, finds_weights=True, order=7,
)  # fmt: skip
