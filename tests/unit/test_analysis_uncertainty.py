"""Everything at once: rank intervals, variance shares, Sobol' indices, leave-one-out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from ici_tui.analysis.inputs import AnalysisError
from ici_tui.analysis.leave_out import leave_out, without
from ici_tui.analysis.sampling import dirichlet_draws, uniform_draws
from ici_tui.analysis.sensitivity import sobol, variance_shares
from ici_tui.analysis.uncertainty import (
    Choice,
    Design,
    Study,
    drawn,
    nominal_ranks,
    rank_intervals,
    ranks_for,
)
from ici_tui.index.ranking import competition_ranks
from ici_tui.stopped import Stopped
from tests.unit.test_analysis_t4 import TABLE, WEIGHTS

Scorer = Callable[[np.ndarray], np.ndarray]
TABLES = TABLE + np.random.default_rng(1).normal(size=(20, *TABLE.shape))


def prepare(options: tuple[str, ...], table: int | None) -> Scorer:
    """Two choices: how columns are normalised, and how they are aggregated."""
    values = TABLE if table is None else TABLES[table]
    if options and options[0] == "z-score":
        values = (values - values.mean(axis=0)) / values.std(axis=0, ddof=1) * 10 + 50
    if len(options) > 1 and options[1] == "geometric":
        logs = np.log(np.maximum(values, 1))
        return lambda weights: np.exp(weights @ logs.T)
    return lambda weights: weights @ values.T


NORMALISE = Choice("normalisation", ("min-max", "z-score"))
AGGREGATE = Choice("aggregation", ("arithmetic", "geometric"))
STUDY = Study(
    prepare=prepare,
    weights=WEIGHTS,
    choices=(NORMALISE, AGGREGATE),
    draw=lambda count, seed: dirichlet_draws(WEIGHTS, 20, count, seed),
    droppable=(0, 1, 2, 3),
    tables=20,
)


def one_by_one(study: Study, design: Design) -> np.ndarray:
    rows = []
    for i in range(len(design)):
        options = tuple(
            choice.options[place]
            for choice, place in zip(study.choices, design.options[i], strict=True)
        )
        table = None if design.table[i] < 0 else int(design.table[i])
        weights = design.weights[i].copy()
        if design.dropped[i] >= 0:
            weights[design.dropped[i]] = 0
            weights /= weights.sum()
        rows.append(competition_ranks(study.prepare(options, table)(weights[None, :])[0]))
    return np.stack(rows)


def test_grouped_evaluation_is_that_of_each_setting() -> None:
    design = drawn(STUDY, 300, 7)
    assert {int(d) for d in design.dropped} == {-1, 0, 1, 2, 3}
    assert {int(t) for t in design.table} == set(range(20))
    np.testing.assert_array_equal(ranks_for(STUDY, design), one_by_one(STUDY, design))


def test_intervals_are_quantiles_of_type_7_and_say_what_varied() -> None:
    found = rank_intervals(STUDY, 400, 3, top_k=5)
    ranks = ranks_for(STUDY, drawn(STUDY, 400, 3))
    ordered = np.sort(ranks, axis=0)
    place = 0.05 * 399
    below = int(place)
    type_7 = ordered[below] + (place - below) * (ordered[below + 1] - ordered[below])
    np.testing.assert_allclose(found.low, type_7)
    np.testing.assert_allclose(found.median, np.median(ranks, axis=0))
    np.testing.assert_allclose(found.mean, ranks.mean(axis=0))
    np.testing.assert_allclose(found.first, (ranks == 1).mean(axis=0))
    np.testing.assert_allclose(found.top, (ranks <= 5).mean(axis=0))
    np.testing.assert_array_equal(found.nominal, competition_ranks(TABLE @ WEIGHTS))
    assert found.varied == ("weights", "normalisation", "aggregation", "dropped indicator", "data")
    assert found.held == ()
    assert (found.draws, found.seed) == (400, 3)
    again = rank_intervals(STUDY, 400, 3, top_k=5)
    np.testing.assert_array_equal(found.mean, again.mean)
    assert (rank_intervals(STUDY, 400, 4).mean != found.mean).any()


def test_what_is_held_is_named() -> None:
    study = Study(prepare, WEIGHTS, (NORMALISE, Choice("aggregation", ("arithmetic",))))
    assert study.factors == ("normalisation",)
    assert study.held == ("weights", "aggregation arithmetic", "all indicators", "data")
    found = rank_intervals(study, 50, 0)
    assert found.low.max() <= len(TABLE)


def test_nothing_that_varies_leaves_every_rank() -> None:
    study = Study(prepare, WEIGHTS)
    found = rank_intervals(study, 10, 0)
    np.testing.assert_array_equal(found.low, found.nominal)
    np.testing.assert_array_equal(found.high, found.nominal)
    with pytest.raises(AnalysisError, match="nothing varies"):
        variance_shares(study, 3, 0)
    with pytest.raises(AnalysisError, match="nothing varies"):
        sobol(study, 10, 0)


def test_variance_shares_are_those_of_a_full_factorial() -> None:
    study = Study(prepare, WEIGHTS, (NORMALISE, AGGREGATE), droppable=(0, 3))
    found = variance_shares(study, 1, 0)
    ranks = np.empty((2, 2, 3, len(TABLE)))
    for a, normalise in enumerate(NORMALISE.options):
        for b, aggregate in enumerate(AGGREGATE.options):
            score = prepare((normalise, aggregate), None)
            rows = np.stack([WEIGHTS, without(WEIGHTS, (0,)), without(WEIGHTS, (3,))])
            ranks[a, b] = competition_ranks(score(rows))
    total = ranks.var(axis=(0, 1, 2))
    assert found.factors == ("normalisation", "aggregation", "dropped indicator")
    for place, others in enumerate(((1, 2), (0, 2), (0, 1))):
        part = ranks.mean(axis=others).var(axis=0)
        assert found.overall[place] == pytest.approx(part.sum() / total.sum())
        moved = total > 0
        np.testing.assert_allclose(found.by_unit[place][moved], part[moved] / total[moved])
        assert np.isnan(found.by_unit[place][~moved]).all()
    assert 0 <= found.interaction <= 1
    assert found.settings == 12
    with pytest.raises(AnalysisError, match="fewer levels"):
        variance_shares(STUDY, 10_000, 0)


def test_a_factor_that_does_nothing_has_no_share() -> None:
    idle = Choice("colour", ("red", "blue"))

    def ignoring(options: tuple[str, ...], table: int | None) -> Scorer:
        return prepare(options[1:], table)

    study = Study(ignoring, WEIGHTS, (idle, NORMALISE, AGGREGATE))
    shares = variance_shares(study, 1, 0)
    assert shares.overall[0] == pytest.approx(0)
    found = sobol(study, 256, 1)
    assert found.factors == ("colour", "normalisation", "aggregation")
    assert found.first[0] == pytest.approx(0, abs=1e-12)
    assert found.total[0] == pytest.approx(0, abs=1e-12)
    assert found.evaluations == 256 * 5


def test_sobol_indices_are_those_of_the_four_equally_likely_outcomes() -> None:
    study = Study(prepare, WEIGHTS, (NORMALISE, AGGREGATE))
    nominal = nominal_ranks(study)
    change = np.empty((2, 2))
    for a, normalise in enumerate(NORMALISE.options):
        for b, aggregate in enumerate(AGGREGATE.options):
            ranks = competition_ranks(prepare((normalise, aggregate), None)(WEIGHTS[None, :])[0])
            change[a, b] = np.abs(ranks - nominal).mean()
    total = change.var()
    first = [change.mean(axis=1).var() / total, change.mean(axis=0).var() / total]
    found = sobol(study, 4000, 5)
    for place in (0, 1):
        assert abs(found.first[place] - first[place]) < 5 * found.first_error[place]
        assert abs(found.total[place] - (1 - first[1 - place])) < 5 * found.total_error[place]
    assert found.first_error.max() < 0.05
    assert found.mean == pytest.approx(change.mean(), rel=0.05)


def test_sobol_of_weights_and_data_is_repeatable() -> None:
    small = replace(STUDY, choices=())
    found = sobol(replace(small, prepare=prepare), 64, 2)
    assert found.factors == ("weights", "dropped indicator", "data")
    again = sobol(small, 64, 2)
    np.testing.assert_array_equal(found.total, again.total)
    assert (found.total > -1e-12).all()


def test_a_long_study_can_be_stopped() -> None:
    with pytest.raises(Stopped):
        rank_intervals(STUDY, 100, 0, progress=lambda done, total: done < 20)
    seen: list[tuple[int, int]] = []
    rank_intervals(STUDY, 100, 0, progress=lambda done, total: seen.append((done, total)) is None)
    assert seen[-1] == (100, 100)


def test_a_preparation_that_loses_a_unit_is_named() -> None:
    def losing(options: tuple[str, ...], table: int | None) -> Scorer:
        missing = np.nan if options[0] == "z-score" else 0.0
        return lambda weights: weights @ TABLE.T + missing

    with pytest.raises(AnalysisError, match="z-score: leaves a unit without a score"):
        rank_intervals(Study(losing, WEIGHTS, (NORMALISE,)), 50, 0)


def test_without_a_component_its_siblings_take_its_weight() -> None:
    weights = np.array([0.2, 0.3, 0.1, 0.4])
    np.testing.assert_allclose(without(weights, (0,)), [0, 0.375, 0.125, 0.5])
    families = (0, 0, 1, 1)
    np.testing.assert_allclose(without(weights, (0,), families), [0, 0.5, 0.1, 0.4])
    np.testing.assert_allclose(without(weights, (0, 1), families), [0, 0, 0.2, 0.8])
    np.testing.assert_allclose(without(weights, (2,), families), [0.2, 0.3, 0, 0.5])
    with pytest.raises(AnalysisError, match="nothing with a weight"):
        without(np.array([0.0, 1.0]), (1,))


def test_leave_one_out_is_the_ranking_without_it() -> None:
    found = leave_out(lambda weights: weights @ TABLE.T, WEIGHTS, [(k,) for k in range(4)])
    np.testing.assert_array_equal(found.base, competition_ranks(TABLE @ WEIGHTS))
    for k in range(4):
        rest = np.delete(WEIGHTS, k)
        expected = competition_ranks(np.delete(TABLE, k, axis=1) @ (rest / rest.sum()))
        np.testing.assert_array_equal(found.ranks[k], expected)
        np.testing.assert_array_equal(found.change[k], expected - found.base)
        assert found.mean_change[k] == np.abs(expected - found.base).mean()
        assert found.largest_change[k] == np.abs(expected - found.base).max()


def test_uniform_weights_can_be_what_varies() -> None:
    study = Study(prepare, WEIGHTS, draw=lambda count, seed: uniform_draws(4, count, seed))
    found = variance_shares(study, 50, 1)
    assert found.factors == ("weights",)
    assert found.overall[0] == pytest.approx(1)
