"""Weights by data: each rule against its formula, and when it is refused."""

from __future__ import annotations

import math
import statistics

import numpy as np
import pytest

from ici_tui.analysis.data_weights import weights_by_data, with_data_weights
from ici_tui.index.scores import Scores, evaluate
from ici_tui.index.tree import Node, Tree
from ici_tui.index.weight_rules import RULES
from ici_tui.index.weights import WeightError, WeightSet
from ici_tui.packs.find import find_pack
from ici_tui.packs.load import load_pack
from ici_tui.views.study import Study

NAN = math.nan
TREE = Tree.build([*(Node(code, code, 1, "I", 1.0) for code in "abc"), Node("I", "I", 2, None)])
VALUES = np.array(
    [[10.0, 0, 50], [30, 20, 60], [20, 40, 10], [80, 60, 90], [70, 90, 40], [95, 70, 70]]
)


def scored(values: object) -> Scores:
    data = np.array(values, dtype=np.float64)
    return evaluate(TREE, data, WeightSet.from_tree(TREE))


def shares(rule: str, values: object = VALUES) -> list[float]:
    return list(weights_by_data(rule, TREE, scored(values), "I").shares)


def on_unit_scale(column: np.ndarray) -> list[float]:
    return [(v - min(column)) / (max(column) - min(column)) for v in column]


def in_shares(raw: list[float]) -> list[float]:
    return [value / sum(raw) for value in raw]


def test_equal_and_standard_deviation() -> None:
    assert shares("equal") == pytest.approx([1 / 3] * 3)
    deviations = [statistics.stdev(on_unit_scale(column)) for column in VALUES.T]
    assert shares("deviation") == pytest.approx(in_shares(deviations))
    assert shares("Deviation", VALUES * [1, 5, 0.1] + 3) == pytest.approx(in_shares(deviations))


def test_entropy() -> None:
    raw = []
    for column in VALUES.T:
        parts = [v / sum(column) for v in column]
        raw.append(1 + sum(p * math.log(p) for p in parts if p > 0) / math.log(len(column)))
    assert shares("entropy") == pytest.approx(in_shares(raw))


def test_critic() -> None:
    raw = []
    for one in VALUES.T:
        conflict = sum(1 - statistics.correlation(one, other) for other in VALUES.T)
        raw.append(statistics.stdev(on_unit_scale(one)) * conflict)
    assert shares("critic") == pytest.approx(in_shares(raw))


def test_the_first_component_is_the_direction_of_greatest_variance() -> None:
    standard = (VALUES - VALUES.mean(axis=0)) / VALUES.std(axis=0, ddof=1)
    vector = np.ones(3)
    for _ in range(2000):  # power iteration, as an algorithm of its own
        vector = standard.T @ (standard @ vector)
        vector /= np.linalg.norm(vector)
    assert shares("pca") == pytest.approx(list(vector**2))
    note = weights_by_data("pca", TREE, scored(VALUES), "I").note
    explained = (standard @ vector).var(ddof=1) / 3
    assert note == f"the first component explains {100 * explained:.0f} % of the variance"


def test_units_that_lack_a_sibling_have_no_part() -> None:
    holed = np.vstack([VALUES, [[NAN, 1000.0, 1000.0]]])
    for rule in RULES:
        assert shares(rule, holed) == pytest.approx(shares(rule))
    assert weights_by_data("critic", TREE, scored(holed), "I").units == len(VALUES)


@pytest.mark.parametrize(
    ("rule", "values", "words"),
    [
        ("mean", VALUES, "no weights by 'mean'; there are equal, pca"),
        ("pca", VALUES * [1, -1, 1], "b pulls against the others"),
        ("pca", VALUES * [1, 0, 1], "b has the same value in every unit"),
        ("critic", VALUES * [1, 0, 1], "b has the same value in every unit"),
        ("entropy", VALUES - 20, "a has values below 0 (the least is -10)"),
        ("entropy", VALUES * [0, 1, 1], "a is 0 in every unit"),
        ("critic", VALUES[:2], "only 2 units have every child of I, and 3 are needed"),
        ("deviation", VALUES * [1, NAN, 1], "b has no values at all"),
        ("deviation", VALUES * 0, "nothing tells the children of I apart"),
        ("pca", np.array([[0.0, 0, 1], [1, 0, 0], [0, 1, 0]]), "no first component"),
    ],
)
def test_a_rule_that_does_not_apply_is_refused(rule: str, values: object, words: str) -> None:
    with pytest.raises(WeightError) as caught:
        shares(rule, values)
    assert words in str(caught.value)


def test_whole_sets_of_weights_or_one_family() -> None:
    study = Study.of(load_pack(find_pack()))
    tree = study.pack.index.tree
    every = with_data_weights(study.weights, "critic", tree, study.scores)
    expected = weights_by_data("critic", tree, study.scores, tree.root.code)
    assert every.families[tree.root.code].shares == pytest.approx(expected.shares)
    assert every.reset() == study.weights
    one = with_data_weights(study.weights, "entropy", tree, study.scores, tree.root.code)
    changed = [code for code, family in one.families.items() if family.edited]
    assert changed == [tree.root.code]


def test_every_rule_says_what_it_means() -> None:
    for rule in RULES.values():
        assert rule.meaning.endswith(".")
        assert rule.source
