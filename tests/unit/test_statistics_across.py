"""Statistics over the tables of an ensemble: each against its namesake of one table, one by one."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ici_tui.analysis import statistics_across as across
from ici_tui.analysis.data_weights import weights_by_data
from ici_tui.analysis.data_weights_across import data_weights_across
from ici_tui.analysis.explain import influence
from ici_tui.analysis.inputs import AnalysisError
from ici_tui.analysis.statistics import cronbach_alpha
from ici_tui.index.scores import evaluate
from ici_tui.index.treat import passes
from ici_tui.index.tree import Node, Tree
from ici_tui.index.weight_rules import RULES
from ici_tui.index.weights import WeightError, WeightSet
from ici_tui.packs.find import find_pack
from ici_tui.packs.load import load_pack
from ici_tui.views.compare import build_comparison
from ici_tui.views.extremes import extreme_shares
from ici_tui.views.statistics import build_statistics
from ici_tui.views.study import Study
from tests.unit.test_oneshot_output import run

if TYPE_CHECKING:
    from ici_tui.views.statistics import IndexStatistics

CODES = "abc"
TREE = Tree.build([*(Node(code, code, 1, "I", 1.0) for code in CODES), Node("I", "I", 2, None)])


def tables_of(seed: int, units: int, whole: bool) -> np.ndarray:
    """Eight tables of three columns; whole numbers make constant columns and ties."""
    random = np.random.default_rng(seed)
    shape = (8, units, len(CODES))
    if whole:
        return random.integers(0, 3, shape).astype(float)
    return random.gamma(0.3, 10.0, shape)


some = given(st.integers(0, 10**6), st.integers(2, 9), st.booleans())


def same(found: float, wanted: float | None) -> None:
    assert math.isnan(found) if wanted is None else found == pytest.approx(wanted, 1e-6, abs=1e-9)


@some
def test_alphas_and_influences(seed: int, units: int, whole: bool) -> None:
    tables = tables_of(seed, units, whole)
    columns = [tables[:, :, k] for k in range(len(CODES))]
    weights = np.array([0.5, 0.3, 0.2])
    alphas, shares = across.alphas(columns), across.influences(columns, weights)
    for table, alpha, share in zip(tables, alphas, shares, strict=True):
        same(alpha, cronbach_alpha(table))
        try:
            wanted = influence(table, weights).share.tolist()
        except AnalysisError:
            wanted = [None] * len(CODES)
        for one, other in zip(share, wanted, strict=True):
            same(one, other)


@some
def test_correlations_and_outliers(seed: int, units: int, whole: bool) -> None:
    tables = tables_of(seed, units, whole)
    one, other = tables[:, :, 0], tables[:, :, 1]
    found = across.correlations(across.standardised(one), across.standardised(other))
    for first, second, value in zip(one, other, found, strict=True):
        if units < 3 or not (np.ptp(first) and np.ptp(second)):
            assert math.isnan(value)
        else:
            assert value == pytest.approx(np.corrcoef(first, second)[0, 1], abs=1e-9)
    acts = across.outlying(one)
    for column, outlying in zip(one, acts, strict=True):
        assert outlying == (np.ptp(column) > 0 and not passes(column))


@pytest.mark.parametrize("rule", RULES)
@some
def test_weights_by_data(rule: str, seed: int, units: int, whole: bool) -> None:
    tables = tables_of(seed, units, whole)
    own = WeightSet.from_tree(TREE)
    for table, found in zip(tables, data_weights_across(rule, tables), strict=True):
        try:
            wanted = weights_by_data(rule, TREE, evaluate(TREE, table, own), "I").shares
        except WeightError:
            assert np.isnan(found).all()
        else:
            assert found == pytest.approx(wanted, 1e-6, abs=1e-9)


@pytest.mark.parametrize("rule", ["critic", "entropy"])
def test_rounding_is_no_weight(rule: str) -> None:
    rng = np.random.default_rng(3)
    one = np.full(7, 0.1) if rule == "entropy" else rng.gamma(1.0, 5.0, 7)
    table = np.column_stack([one, one * 3, one / 7])
    assert np.isnan(data_weights_across(rule, table[None])).all()
    own = WeightSet.from_tree(TREE)
    with pytest.raises(WeightError, match="nothing tells"):
        weights_by_data(rule, TREE, evaluate(TREE, table, own), "I")


def test_a_number_that_no_table_has_has_no_range() -> None:
    assert across.range_of(np.full(3, np.nan)) is None
    low, high = across.range_of(np.array([np.nan, *range(101)])) or (0, 0)
    assert (low, high) == (5, 95)


@pytest.fixture(scope="module")
def bundled() -> IndexStatistics:
    return build_statistics(Study.of(load_pack(find_pack("ici-cn-2020"))))


def test_shares_of_the_tables_are_counted_table_by_table(bundled: IndexStatistics) -> None:
    study = Study.of(load_pack(find_pack("ici-cn-2020")))
    tree, ensemble = study.pack.index.tree, study.pack.ensemble
    assert ensemble is not None
    assert bundled.tables == len(ensemble)
    own = study.weights
    scores = [evaluate(tree, table, own) for table in ensemble.tables[::20]]
    pairs = dict(zip(((p.one, p.other) for p in bundled.pairs), bundled.pair_tables, strict=True))
    for one, other in [p for p in pairs if tree[p[0]].parent == tree[p[1]].parent][:12]:
        values = [np.corrcoef(s.of(one), s.of(other))[0, 1] for s in scores]
        held = pairs[one, other]
        assert held.negative == pytest.approx(np.mean(np.array(values) < 0), abs=0.12)
        assert held.redundant == pytest.approx(np.mean(np.array(values) > 0.9), abs=0.12)
        assert held.low is not None
        assert held.low == pytest.approx(np.quantile(values, 0.05), abs=0.2)


def test_a_flag_is_one_of_most_tables(bundled: IndexStatistics) -> None:
    for row in bundled.nodes:
        assert row.tables is not None
        held = dict(row.tables.redundant)
        assert set(row.redundant_in_most) == {code for code in held if held[code] > 0.5}
        assert row.outlying_in_most == ((row.tables.outlying or 0.0) > 0.5)


def test_influences_of_the_parts_sum_to_the_whole_in_every_table(bundled: IndexStatistics) -> None:
    parts = [row for row in bundled.nodes if row.node.parent == bundled.nodes[0].node.code]
    total = sum(row.tables.influence for row in parts if row.tables is not None)
    assert total == pytest.approx(np.ones(bundled.tables or 0))


def test_records_have_the_tables_only_where_there_are_some() -> None:
    with_tables = json.loads(run("stats", "--format", "json").stdout)
    without = json.loads(run("stats", "--pack", "asem-2018", "--format", "json").stdout)
    own = {"influence_low", "alpha_high", "redundant_in_most", "outlying_in", "tables"}
    assert own <= set(with_tables[0])
    assert not own & set(without[0])
    for row in with_tables:
        for name in ("influence", "alpha", "r2_index"):
            low, high = row[f"{name}_low"], row[f"{name}_high"]
            assert (low is None) == (high is None)
            assert low is None or low <= high


def test_weights_by_data_say_what_the_tables_give() -> None:
    done = run("rank", "--weights", "pca", "--top", "1")
    assert "1,000 tables: Enterprise" in done.stderr
    assert "tables" not in run("rank", "--weights", "pca", "--pack", "asem-2018").stderr


def test_the_strongest_and_the_leader_are_counted_over_the_tables() -> None:
    study = Study.of(load_pack(find_pack("ici-cn-2020")))
    index, ensemble = study.pack.index, study.pack.ensemble
    assert ensemble is not None
    place = index.codes.index("Wuhan")
    strong, weak = extreme_shares(study, place)
    few = 3
    counts = dict.fromkeys((leaf.code for leaf in index.tree.leaves), 0)
    for table in ensemble.tables:
        ranks = {
            leaf.code: 1 + int((table[:, k] > table[place, k]).sum())
            for k, leaf in enumerate(index.tree.leaves)
        }
        own = dict(zip(counts, table[place].tolist(), strict=True))
        for code in sorted(counts, key=lambda c: (ranks[c], -own[c], c))[:few]:
            counts[code] += 1
    assert strong == pytest.approx({c: n / len(ensemble) for c, n in counts.items()})
    assert sum(strong.values()) == pytest.approx(few) == sum(weak.values())
    other = index.codes.index("Nanjing")
    root = index.tree.root.code
    found = build_comparison(study, (place, other)).nodes[0]
    scores = ensemble.scores(root, index.tree, study.weights)
    assert found.gap is not None
    assert found.gap < 0
    assert found.holds_in == pytest.approx((scores[:, place] < scores[:, other]).mean())


def test_without_an_ensemble_nothing_is_said_of_tables() -> None:
    study = Study.of(load_pack(find_pack("asem-2018")))
    assert extreme_shares(study, 0) == ({}, {})
    assert {node.holds_in for node in build_comparison(study, (0, 1)).nodes} == {None}
