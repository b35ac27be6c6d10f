"""Ends of an interval, as told, never lie outside it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ici_tui.pages.robust.words import interval
from ici_tui.views.numbers import inner_ends, inward

points = st.floats(0, 100)


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [
        (39.56, 40.47, "39.6–40.4"),
        (0.0, 100.0, "0–100"),
        (39.981, 40.047, "39.99–40.04"),
        (40.001, 40.003, "40"),
    ],
)
def test_both_ends_are_rounded_inward(low: float, high: float, told: str) -> None:
    assert inward(low, high) == told


@given(points, points)
def test_what_is_told_lies_within(a: float, b: float) -> None:
    low, high = sorted((a, b))
    first, *last = map(float, inward(low, high).split("–"))
    room = 0.01 if not last else 1e-8
    assert first >= low - room
    assert [first, *last][-1] <= high + room
    assert not last or first < last[0]


@pytest.mark.parametrize(
    ("ends", "rough", "told"),
    [
        ((0.3156, 0.5349), True, "32–53"),
        ((0.3956, 0.4047), True, "39.6–40.4"),
        ((0.0, 1.0), True, "0–100"),
        ((0.31561, 0.53499), False, "31.57–53.49"),
    ],
)
def test_the_pages_of_the_command_line_round_inward_too(
    ends: tuple[float, float], rough: bool, told: str
) -> None:
    assert interval(ends, rough=rough) == told


@given(points, points, st.integers(0, 2))
def test_ends_at_any_number_of_decimals_lie_within(a: float, b: float, digits: int) -> None:
    low, high = sorted((a, b))
    first, last, used = inner_ends(low, high, digits)
    assert digits <= used <= 2
    assert first <= last
    room = 1e-8 if first < last else 0.01
    assert low - room <= first
    assert last <= high + room
