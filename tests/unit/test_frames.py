"""Textual's updates, taken as strips: the terminal shows what their text would have it show."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pyte
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.control import Control
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, InlineUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from ici_tui.tui.terminal.compositor import Placed
from ici_tui.tui.terminal.diff_writer import DiffWriter
from ici_tui.tui.terminal.textual_private import StripsUpdate, Update, make_fit, strips_of
from tests.unit.test_diff_writer import HEIGHT, NO_WRAP, WIDTH, cells

if TYPE_CHECKING:
    from textual._compositor import CompositorUpdate

CONSOLE = Console(file=io.StringIO(), force_terminal=True, color_system="truecolor")

# No joined pictures: what pyte makes of them depends on where codes of colour stand between.
words = st.sampled_from(["a", "bc", "   ", "武", "汉市", "█▓", "≈7.5", "e\u0301"])
styles = st.one_of(
    st.none(),
    st.builds(
        Style.parse,
        st.sampled_from(["red", "bold #010203 on #040506", "underline", "on blue", "dim", "none"]),
    ),
)
segments = st.tuples(words, styles).map(lambda pair: Segment(*pair))


@st.composite
def line(draw: st.DrawFn) -> Strip:
    """A line of segments from end to end."""
    found, room = [], WIDTH
    while room:
        segment = draw(segments)
        if cell_len(segment.text) > room or draw(st.integers(0, 3)) == 0:
            segment = Segment(" " * draw(st.integers(1, room)), segment.style)
        found.append(segment)
        room -= cell_len(segment.text)
    return Strip(found, WIDTH)


@st.composite
def update(draw: st.DrawFn) -> CompositorUpdate:
    """A layout's update of some lines, or chops of them."""
    if draw(st.booleans()):
        first = draw(st.integers(0, HEIGHT - 1))
        count = draw(st.integers(1, HEIGHT - first))
        strips = [[draw(line())] for _ in range(count)]
        return LayoutUpdate(strips, Region(0, first, WIDTH, count))
    cut = draw(st.integers(1, WIDTH - 1))
    lines = sorted(draw(st.sets(st.integers(0, HEIGHT - 1), min_size=1)))
    chops: list[dict[int, Strip | None]] = [{0: None, cut: None} for _ in range(HEIGHT)]
    spans = []
    for y in lines:
        left, right = draw(line()).divide([cut, WIDTH])
        chops[y] = {0: left, cut: right}
        span = draw(st.sampled_from([(0, WIDTH), (0, cut), (cut, WIDTH), (cut, WIDTH - 1), (0, 1)]))
        if span[0] < span[1]:
            spans.append((y, *span))
    if not spans:
        spans.append((lines[0], 0, WIDTH))
    return ChopsUpdate(chops, spans, [[cut, WIDTH]] * HEIGHT)


@settings(deadline=None)
@given(st.lists(update(), min_size=1, max_size=5))
def test_the_terminal_shows_what_the_text_of_updates_would_have_it_show(
    updates: list[CompositorUpdate],
) -> None:
    """After each of them, with the cursor at home."""
    whole, few = (pyte.Screen(WIDTH, HEIGHT) for _ in range(2))
    streams = [pyte.Stream(screen) for screen in (whole, few)]
    writer = DiffWriter()
    for stream in streams:
        stream.feed(NO_WRAP)
    for each in updates:
        assert strips_of(each) is not None
        streams[0].feed(each.render_segments(CONSOLE) + Control.move_to(0, 0).segment.text)
        streams[1].feed(writer.changes(Update(each, CONSOLE), (0, 0), (WIDTH, HEIGHT)))
        assert cells(few) == cells(whole)


def test_an_update_that_is_no_strips_is_none() -> None:
    assert strips_of(InlineUpdate([Strip([Segment("a")])])) is None
    assert Update(InlineUpdate([Strip([Segment("a")])]), CONSOLE).strips is None


WILD = ["a\x1b]52;c;eA==\x07b", "a\nb", "a\u202eb", "a\x9b5mb", "武\x1b[2J汉", "\udcff"]


def of_every_kind(strip: Strip) -> list[CompositorUpdate]:
    """An update of each kind with a strip in it."""
    width = strip.cell_length
    return [
        LayoutUpdate([[strip]], Region(0, 0, width, 1)),
        ChopsUpdate([{0: strip, width: None}], [(0, 0, width)], [[width, width]]),
        StripsUpdate([Placed(0, 0, strip)]),
    ]


@pytest.mark.parametrize("text", WILD)
def test_what_is_unfit_for_a_terminal_is_made_fit_and_as_wide_as_before(text: str) -> None:
    strip = Strip([Segment(text, Style(bold=True)), Segment("|")])
    for each in of_every_kind(strip):
        make_fit(each)
        ((_, _, found),) = strips_of(each) or ()
        assert found.text.isprintable()
        assert found.cell_length == strip.cell_length == sum(s.cell_length for s in found)
