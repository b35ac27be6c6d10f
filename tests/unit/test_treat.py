"""Outliers: the moments against their textbook form, winsorising step by step."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ici_tui.index.choices import parse_method
from ici_tui.index.moments import kurtosis, skewness
from ici_tui.index.table import Table
from ici_tui.index.treat import Treated, log_transform, passes, treat, winsorise
from ici_tui.index.tree import Node

numbers = st.lists(st.integers(-1000, 1000), min_size=4, max_size=30)


def run(column: list[float], method: str = "winsorise") -> Treated:
    data = np.array([column], dtype=np.float64).T
    units = tuple(f"u{k}" for k in range(len(column)))
    return treat(Table(data, (Node("x", "X", 1, "P"),), units), [parse_method("treat", method)])


def moment(values: list[int], power: int) -> Fraction:
    mean = Fraction(sum(values), len(values))
    return sum(((v - mean) ** power for v in values), Fraction(0)) / len(values)


@given(numbers)
def test_moments_of_type_two(values: list[int]) -> None:
    assume(len(set(values)) > 1)
    n, second = len(values), moment(values, 2)
    g1 = float(moment(values, 3)) / float(second) ** 1.5
    g2 = float(moment(values, 4) / second**2) - 3
    column = np.array(values, dtype=np.float64)
    expected = math.sqrt(n * (n - 1)) / (n - 2) * g1
    assert skewness(column) == pytest.approx(expected, abs=1e-9)
    expected = (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * g2 + 6)
    assert kurtosis(column) == pytest.approx(expected, abs=1e-9)


def test_moments_that_do_not_exist_are_missing_and_large_values_do_not_overflow() -> None:
    assert math.isnan(skewness(np.array([1.0, 2.0])))
    assert math.isnan(kurtosis(np.array([1.0, 2.0, 4.0])))
    assert math.isnan(skewness(np.full(9, 0.1)))
    large = np.array([1.0, 2.0, 3.0, 5.0, 9.0]) * 1e150
    assert kurtosis(large) == pytest.approx(kurtosis(large / 1e150))


def by_hand(column: list[float]) -> tuple[list[float], set[int]]:
    """The definition, on a list: one step at a time, at most until five values were moved."""
    values, moved = list(column), set()
    while not passes(np.array(values)) and len(moved) < 5:
        high = skewness(np.array(values)) >= 0
        end = max(values) if high else min(values)
        rest = [v for v in values if v != end]
        if len(set(rest)) == 1:
            break
        cap = max(rest) if high else min(rest)
        moved |= {k for k, v in enumerate(values) if v == end}
        values = [cap if v == end else v for v in values]
    return values, moved


@given(
    st.lists(
        st.integers(0, 6).map(lambda k: float(10**k) if k > 3 else float(k)),
        min_size=8,
        max_size=40,
    )
)
def test_winsorising_follows_its_definition(column: list[float]) -> None:
    assume(len(set(column)) > 1)
    expected, moved = by_hand(column)
    values, touched = winsorise(np.array(column))
    assert values.tolist() == expected
    assert set(np.flatnonzero(touched).tolist()) == moved


def test_one_outlier_is_moved_to_the_next_value_on_either_side() -> None:
    column = [*map(float, range(20)), 1000.0]
    found = run(column)
    assert found.table.values[:, 0].tolist() == [*map(float, range(20)), 19.0]
    assert np.flatnonzero(found.moved).tolist() == [20]
    mirrored = run([-v for v in column])
    assert mirrored.table.values[:, 0].min() == -19.0
    assert not run([*map(float, range(20))]).moved.any()


def test_a_step_with_ties_may_overshoot_five() -> None:
    column = [*map(float, range(60)), 5000.0, *([4000.0] * 6)]
    assert run(column).moved.sum() > 5


def test_a_column_that_fails_still_is_transformed_from_its_original_values() -> None:
    column = [float(10**k) for k in range(12)] + [1.0] * 130
    found = run(column, "winsorise-log")
    assert found.logged == ("x",)
    assert not found.moved.any()
    low, high = min(column), max(column)
    expected = [math.log(v - low + 0.01 * (high - low)) for v in column]
    np.testing.assert_allclose(found.table.values[:, 0], expected, rtol=1e-12)
    kept = run(column, "winsorise")
    assert kept.logged == ()
    assert kept.moved.any()
    assert "still fails" in kept.notes[0].text


def test_the_logarithm_keeps_the_order() -> None:
    column = np.array([3.0, -5.0, 0.0, 1e9])
    assert np.argsort(log_transform(column)).tolist() == np.argsort(column).tolist()


def test_a_constant_column_and_a_nearly_constant_one_are_left_with_values_that_differ() -> None:
    constant = run([2.0] * 9)
    assert constant.table.values[:, 0].tolist() == [2.0] * 9
    assert "is constant" in constant.notes[0].text
    binary = run([*([0.0] * 30), 1.0])
    assert binary.table.values[-1, 0] == 1.0
    assert "still fails" in binary.notes[0].text


def test_missing_values_stay_missing_and_have_no_part() -> None:
    column = [*map(float, range(20)), 1000.0]
    holed = [math.nan, *column[:10], math.nan, *column[10:]]
    found = run(holed).table.values[:, 0]
    assert np.isnan(found[[0, 11]]).all()
    assert found[~np.isnan(found)].tolist() == run(column).table.values[:, 0].tolist()


@given(st.permutations([1.0, 1.0, 1.0, 0.0]), st.floats(0.1, 1000))
def test_a_column_at_the_threshold_is_judged_alike_in_any_order(
    values: list[float], factor: float
) -> None:
    column = np.array(values) * factor
    assert skewness(column) == skewness(np.sort(column))
    assert kurtosis(column) == kurtosis(np.sort(column))
    assert passes(column) == passes(np.sort(column))
