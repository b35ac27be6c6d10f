"""What a unit would need for each of the ranks above its own, the nearest first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ici_tui.analysis.acceptability import TIE_RULE
from ici_tui.analysis.inputs import AnalysisError
from ici_tui.analysis.optional import need_scipy
from ici_tui.analysis.solver import Children
from ici_tui.views.robust import sizes
from ici_tui.views.robust.basis import order_basis
from ici_tui.views.robust.overtake import build_overtake
from ici_tui.views.robust.terms import OWN_RANKS, Sampling, Terms, terms_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ici_tui.views.frame import Over
    from ici_tui.views.robust.overtake import OvertakeView
    from ici_tui.views.study import Study

MOST = 10
"""Ranks that are asked about, the first among them."""
SECONDS = 10.0
"""For each of them, where an integer programme runs."""


@dataclass(frozen=True, slots=True)
class RankWanted:
    """A rank to reach or better: what is known of it, or why there is no answer."""

    rank: int
    found: OvertakeView | None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class ReachView:
    """What is known so far of the ranks above a unit's own.

    `wanted` are the ranks that are asked about, the nearest first; after one that is proved to be
    impossible only the first is still asked for, whose proof may be another. `answers` are in the
    same order; `ended` says that no more will come.
    """

    unit: str
    name: str
    rank: int
    wanted: tuple[int, ...]
    terms: Terms
    answers: tuple[RankWanted, ...] = ()
    ended: bool = False


def ranks_above(rank: int, most: int = MOST) -> tuple[int, ...]:
    """At most so many of the ranks above one: the nearest, and always the first."""
    near = range(rank - 1, max(rank - most, 1), -1)
    return (*near, 1) if rank > 1 else ()


def build_reach(
    study: Study,
    over: Over,
    x: int,
    *,
    locked: Sequence[str] = (),
    most: int = MOST,
    seconds: float = SECONDS,
    sampling: Sampling | None = None,
    stop: Callable[[], bool] | None = None,
) -> Iterator[ReachView]:
    """The least change of weights for each of the ranks above a unit's own, one after the other.

    Args:
        study: the pack at some weights.
        over: whose weights move.
        x: the unit, by its place in the pack.
        locked: codes of components whose weight stays.
        most: how many ranks are asked about.
        seconds: how long to look for one rank.
        sampling: where no exact method applies.
        stop: looked at often; returning True raises `Stopped`.

    Yields:
        What is known, at first and after every rank.

    Raises:
        AnalysisError: the question cannot be asked, or scipy is missing where it is needed.
        Stopped: `stop` returned True.
    """
    rests = order_basis(study, over, (x,))
    sizes.check("ranks to reach", len(rests.units), sizes.REACH)
    rests.check_weights("ranks to reach", sizes.SOLVED)
    row = rests.row(x)
    held = tuple(f"{rests.nodes[rests.component(code)].name} (locked)" for code in locked)
    drawn = (sampling or Sampling()) if rests.sums is None else None
    rank = int(rests.ranks_at(rests.weights)[row])
    known = ReachView(
        rests.units[row],
        rests.unit_names[row],
        rank,
        ranks_above(rank, most),
        terms_of(
            rests,
            "over all possible values",
            sampling=drawn,
            held=held,
            tie_rule=TIE_RULE if rests.sums is None else OWN_RANKS,
        ),
    )
    yield known
    if known.wanted and rests.sums is not None:
        need_scipy("the least change for a rank")
    impossible = False
    with Children() as children:
        for wanted in known.wanted:
            if impossible and wanted != 1:
                continue
            try:
                found = build_overtake(
                    study,
                    over,
                    x,
                    None,
                    wanted=wanted,
                    locked=locked,
                    seconds=seconds,
                    sampling=sampling,
                    stop=stop,
                    children=children,
                )
                answer = RankWanted(wanted, found)
                impossible = found.possible is False
            except AnalysisError as error:
                answer = RankWanted(wanted, None, str(error))
            bettered = (_bettered(a, answer) for a in known.answers)
            known = replace(known, answers=(*bettered, answer))
            yield known
    yield replace(known, ended=True)


def _bettered(before: RankWanted, later: RankWanted) -> RankWanted:
    """What was found for a rank; where a better one was found nearer, that serves as well.

    So it can be where nothing is proved to be the least. With admissible tables it is left as it
    is: over them the one and the other hold in different shares.
    """
    one, other = before.found, later.found
    if one is None or other is None or not other.possible or other.across is not None:
        return before
    if one.possible is False or other.points_moved >= one.points_moved:
        return before
    return replace(before, found=replace(other, wanted=before.rank))
