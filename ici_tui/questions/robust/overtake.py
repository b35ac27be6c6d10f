"""What would a unit need to pass another, or to reach a rank?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ici_tui.questions import shared
from ici_tui.questions.fields import FLAG, NUMBER, TEXT, WHOLE, Field
from ici_tui.questions.option import Kind, Option, option
from ici_tui.questions.question import Question
from ici_tui.questions.shared import UsageError, goal_of, over_of, points_within, sampling_of
from ici_tui.questions.terms import OWN_TERMS, quantile_fields

if TYPE_CHECKING:
    from ici_tui.analysis.overtake import Norm
    from ici_tui.questions.question import Progress
    from ici_tui.questions.selection import Selection
    from ici_tui.views.robust.overtake import OvertakeView
    from ici_tui.views.study import Study


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The two units, or a unit and a rank."""

    x: str = option(shared.X)
    y: str | None = option(Option("The unit to be passed.", Kind.UNIT, (), "[Y]"))
    to: str | None = option(
        Option("The goal instead of Y: a unit, first, or rank:K.", Kind.TEXT, ("--to",), "GOAL")
    )
    norm: Norm = option(shared.NORM, "l1")
    lock: tuple[str, ...] = option(shared.LOCK, ())
    over: str = option(shared.OVER, shared.PARTS)
    within: str | None = option(shared.WITHIN)
    seconds: float = option(shared.SECONDS, 30.0)
    draws: int | None = option(shared.DRAWS)
    seed: int = option(shared.SEED, 1)

    def __post_init__(self) -> None:
        """Refuse what means nothing."""
        if (self.y is None) == (self.to is None):
            raise UsageError("overtake takes one goal: the unit to be passed, or --to")
        points_within(self.within)


def chosen(selection: Selection) -> Asked:
    """From what is selected."""
    ahead, behind = selection.two()
    return Asked(x=behind, y=ahead, over=selection.over, lock=selection.held())


def answer(study: Study, asked: Asked, progress: Progress) -> OvertakeView:
    """The least change of weights that does it."""
    from ici_tui.views.names import find_node, find_unit
    from ici_tui.views.robust.overtake import build_overtake
    from ici_tui.views.robust.usual import WITHIN

    reach = points_within(asked.within)
    index = study.pack.index
    y, wanted = goal_of(index, asked.to) if asked.to is not None else (None, None)
    if asked.y is not None:
        y = find_unit(index, asked.y)
    return build_overtake(
        study,
        over_of(asked.over),
        find_unit(index, asked.x),
        y,
        wanted=wanted,
        norm=asked.norm,
        locked=[find_node(index.tree, code) for code in asked.lock],
        within=WITHIN if reach is None else reach,
        seconds=asked.seconds,
        sampling=sampling_of(asked.draws, asked.seed),
        stop=lambda: not progress(0, 0),
    )


def _across(name: str) -> object:
    return lambda view: None if view.across is None else getattr(view.across, name)


FIELDS = (
    Field("x", TEXT, "code of the unit"),
    Field("y", TEXT, "code of the one to be passed", none=True),
    Field("to", TEXT, "the rank wanted", lambda v: v.wanted and f"rank:{v.wanted}", none=True),
    Field("possible", FLAG, "null where sampling found nothing", none=True),
    Field("already", FLAG),
    Field("norm", TEXT),
    Field("distance", NUMBER, "in the norm, shares of 1", none=True),
    Field("distance_at_least", NUMBER, "what is proved of it", lambda v: v.proved, none=True),
    Field("points_moved", NUMBER, "half the l1 distance, points of 100", none=True),
    Field("weights", NUMBER, "shares of 1 that do it", named=True),
    Field("weights_now", NUMBER, "shares of 1", named=True, given=True),
    Field("rank_x_now", WHOLE, rank_of="x"),
    Field("rank_x", WHOLE, "at these weights"),
    Field("rank_y", WHOLE, "at these weights", none=True),
    Field("certificate", TEXT, "why it is impossible", lambda v: v.certificate or None, none=True),
    Field("holds_in", NUMBER, "share of tables in which it is so at these weights", none=True),
    Field("holds_in_least", FLAG, "whether that share is a lower bound only"),
    Field("now_in", NUMBER, "share of tables in which it is so now", _across("now"), none=True),  # type: ignore[arg-type]
    Field("within", NUMBER, "points", _across("points"), none=True),  # type: ignore[arg-type]
    Field("within_holds_in", NUMBER, "tables where that is enough", _across("within"), none=True),  # type: ignore[arg-type]
    Field("possible_in", NUMBER, "tables where it is possible at all", _across("ever"), none=True),  # type: ignore[arg-type]
    *quantile_fields("points", lambda v: None if v.across is None else v.across.quantiles),
    Field("locked", TEXT, "weights that stay", many=True),
    *OWN_TERMS,
)

QUESTION = Question(
    "overtake", "Overtake",
    "The least change of weights with which X passes Y, or reaches a rank.",
    Asked, chosen, answer, FIELDS, order=3,
)  # fmt: skip
