"""Numbers as people read them: what differs reads differently, and nothing is surer than it is."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ici_tui.views.numbers import (
    MANY,
    MOST_DIGITS,
    SAME,
    Shown,
    decimals_for,
    estimate_decimals,
    fixed,
    most_decimals,
    percent,
    percent_span,
    signed,
    text,
    told_apart,
)

SCALES = {"share": (0.0, 1.0), "hundred": (0.0, 100.0), "z": (-4.0, 4.0), "money": (0.0, 90_000.0)}
columns = st.sampled_from(sorted(SCALES)).flatmap(
    lambda scale: st.lists(st.floats(*SCALES[scale]), min_size=1, max_size=40)
)


@given(columns)
def test_neighbours_that_differ_read_differently(values: list[float]) -> None:
    """Up to the digits that a column may have, and beyond what arithmetic rounds."""
    decimals = decimals_for(values)
    largest = max(map(abs, values))
    most = most_decimals(min(values), max(values))
    assert decimals <= most
    for low, high in pairwise(sorted(set(values))):
        told_at_all = fixed(low, most) != fixed(high, most) and high - low > SAME * largest
        assert not told_at_all or text(Shown(low), decimals) != text(Shown(high), decimals)


@given(columns, st.floats(1e-6, 1.0))
def test_values_a_step_of_the_last_digit_apart_always_differ(
    values: list[float], share: float
) -> None:
    most = most_decimals(min(values), max(values))
    other = values[0] + (1 + share) * 10.0**-most
    both = [*values, other]
    decimals = decimals_for(both)
    if most_decimals(min(both), max(both)) == most:
        assert fixed(values[0], decimals) != fixed(other, decimals)


@given(columns, st.data())
def test_a_value_reads_the_same_wherever_it_stands(
    values: list[float], data: st.DataObject
) -> None:
    mixed = data.draw(st.permutations([*values, values[0]]))
    decimals = decimals_for(mixed)
    assert decimals == decimals_for(values)
    told = {value: {text(Shown(v), decimals) for v in mixed if v == value} for value in values}
    assert all(len(texts) == 1 for texts in told.values())


@given(columns)
def test_no_more_decimals_than_the_values_need(values: list[float]) -> None:
    decimals = decimals_for(values)
    fewest = decimals_for([max(map(abs, values))])
    if decimals > fewest:
        fewer = [fixed(value, decimals - 1) for value in sorted(set(values))]
        assert any(low == high for low, high in pairwise(fewer))


@given(columns)
def test_a_number_has_no_more_digits_than_are_stated(values: list[float]) -> None:
    decimals = decimals_for(values)
    for value in values:
        signs = len(fixed(value, decimals).replace(".", ""))
        assert signs <= max(MOST_DIGITS, len(f"{max(map(abs, values)):.0f}") + 1)


@pytest.mark.parametrize(
    ("values", "read"),
    [
        ([62.34, 62.31, 20.0], ["62.34", "62.31", "20.00"]),
        ([62.3, 62.1], ["62.3", "62.1"]),
        ([0.5012, 0.5013], ["0.5012", "0.5013"]),
        ([-1.204, 1.1991, 1.1988], ["-1.2040", "1.1991", "1.1988"]),
        ([50.0, 50.0 + 1e-12], ["50.0", "50.0"]),
        ([54_321.74, 54_321.71], ["54321.7", "54321.7"]),
    ],
)
def test_decimals_follow_the_spread(values: list[float], read: list[str]) -> None:
    decimals = decimals_for(values)
    assert [fixed(value, decimals) for value in values] == read


def test_columns_that_are_given_together_are_told_apart_each_by_itself() -> None:
    assert decimals_for([62.34, 10.0], [62.31, 20.0]) == 1
    assert decimals_for([62.34, 62.31], [10.0, 20.0]) == 2


def test_of_very_many_values_each_has_all_the_digits() -> None:
    assert decimals_for(k / 1000 for k in range(MANY + 1)) == most_decimals(0.0, 10.0)


def test_estimates_and_published_digits_ask_for_no_decimals() -> None:
    exact = [Shown(34.2), Shown(11.0)]
    for close in (
        [Shown(34.21, "estimated"), Shown(34.22, "estimated")],
        [Shown(34.21, "reported", reported=34.0, decimals=0)],
    ):
        assert decimals_for([*exact, *close]) == 1
    close_together = decimals_for([62.341, 62.342])
    assert text(Shown(1.34, "estimated"), close_together) == "≈1"


@given(columns)
def test_an_estimate_is_coarser_than_the_exact_numbers_beside_it(values: list[float]) -> None:
    """By one digit on the scale of the column, however close its exact numbers are."""
    decimals = decimals_for(values)
    assert estimate_decimals(decimals) == decimals_for([max(values, key=abs)]) - 1 < decimals


@given(st.floats(0, 1), st.integers(0, 3))
def test_all_and_nothing_are_said_only_where_they_are_certain(share: float, digits: int) -> None:
    for certain in (True, False):
        told = percent(share, digits, certain=certain)
        assert (told == f"{fixed(0, digits)} %") == (share == 0 and certain)
        assert (told == f"{fixed(100, digits)} %") == (share == 1 and certain)


@pytest.mark.parametrize(
    ("share", "digits", "certain", "read"),
    [
        (0.994, 0, True, "99 %"),
        (0.995, 0, True, ">99 %"),
        (1.0, 0, True, "100 %"),
        (1.0, 0, False, ">99 %"),
        (0.005, 0, True, "<1 %"),
        (0.0, 0, False, "<1 %"),
        (0.99996, 2, True, ">99.99 %"),
        (0.00004, 2, True, "<0.01 %"),
        (0.5, 2, True, "50.00 %"),
        (None, 0, True, ""),
    ],
)
def test_a_percentage(share: float | None, digits: int, certain: bool, read: str) -> None:
    assert percent(share, digits, certain=certain) == read


def test_a_span_of_percentages_has_one_sign() -> None:
    assert percent_span(0.25, 0.75) == "25–75 %"
    assert percent_span(0.999, 1.0) == ">99–100 %"
    assert percent_span(1.0, 1.0) == "100 %"


@given(st.floats(0, 100), st.floats(0, 100))
def test_two_weights_are_told_apart_with_six_digits_at_most(one: float, other: float) -> None:
    texts = told_apart(one, other)
    if texts[0] == texts[1]:
        assert f"{one:.{MOST_DIGITS}g}" == f"{other:.{MOST_DIGITS}g}"


def test_a_difference_has_a_sign_unless_it_reads_as_nothing() -> None:
    assert [signed(v, 1) for v in (0.26, -0.26, 0.04, -0.04)] == ["+0.3", "-0.3", "0.0", "0.0"]
