"""Where does one weight tip the order?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ici_tui.questions import shared
from ici_tui.questions.fields import FLAG, NUMBER, TEXT, WHOLE, Field
from ici_tui.questions.option import Kind, Option, option
from ici_tui.questions.question import Question
from ici_tui.questions.selection import NothingAskedError
from ici_tui.questions.shared import over_of, points_within
from ici_tui.questions.terms import OWN_TERMS

if TYPE_CHECKING:
    from ici_tui.questions.fields import Record
    from ici_tui.questions.question import Progress
    from ici_tui.questions.selection import Selection
    from ici_tui.views.robust.sweep_view import SweepView
    from ici_tui.views.study import Study

SIBLINGS = "siblings"
OVER = shared.OVER._replace(
    help="Whose weights move: parts, indicators, or the siblings of that weight.",
    choices=(*shared.OVER.choices, SIBLINGS),
)
IDLE = "nothing is drawn: without straight lines the weight steps along a grid"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The weight that moves."""

    weight: str = option(
        Option("The weight that moves.", Kind.NODE, ("--weight",), "CODE", needed=True)
    )
    over: str = option(OVER, shared.PARTS)
    within: str | None = option(shared.WITHIN)
    draws: int | None = option(shared.idle(shared.DRAWS, IDLE))
    seed: int = option(shared.idle(shared.SEED, IDLE), 1)

    def __post_init__(self) -> None:
        """Refuse what means nothing."""
        points_within(self.within)


def chosen(selection: Selection) -> Asked:
    """From what is selected."""
    if not selection.node:
        raise NothingAskedError("this index has one component: there is no weight to move")
    return Asked(weight=selection.node, over=SIBLINGS)


def answer(study: Study, asked: Asked, progress: Progress) -> SweepView:
    """Sweep one weight."""
    from ici_tui.views.names import find_node
    from ici_tui.views.robust.sweep import build_sweep

    del progress
    reach = points_within(asked.within)
    code = find_node(study.pack.index.tree, asked.weight)
    view = build_sweep(study, None if asked.over == SIBLINGS else over_of(asked.over), code)
    return view if reach is None else view.near(reach)


CROSSING = (
    Field("at", NUMBER, "share of 1"),
    Field("up", TEXT, "the unit that is above beyond it"),
    Field("down", TEXT, "the unit that is below beyond it"),
    Field("holds_in", NUMBER, "share of tables in which the two change places so", none=True),
    Field("at_low", NUMBER, "5 % quantile over those tables", lambda c: c.low, none=True),
    Field("at_high", NUMBER, "95 % quantile over those tables", lambda c: c.high, none=True),
)
ACROSS = (
    Field("share", NUMBER, "share of tables that keep their own order, or leader"),
    Field("order_interval", NUMBER, "", lambda a: a.order, many=True),
    Field("leader_interval", NUMBER, "", lambda a: a.leader, many=True),
)
FIELDS = (
    Field("weight", TEXT, "the code of the node", lambda v: v.code),
    Field("name", TEXT),
    Field("share", NUMBER, "its weight now, of 1", given=True),
    Field("order_interval", NUMBER, "shares between which the order stays", many=True),
    Field("leader_interval", NUMBER, "shares between which the leader stays", many=True),
    Field("crossings", CROSSING, "where units change places", many=True),
    Field("crossings_in_all", WHOLE, "how many there are, within the points asked for"),
    Field("within", NUMBER, "points that they are away at most", none=True, given=True),
    Field("tied", TEXT, "groups of tied units", many=True, lists=True),
    Field("order_holds_in", NUMBER, "share of tables with this order in all of it", none=True),
    Field("leader_holds_in", NUMBER, "share of tables with this leader in all of it", none=True),
    Field("across", ACROSS, "the same over the tables", none=True),
    Field("stops", NUMBER, "shares at which ranks are given", many=True, given=True),
    Field(
        "ranks", WHOLE, "ranks at the stops, by unit",
        lambda v: dict(zip(v.units, v.ranks, strict=True)), named=True, lists=True,
    ),
    Field("rest_equal", FLAG, "whether the others share the rest equally"),
    Field("step", NUMBER, "width of the grid where the answer is sampled", none=True, given=True),
    *OWN_TERMS,
)  # fmt: skip


def rows(view: SweepView) -> list[Record]:
    """A row per tipping point; one without a point where there is none."""
    fixed: Record = {
        "weight": view.code,
        "share": view.share,
        "order_low": view.order_interval[0],
        "order_high": view.order_interval[1],
        "leader_low": view.leader_interval[0],
        "leader_high": view.leader_interval[1],
    }
    found: list[Record] = [
        {**fixed, "at": c.at, "up": c.up, "down": c.down, "holds_in": c.holds_in}
        for c in view.crossings
    ]
    return found or [{**fixed, "at": None, "up": None, "down": None, "holds_in": None}]


QUESTION = Question(
    "sweep", "One weight", "One weight from 0 to 100: where the order changes.",
    Asked, chosen, answer, FIELDS, rows=rows, instant=3_000, order=1,
)  # fmt: skip
