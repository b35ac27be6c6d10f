"""The exact best and worst rank of a unit when every weight may move within limits.

Rivals are beaten by a strict margin only, so a rank is never owed to a tie: the best rank
counts every rival that is not beaten, the worst rank every rival that is ahead. Units that are
equal at all allowed weights are tied and count for neither. Source: Lorenz, Brauer & Lorenz
2016, arXiv 1608.04556.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np

from ici_tui.analysis.comparisons import Comparisons
from ici_tui.analysis.inputs import AnalysisError, checked, checked_place, pass_margin, tie_gap
from ici_tui.analysis.line_search import fewest_on_lines
from ici_tui.analysis.moves import Limits, corners, furthest, limits
from ici_tui.analysis.optional import need_highs
from ici_tui.analysis.solver import Children, stream
from ici_tui.index.ranking import competition_ranks
from ici_tui.index.sums import weighted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ici_tui.analysis.inputs import FloatArray

Side = Literal["best", "worst"]
SECONDS = 60.0
MOST_OPEN = 10_000
"""Rivals that may be on either side, at most: a quick look compares them in as many places."""
MIXTURES = 20
HALVINGS = 25


@dataclass(frozen=True, eq=False)
class RankBound:
    """What is known of a best or a worst rank so far.

    `attained` is the rank at `weights`, recomputed there; `proved` is the rank that none
    exceeds. They meet when the answer is exact; until then the best (worst) rank lies between.
    """

    side: Side
    attained: int
    proved: int
    weights: FloatArray

    @property
    def exact(self) -> bool:
        """Whether the bounds meet."""
        return self.attained == self.proved


@dataclass(frozen=True, eq=False)
class RankRange:
    """Best and worst rank of one unit."""

    unit: int
    best: RankBound
    worst: RankBound

    @property
    def exact(self) -> bool:
        """Whether both are proved."""
        return self.best.exact and self.worst.exact


@dataclass(frozen=True, eq=False)
class _Question:
    """One side as a question of comparisons: those decided, those not, how to read a count."""

    side: Side
    open: Comparisons
    always_failing: int
    rivals: int

    def rank(self, failing: int) -> int:
        """The rank at weights where so many of the undecided comparisons fail."""
        failures = self.always_failing + failing
        return 1 + (failures if self.side == "best" else self.rivals - failures)


def _question(
    values: FloatArray, now: FloatArray, unit: int, side: Side, allowed: Limits
) -> _Question:
    scores = weighted(values, now)
    rows = np.delete(values[unit] - values, unit, axis=0)
    tie = tie_gap(scores)
    margin = pass_margin(values, scores)
    if side == "worst":
        rows = -rows
    most, least = furthest(rows, allowed), -furthest(-rows, allowed)
    rivals = ~((most <= tie) & (least >= -tie))
    undecided = rivals & (most >= margin) & (least < margin)
    if undecided.sum() > MOST_OPEN:
        raise AnalysisError(
            f"{undecided.sum():,} units may be above or below this one with these weights, "
            f"and up to {MOST_OPEN:,} can be compared: narrower limits leave fewer"
        )
    return _Question(
        side=side,
        open=Comparisons(rows[undecided], margin, allowed),
        always_failing=int((rivals & (most < margin)).sum()),
        rivals=int(rivals.sum()),
    )


def rank_bounds(
    table: FloatArray,
    weights: FloatArray,
    unit: int,
    side: Side,
    *,
    within: float | None = None,
    allowed: Limits | None = None,
    seconds: float = SECONDS,
    stop: Callable[[], bool] | None = None,
    children: Children | None = None,
) -> Iterator[RankBound]:
    """Bounds on the best or worst rank, from a quick look to the proof.

    The first bound comes at once; the integer programme runs in a child process, and closing
    the generator ends it. When time is up the last bound stands: the answer lies between.

    Args:
        table: n × m.
        weights: m shares of 1.
        unit: whose rank.
        side: `best` or `worst`.
        within: no weight moves by more than this share; None lets all weights go anywhere.
        allowed: limits in full, instead of `within`.
        seconds: how long the programme may run.
        stop: looked at often; returning True raises `Stopped`.
        children: processes to have it proved in, for those who ask more than once.

    Raises:
        AnalysisError: input that does not fit, or no HiGHS where it is needed.
        Stopped: `stop` returned True.
    """
    values, now = checked(table, weights)
    x = checked_place(unit, len(values), "unit")
    bounds = allowed or limits(now, within=within)
    asked = _question(values, now, x, side, bounds)
    quick = _quick(asked, now)
    yield replace(quick, weights=_untied(values, x, quick, bounds))
    if quick.exact:
        return
    closer = _closer(asked, quick)
    if closer.attained != quick.attained:
        yield replace(closer, weights=_untied(values, x, closer, bounds))
        if closer.exact:
            return
    need_highs("proving a best or worst rank")
    arguments = (asked.open, closer.weights, seconds)
    proved, attained = closer.proved, closer.attained
    at = closer.weights
    solve = stream if children is None else children.stream
    for least, most, found in solve("ici_tui.analysis.subsystem:fewest_failures", arguments, stop):
        rank = asked.rank(asked.open.failing(found))
        if rank != asked.rank(most):
            continue  # A claim that does not hold at its own weights is no answer.
        if rank < attained if side == "best" else rank > attained:
            attained, at = rank, found
        limit = asked.rank(least)
        proved = max(proved, limit) if side == "best" else min(proved, limit)
        bound = RankBound(side, attained, proved, at)
        yield replace(bound, weights=_untied(values, x, bound, bounds))


def _quick(asked: _Question, now: FloatArray) -> RankBound:
    """What the limits alone decide, and the best of the weights that favour one comparison."""
    tried = now[None, :]
    rows = asked.open.rows
    if len(rows):
        tips = corners(rows, asked.open.allowed)
        tried = np.concatenate([tried, tips, (tips + now) / 2])
    failing = (tried @ rows.T < asked.open.margin).sum(axis=1)
    fewest = int(np.argmin(failing))
    return RankBound(asked.side, asked.rank(int(failing[fewest])), asked.rank(0), tried[fewest])


def _closer(asked: _Question, quick: RankBound) -> RankBound:
    """A better rank along straight lines from the first weights: mostly the very best there is."""
    found = fewest_on_lines(asked.open, quick.weights)
    return RankBound(asked.side, asked.rank(asked.open.failing(found)), quick.proved, found)


def _untied(values: FloatArray, x: int, bound: RankBound, allowed: Limits) -> FloatArray:
    """The same rank at weights without ties, so that a ranking there shows just this rank.

    A rank of a whole region of weights may be witnessed by a point on its edge, where another
    unit draws level. Steps towards points inside the limits, ever smaller ones, leave the edge.
    """
    if competition_ranks(weighted(values, bound.weights))[x] == bound.attained:
        return bound.weights
    gaps = values[x] - values
    tips = np.concatenate([corners(gaps, allowed), corners(-gaps, allowed)])
    generator = np.random.default_rng(0)
    inside = generator.dirichlet(np.ones(len(tips)), size=MIXTURES) @ tips
    for step in 0.5 ** np.arange(1, HALVINGS):
        nearby = bound.weights + step * (inside - bound.weights)
        right = competition_ranks(nearby @ values.T)[:, x] == bound.attained
        if right.any():
            found: FloatArray = nearby[np.argmax(right)]
            return found
    return bound.weights


def rank_range(
    table: FloatArray,
    weights: FloatArray,
    unit: int,
    *,
    within: float | None = None,
    allowed: Limits | None = None,
    seconds: float = SECONDS,
    stop: Callable[[], bool] | None = None,
) -> RankRange:
    """Best and worst rank, each as exact as the time allows; see `rank_bounds`."""
    sides: tuple[Side, Side] = ("best", "worst")
    with Children() as children:
        streams = {
            side: rank_bounds(
                table,
                weights,
                unit,
                side,
                within=within,
                allowed=allowed,
                seconds=seconds,
                stop=stop,
                children=children,
            )
            for side in sides
        }
        ends = {side: list(bounds)[-1] for side, bounds in streams.items()}
    return RankRange(unit, ends["best"], ends["worst"])
