"""With which share of the weights does each unit take each rank?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ici_tui.questions import shared
from ici_tui.questions.fields import FLAG, NUMBER, TEXT, WHOLE, Field
from ici_tui.questions.option import option
from ici_tui.questions.question import Question
from ici_tui.questions.shared import around_of, over_of, sampling_of
from ici_tui.questions.terms import OfAnswer, with_terms

if TYPE_CHECKING:
    from ici_tui.questions.fields import Record
    from ici_tui.questions.question import Progress
    from ici_tui.questions.selection import Selection
    from ici_tui.views.robust.acceptability import AcceptabilityView
    from ici_tui.views.study import Study


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Which weights are looked at."""

    over: str = option(shared.OVER, shared.PARTS)
    within: str | None = option(shared.WITHIN)
    near: bool = option(shared.NEAR, False)
    draws: int | None = option(shared.DRAWS)
    seed: int = option(shared.SEED, 1)

    def __post_init__(self) -> None:
        """Refuse what means nothing."""
        around_of(self.within, self.near)


def chosen(selection: Selection) -> Asked:
    """From what is selected."""
    return Asked(over=selection.over, near=selection.near)


def answer(study: Study, asked: Asked, progress: Progress) -> AcceptabilityView:
    """Draw weights and count ranks."""
    from ici_tui.views.robust.acceptability import build_acceptability

    return build_acceptability(
        study,
        over_of(asked.over),
        around=around_of(asked.within, asked.near),
        sampling=sampling_of(asked.draws, asked.seed),
        progress=progress,
    )


FIELDS = with_terms(
    (
        Field("code", TEXT),
        Field("name", TEXT),
        Field("rank", WHOLE, rank_of="code"),
        Field("expected_rank", NUMBER),
        Field("expected_exact", FLAG),
        Field("shares", NUMBER, "share of draws with each rank, from the first", many=True),
        Field("first_exact", NUMBER, "exact share of weights with the first rank", none=True),
        Field("central", NUMBER, "mean weights with which it is first", named=True, none=True),
        Field("holds_in", NUMBER, "share of tables in which it is first there", none=True),
        Field("expected_low", NUMBER, "5 % quantile over the tables", none=True),
        Field("expected_high", NUMBER, "95 % quantile over the tables", none=True),
        Field(
            "shares_over_tables", NUMBER, "weights and tables drawn together", many=True, none=True
        ),
    )
)


def records(view: AcceptabilityView) -> list[OfAnswer]:
    """A record per unit."""
    return [OfAnswer(unit, view) for unit in view.units]


def rows(view: AcceptabilityView) -> list[Record]:
    """A row per unit, a column per rank."""
    keys = ("code", "name", "rank", "expected_rank", "expected_exact", "first_exact",
            "holds_in", "expected_low", "expected_high")  # fmt: skip
    return [
        {key: getattr(unit, key) for key in keys}
        | {f"rank_{place}": share for place, share in enumerate(unit.shares.tolist(), start=1)}
        for unit in view.units
    ]


QUESTION = Question(
    "acceptability", "How often which rank",
    "With which share of the weights each unit takes each rank.",
    Asked, chosen, answer, FIELDS, records, rows, order=5,
)  # fmt: skip
