"""Two units: the gap explained, how often one beats the other, how much it takes to swap them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.analysis import across_tables
from ici_tui.analysis.explain import gap
from ici_tui.analysis.inputs import AnalysisError
from ici_tui.analysis.moves import limits
from ici_tui.analysis.overtake import overtake
from ici_tui.analysis.probability import beats, near_parameters
from ici_tui.analysis.stability import epsilon_of
from ici_tui.index.ranking import competition_ranks
from ici_tui.views.robust import sizes
from ici_tui.views.robust.basis import Basis, complete_basis
from ici_tui.views.robust.region import NoneNearError, region_of
from ici_tui.views.robust.terms import Around, Sampling, Terms, draws_of, terms_of, three

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.analysis.inputs import BoolArray, FloatArray, IntArray
    from ici_tui.analysis.moves import Limits
    from ici_tui.views.frame import Over
    from ici_tui.views.robust.overtake import OvertakeView
    from ici_tui.views.study import Study

Three = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Term:
    """What one component adds to the gap; a factor where the gap is a ratio."""

    code: str
    name: str
    contribution: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Likely:
    """The share of weights with which x beats y; the middle 90 % of it over the tables."""

    value: float
    exact: bool
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class PairView:
    """Two units at the present weights.

    `gap` is the score of x less that of y and the sum of the terms, which stand by size; where
    `ratio` is set it is the quotient of the scores and the product of the terms. `scale` is
    "score", or "transformed" where the terms are those of the transformed columns of a power
    mean. `ahead`, `tied`, `behind` are shares of the tables. `epsilon` is the share of any
    other weighting that can be mixed in before the order changes; None where sampled.
    """

    x: str
    x_name: str
    y: str
    y_name: str
    rank_x: int
    rank_y: int
    score_x: float
    score_y: float
    gap: float
    ratio: bool
    scale: str
    terms_of_gap: tuple[Term, ...]
    p_beats_uniform: Likely
    p_beats_near: Likely | None
    """None where statements leave hardly any weights near these."""
    p_beats_within: Likely | None
    within: float | None
    """The points of `p_beats_within`."""
    epsilon: float | None
    points_to_swap: float | None
    """Points that must move for the one behind to pass, locks as they are; None where sampled.

    Infinite where no weights do it."""
    holds_in: float | None
    """The share of tables in which the order of this table holds."""
    ahead: float | None
    tied: float | None
    behind: float | None
    gap_over_tables: Three | None
    terms: Terms
    needs: OvertakeView | None = None
    """What the one that is behind needs to pass; None where nobody has asked."""


def build_pair(
    study: Study,
    over: Over,
    x: int,
    y: int,
    *,
    around: Around,
    sampling: Sampling,
    locked: Sequence[str] = (),
) -> PairView:
    """Explain two units.

    Args:
        study: the pack at some weights.
        over: whose weights move.
        x: a unit, by its place in the pack.
        y: another unit.
        around: points within which P(x beats y) is told besides.
        sampling: of what cannot be computed exactly.
        locked: codes of components whose weight stays where the two are to be swapped.

    Raises:
        AnalysisError: a unit without a score, the same unit twice, or a lock of what does not move.
    """
    rests = complete_basis(study, over, (x, y))
    if rests.sums is None:
        rests.check_weights("a pair, by sampling", sizes.DRAWN)
    one, other = rests.row(x), rests.row(y)
    if one == other:
        raise AnalysisError("a pair is two different units")
    ranks = rests.ranks_at(rests.weights)
    scores = study.scores.of(study.pack.index.tree.root.code)
    total, ratio, scale, parts = _gap(rests, float(scores[x] - scores[y]), one, other)
    uniform = _likely(rests, one, other, Around(), sampling)
    try:
        near = _likely(rests, one, other, Around(near=True), sampling)
    except NoneNearError:
        near = None
    within = None
    if around.within is not None:
        within = _likely(rests, one, other, around, sampling)
    drew = any(chance is not None and not chance.exact for chance in (uniform, near, within))
    region = region_of(rests)
    held = (
        None
        if rests.tables is None
        else across_tables.pair(rests.tables, rests.weights, one, other)
    )
    allowed = limits(rests.weights, locked=[rests.component(code) for code in locked])
    epsilon, points = _margins(rests, allowed, one, other, ranks)
    holds_in = None
    if held is not None:
        level = ranks[one] == ranks[other]
        holds_in = held.tied if level else held.ahead if ranks[one] < ranks[other] else held.behind
    return PairView(
        x=rests.units[one],
        x_name=rests.unit_names[one],
        y=rests.units[other],
        y_name=rests.unit_names[other],
        rank_x=int(ranks[one]),
        rank_y=int(ranks[other]),
        score_x=float(scores[x]),
        score_y=float(scores[y]),
        gap=total,
        ratio=ratio,
        scale=scale,
        terms_of_gap=parts,
        p_beats_uniform=uniform,
        p_beats_near=near,
        p_beats_within=within,
        within=around.within,
        epsilon=epsilon,
        points_to_swap=points,
        holds_in=holds_in,
        ahead=None if held is None else held.ahead,
        tied=None if held is None else held.tied,
        behind=None if held is None else held.behind,
        gap_over_tables=None if held is None else three(held.gap),
        terms=terms_of(
            rests,
            "over all possible values and close around the present ones"
            + ("" if around.within is None else f" and {around.text}"),
            sampling=sampling if drew else None,
            held=tuple(
                f"{rests.nodes[k].name} (locked, where the two are to be swapped)"
                for k in allowed.locked
            ),
            region=region,
            why_region="" if region is None else region.why_sampled(Around()),
        ),
    )


def _gap(
    rests: Basis, difference: float, x: int, y: int
) -> tuple[float, bool, str, tuple[Term, ...]]:
    """The gap and its terms, the largest first; no terms where the index is no weighted sum."""
    if rests.sums is None:
        return difference, False, "score", ()
    sums = rests.sums
    # A score is the sum over what those weigh that anybody has.
    found = gap(sums.table, rests.weights, x, y).over(sums.heard_share(rests.weights))
    if sums.family.power == 0:
        found = found.as_ratio()
    lows: list[float | None] = [None] * len(rests.nodes)
    highs = lows
    if sums.tables is not None:
        parts = (sums.tables[:, x] - sums.tables[:, y]) * rests.weights
        ends = np.quantile(parts, (0.05, 0.95), axis=0)
        lows, highs = ends[0].tolist(), ends[1].tolist()
    terms = tuple(
        Term(rests.nodes[k].code, rests.nodes[k].name, float(found.parts[k]), lows[k], highs[k])
        for k in found.order.tolist()
    )
    whole = sums.family.additive or found.ratio
    return found.total, found.ratio, "score" if whole else "transformed", terms


def _likely(rests: Basis, x: int, y: int, around: Around, sampling: Sampling) -> Likely:
    """P(x beats y): exact over all weights and, where the parameters are whole, near these."""
    region = region_of(rests, around.share)
    alpha = near_parameters(rests.weights) if around.near else None
    exact = around.within is None and not (around.near and alpha is None)
    if region is not None:
        exact = not region.why_sampled(around)
    if rests.sums is not None and exact:
        table, tables = rests.sums.table, rests.tables
        if region is not None:
            table, tables = region.at_corners(table), region.at_corners(tables)
        value = float(beats(table[x] - table[y], alpha)[0])
        if tables is None:
            return Likely(value, True)
        each = across_tables.chance(tables, rests.weights, x, y, alpha)
        return Likely(value, True, *_middle(each))
    draws = draws_of(rests, around, sampling, region)
    won, count = 0, 0
    for rows in draws.blocks():
        won += int(_ahead(rests, x, y, rows).sum())
        count += len(rows)
    if rests.tables is None:
        return Likely(won / count, False)
    some = draws.all()[:1000]
    gaps = (rests.tables[:, x] - rests.tables[:, y]) @ some.T
    return Likely(won / count, False, *_middle((gaps > 0).mean(axis=1)))


def _ahead(rests: Basis, x: int, y: int, rows: FloatArray) -> BoolArray:
    """Whether x is above y at each of these weights."""
    if rests.sums is not None:
        differences = rests.sums.table[x] - rests.sums.table[y]
        won: BoolArray = np.greater(rows @ differences, 0)
        return won
    ranks = competition_ranks(rests.score(rows))
    passed: BoolArray = np.less(ranks[:, x], ranks[:, y])
    return passed


def _middle(values: FloatArray) -> tuple[float, float]:
    low, _, high = three(values)
    return low, high


def _margins(
    rests: Basis, allowed: Limits, x: int, y: int, ranks: IntArray
) -> tuple[float | None, float | None]:
    """ε of the order as it is, and the points that must move for the one behind to pass."""
    if rests.sums is None:
        return None, None
    table = rests.sums.table
    if ranks[x] == ranks[y]:
        return 0.0, overtake(
            table, rests.weights, x, y, allowed=allowed, tie=rests.tie
        ).points_moved
    first, last = (x, y) if ranks[x] < ranks[y] else (y, x)
    swap = overtake(table, rests.weights, last, first, allowed=allowed, tie=rests.tie)
    return epsilon_of(table, rests.weights, first, last), swap.points_moved
