"""Why is one unit ahead of another, and how sure is that?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ici_tui.questions import shared
from ici_tui.questions.fields import FLAG, NUMBER, TEXT, WHOLE, Field
from ici_tui.questions.flat import without_terms
from ici_tui.questions.option import Kind, Option, option
from ici_tui.questions.question import Question
from ici_tui.questions.shared import around_of, over_of, sampling_of
from ici_tui.questions.terms import OWN_TERMS, quantile_fields

if TYPE_CHECKING:
    from collections.abc import Callable

    from ici_tui.questions.fields import Record
    from ici_tui.questions.question import Progress
    from ici_tui.questions.selection import Selection
    from ici_tui.views.robust.pair import PairView
    from ici_tui.views.study import Study


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The two units."""

    x: str = option(shared.X)
    y: str = option(Option("Another unit.", Kind.UNIT, (), "Y", needed=True))
    over: str = option(shared.OVER, shared.PARTS)
    lock: tuple[str, ...] = option(shared.LOCK, ())
    within: str | None = option(shared.WITHIN)
    draws: int | None = option(shared.DRAWS)
    seed: int = option(shared.SEED, 1)

    def __post_init__(self) -> None:
        """Refuse what means nothing."""
        around_of(self.within)


def chosen(selection: Selection) -> Asked:
    """From what is selected."""
    x, y = selection.two()
    return Asked(x=x, y=y, over=selection.over, lock=selection.held())


def answer(study: Study, asked: Asked, progress: Progress) -> PairView:
    """The gap explained, how often x beats y, what it takes to swap them."""
    from ici_tui.views.names import find_node, find_unit
    from ici_tui.views.robust.overtake import build_overtake
    from ici_tui.views.robust.pair import build_pair

    index = study.pack.index
    x, y = find_unit(index, asked.x), find_unit(index, asked.y)
    sampling = sampling_of(asked.draws, asked.seed)
    over = over_of(asked.over)
    locked = [find_node(index.tree, code) for code in asked.lock]
    view = build_pair(
        study, over, x, y, around=around_of(asked.within), sampling=sampling, locked=locked
    )
    behind, ahead = (y, x) if view.rank_x <= view.rank_y else (x, y)
    needs = build_overtake(
        study,
        over,
        behind,
        ahead,
        locked=locked,
        sampling=sampling,
        stop=lambda: not progress(0, 0),
    )
    return replace(view, needs=needs)


def _likely(name: str) -> tuple[Field, ...]:
    def part(of: str) -> Callable[[PairView], object]:
        return lambda view: (
            None if getattr(view, name) is None else getattr(getattr(view, name), of)
        )

    return (
        Field(name, NUMBER, "share of weights with which x is ahead", part("value"), none=True),
        Field(f"{name}_exact", FLAG, "", part("exact"), none=True),
        Field(f"{name}_low", NUMBER, "5 % quantile over the tables", part("low"), none=True),
        Field(f"{name}_high", NUMBER, "95 % quantile over the tables", part("high"), none=True),
    )


GAP = (
    Field("code", TEXT),
    Field("contribution", NUMBER),
    Field("low", NUMBER, none=True),
    Field("high", NUMBER, none=True),
)
FIELDS = (
    Field("x", TEXT),
    Field("y", TEXT),
    Field("rank_x", WHOLE, rank_of="x"),
    Field("rank_y", WHOLE, rank_of="y"),
    Field("score_x", NUMBER),
    Field("score_y", NUMBER),
    Field("gap", NUMBER),
    Field("ratio", FLAG, "whether the gap is a ratio of scores"),
    Field("scale", TEXT),
    Field("terms", GAP, "what the gap is made of", lambda v: v.terms_of_gap, many=True),
    *_likely("p_beats_uniform"),
    *_likely("p_beats_near"),
    *_likely("p_beats_within"),
    Field("within", NUMBER, none=True, given=True),
    Field("epsilon", NUMBER, "share of other weights that can be mixed in", none=True),
    Field("points_to_swap", NUMBER, none=True),
    Field("holds_in", NUMBER, none=True),
    Field("ahead_in", NUMBER, "share of tables", lambda v: v.ahead, none=True),
    Field("tied_in", NUMBER, "share of tables", lambda v: v.tied, none=True),
    Field("behind_in", NUMBER, "share of tables", lambda v: v.behind, none=True),
    *quantile_fields("gap", lambda v: v.gap_over_tables),
    *OWN_TERMS,
)


def rows(view: PairView) -> list[Record]:
    """One row, a column per term of the gap."""
    record = without_terms(QUESTION.json(view))  # type: ignore[arg-type]
    record.pop("terms")
    return [record | {f"contribution_{t.code}": t.contribution for t in view.terms_of_gap}]


QUESTION = Question(
    "pair", "Two units",
    "Two units: the gap explained, how often X beats Y, what it takes to swap them.",
    Asked, chosen, answer, FIELDS, rows=rows, order=2,
)  # fmt: skip
