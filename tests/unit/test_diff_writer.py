"""The writer filter: the same screen as without it, cell by cell, for fewer bytes."""

from __future__ import annotations

import unicodedata
from typing import Any

import pyte
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wcwidth import wcwidth

from ici_tui.drawing.cells import NARROW
from ici_tui.tui.terminal.cells import WIDE, cells_of
from ici_tui.tui.terminal.diff_writer import BEGIN, END, DiffWriter
from ici_tui.tui.terminal.sgr import PLAIN, sgr_after, sgr_change

WIDTH, HEIGHT = 12, 4
NO_WRAP = "\x1b[?7l"

narrow = st.sampled_from("ab .│█▌é–…▸")
wide = st.sampled_from("武汉市カ한")
doubtful = st.sampled_from(["e\u0301", "👩‍👩‍👧", "🇨🇳", "☎\ufe0f", "ש", "क", "\u200b", "⌚"])
text = st.lists(st.one_of(narrow, narrow, wide), min_size=1, max_size=8).map("".join)
any_text = st.lists(st.one_of(narrow, wide, doubtful), min_size=1, max_size=5).map("".join)
colour = st.sampled_from(["31", "94", "38;5;200", "38;2;1;2;3", "38;2;9;9;9"])
ground = st.sampled_from(["42", "101", "48;5;17", "48;2;7;7;7"])
codes = st.builds(
    lambda *parts: ";".join(filter(None, parts)),
    st.sampled_from(["", "1", "1", "3", "4", "7", "1;4", "9"]),
    st.one_of(st.just(""), colour),
    st.one_of(st.just(""), ground),
)
piece = st.builds(lambda c, t: f"\x1b[{c}m{t}\x1b[0m" if c else t, codes, text)
any_piece = st.builds(lambda c, t: f"\x1b[{c}m{t}\x1b[0m" if c else t, codes, any_text)
at = st.builds(
    lambda x, y: f"\x1b[{y + 1};{x + 1}H", st.integers(0, WIDTH - 1), st.integers(0, HEIGHT - 1)
)
span = st.builds(lambda a, ps: a + "".join(ps), at, st.lists(piece, min_size=1, max_size=3))
any_span = st.builds(lambda a, ps: a + "".join(ps), at, st.lists(any_piece, max_size=3))


