"""Explanations, and the transforms of the power means."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from ici_tui.analysis import explain, transform
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
    found = explain.gap(np.log(table + 1), weights, 0, len(table) - 1).as_ratio()
    assert found.parts.prod() == pytest.approx(found.total)
    assert found.total == pytest.approx(scores[0] / scores[-1])
    assert found.ratio


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
    for method, told in {
        "median": "the median is not a power mean", "copeland": "Copeland's rule is not",
        "weighted-median": "the weighted median is not", "power:x": "power:x",
        "power:inf": "power:inf",
    }.items():  # fmt: skip
        with pytest.raises(AnalysisError, match=told):
            transform.family_of(method)
    assert transform.family_of("Power: 0.5") == transform.family_of("power:0.5")
    with pytest.raises(AnalysisError, match="ask by sampling"):
        transform.common_family(("arithmetic", "geometric"))
    assert transform.common_family(("harmonic", "power:-1")).power == -1
    with pytest.raises(AnalysisError, match="geometric: needs values above 0"):
        transform.family_of("geometric").columns(np.array([[0.0, 1.0]]))
    with pytest.raises(AnalysisError, match="power:2: needs values at least 0"):
        transform.family_of("power:2").columns(np.array([[-1.0, 1.0]]))
