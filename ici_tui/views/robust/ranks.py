"""The best and the worst rank that a unit can have, with the weights that show it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.analysis.acceptability import TIE_RULE
from ici_tui.analysis.inputs import AnalysisError
from ici_tui.analysis.rank_counts import ranks_of
from ici_tui.analysis.sampling import with_tables
from ici_tui.index.ranking import competition_ranks, tie_gaps
from ici_tui.index.sums import weighted
from ici_tui.views.robust import sizes
from ici_tui.views.robust.basis import Basis, order_basis
from ici_tui.views.robust.proofs import Proofs, RanksNow
from ici_tui.views.robust.region import region_of
from ici_tui.views.robust.terms import (
    OWN_RANKS,
    Around,
    Sampling,
    Terms,
    draws_of,
    terms_of,
    text_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ici_tui.analysis.inputs import FloatArray, IntArray
    from ici_tui.analysis.rank_range import RankBound
    from ici_tui.views.frame import Over
    from ici_tui.views.robust.proofs import Key, Report
    from ici_tui.views.robust.region import Region
    from ici_tui.views.study import Study

SECONDS = 60.0
FEW = 3
"""Units of which all that is known is told while it is being found."""
AT_ONCE = 4_000_000
"""Scores that are looked at together."""
SLOW_AT_ONCE = 100
"""Draws that are looked at together where each of them runs the pipeline."""
COUNTED = 20
"""Of so many units the better ones are counted; of more it is quicker to rank all."""


@dataclass(frozen=True, slots=True)
class UnitRanks:
    """One unit. `best` and `worst` are the ranks at `weights_best` and `weights_worst`.

    Where `best_exact` is false the best rank lies between `best_proved` and `best`; the same of
    the worst. Over the tables: `best_holds_in` is the share in which the unit is as good or
    better at those weights, `worst_holds_in` in which it is as bad or worse; `low` and `high`
    are its ranks at 5 and 95 % where weights and tables are drawn together.
    """

    code: str
    name: str
    rank: int
    best: int
    worst: int
    best_exact: bool
    worst_exact: bool
    best_proved: int
    worst_proved: int
    weights_best: dict[str, float]
    weights_worst: dict[str, float]
    best_holds_in: float | None
    worst_holds_in: float | None
    low: int | None
    high: int | None
    within: float | None
    """Points by which every weight may move; None: anywhere."""


@dataclass(frozen=True, slots=True)
class RanksView:
    """Best and worst ranks, in the order of the ranking, of each unit in every range of weights.

    `unproved` counts ends still open; `weights_now` are shares of 1 by code.
    """

    units: tuple[UnitRanks, ...]
    size: int
    unproved: int
    ranges: tuple[float | None, ...]
    weights_now: dict[str, float]
    terms: Terms


@dataclass(frozen=True, slots=True)
class _End:
    attained: int
    proved: int
    weights: FloatArray
    exact: bool


if TYPE_CHECKING:
    Ends = dict[tuple[int, int], tuple[_End, _End]]
    """Best and worst by range and row."""


def build_ranks(
    study: Study,
    over: Over,
    places: Sequence[int],
    *,
    ranges: Sequence[float | None],
    sampling: Sampling,
    seconds: float = SECONDS,
    report: Report | None = None,
) -> RanksView:
    """Best and worst rank of some units, or of all of them.

    Args:
        study: the pack at some weights.
        over: whose weights move.
        places: the units, by their places in the pack; none means all with a score.
        ranges: points by which every weight may move, None for anywhere: each is answered.
        sampling: of what is not computed exactly.
        seconds: time for the proofs together.
        report: told of every bound, and of few units of all that is known; may raise to stop.

    Raises:
        AnalysisError: the question cannot be asked, or scipy is missing where it is needed.
    """
    rests = order_basis(study, over, places)
    ranks = rests.ranks_at(rests.weights)
    rows = [rests.row(place) for place in places] or list(range(len(rests.units)))
    rows = sorted(dict.fromkeys(rows), key=lambda row: (ranks[row], row))
    arounds = [Around(points) for points in ranges]
    regions = [region_of(rests, around.share) for around in arounds]
    whys = [r.why_sampled(a) for r, a in zip(regions, arounds, strict=True) if r is not None]
    by_draws = rests.sums is None or any(whys)
    if by_draws or len(rows) > COUNTED:
        rests.check_weights("best and worst ranks", sizes.SOLVED)
    if by_draws and len(rows) > COUNTED:
        sizes.check("best and worst ranks of all, by sampling", len(rests.units), sizes.RANKS)
    drawn = sampling if by_draws or rests.tables is not None else None
    weights = [
        None if drawn is None else draws_of(rests, around, drawn, region).all()
        for around, region in zip(arounds, regions, strict=True)
    ]
    spreads = [
        None if rests.tables is None or w is None else _over_tables(rests.tables, w, sampling.seed)
        for w in weights
    ]
    terms = terms_of(
        rests,
        text_of(arounds),
        sampling=drawn,
        tie_rule=TIE_RULE if by_draws else OWN_RANKS,
        region=regions[0] if regions else None,
        why_region=next(filter(None, whys), ""),
    )

    def view(ends: Ends) -> RanksView:
        there = [(row, k) for row in rows for k in range(len(ranges)) if (k, row) in ends]
        units = tuple(
            _unit(rests, row, int(ranks[row]), ends[k, row], spread=spreads[k], within=ranges[k])
            for row, k in there
        )
        opened = 0 if by_draws else sum(not end.exact for both in ends.values() for end in both)
        now = rests.shares(rests.weights)
        return RanksView(units, len(rests.units), opened, tuple(ranges), now, terms)

    if by_draws:
        seen: Ends = {}
        every = sum(len(tried) for tried in weights if tried is not None)

        def drawn_so_far(count: int, before: int) -> None:
            if report is not None:
                rank = int(ranks[rows[0]])
                done = min(before + count, every)
                report(RanksNow(done, every, rests.units[rows[0]], "best", rank, rank, drawn=True))

        for k, tried in enumerate(weights):
            assert tried is not None  # noqa: S101
            if _allows(regions[k], rests.weights):
                tried = np.concatenate([rests.weights[None, :], tried])  # noqa: PLW2901
            before = sum(len(others) for others in weights[:k] if others is not None)
            each = _seen(rests, rows, tried, partial(drawn_so_far, before=before))
            seen |= {(k, row): both for row, both in each.items()}
        return view(seen)
    asked, corners = rests, None
    if regions[0] is not None:
        asked, corners = regions[0].over_corners(rests, strictly=True), regions[0].strict_corners
    known = (lambda bounds: view(_ends(bounds, corners))) if len(rows) <= FEW else None
    shares = [around.share for around in arounds]
    found = Proofs(asked, rows, shares, seconds=seconds, report=report, known=known).run()
    return view(_ends(found, corners))


def _allows(region: Region | None, weights: FloatArray) -> bool:
    """Whether what is stated holds at some weights."""
    return region is None or bool((region.asked.slack(weights) >= 0).all())


def _ends(bounds: Mapping[Key, RankBound], corners: FloatArray | None) -> Ends:
    """Both sides of every range and row of which both are known.

    Args:
        bounds: what is known of each side.
        corners: m × m, where the weights of the bounds are shares of these.
    """
    return {
        (place, row): (_end(bound, corners), _end(bounds[place, row, "worst"], corners))
        for (place, row, side), bound in bounds.items()
        if side == "best" and (place, row, "worst") in bounds
    }


def _unit(
    rests: Basis,
    row: int,
    rank: int,
    ends: tuple[_End, _End],
    *,
    spread: IntArray | None,
    within: float | None,
) -> UnitRanks:
    best, worst = ends
    held: list[float | None] = [None, None]
    for place, end in enumerate(ends):
        if int(rests.ranks_at(end.weights)[row]) != end.attained:
            raise AnalysisError("a rank does not hold when it is computed at its own weights")
        if rests.tables is not None:
            there = competition_ranks(weighted(rests.tables, end.weights))[:, row]
            met = there <= end.attained if place == 0 else there >= end.attained
            held[place] = float(met.mean())
    return UnitRanks(
        code=rests.units[row],
        name=rests.unit_names[row],
        rank=rank,
        best=best.attained,
        worst=worst.attained,
        best_exact=best.exact,
        worst_exact=worst.exact,
        best_proved=best.proved,
        worst_proved=worst.proved,
        weights_best=rests.shares(best.weights),
        weights_worst=rests.shares(worst.weights),
        best_holds_in=held[0],
        worst_holds_in=held[1],
        low=None if spread is None else int(spread[0, row]),
        high=None if spread is None else int(spread[1, row]),
        within=within,
    )


def _seen(
    rests: Basis, rows: list[int], tried: FloatArray, tell: Callable[[int], None]
) -> dict[int, tuple[_End, _End]]:
    """The best and the worst rank among some weights, B × m; `tell` hears how many are done."""
    size = len(rests.units)
    found = np.empty((len(tried), len(rows)), dtype=np.int64)
    # Where each draw runs the pipeline, it is told more often how far it is.
    step = max(1, AT_ONCE // size) if rests.sums is not None else SLOW_AT_ONCE
    for start in range(0, len(tried), step):
        tell(start)
        part = slice(start, start + step)
        scores = rests.score(tried[part])
        if len(rows) > COUNTED:
            found[part] = competition_ranks(scores)[:, rows]
            continue
        apart = tie_gaps(scores)
        for column, row in enumerate(rows):
            better = scores > (scores[:, row] + apart)[:, None]
            found[part, column] = 1 + np.count_nonzero(better, axis=1)
    ends = {}
    for column, row in enumerate(rows):
        best, worst = tried[found[:, column].argmin()], tried[found[:, column].argmax()]
        ends[row] = (
            _End(int(rests.ranks_at(best)[row]), 1, best, False),
            _End(int(rests.ranks_at(worst)[row]), size, worst, False),
        )
    return ends


def _end(bound: RankBound, corners: FloatArray | None) -> _End:
    weights = bound.weights if corners is None else corners @ bound.weights
    return _End(bound.attained, bound.proved, weights, bound.exact)


def _over_tables(tables: FloatArray, weights: FloatArray, seed: int) -> IntArray:
    """Ranks at 5 and 95 % where a table is drawn for each draw of weights, 2 × k."""
    ranks = [ranks_of(scores) for scores in with_tables(tables, weights, seed)]
    quantiles = np.quantile(np.concatenate(ranks), (0.05, 0.95), axis=0, method="inverted_cdf")
    return quantiles.astype(np.int64)
