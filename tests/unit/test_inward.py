"""Ends of an interval, as told, never lie outside it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ici_tui.views.numbers import inward

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
