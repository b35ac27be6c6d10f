"""Aggregation and ranks, against definitions written out a second time."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from ici_tui.index.ranking import competition_ranks
from ici_tui.index.scores import evaluate
from ici_tui.index.weights import WeightSet
from tests.unit.test_tree import sample

values = st.one_of(st.just(math.nan), st.integers(0, 1000).map(lambda v: v / 10))
tables = st.integers(1, 9).flatmap(lambda n: arrays(np.float64, (n, 3), elements=values))


def by_hand(row: list[float]) -> float:
    """Alpha is the mean of the first two that are present; the index weighs 60 to 40."""
    first = [v for v in row[:2] if not math.isnan(v)]
    parts = [(60.0, sum(first) / len(first))] if first else []
    parts += [] if math.isnan(row[2]) else [(40.0, row[2])]
    return sum(w * v for w, v in parts) / sum(w for w, _ in parts) if parts else math.nan


@given(tables)
def test_scores_follow_the_definition_and_missing_ones_are_flagged(data: np.ndarray) -> None:
    tree = sample()
    scores = evaluate(tree, data, WeightSet.from_tree(tree))
    np.testing.assert_allclose(scores.of("I"), [by_hand(list(r)) for r in data], rtol=1e-12)
    assert (scores.incomplete("I") == np.isnan(data).any(axis=1)).all()
    assert (scores.incomplete("bm") == np.isnan(data[:, 2])).all()


@given(tables)
def test_relabelling_rows_commutes(data: np.ndarray) -> None:
    tree = sample()
    order = np.random.default_rng(len(data)).permutation(len(data))
    straight = evaluate(tree, data, WeightSet.from_tree(tree)).ranks("I")
    assert (
        evaluate(tree, data[order], WeightSet.from_tree(tree)).ranks("I") == straight[order]
    ).all()


@given(st.lists(values, max_size=300))
def test_competition_ranks_count_the_strictly_better(scores: list[float]) -> None:
    found = competition_ranks(np.array(scores, dtype=np.float64))
    for score, rank in zip(scores, found, strict=True):
        expected = 0 if math.isnan(score) else 1 + sum(other > score for other in scores)
        assert rank == expected


def test_ties_are_told_from_noise() -> None:
    noise = np.array([0.1 + 0.2, 0.3, 100.0, 0.3 + 1e-6])
    assert list(competition_ranks(noise)) == [3, 3, 1, 2]
    assert list(competition_ranks(np.array([5.0, 5.0, 5.0]))) == [1, 1, 1]
    assert list(competition_ranks(np.array([1.04, 0.96, 2.0]), decimals=1)) == [2, 2, 1]


def test_a_table_of_draws_is_ranked_row_by_row() -> None:
    draws = np.array([[1.0, 2.0, 2.0], [3.0, math.nan, 1.0]])
    assert competition_ranks(draws).tolist() == [[3, 1, 1], [1, 0, 2]]


def test_more_than_255_units() -> None:
    assert list(competition_ranks(np.arange(400.0))) == list(range(400, 0, -1))


def test_min_available_makes_an_aggregate_missing() -> None:
    tree = sample()
    data = np.array([[1.0, math.nan, 3.0]])
    strict = evaluate(tree, data, WeightSet.from_tree(tree), min_available=0.9)
    assert math.isnan(strict.of("am")[0])
    assert strict.of("B")[0] == pytest.approx(3.0)


def test_scores_that_differ_by_rounding_only_are_one_rank() -> None:
    level = np.array([0.1 + 0.2, 0.3, 0.3, 0.1 * 3])
    assert competition_ranks(level).tolist() == [1, 1, 1, 1]
    assert competition_ranks(1e6 * level).tolist() == [1, 1, 1, 1]
    assert competition_ranks(np.array([1.0, 1.0 + 1e-9])).tolist() == [2, 1]
