"""What values of its own would a unit need to draw level with another, or to reach a rank?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ici_tui.questions import shared
from ici_tui.questions.fields import FLAG, NUMBER, TEXT, WHOLE, Field, record_of
from ici_tui.questions.option import Kind, Option, option
from ici_tui.questions.question import Question
from ici_tui.questions.shared import UsageError, goal_of
from ici_tui.questions.terms import OWN_TERMS

if TYPE_CHECKING:
    from ici_tui.questions.question import Progress
    from ici_tui.questions.selection import Selection
    from ici_tui.views.robust.improve_answer import ImproveView
    from ici_tui.views.study import Study


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The unit, and whom or what it is to reach."""

    x: str = option(shared.X)
    y: str | None = option(Option("The unit to draw level with.", Kind.UNIT, (), "[Y]"))
    to: str | None = option(
        Option(
            "The goal: a unit, first, or rank:K; the unit just above where none is given.",
            Kind.TEXT, ("--to",), "GOAL",
        )
    )  # fmt: skip
    fix: tuple[str, ...] = option(
        Option(
            "An indicator that cannot change; may be given again.", Kind.NODE, ("--fix",), "CODE",
            many=True,
        ), (),
    )  # fmt: skip
    norm: Literal["l1", "linf"] = option(
        Option(
            "Which joint improvement is shown: l1 (least sum of shares of the ranges) or linf "
            "(least largest share).",
            Kind.CHOICE, ("--norm",), "NORM", choices=("l1", "linf"),
        ), "l1",
    )  # fmt: skip

    def __post_init__(self) -> None:
        """Refuse what means nothing."""
        if self.y is not None and self.to is not None:
            raise UsageError("improve takes one goal: a second unit, or --to; give one of them")


def chosen(selection: Selection) -> Asked:
    """The lower of the first two marked and the higher; else the unit at the cursor."""
    if len(selection.marked) < 2:
        return Asked(x=selection.unit, fix=selection.fixed)
    ahead, behind = selection.two()
    return Asked(x=behind, y=ahead, fix=selection.fixed)


def answer(study: Study, asked: Asked, progress: Progress) -> ImproveView:
    """The values that it needs, alone and together."""
    from ici_tui.views.names import find_leaf, find_unit
    from ici_tui.views.robust.improve import build_improve

    index = study.pack.index
    y, wanted = goal_of(index, asked.to) if asked.to is not None else (None, None)
    if asked.y is not None:
        y = find_unit(index, asked.y)
    return build_improve(
        study,
        find_unit(index, asked.x),
        y,
        wanted=wanted,
        fixed=[find_leaf(index.tree, code) for code in asked.fix],
        norm=asked.norm,
        stop=lambda: not progress(0, 0),
    )


ALONE = (
    Field("code", TEXT),
    Field("now", NUMBER, "raw value; null where there is none", none=True),
    Field("needed", NUMBER, "raw value that is enough alone; null: no value is", none=True),
    Field("best", NUMBER, "the best unit's raw value", none=True),
    Field("possible", FLAG, "whether the best unit's value is enough"),
    Field("short_by", NUMBER, "what the best unit's value leaves missing, in points of the score"),
    Field("fixed", FLAG),
    Field("holds_in", NUMBER, "share of tables in which that value is enough", none=True),
)
STEP = (
    Field("code", TEXT),
    Field("from", NUMBER, "raw value", "now"),
    Field("to", NUMBER, "raw value"),
    Field("share", NUMBER, "of the indicator's range, of 1"),
)
WHY_NOT = (
    Field(
        "indicators",
        (Field("code", TEXT), Field("best_gain", NUMBER, "on the goal, in points of the score")),
        many=True,
    ),
    Field(
        "short_by", NUMBER, "in points of the score, with every indicator at its best", none=True
    ),
)
JOINT = (
    Field("possible", FLAG, "whether all together are enough, none beyond the best unit's value"),
    Field("l1", NUMBER, "the least sum of shares of the indicators' ranges", none=True),
    Field("linf", NUMBER, "the least largest share", none=True),
    Field("norm", TEXT, "the norm of the changes below"),
    Field("changes", STEP, "", "steps", many=True),
    Field("proved", FLAG, "whether it is the least; else it is enough, and an upper bound"),
    Field("certificate", WHY_NOT, "why all together are not enough", none=True),
    Field("holds_in", NUMBER, "share of tables in which these changes are enough", none=True),
)
FIELDS = (
    Field("unit", TEXT, "code", "x"),
    Field("to", TEXT, "code of the unit to draw level with, or rank:K"),
    Field("already", FLAG, "whether nothing is missing"),
    Field("rank_now", WHOLE, rank_of="unit"),
    Field("missing", NUMBER, "points of the score"),
    Field("alone", ALONE, "each indicator by itself", many=True),
    Field("joint", JOINT, "all together"),
    *OWN_TERMS,
)


def rows(found: ImproveView) -> list[dict[str, object]]:
    """A row for each indicator: what is needed of it alone, and in the joint improvement."""
    steps = {step.code: step for step in found.joint.steps}
    return [
        record_of(ALONE, alone)
        | {
            "joint_to": steps[alone.code].to if alone.code in steps else None,
            "joint_share": steps[alone.code].share if alone.code in steps else None,
        }
        for alone in found.alone
    ]


QUESTION = Question(
    "improve", "Improve",
    "The values of its own with which X draws level with Y, or reaches a rank.",
    Asked, chosen, answer, FIELDS, rows=rows, order=4,
)  # fmt: skip
