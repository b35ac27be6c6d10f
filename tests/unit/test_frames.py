"""Frames taken from their strips: the terminal shows what their text would have it show."""

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
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from ici_tui.tui.terminal.diff_writer import DiffWriter
from ici_tui.tui.terminal.strips import Framed, FrameText, framed
from tests.unit.test_diff_writer import HEIGHT, NO_WRAP, WIDTH, cells

if TYPE_CHECKING:
    from textual._compositor import CompositorUpdate

CONSOLE = Console(file=io.StringIO(), force_terminal=True, color_system="truecolor")

words = st.sampled_from(["a", "bc", "   ", "武", "汉市", "█▓", "≈7.5", "e\u0301", "👩‍👩‍👧"])
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


def shown(writer: DiffWriter, stream: pyte.Stream, data: str) -> None:
    stream.feed(writer.filter(data))


@settings(max_examples=200, deadline=None)
@given(st.lists(update(), min_size=1, max_size=5))
def test_the_terminal_shows_the_same(updates: list[CompositorUpdate]) -> None:
    """With the frames as text, and as strips; after each of them."""
    screens = [pyte.Screen(WIDTH, HEIGHT) for _ in range(2)]
    streams = [pyte.Stream(screen) for screen in screens]
    filters = [DiffWriter(WIDTH, HEIGHT) for _ in range(2)]
    home = Control.move_to(0, 0).segment.text
    for writer, stream in zip(filters, streams, strict=True):
        shown(writer, stream, NO_WRAP)
    for each in updates:
        text = each.render_segments(CONSOLE) + home
        frame = Framed(each).render_segments(CONSOLE) + home
        assert isinstance(frame, FrameText)
        assert frame.text() == text
        shown(filters[0], streams[0], text)
        shown(filters[1], streams[1], frame)
        assert cells(screens[0]) == cells(screens[1])


def layout(*found: Segment) -> LayoutUpdate:
    return LayoutUpdate([[Strip(found)]], Region(0, 0, WIDTH, 1))


@pytest.mark.parametrize(
    "odd",
    [
        layout(Segment("a", Style(link="http://a"))),
        layout(Segment("a\x1b[2J")),
        layout(Segment("bell", None, [(1,)])),  # type: ignore[list-item]
        layout(Segment("x" * (WIDTH + 1))),
        LayoutUpdate([[Strip([Segment("a")])]], Region(0, HEIGHT, WIDTH, 1)),
    ],
)
def test_what_is_more_than_characters_and_colours_is_written_as_text(odd: LayoutUpdate) -> None:
    writer = DiffWriter(WIDTH, HEIGHT)
    writer.filter(NO_WRAP)
    home = Control.move_to(0, 0).segment.text
    expected = odd.render_segments(CONSOLE) + home
    assert writer.filter(Framed(odd).render_segments(CONSOLE) + home) == expected


def test_no_text_is_made_of_a_frame_that_is_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    """What Textual would write is twenty times as long as what differs."""
    writer = DiffWriter(WIDTH, HEIGHT)
    writer.filter(NO_WRAP)
    home = Control.move_to(0, 0).segment.text
    first = LayoutUpdate([[Strip([Segment("." * WIDTH)])]] * HEIGHT, Region(0, 0, WIDTH, HEIGHT))
    assert writer.filter(Framed(first).render_segments(CONSOLE) + home)
    monkeypatch.setattr(Strip, "render", None)
    second = layout(Segment("." * 5), Segment("a", Style.parse("red")), Segment("." * 6))
    written = writer.filter(Framed(second).render_segments(CONSOLE) + home)
    assert written == "\x1b[5C\x1b[31ma\x1b[m\r"


def test_only_updates_are_framed() -> None:
    assert framed(None) is None
    assert framed("text") == "text"
    assert isinstance(framed(layout(Segment("a"))), Framed)
