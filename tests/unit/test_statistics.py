"""Statistics of an index against the standard library's, and what is undefined."""

from __future__ import annotations

import math
import statistics
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from ici_tui.analysis.statistics import (
    consistency,
    correlation,
    correlations,
    cronbach_alpha,
    indicator_statistics,
)
from ici_tui.index.options import PipelineOptions
from ici_tui.index.pipeline import run_pipeline
from ici_tui.index.weights import WeightSet
from ici_tui.packs.find import find_pack
from ici_tui.packs.load import load_pack
from ici_tui.views.statistics import build_statistics
from ici_tui.views.study import Study
from tests.unit.test_pipeline import TREE, index

NAN = math.nan
cells = st.one_of(st.just(NAN), st.integers(-20, 20).map(float))
tables = st.integers(1, 12).flatmap(lambda n: arrays(np.float64, (n, 3), elements=cells))


@given(tables)
def test_means_and_deviations_are_those_of_the_values_that_are_there(values: np.ndarray) -> None:
    prepared = run_pipeline(index(values), PipelineOptions(impute="mean"))
    for place, row in enumerate(indicator_statistics(TREE, prepared)):
        there = [v for v in values[:, place] if not math.isnan(v)]
        assert row.present == len(there)
        assert row.availability == pytest.approx(len(there) / len(values))
        assert row.mean == (pytest.approx(statistics.fmean(there)) if there else None)
        assert row.sd == (pytest.approx(statistics.stdev(there)) if len(there) > 1 else None)
        assert (row.skewness is None) == (len(there) < 3 or len(set(there)) == 1)
        assert (row.kurtosis is None) == (len(there) < 4 or len(set(there)) == 1)


@given(tables)
def test_correlations_are_pearsons_over_common_units(values: np.ndarray) -> None:
    prepared = run_pipeline(index(values), PipelineOptions())
    scores = prepared.scores(WeightSet.from_tree(TREE))
    found = correlation(scores, "a", "b", "sibling")
    pairs = [(a, -b) for a, b, _ in values if not math.isnan(a + b)]
    assert found.units == len(pairs)
    firsts, seconds = [a for a, _ in pairs], [b for _, b in pairs]
    if len(pairs) < 3 or len(set(firsts)) == 1 or len(set(seconds)) == 1:
        assert found.value is None
        assert found.flag == ""
    else:
        assert found.value == pytest.approx(statistics.correlation(firsts, seconds), abs=1e-9)


def test_redundant_and_negative_pairs_are_flagged() -> None:
    rising = np.arange(10.0)
    prepared = run_pipeline(index(np.column_stack([rising, -rising, rising % 3])))
    scores = prepared.scores(WeightSet.from_tree(TREE))
    kin = {(c.one, c.other): c for c in correlations(TREE, scores)}
    assert (kin["a", "b"].kin, kin["a", "b"].flag) == ("sibling", "redundant")
    assert (kin["a", "P"].kin, kin["a", "P"].flag) == ("parent", "")
    assert kin["a", "I"].kin == "ancestor"
    falling = run_pipeline(index(np.column_stack([rising, rising, rising])))
    scores = falling.scores(WeightSet.from_tree(TREE))
    assert correlation(scores, "a", "b", "sibling").flag == "negative"
    assert len(kin) == len(correlations(TREE, scores)) == 2 + 5 + 3


def test_alpha_of_a_textbook_table() -> None:
    values = np.array([[2.0, 3, 3], [4, 4, 5], [3, 3, 2], [5, 4, 5], [1, 2, 2]])
    variances = [statistics.variance(column) for column in values.T]
    total = statistics.variance(values.sum(axis=1))
    expected = 3 / 2 * (1 - sum(variances) / total)
    assert cronbach_alpha(values) == pytest.approx(expected)
    same = np.column_stack([values[:, 0]] * 4)
    assert cronbach_alpha(same) == pytest.approx(1.0)
    assert cronbach_alpha(values[:, :1]) is None
    assert cronbach_alpha(np.column_stack([values[:, 0], -values[:, 0]])) is None
    assert cronbach_alpha(np.array([[1.0, NAN], [NAN, 1.0], [2.0, NAN]])) is None


def test_statistics_of_the_bundled_indices() -> None:
    for name in ("asem-2018", "ici-cn-2020"):
        study = Study.of(load_pack(find_pack(name)))
        tree = study.pack.index.tree
        rows = indicator_statistics(tree, study.prepared)
        assert [row.code for row in rows] == [leaf.code for leaf in tree.leaves]
        for row in consistency(tree, study.scores):
            assert row.alpha is None or row.alpha <= 1
        for found in correlations(tree, study.scores):
            assert found.value is None or -1 <= found.value <= 1


def test_what_is_screened_out_has_no_part() -> None:
    values = [[1, 1, 1], [2, 2, 2], [900, NAN, NAN]]
    prepared = run_pipeline(index(values), PipelineOptions(screen=0.5))
    row = indicator_statistics(TREE, prepared)[0]
    assert (row.present, row.availability, row.greatest) == (2, 1.0, 2.0)


def test_an_outlying_column_is_marked() -> None:
    values = [[value, 1.0 + k % 3, 2.0 + k % 5] for k, value in enumerate([*range(20), 1000])]
    rows = indicator_statistics(TREE, run_pipeline(index(values)))
    assert [row.outlying for row in rows] == [True, False, False]
    assert all(one.code != other.code for one, other in pairwise(rows))


def test_nodes_that_are_too_many_are_not_compared_and_that_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert not build_statistics(Study.of(load_pack(find_pack("asem-2018")))).uncompared
    monkeypatch.setattr("ici_tui.analysis.statistics.MOST_TOGETHER", 5)
    pack = load_pack(find_pack("asem-2018"))
    found = build_statistics(Study.of(pack))
    children = {
        node.code: len(pack.index.tree.children(node.code)) for node in pack.index.tree.nodes
    }
    siblings = [pair for pair in found.pairs if pair.kin == "sibling"]
    assert siblings
    for pair in siblings:
        assert children[pack.index.tree[pair.one].parent or ""] <= 5
    for row in found.nodes:
        if row.alpha is not None and row.alpha.children > 5:
            assert row.alpha.alpha is None
            assert row.node.code in found.uncompared
    assert found.no_alpha
    assert sum(pair.kin == "parent" for pair in found.pairs) == len(children) - 1
