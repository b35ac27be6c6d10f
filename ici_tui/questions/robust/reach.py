"""What would a unit need for each of the ranks above its own?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ici_tui.questions import shared
from ici_tui.questions.fields import FLAG, NUMBER, TEXT, WHOLE, Field
from ici_tui.questions.option import Kind, Option, option
from ici_tui.questions.question import Question
from ici_tui.questions.shared import over_of, sampling_of
from ici_tui.questions.terms import OfAnswer, with_terms
from ici_tui.stopped import Stopped

if TYPE_CHECKING:
    from collections.abc import Callable

    from ici_tui.questions.question import Progress
    from ici_tui.questions.selection import Selection
    from ici_tui.views.robust.reach import RankWanted, ReachView
    from ici_tui.views.study import Study

MOST = Option("How many ranks are asked about, the first among them.", Kind.WHOLE, ("--most",), "N",
              least=1, most=1000)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The unit, and which ranks."""

    x: str = option(shared.X)
    most: int = option(MOST, 10)
    lock: tuple[str, ...] = option(shared.LOCK, ())
    over: str = option(shared.OVER, shared.PARTS)
    seconds: float = option(shared.SECONDS, 10.0)
    draws: int | None = option(shared.DRAWS)
    seed: int = option(shared.SEED, 1)


def chosen(selection: Selection) -> Asked:
    """From what is selected."""
    return Asked(x=selection.unit, over=selection.over, lock=selection.held())


def answer(study: Study, asked: Asked, progress: Progress) -> ReachView:
    """One rank after the other; what is known meanwhile is told."""
    from ici_tui.views.names import find_node, find_unit
    from ici_tui.views.robust.reach import build_reach

    index = study.pack.index
    known: ReachView | None = None
    for known in build_reach(
        study,
        over_of(asked.over),
        find_unit(index, asked.x),
        locked=[find_node(index.tree, code) for code in asked.lock],
        most=asked.most,
        seconds=asked.seconds,
        sampling=sampling_of(asked.draws, asked.seed),
        stop=lambda: not progress(0, 0),
    ):
        if not progress(len(known.answers), max(len(known.wanted), 1), known):
            raise Stopped
    assert known is not None  # noqa: S101  (something is told before anything is looked for)
    return known


def _found(name: str) -> Callable[[RankWanted], object]:
    return lambda wanted: None if wanted.found is None else getattr(wanted.found, name)


def _now_in(wanted: RankWanted) -> object:
    across = None if wanted.found is None else wanted.found.across
    return None if across is None else across.now


FIELDS = with_terms(
    (
        Field("rank", WHOLE, "the rank wanted, or better", given=True),
        Field("possible", FLAG, "null where nothing was found", _found("possible"), none=True),
        Field("points_moved", NUMBER, "points of 100", _found("points_moved"), none=True),
        Field("distance", NUMBER, "l1, shares of 1", _found("distance"), none=True),
        Field("distance_at_least", NUMBER, "what is proved", _found("proved"), none=True),
        Field("rank_x", WHOLE, "the rank there", _found("rank_x"), none=True),
        Field("weights", NUMBER, "shares of 1", _found("weights"), named=True, none=True),
        Field("certificate", TEXT, "why not", lambda w: (w.found and w.found.certificate) or w.fault or None, none=True),
        Field("now_in", NUMBER, "tables with that rank, or better, now", _now_in, none=True),
        Field("holds_in", NUMBER, "share of tables at these weights", _found("holds_in"), none=True),
    ),
    Field("unit", TEXT),
    Field("name", TEXT),
    Field("rank_now", WHOLE, "", lambda view: view.rank, rank_of="unit"),
)  # fmt: skip


def records(view: ReachView) -> list[OfAnswer]:
    """A record per rank that was asked about."""
    return [OfAnswer(wanted, view) for wanted in view.answers]


QUESTION = Question(
    "reach", "Reach a rank",
    "The least change of weights for each of the ranks above X's own.",
    Asked, chosen, answer, FIELDS, records, order=4,
)  # fmt: skip
