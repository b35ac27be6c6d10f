"""Drawings: never wider than they may be, and the same in cells and as SVG."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ici_tui.drawing.cells import width_of
from ici_tui.drawing.heat import Heat
from ici_tui.drawing.marks import Bar, Range, Signed, Stack
from ici_tui.drawing.rank_chart import RankChart

SHARES = st.lists(st.floats(0, 1), max_size=12)
VALUES = st.floats(-1e6, 1e6)


def width(spans: tuple[tuple[str, str], ...]) -> int:
    return sum(width_of(text) for text, _ in spans)


@given(VALUES, VALUES, SHARES, st.integers(0, 80))
def test_a_mark_keeps_to_its_cells_and_its_svg_is_whole(
    value: float, other: float, shares: list[float], room: int
) -> None:
    top = abs(other) + 1
    marks = [
        Bar(value, top), Bar(None), Stack(shares, sum(shares)), Heat(shares),
        Range(*sorted((abs(value), abs(other), top)), top),
        Signed(value, max(-value, 0.0), max(value, abs(other))), Signed(0.0, 0.0, 0.0),
    ]  # fmt: skip
    for mark in marks:
        assert width(mark.cells(room)) <= max(room, 1)
        ElementTree.fromstring(f"<svg>{mark.svg(200, 16)}</svg>")


def test_signed_bars_meet_where_losses_end_and_gains_begin() -> None:
    rows = ["".join(s.text for s in Signed(v, 2, 8).cells(21)) for v in (8, -2, 4, 0)]
    assert rows == ["    │" + "█" * 16, "▒▒▒▒│", "    │" + "█" * 8, "    │"]


CHARTS = [
    RankChart(lambda steps: [[1, 2, 2]] * (steps - 1) + [[2, 1, 3]], ("A", "武汉", "C"), 1, 3, 0.4, {0: "accent"}),
]  # fmt: skip


@pytest.mark.parametrize("room", [20, 40, 80, 200])
@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: type(chart).__name__)
def test_a_chart_keeps_to_its_width_and_its_svg_is_whole(chart: object, room: int) -> None:
    rows = chart.rows(room)  # type: ignore[attr-defined]
    assert rows
    assert max(map(width, rows)) <= max(room, 40)
    ElementTree.fromstring(chart.svg(600))  # type: ignore[attr-defined]


def test_a_rank_chart_draws_who_has_each_rank_and_where_they_pass() -> None:
    chart = RankChart(
        lambda steps: [[1, 2] if step < steps / 2 else [2, 1] for step in range(steps)],
        ("Alpha", "Beta"), 1, 2, 0.25, {1: "accent"},
    )  # fmt: skip
    first, second, *_ = ["".join(s.text for s in row) for row in chart.rows(40)]
    assert first.split()[0:2] == ["1", "Alpha"]
    assert first.split()[-1] == "Beta"
    assert second.split()[-1] == "Alpha"
    assert "╱" in second and "╲" in first
