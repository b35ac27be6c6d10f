"""The stability radius against the overtakes it is the least of, and ε-robustness."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ici_tui.analysis import stability
from ici_tui.analysis.inputs import neighbours, tied_groups
from ici_tui.analysis.moves import limits
from ici_tui.analysis.overtake import NORMS, length, nearest
from ici_tui.index.ranking import competition_ranks
from tests.unit.test_analysis_sweep import cases
from tests.unit.test_analysis_t4 import TABLE, WEIGHTS


@settings(deadline=None)
@given(cases())
def test_the_radius_is_the_least_overtake_of_all_pairs(case: tuple[np.ndarray, np.ndarray]) -> None:
    table, weights = case
    ranks = competition_ranks(table @ weights)
    allowed = limits(weights)
    for norm in NORMS:
        found = stability.radius(table, weights, norm)
        distances = [np.inf]
        for x in range(len(table)):
            for y in range(len(table)):
                d = table[x] - table[y]
                if ranks[x] > ranks[y] and d.max() > 0:  # else at most level, never past
                    at = nearest(d, 0.0, weights, allowed, norm)
                    distances.append(np.inf if at is None else length(at - weights, norm))
        assert found.distance == pytest.approx(min(distances), abs=1e-9)
        if np.isfinite(found.distance):
            assert found.above is not None
            assert found.below is not None
            assert ranks[found.above] < ranks[found.below]
            d = table[found.below] - table[found.above]
            at = nearest(d, 0.0, weights, allowed, norm)
            assert at is not None
            assert length(at - weights, norm) == pytest.approx(found.distance, abs=1e-9)
        else:
            assert found.above is found.below is None


@given(cases(), st.integers(0, 2**32))
def test_within_the_radius_no_untied_pair_changes(
    case: tuple[np.ndarray, np.ndarray], seed: int
) -> None:
    table, weights = case
    radius = stability.radius(table, weights, "l1").distance
    above, below = neighbours(tied_groups(table @ weights))
    other = np.random.default_rng(seed).dirichlet(np.ones(len(weights)))
    gone = float(np.abs(other - weights).sum())
    share = 1.0 if gone <= radius else radius / gone * (1 - 1e-9)
    scores = table @ (weights + share * (other - weights))
    assert (scores[above] - scores[below] >= -1e-9).all()


@given(cases(), st.integers(0, 2**32))
def test_epsilon_bounds_every_mixture_and_no_less(
    case: tuple[np.ndarray, np.ndarray], seed: int
) -> None:
    table, weights = case
    found = stability.margins(table, weights)
    other = np.random.default_rng(seed).dirichlet(np.ones(len(weights)))
    for above, below, epsilon in zip(found.above, found.below, found.epsilon, strict=True):
        d = table[above] - table[below]
        assert 0 < epsilon <= 1
        mixture = (1 - epsilon) * weights + epsilon * other
        assert d @ mixture >= -1e-9
        worst = np.eye(len(weights))[np.argmin(d)]
        if epsilon < 1:
            just_more = min(1.0, epsilon + 1e-7)
            assert d @ ((1 - just_more) * weights + just_more * worst) < 0
        else:
            assert (d >= 0).all()


def test_epsilon_of_one_pair_is_that_of_the_list() -> None:
    found = stability.margins(TABLE, WEIGHTS)
    for above, below, epsilon in zip(found.above, found.below, found.epsilon, strict=True):
        assert stability.epsilon_of(TABLE, WEIGHTS, above, below) == pytest.approx(epsilon)
        assert stability.epsilon_of(TABLE, WEIGHTS, below, above) == 0


def test_ties_are_left_out_of_radius_and_epsilon() -> None:
    table = np.array([[6.0, 2.0], [2.0, 6.0], [1.0, 1.0]])
    even = np.array([0.5, 0.5])
    found = stability.radius(table, even)
    assert found.tied == ((0, 1),)
    assert found.distance == np.inf
    assert stability.margins(table, even).epsilon.tolist() == [1.0, 1.0]
    assert stability.radius(table[:1], even).distance == np.inf