@st.composite
def whole(draw: Any) -> str:
    """A frame as Textual paints all of a screen: every line from end to end."""
    lines = []
    for y in range(HEIGHT):
        pieces, room = [], WIDTH
        while room:
            words = draw(st.one_of(narrow, wide))
            taken = (wcwidth(words[0]) or 1) * len(words)
            words = words if taken <= room else " "
            size = wcwidth(words)
            times = draw(st.integers(1, room // size))
            code = draw(codes)
            pieces.append(f"\x1b[{code}m{words * times}\x1b[0m" if code else words * times)
            room -= size * times
        lines.append(f"\x1b[{y + 1};1H" + "".join(pieces))
    return "\n".join(lines)


odd = st.sampled_from(
    ["\x1b[2J", "\x1b[?25l", "\x1b[K", "\x1b[2K", "\x1b[1A", "\x1b[31m", "\x1b[1;4m", "\x1b[0;1m"]
)
frame = st.builds(
    lambda parts, end: "".join(parts) + end,
    st.one_of(
        whole().map(lambda one: [one]),
        st.lists(span, max_size=4),
        st.lists(span, max_size=4),
        st.lists(st.one_of(any_span, odd), max_size=4),
    ),
    at,
)


def cells(screen: Any) -> list[list[Any]]:
    return [[screen.buffer[y][x] for x in range(WIDTH)] for y in range(HEIGHT)]


def filtered(writes: list[str]) -> list[str]:
    """What the filter makes of writes; after each a terminal shows the same as without it."""
    writer = DiffWriter(WIDTH, HEIGHT)
    raw, few = pyte.Screen(WIDTH, HEIGHT), pyte.Screen(WIDTH, HEIGHT)
    raw_stream, few_stream = pyte.Stream(raw), pyte.Stream(few)
    found = []
    for data in writes:
        found.append(writer.filter(data))
        raw_stream.feed(data)
        few_stream.feed(found[-1])
        assert cells(few) == cells(raw)
        assert (few.cursor.x, few.cursor.y) == (raw.cursor.x, raw.cursor.y)
        assert few.cursor.attrs == raw.cursor.attrs
    return found


def test_text_of_doubtful_width_beyond_the_margin_goes_through_as_it_is() -> None:
    beyond = "\x1b[1;11Haa\x1b[1m武e\u0301\x1b[0m\x1b[1;1H"
    assert filtered([NO_WRAP, "\x1b[1;1H" + "a" * WIDTH + "\x1b[1;1H", beyond])[-1] == beyond


@settings(max_examples=300, deadline=None)
@given(st.lists(frame, min_size=1, max_size=6))
def test_the_screen_is_the_same_after_any_frames(frames: list[str]) -> None:
    filtered([NO_WRAP, *frames])


@settings(max_examples=100, deadline=None)
@given(whole(), st.lists(whole(), max_size=5), at)
def test_whole_frames_are_never_longer(first: str, frames: list[str], end: str) -> None:
    writes = [NO_WRAP, first + end, *(found + end for found in frames)]
    written = filtered(writes)
    assert all(
        len(few.encode()) <= len(data.encode()) for few, data in zip(written, writes, strict=True)
    )
    again = [*writes, first + end, first + end]
    assert filtered(again)[-1] == ""


# What it writes, case by case

FULL = "\n".join(
    f"\x1b[{y + 1};1H\x1b[38;2;1;2;3;48;2;9;9;9m{'.' * WIDTH}\x1b[0m" for y in range(4)
)
HOME = "\x1b[1;1H"


def after_a_full_frame() -> DiffWriter:
    writer = DiffWriter(WIDTH, HEIGHT)
    writer.filter(NO_WRAP)
    assert writer.filter(FULL + HOME)
    return writer


def piece_at(x: int, y: int, words: str) -> str:
    return f"\x1b[{y + 1};{x + 1}H\x1b[38;2;1;2;3;48;2;9;9;9m{words}\x1b[0m{HOME}"


def test_what_is_there_already_is_not_written() -> None:
    writer = after_a_full_frame()
    assert writer.filter(FULL + HOME) == ""
    assert writer.filter(piece_at(3, 1, "....")) == ""


def test_one_letter_costs_its_place_its_pen_and_itself() -> None:
    writer = after_a_full_frame()
    assert writer.filter(piece_at(0, 2, "...a....")) == (
        "\x1b[3;4H\x1b[38;2;1;2;3;48;2;9;9;9ma\x1b[m\x1b[H"
    )


def test_equal_neighbours_are_written_with_one_pen() -> None:
    writer = after_a_full_frame()
    one = "\x1b[31ma\x1b[0m"
    assert writer.filter(f"{HOME}{one}{one}{one}{HOME}") == "\x1b[31maaa\x1b[m\r"


def test_a_wide_character_over_two_narrow_ones_and_back() -> None:
    first = FULL + HOME
    writes = [NO_WRAP, first, piece_at(2, 0, "武汉"), piece_at(2, 0, "武.汉"), first]
    found = filtered(writes)
    assert "汉" in found[2]
    assert "武" not in found[3]
    # Half a wide character would be left: what a terminal makes of that is not known.
    filtered([*writes[:3], piece_at(3, 0, "a"), first])


@pytest.mark.parametrize("words", ["e\u0301", "👩‍👩‍👧", "🇨🇳", "☎\ufe0f", "שלום", "\u202e"])
def test_a_line_with_widths_in_doubt_is_written_as_it_came(words: str) -> None:
    writer = after_a_full_frame()
    for _ in range(2):
        found = writer.filter(piece_at(2, 1, words) + piece_at(0, 2, "..."))
        assert words in found
        assert "..." not in found
    whole_line = piece_at(0, 1, "." * WIDTH)
    assert "." * WIDTH in writer.filter(whole_line)
    assert writer.filter(whole_line) == ""


@pytest.mark.parametrize(
    "odd",
    [
        "\x1b[2J",
        "\x1b[?1049h",
        "\x1b[?1049l",
        "\x1bc",
        "\x1b[3;4r",
        "\x1b]8;;http://a\x1b\\x",
        "a\x1b[Kb",
        "\t",
        "text without a place that would go beyond the edge",
    ],
)
def test_after_anything_else_whole_lines_are_written_again(odd: str) -> None:
    writer = after_a_full_frame()
    assert writer.filter(odd) == odd
    assert writer.filter(FULL + HOME).count("." * WIDTH) == HEIGHT
    # Where the pen was not known, that frame too went through as it came.
    assert writer.filter(FULL + HOME).count("." * WIDTH) in {0, HEIGHT}
    assert writer.filter(FULL + HOME) == ""


@pytest.mark.parametrize("size", [(WIDTH, HEIGHT + 1), (WIDTH + 1, HEIGHT)])
def test_after_another_size_nothing_is_taken_for_granted(size: tuple[int, int]) -> None:
    writer = after_a_full_frame()
    assert writer.filter(FULL + HOME, size).count("." * WIDTH) == HEIGHT
    assert writer.filter(FULL + HOME, (WIDTH, HEIGHT)).count("." * WIDTH) == HEIGHT


def test_what_is_forgotten_is_written_again() -> None:
    writer = after_a_full_frame()
    writer.forget()
    assert writer.filter(FULL + HOME).count("." * WIDTH) == HEIGHT
    assert writer.filter(FULL + HOME) == ""


def test_where_lines_wrap_everything_goes_through() -> None:
    writer = DiffWriter(WIDTH, HEIGHT)
    assert writer.filter(FULL + HOME) == FULL + HOME
    assert writer.filter(FULL + HOME) == FULL + HOME
    after = after_a_full_frame()
    assert after.filter("\x1b[?7h") == "\x1b[?7h"
    assert after.filter(FULL + HOME) == FULL + HOME


def test_marks_of_synchronised_output_stand_only_around_something() -> None:
    writer = after_a_full_frame()
    assert [writer.filter(data) for data in (BEGIN, FULL + HOME, END)] == ["", "", ""]
    found = [writer.filter(data) for data in (BEGIN, piece_at(0, 0, "a"), END)]
    assert found[0] == ""
    assert found[1].startswith(BEGIN)
    assert found[2] == END


@pytest.mark.parametrize(
    "harmless",
    [
        "\x1b[?25h",
        "\x1b[?1003h\x1b[?1006h",
        "\x1b]22;default\x07",
        "\x1b]52;c;QQ==\x07",
        "\x1b[>25u",
    ],
)
def test_modes_and_the_clipboard_go_through_and_change_nothing(harmless: str) -> None:
    writer = after_a_full_frame()
    assert writer.filter(harmless) == harmless
    assert writer.filter(FULL + HOME) == ""


def test_blanks_are_erased_only_on_the_terminals_own_background() -> None:
    writer = after_a_full_frame()
    assert "\x1b[K" in writer.filter(f"{HOME}\x1b[1m{' ' * WIDTH}\x1b[0m{HOME}")
    for pen in ("48;5;7", "4", "7", "9"):
        writer = after_a_full_frame()
        found = writer.filter(f"{HOME}\x1b[{pen}m{' ' * WIDTH}\x1b[0m{HOME}")
        assert "\x1b[K" not in found
        assert " " * WIDTH in found


# Pens and cells


@given(codes, codes)
def test_a_change_of_pen_leads_to_the_pen_and_is_never_longer_than_anew(old: str, new: str) -> None:
    one, two = sgr_after(PLAIN, old), sgr_after(PLAIN, new)
    assert one is not None
    assert two is not None
    change = sgr_change(one, two)
    assert len(change) <= len(f"\x1b[;{two}m")
    assert sgr_after(one, change[2:-1]) == two if change else one == two


@pytest.mark.parametrize("unknown", ["21", "53", "38;2;1;2", "38;5", "38", "48;9;1", "58;5;1"])
def test_pens_that_are_not_known(unknown: str) -> None:
    assert sgr_after(PLAIN, unknown) is None


def test_cells_are_as_many_as_terminals_count() -> None:
    for ranges, size in ((NARROW, 1), (WIDE, 2)):
        for low, high in ranges:
            for character in map(chr, range(low, high + 1)):
                known = unicodedata.category(character) != "Cn"
                assert cells_of(character) is not None
                assert len(cells_of(character) or "") == size
                assert not known or wcwidth(character) == size, hex(ord(character))
