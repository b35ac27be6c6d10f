"""Which is the best and which the worst rank that a unit can have?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ici_tui.questions import shared
from ici_tui.questions.fields import FLAG, NUMBER, TEXT, WHOLE, Field
from ici_tui.questions.option import Kind, Option, option
from ici_tui.questions.question import Question
from ici_tui.questions.shared import over_of, points_within, sampling_of
from ici_tui.questions.terms import OfAnswer, with_terms
from ici_tui.stopped import Stopped
from ici_tui.views.robust.usual import WITHIN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ici_tui.questions.question import Progress
    from ici_tui.questions.selection import Selection
    from ici_tui.views.robust.proofs import RanksNow
    from ici_tui.views.robust.ranks import RanksView
    from ici_tui.views.study import Study

LOOKED_AT = "2,5,10,anywhere"
"""The ranges of one unit that the explorer shows."""
REACH = shared.WITHIN._replace(
    help="Every weight moves by at most P points, or anywhere; several with commas between them.",
    metavar="P,…",
)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Whose ranks, and how far weights may move."""

    units: tuple[str, ...] = option(
        Option("Units; all without one.", Kind.UNIT, (), "[UNIT]...", many=True), ()
    )
    over: str = option(shared.OVER, shared.PARTS)
    within: str | None = option(REACH)
    seconds: float = option(shared.SECONDS, 60.0)
    draws: int | None = option(shared.DRAWS)
    seed: int = option(shared.SEED, 1)

    def __post_init__(self) -> None:
        """Refuse what means nothing."""
        _ranges(self.within)


def _ranges(text: str | None) -> tuple[float | None, ...]:
    """The points of every range; None for anywhere."""
    words = (f"{WITHIN:g}" if text is None else text).split(",")
    return tuple(points_within(word.strip()) for word in words)


def chosen(selection: Selection) -> Asked:
    """From what is selected."""
    return Asked(units=(selection.unit,), over=selection.over, within=LOOKED_AT, seconds=240.0)


def answer(study: Study, asked: Asked, progress: Progress) -> RanksView:
    """A first look at every unit, then the proofs."""
    from ici_tui.views.names import find_unit
    from ici_tui.views.robust.ranks import build_ranks

    def report(now: RanksNow) -> None:
        low, high = sorted((now.attained, now.proved))
        bound = f"{low}" if low == high else f"{low}–{high}, proving"
        note = "draws" if now.drawn else f"{now.code} {now.side} {bound}"
        if not progress(now.done, now.of, now.known, note):
            raise Stopped

    # Statements say themselves which weights are looked at, unless points are asked for as well.
    stated = study.stated is not None and bool(study.stated.statements)
    anywhere = stated and asked.within in {None, LOOKED_AT}
    ranges = (None,) if anywhere else _ranges(asked.within)
    return build_ranks(
        study,
        over_of(asked.over),
        [find_unit(study.pack.index, unit) for unit in asked.units],
        ranges=ranges,
        sampling=sampling_of(asked.draws, asked.seed),
        seconds=asked.seconds,
        report=report,
    )


FIELDS = with_terms(
    (
        Field("code", TEXT),
        Field("name", TEXT),
        Field("rank", WHOLE, rank_of="code"),
        Field("best", WHOLE),
        Field("worst", WHOLE),
        Field("weights_best", NUMBER, "shares of 1 that give the best rank", named=True),
        Field("weights_worst", NUMBER, "shares of 1 that give the worst rank", named=True),
        Field("best_exact", FLAG, "whether it is proved"),
        Field("worst_exact", FLAG, "whether it is proved"),
        Field("best_at_least", WHOLE, "what is proved of it", lambda u: u.best_proved),
        Field("worst_at_most", WHOLE, "what is proved of it", lambda u: u.worst_proved),
        Field("best_holds_in", NUMBER, "share of tables as good or better there", none=True),
        Field("worst_holds_in", NUMBER, "share of tables as bad or worse there", none=True),
        Field("low", WHOLE, "rank at 5 %, weights and tables drawn together", none=True),
        Field("high", WHOLE, "rank at 95 %", none=True),
        Field(
            "within",
            NUMBER,
            "points that weights may move by; null: anywhere",
            none=True,
            given=True,
        ),
    )
)


def records(view: RanksView) -> list[OfAnswer]:
    """A record per unit."""
    return [OfAnswer(unit, view) for unit in view.units]


def remarks(view: RanksView) -> Iterator[str]:
    """What could not be proved in time."""
    if view.unproved:
        yield f"time is up: {view.unproved} ends are not proved; give more --seconds"


QUESTION = Question(
    "ranks", "Best and worst",
    "The best and the worst rank of units, with the weights that show it.",
    Asked, chosen, answer, FIELDS, records, remarks=remarks, order=6, aliases=("extremes",),
)  # fmt: skip
