"""Overtaking: the greedy and bisected answers against linear programmes, and the proofs."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from ici_tui.analysis.inputs import AnalysisError
from ici_tui.analysis.moves import Limits, furthest, least_moved, limits, projected
from ici_tui.analysis.overtake import NORMS, Norm, overtake
from ici_tui.analysis.programmes import nearest_satisfying
from ici_tui.index.ranking import competition_ranks
from tests.unit.test_analysis_sweep import cases
from tests.unit.test_analysis_t4 import TABLE, WEIGHTS, place


def by_programme(d: np.ndarray, now: np.ndarray, allowed: Limits, norm: Norm) -> float:
    """Variables w and the moves: min Σu (L1) or u (L∞) with |w − w⁰| ≤ u, d·w ≥ 0, Σw = 1."""
    m = len(now)
    extra = m if norm == "l1" else 1
    reach = np.eye(m) if norm == "l1" else np.ones((m, 1))
    matrix = np.block(
        [[-d[None, :], np.zeros((1, extra))], [np.eye(m), -reach], [-np.eye(m), -reach]]
    )
    found = linprog(
        np.r_[np.zeros(m), np.ones(extra)],
        A_ub=matrix,
        b_ub=np.r_[0.0, now, -now],
        A_eq=np.r_[np.ones(m), np.zeros(extra)][None, :],
        b_eq=[1.0],
        bounds=[*zip(allowed.low, allowed.high, strict=True), *[(0, 1)] * extra],
        method="highs",
    )
    return float(found.fun) if found.status == 0 else np.inf


@st.composite
def pairs(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, Limits]:
    """A table of two units, weights, and limits: locks, a range, or none."""
    m = draw(st.integers(2, 6))
    cells = draw(st.lists(st.integers(-30, 30), min_size=2 * m, max_size=2 * m))
    parts = np.array(draw(st.lists(st.integers(0, 9), min_size=m, max_size=m)), dtype=float)
    assume(parts.sum() > 0)
    now = parts / parts.sum()
    locked = draw(st.sets(st.integers(0, m - 1), max_size=m - 1))
    within = draw(st.sampled_from([None, 0.05, 0.3]))
    return np.array(cells, dtype=float).reshape(2, m), now, limits(now, locked, within)


@settings(deadline=None)
@given(pairs())
def test_the_least_change_is_that_of_the_programme(
    case: tuple[np.ndarray, np.ndarray, Limits],
) -> None:
    table, now, allowed = case
    d = table[0] - table[1]
    reachable = furthest(d[None, :], allowed)[0] > 1e-9
    for norm in NORMS:
        found = overtake(table, now, 0, 1, norm=norm, allowed=allowed)
        assert found.possible == reachable
        if not reachable:
            assert found.certificate is not None
            continue
        if norm == "l2":
            other = nearest_satisfying(d[None, :], 0.0, now, allowed, "l2")
            assert other is not None
            expected = float(np.linalg.norm(other - now))
        else:
            expected = by_programme(d, now, allowed, norm)
        assert found.distance == pytest.approx(expected, abs=1e-7)
        ranks = competition_ranks(table @ found.weights)
        assert (ranks[0], ranks[1]) == (found.rank_x, found.rank_y) == (1, 2)
        assert found.weights.sum() == pytest.approx(1)
        held = list(allowed.locked)
        assert found.weights[held].tolist() == now[held].tolist()  # to the last digit
        slack = 1.1e-5 if found.gridded else 1e-9  # what a lock is off the grid by
        assert (found.weights >= allowed.low - slack).all()
        assert (found.weights <= allowed.high + slack).all()
        if found.gridded:
            steps = found.weights * 100_000
            off = np.abs(steps - np.round(steps)) > 1e-6
            assert off.sum() - off[held].sum() <= (1 if off[held].any() else 0)


@given(pairs())
def test_a_certificate_can_be_checked(case: tuple[np.ndarray, np.ndarray, Limits]) -> None:
    table, now, allowed = case
    found = overtake(table, now, 0, 1, allowed=allowed)
    if found.certificate is None:
        return
    d = table[0] - table[1]
    why = found.certificate
    best = why.best_weights
    assert best.sum() == pytest.approx(1)
    assert (best >= allowed.low - 1e-12).all()
    assert (best <= allowed.high + 1e-12).all()
    assert d @ best <= 1e-9
    assert why.gap == pytest.approx(-(d @ best), abs=1e-9)
    if why.everywhere:
        assert all(d[k] < 0 for k in why.behind)
        assert all(d[k] == 0 for k in why.level)
        assert set(why.behind) | set(why.level) == set(np.flatnonzero(allowed.high > 0))
    else:
        assert "within the limits" in why.sentence("x", "y", [str(k) for k in range(len(now))])


@given(cases())
def test_dominance_makes_overtaking_impossible(case: tuple[np.ndarray, np.ndarray]) -> None:
    table, weights = case
    better = np.vstack([table[0], table[0] + 1.0, table])
    found = overtake(better, weights, 0, 1)
    assert not found.possible
    assert found.certificate is not None
    assert found.certificate.everywhere
    # The other way round it has happened already.
    assert overtake(better, weights, 1, 0).distance == 0


def test_locks_hold_and_a_locked_impossibility_says_so() -> None:
    locked = limits(WEIGHTS, locked=[1])
    found = overtake(TABLE, WEIGHTS, place("SGP"), place("CHE"), allowed=locked)
    assert found.weights[1] == pytest.approx(0.3, abs=1e-12)
    free = overtake(TABLE, WEIGHTS, place("SGP"), place("CHE"))
    assert found.distance >= free.distance
    blocked = limits(WEIGHTS, locked=[0])
    never = overtake(TABLE, WEIGHTS, place("SGP"), place("CHE"), allowed=blocked)
    assert not never.possible
    assert never.certificate is not None
    assert not never.certificate.everywhere
    assert never.certificate.gap > 0


def test_already_ahead_needs_no_change_and_level_needs_a_little() -> None:
    table = np.array([[3.0, 1.0], [1.0, 3.0], [0.0, 0.0]])
    even = np.array([0.5, 0.5])
    level = overtake(table, even, 0, 1)
    assert level.distance == 0
    assert level.rank_x == 1
    assert level.rank_y == 2
    assert level.weights[0] > 0.5
    ahead = overtake(table, np.array([0.6, 0.4]), 0, 1)
    assert ahead.distance == ahead.points_moved == 0
    np.testing.assert_array_equal(ahead.weights, [0.6, 0.4])


def test_level_everywhere_can_be_reached_but_not_passed() -> None:
    table = np.array([[5.0, 1.0], [5.0, 3.0], [0.0, 0.0]])
    found = overtake(table, np.array([0.5, 0.5]), 0, 1)
    assert not found.possible
    assert found.certificate is not None
    assert found.certificate.level == (0,)
    assert "equal on A" in found.certificate.sentence("x", "y", ["A", "B"])


@settings(max_examples=50)
@given(pairs())
def test_a_component_that_may_have_no_weight_is_irrelevant(
    case: tuple[np.ndarray, np.ndarray, Limits],
) -> None:
    table, now, _ = case
    wider = np.column_stack([table, [100.0, 0.0]])
    longer = np.append(now, 0.0)
    for norm in NORMS:
        one = overtake(table, now, 0, 1, norm=norm)
        two = overtake(wider, longer, 0, 1, norm=norm, allowed=limits(longer, locked=[len(now)]))
        assert one.possible == two.possible
        assert one.distance == pytest.approx(two.distance, abs=1e-9)


def test_many_pairs_at_once_are_each_pair_alone() -> None:
    generator = np.random.default_rng(7)
    d = generator.normal(size=(200, 7))
    now = generator.dirichlet(np.ones(7))
    allowed = limits(now, locked=[2], within=0.2)
    together = least_moved(d, -(d @ now), now, allowed)
    for row, moved in zip(d, together, strict=True):
        expected = by_programme(row, now, allowed, "l1")
        assert 2 * moved == pytest.approx(expected, abs=1e-9)


@given(st.lists(st.integers(-20, 20), min_size=1, max_size=6))
def test_the_projection_is_the_nearest_point(point: list[int]) -> None:
    wanted = np.array(point) / 10
    m = len(point)
    found = projected(wanted, Limits(np.zeros(m), np.ones(m)))
    assert found.sum() == pytest.approx(1)
    assert (found >= 0).all()
    # Nearest: no feasible direction from it leads towards the point.
    for k in range(m):
        corner = np.zeros(m)
        corner[k] = 1
        assert (wanted - found) @ (corner - found) <= 1e-9


def test_questions_that_make_no_sense_are_refused() -> None:
    with pytest.raises(AnalysisError, match="cannot pass itself"):
        overtake(TABLE, WEIGHTS, 3, 3)
    with pytest.raises(AnalysisError, match="no unit 99"):
        overtake(TABLE, WEIGHTS, 0, 99)
    with pytest.raises(AnalysisError, match="l7"):
        overtake(TABLE, WEIGHTS, 0, 1, norm="l7")  # type: ignore[arg-type]
    with pytest.raises(AnalysisError, match="at least 0 points"):
        limits(WEIGHTS, within=-0.1)
    with pytest.raises(AnalysisError, match="no component 4 to lock"):
        limits(WEIGHTS, locked=[4])
    with pytest.raises(AnalysisError, match="sum to 1"):
        Limits(np.zeros(3), np.full(3, 0.2))
