"""Explanations, agreement of rankings, and the transforms of the power means."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from ici_tui.analysis import explain, transform
from ici_tui.analysis.agreement import agreement
from ici_tui.analysis.inputs import AnalysisError
from ici_tui.analysis.overtake import overtake
from ici_tui.index.ranking import competition_ranks
from tests.unit.test_analysis_sweep import cases
from tests.unit.test_analysis_t4 import TABLE, WEIGHTS, place


@given(cases())
def test_a_gap_is_the_sum_of_its_parts(case: tuple[np.ndarray, np.ndarray]) -> None:
    table, weights = case
    found = explain.gap(table, weights, 0, len(table) - 1)
    scores = table @ weights
    assert found.parts.sum() == pytest.approx(scores[0] - scores[-1], abs=1e-9)
    sizes = np.abs(found.parts[found.order])
    assert (np.diff(sizes) <= 0).all()


@given(cases())
def test_a_geometric_gap_is_the_product_of_its_factors(
    case: tuple[np.ndarray, np.ndarray],
) -> None:
    table, weights = case
    family = transform.family_of("geometric")
    scores = family.scores(family.columns(table + 1) @ weights)
    found = explain.gap_ratio(table + 1, weights, 0, len(table) - 1)
    assert found.parts.prod() == pytest.approx(found.total)
    assert found.total == pytest.approx(scores[0] / scores[-1])
    assert found.ratio


@given(cases(components=3), st.integers(0, 2**32))
def test_a_change_is_explained_in_full(case: tuple[np.ndarray, np.ndarray], seed: int) -> None:
    table, before = case
    after = np.random.default_rng(seed).dirichlet(np.ones(3))
    for unit in range(len(table)):
        found = explain.change(table, before, after, unit)
        assert found.score_change == pytest.approx(table[unit] @ (after - before), abs=1e-9)
        mean_change = (table @ (after - before)).mean()
        assert found.relative.sum() == pytest.approx(found.score_change - mean_change, abs=1e-9)
        old, new = competition_ranks(table @ before), competition_ranks(table @ after)
        assert (found.rank_before, found.rank_after) == (old[unit], new[unit])
        for i in range(len(table)):
            assert (i in found.passed) == (old[i] <= old[unit] and new[i] > new[unit])
            assert (i in found.passed_by) == (old[i] >= old[unit] and new[i] < new[unit])


def test_what_must_improve_draws_level_exactly() -> None:
    x, y = place("SGP"), place("NLD")
    found = explain.needs(
        TABLE, WEIGHTS, x, y, scale_end=100, to_raw=lambda k, value: 1000 * k + value
    )
    for need in found:
        better = TABLE.copy()
        better[x, need.component] = need.value
        assert better[x] @ WEIGHTS == pytest.approx(TABLE[y] @ WEIGHTS)
        assert need.feasible == (need.value <= 100)
        assert need.beyond_maximum == (need.value > TABLE[:, need.component].max())
        expected = 1000 * need.component + need.value if need.feasible else None
        assert need.raw == expected
    assert any(need.feasible for need in found)
    none = explain.needs(TABLE, np.array([0.0, 0.5, 0.25, 0.25]), x, y, scale_end=100)
    assert none[0].change == np.inf
    assert not none[0].feasible
    with pytest.raises(AnalysisError, match="not behind"):
        explain.needs(TABLE, WEIGHTS, y, x)


@given(cases())
def test_influence_sums_to_one_and_follows_its_definition(
    case: tuple[np.ndarray, np.ndarray],
) -> None:
    table, weights = case
    scores = table @ weights
    if np.ptp(scores) == 0:
        with pytest.raises(AnalysisError, match="same score"):
            explain.influence(table, weights)
        return
    found = explain.influence(table, weights)
    assert found.share.sum() == pytest.approx(1)
    for k in range(len(weights)):
        if np.ptp(table[:, k]) > 0:
            assert found.correlation[k] == pytest.approx(
                np.corrcoef(table[:, k], scores)[0, 1] ** 2, abs=1e-9
            )
            covariance = np.cov(table[:, k], scores)
            assert found.share[k] == pytest.approx(weights[k] * covariance[0, 1] / covariance[1, 1])
        else:
            assert found.share[k] == found.correlation[k] == 0


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=2, max_size=25),
    st.integers(1, 10),
)
def test_agreement_is_that_of_scipy(pairs: list[tuple[int, int]], top: int) -> None:
    one, other = np.array(pairs, float).T
    found = agreement(one, other, top)
    varied = np.ptp(one) > 0 and np.ptp(other) > 0
    if varied:
        assert found.kendall == pytest.approx(stats.kendalltau(one, other).statistic, abs=1e-12)
        assert found.spearman == pytest.approx(stats.spearmanr(one, other).statistic, abs=1e-12)
    else:
        assert np.isnan(found.kendall)
        assert np.isnan(found.spearman)
    shifts = np.abs(competition_ranks(one) - competition_ranks(other))
    assert found.mean_change == pytest.approx(shifts.mean())
    assert found.largest_change == shifts.max()
    assert 0 <= found.top_overlap <= 1
    assert agreement(one, one, top).top_overlap == 1


def test_agreement_with_the_opposite() -> None:
    scores = np.arange(10.0)
    found = agreement(scores, -scores, top=3)
    assert found.kendall == pytest.approx(-1)
    assert found.spearman == pytest.approx(-1)
    assert found.top_overlap == 0
    assert found.largest_change == 9
    with pytest.raises(AnalysisError, match="missing"):
        agreement(np.array([1.0, np.nan]), np.array([1.0, 2.0]))


@pytest.mark.parametrize("method", ["arithmetic", "geometric", "harmonic", "power:2", "power:-3"])
def test_transformed_columns_rank_as_the_mean_does(method: str) -> None:
    values = 1 + 99 * np.random.default_rng(2).random((60, 4))
    power = {"arithmetic": 1.0, "geometric": 0.0, "harmonic": -1.0}.get(method)
    power = float(method.split(":")[1]) if power is None else power
    means = (
        np.exp(np.log(values) @ WEIGHTS)
        if power == 0
        else ((values**power) @ WEIGHTS) ** (1 / power)
    )
    family = transform.family_of(method)
    sums = family.columns(values) @ WEIGHTS
    assert (competition_ranks(sums) == competition_ranks(means)).all()
    np.testing.assert_allclose(family.scores(sums), means)


def test_an_overtake_holds_in_the_geometric_index_itself() -> None:
    values = TABLE + 1
    columns = transform.family_of("geometric").columns(values)
    x, y = place("NOR"), place("CHE")
    found = overtake(columns, WEIGHTS, x, y)
    scores = np.prod(values**found.weights, axis=1)
    assert scores[x] > scores[y]
    short = WEIGHTS + 0.999 * (found.weights - WEIGHTS)
    scores = np.prod(values**short, axis=1)
    assert scores[x] < scores[y]


def test_methods_outside_the_family_are_refused() -> None:
    for method in ("median", "copeland", "weighted-median", "power:x", "power:inf"):
        with pytest.raises(AnalysisError, match=method):
            transform.family_of(method)
    with pytest.raises(AnalysisError, match="ask by sampling"):
        transform.common_family(("arithmetic", "geometric"))
    assert transform.common_family(("harmonic", "power:-1")).power == -1
    with pytest.raises(AnalysisError, match="geometric: needs values above 0"):
        transform.family_of("geometric").columns(np.array([[0.0, 1.0]]))
    with pytest.raises(AnalysisError, match="power:2: needs values at least 0"):
        transform.family_of("power:2").columns(np.array([[-1.0, 1.0]]))
