"""What a unit would need to pass another, to be first, or to reach a rank."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.analysis import across_tables
from ici_tui.analysis.acceptability import TIE_RULE
from ici_tui.analysis.inputs import AnalysisError, SameUnitError
from ici_tui.analysis.moves import Limits, limits
from ici_tui.analysis.overtake import Norm, length, overtake
from ici_tui.analysis.reach_rank import reach_rank
from ici_tui.index.ranking import competition_ranks
from ici_tui.index.sums import weighted
from ici_tui.stopped import Stopped
from ici_tui.views.robust import sizes
from ici_tui.views.robust.basis import Basis, complete_basis, order_basis
from ici_tui.views.robust.nearest_found import nearest_found
from ici_tui.views.robust.terms import OWN_RANKS, Sampling, Terms, terms_of, three
from ici_tui.views.robust.usual import WITHIN

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ici_tui.analysis.inputs import BoolArray, FloatArray, IntArray
    from ici_tui.analysis.solver import Children
    from ici_tui.views.frame import Over
    from ici_tui.views.study import Study


@dataclass(frozen=True, slots=True)
class AcrossTables:
    """The same question put to every table of the ensemble.

    `now` is the share of tables in which x is ahead at the present weights (or has the rank);
    `within` is the share in which moving at most `points` is enough; `ever` the share in which
    any weights do it. `quantiles` are points moved at 5, 50 and 95 % of the tables, infinite
    where it cannot be done. The last three are None for a rank, which has no such answer.
    """

    now: float
    points: float
    within: float | None
    ever: float | None
    quantiles: tuple[float, float, float] | None


@dataclass(frozen=True, slots=True)
class OvertakeView:
    """The answer for x and y, or for x and a rank (then y is None).

    `possible` is None where sampling found nothing, which proves nothing. `distance` is in the
    norm asked for, shares of 1, for an infinitesimal margin; `points_moved` half its L1 norm in
    points. `weights` put x ahead and the ranks are recomputed there. `already` says that no
    move is needed. `holds_in` is the share of tables in which x is ahead (or has the rank) at
    these weights, or, where it is impossible here, in which it is impossible too; for a rank it
    is so in at least that share. `proved` is what the distance is at least; it is lower than the
    distance only where time was up. `ahead` are the names of the rivals that stay at least level
    at all allowed weights, where it is for them that a rank is impossible.
    """

    x: str
    x_name: str
    y: str | None
    y_name: str | None
    wanted: int | None
    possible: bool | None
    already: bool
    norm: Norm
    distance: float
    proved: float
    points_moved: float
    weights_now: dict[str, float]
    weights: dict[str, float]
    rank_x_now: int
    rank_x: int
    rank_y: int | None
    certificate: str
    locked: tuple[str, ...]
    holds_in: float | None
    across: AcrossTables | None
    terms: Terms
    ahead: tuple[str, ...] = ()

    @property
    def holds_in_least(self) -> bool:
        """Whether `holds_in` is a lower bound only."""
        return self.y is None and self.possible is False and self.holds_in is not None


@dataclass(frozen=True, eq=False)
class _Asked:
    """The question, understood."""

    rests: Basis
    x: int
    y: int | None
    wanted: int | None
    norm: Norm
    allowed: Limits
    within: float
    sampling: Sampling

    @property
    def met(self) -> Callable[[IntArray], BoolArray]:
        """From ranks (B × k) to whether x is where it is wanted."""
        if self.y is None:
            return lambda ranks: ranks[:, self.x] <= (self.wanted or 1)
        return lambda ranks: ranks[:, self.x] < ranks[:, self.y]


@dataclass(frozen=True, eq=False)
class _Found:
    possible: bool | None
    distance: float
    proved: float
    points_moved: float
    weights: FloatArray
    certificate: str = ""
    ahead: tuple[str, ...] = ()


def build_overtake(
    study: Study,
    over: Over,
    x: int,
    y: int | None,
    *,
    wanted: int | None = None,
    norm: Norm = "l1",
    locked: Sequence[str] = (),
    within: float = WITHIN,
    seconds: float = 30.0,
    sampling: Sampling | None = None,
    stop: Callable[[], bool] | None = None,
    children: Children | None = None,
) -> OvertakeView:
    """The least change of weights with which x passes y, or reaches a rank.

    Args:
        study: the pack at some weights.
        over: whose weights move.
        x: the unit that is to pass, by its place in the pack.
        y: the unit to be passed; None where a rank is wanted.
        wanted: the rank to reach, or better.
        norm: how a change is measured.
        locked: codes of components whose weight stays.
        within: points for which the share of tables is told.
        seconds: how long to look for a rank after the first.
        sampling: where no exact method applies.
        stop: looked at often in long work; returning True raises `Stopped`.
        children: processes for solvers, kept by who asks more than once.

    Raises:
        AnalysisError: the question cannot be asked, or scipy is missing where it is needed.
        Stopped: `stop` returned True.
    """
    rests = order_basis(study, over, (x,)) if y is None else complete_basis(study, over, (x, y))
    if rests.sums is None:
        rests.check_weights("passing, by sampling", sizes.DRAWN)
    one, other = rests.row(x), None if y is None else rests.row(y)
    if one == other:
        raise SameUnitError
    if other is None and not 1 <= (wanted or 0) <= len(rests.units):
        raise AnalysisError(f"there is no rank {wanted} among {len(rests.units)}")
    allowed = limits(rests.weights, locked=[rests.component(code) for code in locked])
    asked = _Asked(rests, one, other, wanted, norm, allowed, within, sampling or Sampling())
    exact = rests.sums is not None
    found = _exact(asked, seconds, stop, children) if exact else _looked_for(asked, stop)
    return _view(asked, found)


def _exact(
    asked: _Asked,
    seconds: float,
    stop: Callable[[], bool] | None,
    children: Children | None,
) -> _Found:
    rests = asked.rests
    assert rests.sums is not None  # noqa: S101
    table, now, names = rests.sums.table, rests.weights, rests.unit_names
    if asked.y is not None:
        answer = overtake(
            table, now, asked.x, asked.y, norm=asked.norm, allowed=asked.allowed, tie=rests.tie
        )
        why = answer.certificate
        sentence = (
            "" if why is None else why.sentence(names[asked.x], names[asked.y], rests.sums.names)
        )
        return _Found(
            answer.possible,
            answer.distance,
            answer.distance,
            answer.points_moved,
            answer.weights,
            sentence,
        )
    wanted = asked.wanted or 1
    reached = reach_rank(
        table,
        now,
        asked.x,
        wanted,
        norm=asked.norm,
        allowed=asked.allowed,
        seconds=seconds,
        stop=stop,
        children=children,
    )
    never = reached.certificate
    sentence = "" if never is None else never.sentence(names[asked.x], wanted, names)
    return _Found(
        reached.possible,
        reached.distance,
        reached.proved,
        reached.points_moved,
        reached.weights,
        sentence,
        () if never is None else tuple(names[rival] for rival in never.ahead),
    )


def _looked_for(asked: _Asked, stop: Callable[[], bool] | None) -> _Found:
    rests, met = asked.rests, asked.met

    def holds(rows: FloatArray) -> BoolArray:
        if stop is not None and stop():
            raise Stopped
        return met(competition_ranks(rests.score(rows)))

    now = rests.weights
    if met(rests.ranks_at(now)[None, :])[0]:
        return _Found(True, 0.0, 0.0, 0.0, now)
    found = nearest_found(
        holds,
        now,
        asked.allowed,
        asked.norm,
        count=asked.sampling.count(rests),
        seed=asked.sampling.seed,
        units=len(rests.units),
    )
    if found is None:
        return _Found(None, np.inf, 0.0, np.inf, now, "none of the weights drawn does it")
    distance = length(found - now, asked.norm)
    return _Found(True, distance, 0.0, 50 * length(found - now, "l1"), found)


def _view(asked: _Asked, found: _Found) -> OvertakeView:
    rests, x, y = asked.rests, asked.x, asked.y
    before, after = rests.ranks_at(rests.weights), rests.ranks_at(found.weights)
    already = bool(asked.met(before[None, :])[0])
    if found.possible and not asked.met(after[None, :])[0]:
        raise AnalysisError("the weights found do not do it when the ranks are computed there")
    holds_in, across = _across(asked, found)
    return OvertakeView(
        x=rests.units[x],
        x_name=rests.unit_names[x],
        y=None if y is None else rests.units[y],
        y_name=None if y is None else rests.unit_names[y],
        wanted=asked.wanted if y is None else None,
        possible=found.possible,
        already=already,
        norm=asked.norm,
        distance=found.distance,
        proved=found.proved,
        points_moved=found.points_moved,
        weights_now=rests.shares(rests.weights),
        weights=rests.shares(found.weights),
        rank_x_now=int(before[x]),
        rank_x=int(after[x]),
        rank_y=None if y is None else int(after[y]),
        certificate=found.certificate,
        locked=tuple(rests.codes[k] for k in asked.allowed.locked),
        holds_in=holds_in,
        across=across,
        terms=_terms(asked),
        ahead=found.ahead,
    )


def _terms(asked: _Asked) -> Terms:
    sampled = asked.rests.sums is None
    locked = tuple(f"{asked.rests.nodes[k].name} (locked)" for k in asked.allowed.locked)
    return terms_of(
        asked.rests,
        "over all possible values",
        sampling=asked.sampling if sampled else None,
        held=locked,
        tie_rule=TIE_RULE if sampled else OWN_RANKS,
    )


def _across(asked: _Asked, found: _Found) -> tuple[float | None, AcrossTables | None]:
    """Over what share of the tables the answer holds, and the question put to each of them."""
    tables, now = asked.rests.tables, asked.rests.weights
    if tables is None:
        return None, None

    def share(weights: FloatArray) -> float:
        return float(asked.met(competition_ranks(weighted(tables, weights))).mean())

    if asked.y is None:
        held = share(found.weights)
        if not found.possible:
            held = across_tables.out_of_reach(
                tables, now, asked.x, asked.wanted or 1, asked.allowed
            )
        return held, AcrossTables(share(now), asked.within, None, None, None)
    each = across_tables.overtake(tables, now, asked.x, asked.y, asked.allowed)
    across = AcrossTables(
        share(now), asked.within, each.within(asked.within), each.ever, three(each.points)
    )
    return share(found.weights) if found.possible else 1 - each.ever, across
