"""From colours to styles, and from cells to strips of an exact width."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from ici_tui.settings.themes import Theme, find_theme, theme_names
from ici_tui.tui.ink import Cell, Ink, strip_of

THEMES = [find_theme(name) for name in theme_names()]
ROLES = (
    "text", "strong", "heading", "muted", "accent", "reported", "estimated", "derived", "sourced",
    "up", "down", "warning", "error", "mark", "border", "track", "header", "cursor", "panel",
    "panel-strong", "panel-muted", "panel-accent", "panel-warning", "tab", "part0", "part5",
)  # fmt: skip


def ids(theme: Theme) -> str:
    return theme.name


@pytest.mark.parametrize("theme", THEMES, ids=ids)
def test_every_theme_gives_every_role_a_style(theme: Theme) -> None:
    ink = Ink(theme)
    for role in ROLES:
        style = ink[role]
        assert style.color is not None
        assert style.bgcolor is not None
    assert ink["reported"].bold
    assert not ink["estimated"].bold
    assert ink["reported"] not in (ink["text"], ink["estimated"])


@pytest.mark.parametrize("theme", THEMES, ids=ids)
def test_parts_go_round_and_neighbours_differ(theme: Theme) -> None:
    ink = Ink(theme)
    count = len(theme.parts)
    assert ink.part(count) == ink.part(0)
    assert ink[f"part{2 * count + 1}"] == ink.part(1)
    assert all(ink.part(place) != ink.part(place + 1) for place in range(count - 1))


@pytest.mark.parametrize("theme", THEMES, ids=ids)
def test_on_the_cursors_line_text_takes_its_colours_and_bars_keep_theirs(theme: Theme) -> None:
    ink = Ink(theme)
    text = ink.at_cursor(ink["reported"])
    assert text.bgcolor == ink["cursor"].bgcolor
    assert text.color == ink["cursor"].color
    assert text.bold
    assert ink.at_cursor(ink.part(1)) == ink.part(1)
    assert ink.marked(ink["text"]).bgcolor == ink["mark"].bgcolor
    assert ink.marked(ink.part(1)) == ink.part(1)


INK = Ink(THEMES[0])
cells = st.lists(
    st.tuples(
        st.text(alphabet="ab 武汉é…", max_size=12),
        st.sampled_from([INK["text"], INK["strong"], INK.part(0)]),
    ),
    max_size=8,
)


@given(cells, st.integers(0, 40))
def test_a_strip_is_exactly_as_wide_as_asked(given_cells: list[Cell], width: int) -> None:
    strip = strip_of(given_cells, width, INK["text"])
    assert strip.cell_length == width
    assert sum(cell_len(segment.text) for segment in strip) == width
    text = "".join(piece for piece, _ in given_cells)
    if cell_len(text) <= width:
        assert strip.text.startswith(text)


@given(cells)
def test_neighbours_of_one_style_are_one_segment(given_cells: list[Cell]) -> None:
    segments = list(strip_of(given_cells, 200, INK["text"]))
    assert all(one.style != two.style for one, two in itertools.pairwise(segments))
