"""Text in exactly so many cells, and bars whose lengths are right."""

from __future__ import annotations

import io
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from ici_tui.drawing import cells
from ici_tui.drawing.bars import FILLS, bar, slider, span, stack
from ici_tui.drawing.cells import fit, fit_ends, fit_right, wrap
from ici_tui.sanitise import clean

wide = st.text(alphabet="ab 武汉é[]/x…", max_size=40)
anything = st.text(max_size=40).map(clean)
widths = st.integers(0, 60)


@given(wide | anything, widths)
def test_a_text_is_fitted_to_exactly_its_cells(text: str, width: int) -> None:
    assert cell_len(fit(text, width)) == width
    assert cell_len(fit_right(text, width)) == width


@given(wide | anything, widths)
def test_a_text_that_is_cut_inside_has_exactly_its_cells(text: str, width: int) -> None:
    assert cell_len(fit_ends(text, width)) == width


def test_what_is_cut_inside_keeps_its_end() -> None:
    caveat = "Reconstruction: three scores are published, the rest is estimated (i)"
    assert fit_ends(caveat, 80) == caveat + " " * (80 - len(caveat))
    assert fit_ends(caveat, 39) == "Reconstruction: … rest is estimated (i)"
    assert fit_ends(caveat, 22).rstrip() == "Reconstruction: … (i)"
    assert fit_ends(caveat, 12) == "Reconstruct…"


@given(wide, st.integers(1, 60))
def test_a_text_that_fits_is_whole_and_one_that_does_not_says_so(text: str, width: int) -> None:
    found = fit(text, width)
    if cell_len(text) <= width:
        assert found.startswith(text)
        assert fit_right(text, width).endswith(text)
    else:
        assert found.rstrip().endswith("…")


@pytest.mark.parametrize(
    ("width", "found"), [(0, ""), (1, "…"), (2, "… "), (3, "武…"), (4, "武汉"), (5, "武汉 ")]
)
def test_half_a_chinese_character_is_never_shown(width: int, found: str) -> None:
    assert fit("武汉", width) == found


@given(wide | anything, st.integers(6, 60), st.sampled_from(["", "  ", "    "]))
def test_no_wrapped_line_is_wider_than_its_room(text: str, width: int, indent: str) -> None:
    lines = wrap(text, width, indent)
    assert all(cell_len(line) <= width for line in lines)
    assert all(line.startswith(indent) for line in lines)
    # What was not white space is all there, in its order.
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_letters_of_one_cell_are_counted_as_rich_counts_them() -> None:
    letters = [chr(c) for low, high in cells.NARROW for c in range(low, high + 1)]
    assert all(cells.width_of(letter) == cell_len(letter) == 1 for letter in letters)
    assert cells.width_of("".join(letters)) == len(letters)
    assert [cells.width_of(text) for text in ("", "武汉", "e\u0301", "a\tb")] == [
        cell_len(text) for text in ("", "武汉", "e\u0301", "a\tb")
    ]


def test_wrapping_keeps_markup_as_text() -> None:
    assert wrap("[/x] [red]a[/red]", 40) == ["[/x] [red]a[/red]"]
    assert wrap("a b", 1, "  ", first="> ") == ["> a", "  b"]


parts = st.lists(st.floats(0, 60, allow_nan=False), min_size=1, max_size=8)


@given(parts, st.integers(0, 120))
def test_the_parts_of_a_stack_are_as_long_as_their_sum(
    contributions: list[float], width: int
) -> None:
    top = 100.0
    runs = stack(contributions, width, top)
    assert len(runs) == len(contributions)
    total = sum(contributions)
    assert sum(map(len, runs)) == min(round(width * total / top), width)
    for place, run in enumerate(runs):
        assert set(run) <= {FILLS[place % len(FILLS)]}
        share = width * contributions[place] / top
        if total <= top:
            assert abs(len(run) - share) <= 1.0 + 1e-9


def test_a_stack_takes_what_cannot_be_drawn_for_nothing() -> None:
    assert stack([1.0, 2.0], 10, 0.0) == ("", "")
    assert stack([-5.0, 5.0], 10, 10.0) == ("", "▓" * 5)
    assert stack([500.0, 5.0], 10, 10.0) == ("█" * 10, "")


@given(
    st.none() | st.floats(-1e6, 1e6, allow_nan=False),
    widths,
    st.sampled_from([0.0, 1.0, 100.0, -1.0]),
)
def test_a_bar_takes_exactly_its_cells(value: float | None, width: int, top: float) -> None:
    assert cell_len(bar(value, width, top)) == width


@given(st.floats(-1, 2, allow_nan=False), st.integers(1, 80))
def test_a_slider_takes_exactly_its_cells(share: float, width: int) -> None:
    before, knob, after = slider(share, width)
    assert cell_len(before + knob + after) == width
    assert len(before) == round((width - 1) * min(max(share, 0.0), 1.0))


def test_a_slider_without_room_is_only_its_knob() -> None:
    assert slider(0.5, 0) == ("", "●", "")


@given(st.lists(st.floats(0, 120, allow_nan=False), min_size=3, max_size=3), widths)
def test_a_span_takes_its_cells_and_shows_its_mark(values: list[float], width: int) -> None:
    low, mark, high = sorted(values)
    drawn = span(low, mark, high, width)
    assert len(drawn) == width
    assert drawn.count("●") == (width > 0)
    assert math.isclose(len(drawn), width)


@given(
    wide | anything | st.text(alphabet="ab \n\t\x07\x0b武e\u0301-👩‍👩‍👧", max_size=60),
    st.integers(1, 60),
)
def test_lines_break_where_rich_breaks_them(text: str, width: int) -> None:
    lines = Text(text).wrap(Console(file=io.StringIO()), width)
    expected = [line.plain.rstrip() for line in lines if line.plain.strip()]
    assert wrap(text, width) == expected
