"""Every exact method on ties, whole numbers, twins, constants and both signs, in fractions again.

The expected answers come from the definitions, by other algorithms (`fractions_check`, linear
programmes over the unscaled whole numbers), never from the code that is tested.
"""

from __future__ import annotations

import warnings
from fractions import Fraction
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from scipy import stats

from ici_tui.analysis import sampling, sweep
from ici_tui.analysis.acceptability import acceptability
from ici_tui.analysis.first_rank import first_shares
from ici_tui.analysis.inputs import AnalysisError
from ici_tui.analysis.leave_out import leave_out
from ici_tui.analysis.meetings import count_meetings
from ici_tui.analysis.moves import limits
from ici_tui.analysis.overtake import NORMS, overtake
from ici_tui.analysis.probability import beats, expected_ranks
from ici_tui.analysis.programmes import nearest_satisfying
from ici_tui.analysis.rank_range import rank_range
from ici_tui.analysis.reach_rank import reach_rank
from ici_tui.analysis.stability import epsilon_of, radius
from ici_tui.analysis.strip import strip
from ici_tui.index.ranking import competition_ranks
from ici_tui.index.sums import weighted
from tests.unit.fractions_check import points_of_every_cell, share_where
from tests.unit.test_analysis_overtake import by_programme
from tests.unit.tie_packs import TiePack, dot, tie_packs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.unit.tie_packs import Row

NEAR = 1e-7
INSIDE = 0.6180339887
"""A part of the way at which lines of whole numbers do not meet."""
CANCELLING = (
    TiePack(((20, 0, 0, -19), (3, 0, 0, -2)), (2, 0, 6, 2)),
    TiePack(((1, -21, 20, -17), (-12, -3, 0, 21)), (4, 3, 2, 1)),
    TiePack(((0, 0, -1), (-1, 2, 0)), (7, 1, 5)),
)
"""Ties of values of both signs whose scores say nothing about the size of a margin."""
TOUCHING = TiePack(
    ((170, 175, 140), (170, 105, 200), (120, 140, 170), (0, 70, 242)), (1, 1, 1), 0.1
)
"""The third unit is first at one point only."""
WHOLE = TiePack(((3, 1, 2), (2, 3, 3), (0, 3, 1), (3, 3, 1), (2, 2, 0), (3, 0, 1)), (3, 2, 3))
"""A rival that is behind by the same on every component: its plane does not rise."""


