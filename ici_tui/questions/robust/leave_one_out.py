"""What would the ranking be without one of its parts or indicators?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ici_tui.questions import shared
from ici_tui.questions.fields import FLAG, NUMBER, TEXT, WHOLE, Field
from ici_tui.questions.option import option
from ici_tui.questions.question import Question
from ici_tui.questions.shared import over_of, points_within
from ici_tui.questions.terms import OfAnswer, with_terms

if TYPE_CHECKING:
    from ici_tui.questions.fields import Record
    from ici_tui.questions.question import Progress
    from ici_tui.views.robust.leave_one_out import LeaveOneOutView
    from ici_tui.views.study import Study

IDLE = "nothing is drawn: every node is left out in turn"
HELD = "no weight moves"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Which nodes are left out."""

    over: str | None = option(shared.EITHER)
    within: str | None = option(shared.idle(shared.WITHIN, HELD))
    draws: int | None = option(shared.idle(shared.DRAWS, IDLE))
    seed: int = option(shared.idle(shared.SEED, IDLE), 1)

    def __post_init__(self) -> None:
        """Refuse what means nothing."""
        points_within(self.within)


def answer(study: Study, asked: Asked, progress: Progress) -> LeaveOneOutView:
    """Rank without each node in turn."""
    from ici_tui.views.robust.leave_one_out import build_leave_one_out

    del progress
    return build_leave_one_out(study, None if asked.over is None else over_of(asked.over))


MOVED = (Field("code", TEXT), Field("rank", WHOLE, rank_of="code"), Field("without", WHOLE))
FIELDS = with_terms(
    (
        Field("code", TEXT),
        Field("name", TEXT),
        Field("part", FLAG, "whether it is a part of the index, or an indicator"),
        Field("weight", NUMBER, "share of the index", given=True),
        Field("leaders", TEXT, "who is first without it", many=True),
        Field("mean_change", NUMBER, "mean absolute change of rank"),
        Field("largest_change", WHOLE),
        Field("moved", MOVED, "who moves most", many=True),
        Field("holds_in", NUMBER, "share of tables in which the leader stays", none=True),
        Field("mean_low", NUMBER, "5 % quantile over the tables", none=True),
        Field("mean_high", NUMBER, "95 % quantile over the tables", none=True),
    )
)


def records(view: LeaveOneOutView) -> list[OfAnswer]:
    """A record per part and per indicator."""
    return [OfAnswer(node, view) for node in view.nodes]


def rows(view: LeaveOneOutView) -> list[Record]:
    """A row per part and per indicator."""
    keys = ("code", "name", "part", "weight", "leaders", "mean_change", "largest_change", "moved",
            "holds_in", "mean_low", "mean_high")  # fmt: skip
    told = {
        "leaders": lambda node: " ".join(node.leaders),
        "moved": lambda node: " ".join(f"{m.code}:{m.rank}>{m.without}" for m in node.moved),
    }
    return [
        {key: told[key](node) if key in told else getattr(node, key) for key in keys}
        for node in view.nodes
    ]


QUESTION = Question(
    "leave-one-out", "Without one", "The ranking without each part and each indicator in turn.",
    Asked, lambda _: Asked(), answer, FIELDS, records, rows, order=9,
)  # fmt: skip
