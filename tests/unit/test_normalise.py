"""Every way of normalising, against formulas on plain lists, and what each refuses."""

from __future__ import annotations

import math
import statistics
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ici_tui.index.choices import parse_method
from ici_tui.index.errors import PipelineError
from ici_tui.index.normalise import Normalised, normalise
from ici_tui.index.table import Table
from ici_tui.index.tree import Goalposts, Node

if TYPE_CHECKING:
    from collections.abc import Callable

NAN = math.nan
LEAF = Node("x", "X", 1, "P", target=60.0, goalposts=Goalposts(-20.0, 30.0, 10.0))
LESS = Node("x", "X", 1, "P", direction=-1, target=-60.0, goalposts=Goalposts(-20.0, 30.0, 10.0))
columns = st.lists(
    st.one_of(st.just(NAN), st.integers(-50, 50).map(float)), min_size=1, max_size=30
)


def run(column: list[float], method: str, leaf: Node = LEAF) -> Normalised:
    data = np.array([column], dtype=np.float64).T
    units = tuple(f"u{k}" for k in range(len(column)))
    return normalise(Table(data, (leaf,), units), [parse_method("normalise", method)])


def rank(values: list[float], value: float) -> int:
    return 1 + sum(other < value for other in values)


FORMULAS: dict[str, Callable[[list[float], float], float]] = {
    "minmax:1,100": lambda v, x: (x - min(v)) / (max(v) - min(v)) * 99 + 1,
    "zscore": lambda v, x: (x - statistics.fmean(v)) / statistics.stdev(v),
    "zscore:50,10": lambda v, x: (x - statistics.fmean(v)) / statistics.stdev(v) * 10 + 50,
    "rank": rank,
    "percentile-rank": lambda v, x: (rank(v, x) - 1) / (len(v) - 1),
    "borda": lambda v, x: rank(v, x) - 1,
    "distance-to-max": lambda v, x: 1 - (max(v) - x) / (max(v) - min(v)),
    "distance-to-target": lambda v, x: 1 - (60 - x) / (60 - min(v)),
}
"""On directed, present values that are not all the same."""


@pytest.mark.parametrize("leaf", [LEAF, LESS], ids=["more", "less"])
@pytest.mark.parametrize("method", FORMULAS)
@given(column=columns)
def test_methods_follow_their_formulas(method: str, leaf: Node, column: list[float]) -> None:
    directed = [leaf.direction * v for v in column]
    there = [v for v in directed if not math.isnan(v)]
    assume(len(set(there)) > 1)
    expected = [v if math.isnan(v) else FORMULAS[method](there, v) for v in directed]
    found = run(column, method, leaf).table.values[:, 0]
    np.testing.assert_allclose(found, expected, rtol=1e-9, atol=1e-9)


def test_none_directs_the_values_and_leaves_them() -> None:
    assert run([1.0, 2.0], "none", LESS).table.values[:, 0].tolist() == [-1.0, -2.0]


def test_goalposts_are_in_raw_units_and_cut_what_lies_outside() -> None:
    column = [-40.0, -20.0, 5.0, 30.0, 31.0, NAN]
    more = run(column, "goalposts").table.values[:, 0]
    np.testing.assert_allclose(more, [0, 0, 5, 10, 10, NAN])
    less = run(column, "goalposts", LESS).table.values[:, 0]
    np.testing.assert_allclose(less, [10, 10, 5, 0, 0, NAN])
    # They do not depend on the units: a constant column has a value.
    assert run([5.0, 5.0], "goalposts").table.values[:, 0].tolist() == [5.0, 5.0]


def test_the_leader_has_one_and_the_order_is_kept_in_both_directions() -> None:
    more = run([2.0, 8.0, NAN, 4.0], "fraction-of-max").table.values[:, 0]
    np.testing.assert_allclose(more, [0.25, 1, NAN, 0.5])
    less = run([2.0, 8.0, NAN, 4.0], "fraction-of-max", LESS).table.values[:, 0]
    np.testing.assert_allclose(less, [1, 0.25, NAN, 0.5])


@pytest.mark.parametrize(
    "method",
    ["minmax:0,100", "zscore", "rank", "percentile-rank", "borda", "distance-to-max"],
)
@pytest.mark.parametrize("column", [[7.0, 7.0, NAN], [7.0]])
def test_a_constant_column_becomes_missing_and_is_named(method: str, column: list[float]) -> None:
    found = run(column, method)
    assert np.isnan(found.table.values).all()
    assert found.constant == ("x",)
    assert found.notes[0].text.startswith("x is 7 wherever it is present")


def test_a_column_without_values_is_named() -> None:
    assert run([NAN, NAN], "minmax:0,1").notes[0].text == "x has no value at all"


@pytest.mark.parametrize(
    ("column", "method", "leaf", "words"),
    [
        ([1.0, 2.0], "distance-to-target", Node("x", "X", 1, "P"), "x has no target; give one"),
        ([61.0, 70.0], "distance-to-target", LEAF, "60 of x is no better than its worst value, 61 of u0"),
        ([-61.0, -70.0], "distance-to-target", Node("x", "X", 1, "P", direction=-1, target=-60.0), "worst value, -61 of u0"),
        ([1.0, 2.0], "goalposts", Node("x", "X", 1, "P"), "x has no goalposts"),
        ([1.0, 2.0], "goalposts", Node("x", "X", 1, "P", goalposts=Goalposts(2, 1)), "run from 2 to 1"),
        ([1.0, 0.0], "fraction-of-max", LESS, "x of u1 is 0, and where less is better"),
        ([NAN, -3.0, -2.0], "fraction-of-max", LEAF, "the leader of x, u2, has -2"),
        ([-1e308, 1e308], "minmax:0,100", LEAF, "x are too large or too small"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_names_indicator_unit_and_value(
    column: list[float], method: str, leaf: Node, words: str
) -> None:
    with pytest.raises(PipelineError) as caught:
        run(column, method, leaf)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)
