"""One weight moved: intervals, crossings and rank paths against rankings computed afresh."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ici_tui.analysis import sweep
from ici_tui.analysis.inputs import AnalysisError, tie_gap, tied_groups
from ici_tui.analysis.strip import strip
from ici_tui.index.ranking import competition_ranks

if TYPE_CHECKING:
    from random import Random


@st.composite
def cases(draw: st.DrawFn, components: int | None = None) -> tuple[np.ndarray, np.ndarray]:
    """A table of rounded values, so that ties happen, and weights, of which some are 0."""
    n = draw(st.integers(1, 8))
    m = components or draw(st.integers(1, 5))
    cells = draw(st.lists(st.integers(0, 40), min_size=n * m, max_size=n * m))
    parts = draw(st.lists(st.integers(0, 9), min_size=m, max_size=m))
    assume(sum(parts) > 0)
    table, weights = np.array(cells, dtype=float).reshape(n, m) / 2, np.array(parts) / sum(parts)
    # Where all scores are level but for rounding, ranks are rounding too.
    assume(not 0 < np.ptp(table @ weights) < 1e-9)
    return table, weights


def ranks(table: np.ndarray, weights: np.ndarray, k: int, t: float) -> np.ndarray:
    return competition_ranks(table @ sweep.weights_at(weights, k, t))


def untied_order_kept(before: np.ndarray, after: np.ndarray) -> bool:
    """Whether every pair that had an order still has it, or is level."""
    was = before[:, None] - before[None, :]
    now = after[:, None] - after[None, :]
    return bool((was * now >= 0).all())


@given(cases())
def test_inside_the_order_interval_the_order_holds_and_outside_it_does_not(
    case: tuple[np.ndarray, np.ndarray],
) -> None:
    table, weights = case
    now = competition_ranks(table @ weights)
    for k in range(len(weights)):
        low, high = sweep.one_weight(table, weights, k).order_interval
        assert low <= weights[k] <= high
        for inside in (low + 1e-7, high - 1e-7, (low + high) / 2):
            if low < inside < high:
                # By the scores: near an end two of them may be so near that ranks call it a tie.
                scores = table @ sweep.weights_at(weights, k, inside)
                was = now[:, None] < now[None, :]
                assert (scores[:, None] > scores[None, :])[was].all()
        for outside in (low - 1e-7, high + 1e-7):
            if 0 < outside < 1 and len(weights) > 1:
                assert not untied_order_kept(now, ranks(table, weights, k, outside))


@given(cases())
def test_inside_the_leader_interval_the_leaders_lead(case: tuple[np.ndarray, np.ndarray]) -> None:
    table, weights = case
    leaders = competition_ranks(table @ weights) == 1
    for k in range(len(weights)):
        low, high = sweep.one_weight(table, weights, k).leader_interval
        for inside in (low + 1e-7, high - 1e-7):
            if low < inside < high:
                scores = table @ sweep.weights_at(weights, k, inside)
                assert (~leaders).sum() == 0 or scores[leaders].min() > scores[~leaders].max()
        for outside in (low - 1e-7, high + 1e-7):
            if 0 < outside < 1:
                scores = table @ sweep.weights_at(weights, k, outside)
                assert scores[leaders].min() < scores[~leaders].max()


@given(cases(), st.integers(1, 8))
def test_the_strip_is_the_sweep_of_every_weight(
    case: tuple[np.ndarray, np.ndarray], top: int
) -> None:
    table, weights = case
    quick = strip(table, weights, top=top)
    for k in range(len(weights)):
        slow = sweep.one_weight(table, weights, k)
        np.testing.assert_allclose(quick.order[k], slow.order_interval, atol=1e-9)
        np.testing.assert_allclose(quick.leader[k], slow.leader_interval, atol=1e-9)
        first = sweep.top_interval(slow.lines, top)
        np.testing.assert_allclose(quick.top[k], first, atol=1e-9)
        assert quick.tied == slow.tied


@given(cases(), st.randoms())
def test_an_order_is_used_where_it_fits_and_else_not_believed(
    case: tuple[np.ndarray, np.ndarray], random: Random
) -> None:
    table, weights = case
    alone = strip(table, weights)
    known = np.argsort(-(table @ weights), kind="stable")
    mixed = known.copy()
    random.shuffle(mixed)
    for order in (known, mixed):
        told = strip(table, weights, order)
        np.testing.assert_allclose(told.order, alone.order, atol=1e-12)
        np.testing.assert_allclose(told.leader, alone.leader, atol=1e-12)
        assert told.tied == alone.tied


@given(cases())
def test_crossings_are_the_places_where_ranks_change(case: tuple[np.ndarray, np.ndarray]) -> None:
    table, weights = case
    for k in range(len(weights)):
        found = sweep.one_weight(table, weights, k)
        tied = {frozenset((i, j)) for group in found.tied for i in group for j in group if i != j}
        expected = set()
        lines = sweep.lines(table, weights, k)
        for i in range(len(table)):
            for j in range(i):
                start = lines.rest[i] - lines.rest[j]
                end = start + lines.slope[i] - lines.slope[j]
                if start * end < -1e-9 and frozenset((i, j)) not in tied:
                    expected.add((i, j) if end > 0 else (j, i))
        assert {(c.up, c.down) for c in found.crossings} == expected
        assert len(found.crossings) == len(expected)
        for c in found.crossings:
            scores = lines.scores(c.at)
            assert scores[c.up] == pytest.approx(scores[c.down], abs=1e-9)
        assert [c.at for c in found.crossings] == sorted(c.at for c in found.crossings)


@given(cases())
def test_ranks_along_a_weight_are_those_of_the_scores_there(
    case: tuple[np.ndarray, np.ndarray],
) -> None:
    table, weights = case
    for k in range(len(weights)):
        lines = sweep.lines(table, weights, k)
        met = [c.at for c in sweep.crossings(lines)]
        edges = np.array(sorted({0.0, *met, 1.0}))
        places = (edges[:-1] + 0.3 * np.diff(edges))[np.diff(edges) > 1e-9]
        for t, ranks in zip(places, sweep.ranks_along(lines, places), strict=True):
            scores = lines.scores(t)
            ahead = (scores[None, :] - scores[:, None] > tie_gap(scores)).sum(axis=1)
            if np.ptp(scores) > 1e-9:
                assert (ranks == 1 + ahead).all()


def test_tied_units_are_left_out_of_intervals_and_reported() -> None:
    table = np.array([[9.0, 1.0], [4.0, 6.0], [6.0, 4.0], [1.0, 2.0]])
    found = sweep.one_weight(table, np.array([0.5, 0.5]), 0)
    assert found.tied == ((0, 1, 2),)
    # Unit 3 meets unit 0 at t = 0.111…; the three tied units would have made it a point.
    assert found.order_interval == pytest.approx((1 / 9, 1.0))
    assert found.leader_interval == pytest.approx((1 / 9, 1.0))
    assert {c.down for c in found.crossings} | {c.up for c in found.crossings} == {0, 3}


def test_with_all_the_weight_the_others_share_the_rest_equally() -> None:
    table = np.array([[5.0, 0.0, 0.0], [4.0, 10.0, 2.0]])
    found = sweep.one_weight(table, np.array([1.0, 0.0, 0.0]), 0)
    assert found.rest_equal
    # t·5 = t·4 + (1 − t)·6 at t = 6/7
    assert found.order_interval == pytest.approx((6 / 7, 1.0))
    assert strip(table, np.array([1.0, 0.0, 0.0])).order[0] == pytest.approx((6 / 7, 1.0))
    np.testing.assert_allclose(sweep.weights_at(np.array([1.0, 0, 0]), 0, 0.4), [0.4, 0.3, 0.3])


def test_one_component_and_one_unit_have_nothing_to_cross() -> None:
    single = sweep.one_weight(np.array([[3.0], [1.0]]), np.array([1.0]), 0)
    assert single.order_interval == single.leader_interval == (0.0, 1.0)
    assert single.crossings == ()
    alone = sweep.one_weight(np.array([[3.0, 2.0]]), np.array([0.5, 0.5]), 1)
    assert alone.order_interval == alone.leader_interval == (0.0, 1.0)
    assert strip(np.array([[3.0, 2.0]]), np.array([0.5, 0.5])).order.tolist() == [[0, 1], [0, 1]]


@given(cases(), st.integers(1, 8))
def test_inside_the_top_interval_the_same_units_are_in_the_top(
    case: tuple[np.ndarray, np.ndarray], k: int
) -> None:
    table, weights = case
    lines = sweep.lines(table, weights, 0)
    groups = tied_groups(table @ weights)
    inside: set[int] = set()
    for group in groups:
        if len(inside) < k:
            inside |= set(group.tolist())
    low, high = sweep.top_interval(lines, k)
    outside = sorted(set(range(len(table))) - inside)
    for t in (low + 1e-7, high - 1e-7):
        if low < t < high and outside:
            scores = lines.scores(t)
            assert scores[sorted(inside)].min() > scores[outside].max()


def test_a_weight_near_one_keeps_its_digits() -> None:
    table = np.random.default_rng(3).random((20, 4))
    weights = np.array([1 - 3e-9, 1e-9, 1e-9, 1e-9])
    weights /= weights.sum()
    quick = strip(table, weights)
    for k in range(4):
        slow = sweep.one_weight(table, weights, k)
        np.testing.assert_allclose(quick.order[k], slow.order_interval, rtol=1e-6, atol=1e-15)


@settings(max_examples=30)
@given(cases(components=3))
def test_a_component_without_weight_stays_irrelevant(case: tuple[np.ndarray, np.ndarray]) -> None:
    table, weights = case
    wider = np.column_stack([table, np.arange(len(table)) * 7.0])
    longer = np.append(weights, 0.0)
    # Held at 0 the new component changes nothing; with all weight elsewhere it takes a part of
    # what the others give, so the sweep of a component that has everything differs.
    for k in range(3):
        if weights[k] < 1:
            one = sweep.one_weight(table, weights, k)
            two = sweep.one_weight(wider, longer, k)
            assert one.order_interval == pytest.approx(two.order_interval)
            # As sets: of several crossings at one place rounding decides which comes first.
            assert {(c.up, c.down) for c in one.crossings} == {
                (c.up, c.down) for c in two.crossings
            }


def test_input_that_does_not_fit_is_refused_in_one_line() -> None:
    table = np.array([[1.0, 2.0], [3.0, np.nan]])
    with pytest.raises(AnalysisError, match="missing values"):
        sweep.one_weight(table, np.array([0.5, 0.5]), 0)
    good = np.array([[1.0, 2.0], [3.0, 0.0]])
    with pytest.raises(AnalysisError, match="2 components need 2 weights, not 3"):
        sweep.one_weight(good, np.array([0.5, 0.5, 0.0]), 0)
    with pytest.raises(AnalysisError, match=r"sum to 1, not to 0\.9"):
        sweep.one_weight(good, np.array([0.5, 0.4]), 0)
    with pytest.raises(AnalysisError, match="no component 2"):
        sweep.one_weight(good, np.array([0.5, 0.5]), 2)
    with pytest.raises(AnalysisError, match="first 0"):
        sweep.top_interval(sweep.lines(good, np.array([0.5, 0.5]), 0), 0)


def test_units_level_but_for_rounding_are_tied() -> None:
    table = np.array([[15.5, 4.5], [2.0, 10.5]])
    level = np.array([4 / 13, 9 / 13])
    for weights in (level, np.array([0.30769230769230776, 0.6923076923076923])):
        assert sweep.one_weight(table, weights, 0).tied == ((0, 1),)
        assert strip(table, weights).order.tolist() == [[0, 1], [0, 1]]
