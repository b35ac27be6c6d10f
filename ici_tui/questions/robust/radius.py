"""How much may the weights move in any way before the order changes?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ici_tui.questions import shared
from ici_tui.questions.fields import NUMBER, TEXT, WHOLE, Field
from ici_tui.questions.option import option
from ici_tui.questions.question import Question
from ici_tui.questions.shared import over_of, points_within, sampling_of
from ici_tui.questions.terms import OWN_TERMS, quantile_fields

if TYPE_CHECKING:
    from ici_tui.analysis.overtake import Norm
    from ici_tui.questions.fields import Record
    from ici_tui.questions.question import Progress
    from ici_tui.questions.selection import Selection
    from ici_tui.views.robust.radius import RadiusView
    from ici_tui.views.study import Study


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The norm that a move is measured in."""

    norm: Norm = option(shared.NORM, "l1")
    over: str = option(shared.OVER, shared.PARTS)
    within: str | None = option(shared.WITHIN)
    draws: int | None = option(shared.DRAWS)
    seed: int = option(shared.SEED, 1)

    def __post_init__(self) -> None:
        """Refuse what means nothing."""
        points_within(self.within)


def chosen(selection: Selection) -> Asked:
    """From what is selected."""
    return Asked(over=selection.over)


def answer(study: Study, asked: Asked, progress: Progress) -> RadiusView:
    """The stability radius, and the pair of neighbours that binds."""
    from ici_tui.views.robust.radius import build_radius

    del progress
    reach = points_within(asked.within)
    sampling = sampling_of(asked.draws, asked.seed)
    return build_radius(study, over_of(asked.over), asked.norm, reach, sampling)


PAIR = (
    Field("above", TEXT),
    Field("below", TEXT),
    Field("epsilon", NUMBER, "share of other weights that can be mixed in"),
    Field("holds_in", NUMBER, none=True),
)
NORM = Field("norm", TEXT)
DISTANCE = Field("distance", NUMBER, "shares of 1", none=True)
FIELDS = (
    NORM,
    DISTANCE,
    Field("points_moved", NUMBER, none=True),
    Field("distances", NUMBER, "by norm; null where no move is enough", named=True, gaps=True),
    Field("above", TEXT, "the pair that binds", none=True),
    Field("below", TEXT, none=True),
    Field("holds_in", NUMBER, none=True),
    Field("within", NUMBER, none=True),
    Field("within_holds_in", NUMBER, none=True),
    *quantile_fields("distance", lambda v: v.over_tables),
    Field("tables_used", WHOLE, none=True, given=True),
    Field("pairs", PAIR, "neighbours in the ranking", many=True),
    Field("tied", TEXT, "groups of tied units", many=True, lists=True),
    *OWN_TERMS,
)


def rows(view: RadiusView) -> list[Record]:
    """A row per pair of neighbours, with the radius beside it."""
    fixed: Record = {key.name: key.value(view) for key in (NORM, DISTANCE)}
    found: list[Record] = [
        {
            **fixed,
            "above": p.above,
            "below": p.below,
            "binds": (p.above, p.below) == (view.above, view.below),
            "epsilon": p.epsilon,
            "holds_in": p.holds_in,
        }
        for p in view.pairs
    ]
    alone: Record = {"above": view.above, "below": view.below, "binds": view.above is not None}
    return found or [{**fixed, **alone}]


QUESTION = Question(
    "radius", "How much may move",
    "How much may move in any way before the order changes, and the pair that binds.",
    Asked, chosen, answer, FIELDS, rows=rows, order=7,
)  # fmt: skip
