"""Clusters against scipy's own cuts and against definitions written out a second time."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.cluster.hierarchy import cut_tree, linkage

from ici_tui.analysis import clusters
from ici_tui.analysis.inputs import AnalysisError
from tests.unit.test_analysis_t4 import TABLE, WEIGHTS, place


def test_cuts_are_those_of_scipy() -> None:
    points = clusters.z_scores(TABLE)
    tree = clusters.ward(points)
    whole = linkage(points, method="ward")
    for k in (1, 2, 3, 5, 8, 20, 51):
        labels = tree.cut(k)
        assert sorted(set(labels)) == list(range(1, k + 1))
        expected = cut_tree(whole, n_clusters=k)[:, 0]
        assert clusters.adjusted_rand(labels.tolist(), expected.tolist()) == pytest.approx(1)
        firsts = [int(np.flatnonzero(labels == label)[0]) for label in range(1, k + 1)]
        assert firsts == sorted(firsts)


def test_ward_merges_what_adds_least_variance() -> None:
    """Every merge of the tree against all merges that were possible at its moment."""
    points = np.random.default_rng(5).normal(size=(9, 3))
    tree = clusters.ward(points)
    members = {i: [i] for i in range(9)}

    def added(one: list[int], other: list[int]) -> float:
        gap = points[one].mean(axis=0) - points[other].mean(axis=0)
        return float(np.sqrt(2 * len(one) * len(other) / (len(one) + len(other)) * (gap @ gap)))

    for step, (one, other, height) in enumerate(tree.merges):
        costs = [added(members[a], members[b]) for a, b in combinations(members, 2)]
        assert height == pytest.approx(min(costs))
        assert height == pytest.approx(added(members[one], members[other]))
        members[9 + step] = members.pop(one) + members.pop(other)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=12))
def test_the_rand_index_counts_pairs(labels: list[tuple[int, int]]) -> None:
    one, other = zip(*labels, strict=True)
    both = first = second = 0
    for i, j in combinations(range(len(labels)), 2):
        a, b = one[i] == one[j], other[i] == other[j]
        both, first, second = both + (a and b), first + a, second + b
    every = len(labels) * (len(labels) - 1) / 2
    chance = first * second / every
    largest = (first + second) / 2
    expected = 1.0 if largest == chance else (both - chance) / (largest - chance)
    assert clusters.adjusted_rand(one, other) == pytest.approx(expected)
    assert clusters.adjusted_rand(one, one) == 1


def test_units_without_a_label_are_left_out() -> None:
    assert clusters.adjusted_rand(["a", "a", None, "b"], [1, 1, 1, 2]) == 1
    with pytest.raises(AnalysisError, match="no unit has a label in both"):
        clusters.adjusted_rand(["a", None], [None, 1])
    with pytest.raises(AnalysisError, match="same units"):
        clusters.adjusted_rand(["a"], ["a", "b"])


def test_z_scores_and_contribution_profiles() -> None:
    constant = np.column_stack([TABLE, np.full(len(TABLE), 0.1)])
    scaled = clusters.z_scores(constant)
    np.testing.assert_allclose(scaled.mean(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(scaled[:, :4].std(axis=0, ddof=1), 1)
    np.testing.assert_array_equal(scaled[:, 4], 0)
    profiles = clusters.contribution_profiles(TABLE, WEIGHTS)
    np.testing.assert_allclose(profiles.sum(axis=1), TABLE @ WEIGHTS)


def test_profiles_move_with_weights_and_indicators_do_not() -> None:
    near = clusters.ward(clusters.contribution_profiles(TABLE, WEIGHTS)).cut(5)
    other = clusters.ward(clusters.contribution_profiles(TABLE, WEIGHTS[::-1])).cut(5)
    assert clusters.adjusted_rand(near.tolist(), other.tolist()) < 1


def test_nearest_neighbours() -> None:
    points = clusters.z_scores(TABLE)
    found = clusters.nearest_neighbours(points, place("CHE"), 3)
    distances = np.linalg.norm(points - points[place("CHE")], axis=1)
    distances[place("CHE")] = np.inf
    assert [unit for unit, _ in found] == np.argsort(distances)[:3].tolist()
    assert [distance for _, distance in found] == pytest.approx(sorted(distances)[:3])
    assert len(clusters.nearest_neighbours(points, 0, 99)) == 50


def test_single_units_and_impossible_cuts() -> None:
    alone = clusters.ward(np.zeros((1, 3)))
    assert alone.cut(1).tolist() == [1]
    with pytest.raises(AnalysisError, match="51 units make 1 to 51 clusters, not 52"):
        clusters.ward(TABLE).cut(52)
    with pytest.raises(AnalysisError, match="missing values"):
        clusters.z_scores(np.array([[np.nan]]))
    # Units that coincide still give exactly as many clusters as asked for.
    assert sorted(set(clusters.ward(np.zeros((4, 2))).cut(3))) == [1, 2, 3]
