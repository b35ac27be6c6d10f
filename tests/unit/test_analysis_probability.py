"""P(x beats y): the recursion against sampling, and what must hold of any probability."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ici_tui.analysis.acceptability import acceptability
from ici_tui.analysis.inputs import AnalysisError
from ici_tui.analysis.probability import (
    beats,
    expected_rank,
    expected_ranks,
    near_parameters,
)
from ici_tui.analysis.sampling import uniform_draws
from tests.unit.test_analysis_sweep import cases
from tests.unit.test_analysis_t4 import TABLE, WEIGHTS, place

differences = st.lists(st.integers(-50, 50), min_size=1, max_size=12)


@given(differences)
def test_one_of_two_different_units_is_ahead(d: list[int]) -> None:
    there, back = beats(np.array(d, float))[0], beats(-np.array(d, float))[0]
    assert 0 <= there <= 1
    assert there + back == pytest.approx(1 if any(d) else 0, abs=1e-12)


@given(differences, st.integers(0, 11), st.floats(0.01, 1000))
def test_order_and_scale_of_the_components_change_nothing(
    d: list[int], turn: int, scale: float
) -> None:
    row = np.array(d, float)
    assert beats(np.roll(row, turn))[0] == pytest.approx(beats(row)[0], abs=1e-12)
    assert beats(row * scale)[0] == pytest.approx(beats(row)[0], abs=1e-12)


@given(st.lists(st.integers(0, 50), min_size=1, max_size=8))
def test_dominance_is_certain(d: list[int]) -> None:
    assert beats(np.array(d, float))[0] == (1 if any(d) else 0)


@pytest.mark.parametrize("seed", range(4))
def test_the_recursion_agrees_with_sampling(seed: int) -> None:
    generator = np.random.default_rng(seed)
    m = int(generator.integers(2, 12))
    d = generator.normal(size=(40, m))
    alpha = generator.integers(0, 5, size=m)
    alpha[0] = max(alpha[0], 1)
    draws = 200_000
    uniform = generator.dirichlet(np.ones(m), size=draws)
    shaped = generator.gamma(alpha, size=(draws, m))
    shaped /= shaped.sum(axis=1, keepdims=True)
    for weights, exact in ((uniform, beats(d)), (shaped, beats(d, alpha.tolist()))):
        sampled = (weights @ d.T > 0).mean(axis=0)
        error = np.sqrt(np.maximum(exact * (1 - exact), 1e-6) / draws)
        assert (np.abs(sampled - exact) < 5.5 * error + 1e-9).all()


def test_two_components_by_hand() -> None:
    # d·w > 0 where w_1 < 3/4
    assert beats(np.array([-1.0, 3.0]))[0] == pytest.approx(0.75)
    # With Dirichlet(2, 1), P(w_1 < 3/4) is the Beta(2, 1) distribution function: (3/4)².
    assert beats(np.array([-1.0, 3.0]), (2, 1))[0] == pytest.approx(0.5625)
    # A component with parameter 0 has no weight.
    assert beats(np.array([-1.0, 3.0, 99.0]), (2, 1, 0))[0] == pytest.approx(0.5625)


def test_nearly_equal_and_huge_differences_stay_probabilities() -> None:
    d = np.array([[1e-300, -1e300], [1e-300, -1e-300], [1.0, -1.0 - 1e-15], [0.0, 0.0]])
    np.testing.assert_allclose(beats(d), [0.0, 0.5, 0.5, 0.0], atol=1e-12)


@settings(deadline=None)
@given(cases())
def test_expected_ranks_are_sums_of_chances(case: tuple[np.ndarray, np.ndarray]) -> None:
    table, _ = case
    ranks = expected_ranks(table)
    for x in range(len(table)):
        by_hand = 1 + sum(beats(table[y] - table[x])[0] for y in range(len(table)))
        assert ranks[x] == pytest.approx(by_hand, abs=1e-9)
        assert expected_rank(table, x) == pytest.approx(by_hand, abs=1e-9)


def test_expected_ranks_agree_with_sampling_and_with_parameters() -> None:
    draws = 50_000
    sampled = acceptability(TABLE, uniform_draws(4, draws, seed=4)).expected_rank
    np.testing.assert_allclose(sampled, expected_ranks(TABLE), atol=0.2)
    around = expected_ranks(TABLE, (8, 6, 4, 2))
    assert around[place("CHE")] == pytest.approx(expected_rank(TABLE, place("CHE"), (8, 6, 4, 2)))
    weights = np.random.default_rng(8).dirichlet((8, 6, 4, 2), size=draws)
    scores = weights @ TABLE.T
    che = 1 + (scores > scores[:, [place("CHE")]]).sum(axis=1).mean()
    assert around[place("CHE")] == pytest.approx(che, abs=0.01)


def test_near_has_parameters_where_they_are_whole() -> None:
    assert near_parameters(WEIGHTS) == (8, 6, 4, 2)
    third = np.array([1 / 3, 1 / 3, 1 / 3])
    assert near_parameters(third) is None
    assert near_parameters(third, closeness=21) == (7, 7, 7)


def test_parameters_that_are_not_whole_are_refused() -> None:
    with pytest.raises(AnalysisError, match="whole numbers"):
        beats(np.array([1.0, -1.0]), (1.5, 1))  # type: ignore[arg-type]
    with pytest.raises(AnalysisError, match="not all 0"):
        beats(np.array([1.0, -1.0]), (0, 0))
    with pytest.raises(AnalysisError, match="2 components need 2"):
        beats(np.array([1.0, -1.0]), (1, 1, 1))