@pytest.fixture(autouse=True)
def no_warning() -> Iterator[None]:
    """A warning of numpy's is a fault of its own."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


def floats(row: Row) -> np.ndarray:
    return np.array([float(part) for part in row])


@given(tie_packs())
def test_the_ranking_itself_ties_what_is_level(pack: TiePack) -> None:
    assume(not pack.noise(pack.scores(pack.shares)))
    found = competition_ranks(weighted(pack.table, pack.weights))
    assert found.tolist() == pack.ranks(pack.shares)


@example(CANCELLING[0], "l1")
@example(CANCELLING[1], "l2")
@example(CANCELLING[2], "l1")
@given(tie_packs(units=(2, 5)), st.sampled_from(NORMS))
def test_overtaking_ends_ahead_by_the_ranking_or_nothing_does_it(pack: TiePack, norm: str) -> None:
    table, now = pack.table, pack.weights
    d = pack.difference(0, 1)
    found = overtake(table, now, 0, 1, norm=norm)
    assert found.possible == (max(d) > 0)
    if not found.possible:
        assert found.certificate is not None
        assert found.certificate.everywhere
        return
    ranks = competition_ranks(weighted(table, found.weights))
    assert ranks[0] < ranks[1]
    if norm == "l2":
        other = nearest_satisfying(floats(d)[None, :], 0.0, now, limits(now), "l2")
        assert other is not None
        expected = float(np.linalg.norm(other - now))
    else:
        expected = by_programme(floats(d), now, limits(now), norm)
    assert found.distance == pytest.approx(expected, abs=NEAR)


@given(tie_packs(units=(2, 5)), st.sampled_from(NORMS))
def test_the_radius_is_the_nearest_overtake_of_all_untied_pairs(pack: TiePack, norm: str) -> None:
    able = [(i, j) for i, j in pack.pairs() if max(pack.difference(j, i)) > 0]
    distances = [overtake(pack.table, pack.weights, j, i, norm=norm).distance for i, j in able]
    found = radius(pack.table, pack.weights, norm)
    assert found.distance == pytest.approx(min(distances, default=np.inf), abs=NEAR)


@given(tie_packs(units=(2, 5)))
def test_epsilon_follows_its_definition(pack: TiePack) -> None:
    d = pack.difference(0, 1)
    ahead, against = max(dot(d, pack.shares), Fraction(0)), max(-min(d), Fraction(0))
    expected = ahead / (ahead + against) if ahead + against else Fraction(0)
    assert epsilon_of(pack.table, pack.weights, 0, 1) == pytest.approx(float(expected), abs=1e-9)


@given(tie_packs(units=(2, 5), components=(1, 3)))
def test_chances_are_areas(pack: TiePack) -> None:
    m, n = len(pack.parts), len(pack.cells)
    chances = [
        [
            share_where(m, [pack.difference(i, j)])
            if max(pack.difference(i, j)) > 0
            else Fraction(0)
            for j in range(n)
        ]
        for i in range(n)
    ]
    found = beats(pack.table[0] - pack.table)
    np.testing.assert_allclose(found, [float(c) for c in chances[0]], atol=1e-9)
    expected = [1 + sum(chances[j][i] for j in range(n)) for i in range(n)]
    np.testing.assert_allclose(expected_ranks(pack.table), [float(e) for e in expected], atol=1e-9)


@given(tie_packs(units=(2, 2), components=(2, 2)), st.integers(1, 9), st.integers(1, 9))
def test_chances_near_the_weights_are_those_of_the_beta_distribution(
    pack: TiePack, a: int, b: int
) -> None:
    one, other = pack.difference(0, 1)
    if max(one, other) <= 0:
        expected = 0.0
    elif min(one, other) >= 0:
        expected = 1.0
    else:
        tip = float(-other / (one - other))  # where one·t + other·(1 − t) = 0
        below = float(stats.beta.cdf(tip, a, b))
        expected = 1 - below if one > 0 else below
    found = beats(pack.table[0] - pack.table[1], (a, b))[0]
    assert found == pytest.approx(expected, abs=1e-9)


@example(TOUCHING)
@example(WHOLE)
@given(tie_packs(components=(1, 3)))
def test_first_places_are_areas(pack: TiePack) -> None:
    m, n = len(pack.parts), len(pack.cells)
    expected = [share_where(m, [pack.difference(i, j) for j in range(n)]) for i in range(n)]
    np.testing.assert_allclose(first_shares(pack.table), [float(e) for e in expected], atol=1e-9)


@given(tie_packs(components=(4, 4)))
def test_first_places_of_different_units_sum_to_one(pack: TiePack) -> None:
    kinds = np.array(list(dict.fromkeys(pack.cells)), dtype=np.float64) * pack.scale
    assert first_shares(kinds).sum() == pytest.approx(1, abs=1e-9)


@example(TiePack(((0, 0), (-5, 1)), (1, 5)))
@example(TiePack(((0, 0, 0, 0), (-3, 0, 0, 1)), (1, 0, 1, 3)))
@given(tie_packs())
def test_intervals_end_where_untied_units_meet(pack: TiePack) -> None:
    assume(not pack.noise(pack.scores(pack.shares)))
    found = strip(pack.table, pack.weights)
    ranks = pack.ranks(pack.shares)
    for k in range(len(pack.parts)):
        one = sweep.one_weight(pack.table, pack.weights, k)
        np.testing.assert_allclose(found.order[k], one.order_interval, atol=1e-9)
        np.testing.assert_allclose(found.leader[k], one.leader_interval, atol=1e-9)
        meetings = {pair: _meets(pack, pair, k) for pair in pack.pairs()}
        for pairs, interval in (
            (list(meetings), one.order_interval),
            ([pair for pair in meetings if ranks[pair[0]] == 1], one.leader_interval),
        ):
            at = [place for pair in pairs if (place := meetings[pair]) is not None]
            share = pack.shares[k]
            low = max([Fraction(0), *(t for t in at if t < share)])
            high = min([Fraction(1), *(t for t in at if t > share)])
            np.testing.assert_allclose(interval, (float(low), float(high)), atol=1e-9)
        inner = sum(at is not None and 0 < at < 1 for at in meetings.values())
        assert len(one.crossings) == count_meetings(one.lines) == inner


def _lines(pack: TiePack, k: int) -> list[tuple[Fraction, Fraction]]:
    """Every score where weight k is 0, and where it is everything."""
    rest = [share if j != k else Fraction(0) for j, share in enumerate(pack.shares)]
    m, total = len(rest), sum(rest, Fraction(0))
    if m == 1:
        return [(Fraction(row[0]), Fraction(row[0])) for row in pack.cells]
    even = [Fraction(int(j != k), m - 1) for j in range(m)]
    portions = tuple(share / total for share in rest) if total else tuple(even)
    return [(dot(tuple(map(Fraction, row)), portions), Fraction(row[k])) for row in pack.cells]


def _meets(pack: TiePack, pair: tuple[int, int], k: int) -> Fraction | None:
    """At which share of weight k two units meet; None where they never do."""
    lines = _lines(pack, k)
    (a, b), (c, d) = lines[pair[0]], lines[pair[1]]
    slope = (b - a) - (d - c)
    if slope == 0:
        return None
    at = (c - a) / slope
    return at if 0 <= at <= 1 else None


@given(tie_packs())
def test_ranks_along_a_weight_are_those_of_the_fractions(pack: TiePack) -> None:
    for k in range(len(pack.parts)):
        lines = sweep.lines(pack.table, pack.weights, k)
        exact = _lines(pack, k)
        edges = sorted({0.0, *(c.at for c in sweep.crossings(lines)), 1.0})
        places = [low + INSIDE * (high - low) for low, high in pairwise(edges) if high - low > 1e-9]
        found = sweep.ranks_along(lines, np.array(places))
        for place, ranks in zip(places, found, strict=True):
            t = Fraction(place)
            scores = [a + t * (b - a) for a, b in exact]
            if not pack.noise(scores):
                assert ranks.tolist() == [1 + sum(s > own for s in scores) for own in scores]


@given(tie_packs(components=(2, 4)))
def test_leaving_one_out_is_the_ranking_of_the_others(pack: TiePack) -> None:
    kept = [k for k in range(len(pack.parts)) if sum(pack.parts) > pack.parts[k]]
    table = pack.table
    found = leave_out(lambda rows: rows @ table.T, pack.weights, [(k,) for k in kept])
    for row, k in zip(found.ranks, kept, strict=True):
        left = [part if j != k else 0 for j, part in enumerate(pack.parts)]
        shares = tuple(Fraction(part, sum(left)) for part in left)
        if not pack.noise(pack.scores(shares)):
            assert row.tolist() == pack.ranks(shares)


@given(tie_packs(units=(2, 5)))
def test_draws_of_weights_give_twins_one_rank(pack: TiePack) -> None:
    draws = sampling.uniform_draws(len(pack.parts), 50, 1)
    found = acceptability(pack.table, draws)
    np.testing.assert_allclose(found.shares.sum(axis=1), 1)
    for i, j in combinations(range(len(pack.cells)), 2):
        if pack.cells[i] == pack.cells[j]:
            np.testing.assert_array_equal(found.shares[i], found.shares[j])


@settings(max_examples=40)
@given(tie_packs(units=(1, 4), components=(1, 3)))
def test_best_and_worst_rank_are_those_of_every_region_of_weights(pack: TiePack) -> None:
    ranks = [pack.ranks(point)[0] for point in points_of_every_cell(pack, 0)]
    found = rank_range(pack.table, pack.weights, 0)
    assert found.exact
    assert (found.best.attained, found.worst.attained) == (min(ranks), max(ranks))
    for bound in (found.best, found.worst):
        assert competition_ranks(weighted(pack.table, bound.weights))[0] == bound.attained


@settings(max_examples=60)
@given(tie_packs(units=(2, 4), components=(1, 3)), st.sampled_from(NORMS))
def test_to_be_first_is_reached_where_a_region_has_it(pack: TiePack, norm: str) -> None:
    able = pack.ranks(pack.shares)[0] == 1 or any(
        pack.ranks(point)[0] == 1 for point in points_of_every_cell(pack, 0)
    )
    found = reach_rank(pack.table, pack.weights, 0, 1, norm=norm)
    assert found.possible == able
    if able:
        assert competition_ranks(weighted(pack.table, found.weights))[0] == 1


@settings(max_examples=12)
@given(tie_packs(units=(3, 4), components=(2, 3)))
def test_the_second_rank_is_reached_where_a_region_has_it(pack: TiePack) -> None:
    able = pack.ranks(pack.shares)[0] <= 2 or any(
        pack.ranks(point)[0] <= 2 for point in points_of_every_cell(pack, 0)
    )
    found = reach_rank(pack.table, pack.weights, 0, 2)
    assert found.possible == able
    assert not able or competition_ranks(weighted(pack.table, found.weights))[0] <= 2


def test_a_question_about_one_unit_alone_is_refused_or_answered() -> None:
    table, weights = np.array([[1.0, 2.0]]), np.array([0.5, 0.5])
    with pytest.raises(AnalysisError):
        overtake(table, weights, 0, 0)
    assert reach_rank(table, weights, 0).distance == 0
    assert first_shares(table).tolist() == [1.0]
    assert radius(table, weights).above is None
