"""The diff writer: the same screen as from the text of updates, cell by cell, for fewer bytes."""

from __future__ import annotations

import io
import re
import unicodedata
from dataclasses import dataclass
from typing import Any

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.control import Control
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from wcwidth import wcwidth

from ici_tui.drawing.cells import NARROW
from ici_tui.tui.terminal.cells import WIDE, cells_of
from ici_tui.tui.terminal.compositor import Placed
from ici_tui.tui.terminal.counting import Repeats
from ici_tui.tui.terminal.diff_writer import DiffWriter
from ici_tui.tui.terminal.sgr import PLAIN, sgr_after, sgr_change

WIDTH, HEIGHT = 12, 4
SIZE = (WIDTH, HEIGHT)
REPEAT = re.compile(r"(.)\x1b\[(\d*)b", re.DOTALL)
NO_WRAP = "\x1b[?7l"
CONSOLE = Console(file=io.StringIO(), force_terminal=True, color_system="truecolor")


@dataclass
class Shown:
    """An update of strips at their places, and where the cursor is left."""

    pieces: list[Placed]
    at: tuple[int, int] = (0, 0)
    colours: str | None = "truecolor"

    @property
    def strips(self) -> Any:
        return iter(self.pieces)

    @property
    def text(self) -> str:
        """As Textual writes it."""
        return "".join(
            Control.move_to(x, y).segment.text + strip.render(CONSOLE)
            for x, y, strip in self.pieces
        )

    @property
    def written(self) -> str:
        return self.text + Control.move_to(*self.at).segment.text


def changes(writer: DiffWriter, shown: Shown, size: tuple[int, int] = SIZE) -> str:
    return writer.changes(shown, shown.at, size)


def in_pieces(writer: DiffWriter, shown: Shown, most: int) -> str:
    """What is written for an update where the line takes so much at a time."""
    text = writer.take(shown, shown.at, SIZE)
    while writer.due:
        text += writer.text(most)
    return text


def piece(text: str, style: str = "") -> Segment:
    return Segment(text, Style.parse(style) if style else None)


narrow = st.sampled_from("ab .│█▌é–…▸")
wide = st.sampled_from("武汉市カ한")
doubtful = st.sampled_from(["e\u0301", "👩‍👩‍👧", "🇨🇳", "☎\ufe0f", "ש", "क", "\u200b", "⌚"])
words = st.lists(st.one_of(narrow, narrow, wide), min_size=1, max_size=8).map("".join)
any_words = st.lists(st.one_of(narrow, wide, doubtful), min_size=1, max_size=5).map("".join)
styles = st.builds(
    lambda *parts: " ".join(filter(None, parts)),
    st.sampled_from(["", "bold", "bold", "italic", "underline", "reverse", "bold underline", "strike"]),
    st.sampled_from(["", "red", "bright_blue", "color(200)", "#010203", "#090909"]),
    st.sampled_from(["", "on green", "on bright_red", "on color(17)", "on #070707"]),
)  # fmt: skip
at = st.tuples(st.integers(0, WIDTH - 1), st.integers(0, HEIGHT - 1))


def spans(text: st.SearchStrategy[str]) -> st.SearchStrategy[list[Placed]]:
    """Up to four strips anywhere, also beyond the margin."""
    segments = st.lists(st.builds(piece, text, styles), min_size=1, max_size=3)
    one = st.builds(lambda place, found: Placed(*place, Strip(found)), at, segments)
    return st.lists(one, max_size=4)


@st.composite
def whole(draw: Any) -> list[Placed]:
    """All of a screen: every line from end to end."""
    lines = []
    for y in range(HEIGHT):
        pieces, room = [], WIDTH
        while room:
            letter = draw(st.one_of(narrow, wide))
            size = wcwidth(letter)
            letter, size = (letter, size) if size <= room else (" ", 1)
            times = draw(st.integers(1, room // size))
            pieces.append(piece(letter * times, draw(styles)))
            room -= size * times
        lines.append(Placed(0, y, Strip(pieces, WIDTH)))
    return lines


frame = st.builds(Shown, st.one_of(whole(), spans(words), spans(words), spans(any_words)), at)
whole_frame = st.builds(Shown, whole(), at)
odd = st.sampled_from(["\x1b[2J", "\x1b[?25l", "\x1b[K", "\x1b[1A", "\x1b[31m", "\x1b[1;4m"])


def cells(screen: Any) -> list[list[Any]]:
    return [[as_seen(screen.buffer[y][x]) for x in range(WIDTH)] for y in range(HEIGHT)]


def as_seen(cell: Any) -> Any:
    """A cell without what nobody sees: the ink of a blank."""
    if cell.data != " " or cell.underscore or cell.reverse or cell.strikethrough or cell.blink:
        return cell
    return cell._replace(fg="default", bold=False, italics=False)


def repeated(text: str) -> str:
    """The text with every sign as often as it is to be repeated (REP, which pyte does not know)."""
    return REPEAT.sub(lambda found: found[1] * (int(found[2] or 1) + 1), text)


def filtered(
    writes: list[Shown | str], *, repeats: Repeats = Repeats.NONE, most: int = 0
) -> list[str]:
    """What is written for updates and other text; after each a terminal shows what it should.

    Args:
        writes: the updates and the text.
        repeats: what the terminal repeats.
        most: characters after which a frame is broken off and gone on with.
    """
    writer = DiffWriter(repeats=repeats)
    raw, few = pyte.Screen(*SIZE), pyte.Screen(*SIZE)
    raw_stream, few_stream = pyte.Stream(raw), pyte.Stream(few)
    for stream in (raw_stream, few_stream):
        stream.feed(NO_WRAP)
    found = []
    for one in writes:
        if isinstance(one, str):
            writer.pass_by(one)
            found.append(one)
            raw_stream.feed(one)
        else:
            found.append(in_pieces(writer, one, most) if most else changes(writer, one))
            # Colours that other text has left are reset.
            raw_stream.feed("\x1b[m" + one.written)
        few_stream.feed(repeated(found[-1]))
        assert cells(few) == cells(raw)
        if not isinstance(one, str):
            assert (few.cursor.x, few.cursor.y) == (raw.cursor.x, raw.cursor.y) == one.at
    return found


@given(st.lists(st.one_of(frame, frame, frame, odd), min_size=1, max_size=6))
def test_the_screen_is_the_same_after_any_frames(frames: list[Shown | str]) -> None:
    filtered(frames)


@given(
    st.lists(st.one_of(frame, frame, frame, odd), min_size=1, max_size=6),
    st.sampled_from(Repeats),
    st.integers(1, 200),
)
def test_it_is_the_same_in_pieces_and_with_repeated_signs(
    frames: list[Shown | str], repeats: Repeats, most: int
) -> None:
    filtered(frames, repeats=repeats, most=most)


@given(whole_frame, st.lists(whole_frame, max_size=5))
def test_whole_frames_are_never_longer(first: Shown, frames: list[Shown]) -> None:
    writes = [first, *frames]
    written = filtered([*writes])
    # Before the first frame nothing is known of the colours: they are reset.
    assert all(
        len(few.encode()) <= len(one.written.encode()) + len("\x1b[m") * (k == 0)
        for k, (few, one) in enumerate(zip(written, writes, strict=True))
    )
    assert filtered([*writes, first, first])[-1] == ""


# What it writes, case by case

BODY = "#010203 on #090909"
FULL = Shown([Placed(0, y, Strip([piece("." * WIDTH, BODY)])) for y in range(HEIGHT)])


def after_a_full_frame() -> DiffWriter:
    writer = DiffWriter()
    assert changes(writer, FULL)
    return writer


def piece_at(x: int, y: int, text: str, style: str = BODY) -> Shown:
    return Shown([Placed(x, y, Strip([piece(text, style)]))])


def test_what_is_there_already_is_not_written() -> None:
    writer = after_a_full_frame()
    assert changes(writer, FULL) == ""
    assert changes(writer, piece_at(3, 1, "....")) == ""


def test_one_letter_costs_its_place_its_style_and_itself() -> None:
    writer = after_a_full_frame()
    assert changes(writer, piece_at(0, 2, "...a....")) == (
        "\x1b[3;4H\x1b[38;2;1;2;3;48;2;9;9;9ma\x1b[m\x1b[H"
    )


def test_equal_neighbours_are_written_with_one_style() -> None:
    writer = after_a_full_frame()
    three = Shown([Placed(0, 0, Strip([piece("a", "red")] * 3))])
    assert changes(writer, three) == "\x1b[31maaa\x1b[m\r"


def test_equal_cells_are_repeated_where_that_is_shorter_and_the_terminal_can() -> None:
    for repeats in Repeats:
        writer = DiffWriter(repeats=repeats)
        changes(writer, FULL)
        signs = "━\x1b[8b" in changes(writer, piece_at(1, 0, "━" * 9))
        assert signs == (repeats is Repeats.ALL)
        assert "\x1b[3b" not in changes(writer, piece_at(1, 1, "=" * 4))
        blanks = "\x1b[9b" in changes(writer, piece_at(1, 2, " " * 10))
        assert blanks == (repeats is not Repeats.NONE)


def test_blanks_take_any_ink_and_what_lies_between_is_written_again_where_that_is_shorter() -> None:
    writer = after_a_full_frame()
    changes(writer, piece_at(0, 0, "one of two", BODY))
    assert "an  or" in changes(writer, piece_at(0, 0, "an  or two", BODY))


def test_on_a_slow_line_a_style_is_said_once_and_not_in_every_line() -> None:
    writer = after_a_full_frame()
    ink = ("#123456", "#345678")
    parts = [piece("a", ink[0]), piece("...."), piece("b", ink[1])]
    rows = [Placed(0, y, Strip(parts)) for y in range(HEIGHT)]
    text = in_pieces(writer, Shown(rows), 1_000)
    assert text.count("18;52;86") == text.count("52;86;120") == 1
    assert text.count("a") == text.count("b") == HEIGHT


def test_a_wide_character_over_two_narrow_ones_and_back() -> None:
    writes: list[Shown | str] = [FULL, piece_at(2, 0, "武汉"), piece_at(2, 0, "武.汉"), FULL]
    found = filtered(writes)
    assert "汉" in found[1]
    assert "武" not in found[2]
    # Half a wide character would be left: what a terminal makes of that is not known.
    filtered([*writes[:2], piece_at(3, 0, "a"), FULL])


@pytest.mark.parametrize("text", ["e\u0301", "👩\u200d👩\u200d👧", "🇨🇳", "☎\ufe0f", "שלום", "क"])
def test_a_line_with_widths_in_doubt_is_written_as_it_came(text: str) -> None:
    writer = after_a_full_frame()
    both = Shown([*piece_at(2, 1, text).pieces, *piece_at(0, 2, "...").pieces])
    for _ in range(2):
        found = changes(writer, both)
        assert text in found
        assert "..." not in found
    whole_line = piece_at(0, 1, "." * WIDTH)
    assert "." * WIDTH in changes(writer, whole_line)
    assert changes(writer, whole_line) == ""


def test_a_link_is_written_around_its_cells_and_taken_from_them() -> None:
    writer = after_a_full_frame()
    linked = Shown([Placed(1, 0, Strip([Segment("ab", Style(link="http://a"))]))])
    found = changes(writer, linked)
    assert "\x1b]8;;http://a\x1b\\ab\x1b]8;;\x1b\\" in found
    assert changes(writer, linked) == ""
    assert "ab" in changes(writer, piece_at(1, 0, "ab"))  # the same letters without it
    hostile = Shown([Placed(1, 0, Strip([Segment("ab", Style(link="http://a\x1b\\\x1b[2J"))]))])
    assert "2J" not in changes(writer, hostile)


@pytest.mark.parametrize(
    "beyond",
    [
        piece_at(0, 0, "x" * (WIDTH + 1)),
        piece_at(10, 0, "aa武"),
        piece_at(0, HEIGHT, "a"),
        piece_at(0, 0, "a\x1b[2J"),
        piece_at(0, 0, "\u202e"),
        Shown([Placed(0, 0, Strip([Segment("bell", None, [(1,)])]))]),  # type: ignore[list-item]
        Shown([], at=(WIDTH, 0)),
    ],
)
def test_what_is_more_than_cells_within_the_screen_is_written_as_text(beyond: Shown) -> None:
    writer = after_a_full_frame()
    assert changes(writer, beyond) == beyond.written
    assert changes(writer, FULL).count("." * WIDTH) == HEIGHT
    assert changes(writer, FULL) == ""


def test_an_update_without_strips_is_written_as_text() -> None:
    class Other:
        strips = None
        text = "\x1b[2Jsomething"
        colours = None

    writer = after_a_full_frame()
    assert writer.changes(Other(), (2, 1), SIZE) == "\x1b[2Jsomething\x1b[2;3H"
    assert changes(writer, FULL).count("." * WIDTH) == HEIGHT


def test_no_text_is_made_of_a_frame_that_is_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    """What Textual would write is twenty times as long as what differs."""
    writer = after_a_full_frame()
    monkeypatch.setattr(Strip, "render", None)
    assert changes(writer, piece_at(5, 0, "a", "red")) == "\x1b[5C\x1b[31ma\x1b[m\r"


@pytest.mark.parametrize(
    "other",
    ["\x1b[2J", "\x1b[?1049h", "\x1b[?1049l", "\x1bc", "\x1b[3;4r", "a\x1b[Kb", "\t", "text"],
)
def test_after_anything_else_whole_lines_are_written_again(other: str) -> None:
    writer = after_a_full_frame()
    writer.pass_by(other)
    assert changes(writer, FULL).count("." * WIDTH) == HEIGHT
    assert changes(writer, FULL) == ""


@pytest.mark.parametrize("size", [(WIDTH, HEIGHT + 1), (WIDTH + 1, HEIGHT)])
def test_after_another_size_nothing_is_taken_for_granted(size: tuple[int, int]) -> None:
    writer = after_a_full_frame()
    assert changes(writer, FULL, size).count("." * WIDTH) == HEIGHT
    assert changes(writer, FULL).count("." * WIDTH) == HEIGHT


def test_what_is_forgotten_is_written_again() -> None:
    writer = after_a_full_frame()
    writer.forget()
    assert changes(writer, FULL).count("." * WIDTH) == HEIGHT
    assert changes(writer, FULL) == ""


@pytest.mark.parametrize(
    "harmless",
    [
        "",
        "\x1b[?25h",
        "\x1b[?7l",
        "\x1b[?1003h\x1b[?1006h",
        "\x1b]22;default\x07",
        "\x1b]52;c;QQ==\x07",
        "\x1b[>25u",
    ],
)
def test_modes_and_the_clipboard_change_nothing(harmless: str) -> None:
    writer = after_a_full_frame()
    writer.pass_by(harmless)
    assert changes(writer, FULL) == ""


def test_blanks_are_erased_only_on_the_terminals_own_background() -> None:
    writer = after_a_full_frame()
    assert "\x1b[K" in changes(writer, piece_at(0, 0, " " * WIDTH, "bold"))
    for style in ("on color(7)", "underline", "reverse", "strike"):
        writer = after_a_full_frame()
        found = changes(writer, piece_at(0, 0, " " * WIDTH, style))
        assert "\x1b[K" not in found
        assert " " * WIDTH in found


# Styles and cells

codes = st.builds(
    lambda *parts: ";".join(filter(None, parts)),
    st.sampled_from(["", "1", "1", "3", "4", "7", "1;4", "9"]),
    st.sampled_from(["", "31", "94", "38;5;200", "38;2;1;2;3", "38;2;9;9;9"]),
    st.sampled_from(["", "42", "101", "48;5;17", "48;2;7;7;7"]),
)


@given(codes, codes)
def test_a_change_of_style_leads_to_the_style_and_is_never_longer_than_anew(
    old: str, new: str
) -> None:
    one, two = sgr_after(PLAIN, old), sgr_after(PLAIN, new)
    assert one is not None
    assert two is not None
    change = sgr_change(one, two)
    assert len(change) <= len(f"\x1b[;{two}m")
    assert sgr_after(one, change[2:-1]) == two if change else one == two


@pytest.mark.parametrize("unknown", ["21", "53", "38;2;1;2", "38;5", "38", "48;9;1", "58;5;1"])
def test_styles_that_are_not_known(unknown: str) -> None:
    assert sgr_after(PLAIN, unknown) is None


def test_cells_are_as_many_as_terminals_count() -> None:
    for ranges, size in ((NARROW, 1), (WIDE, 2)):
        for low, high in ranges:
            for character in map(chr, range(low, high + 1)):
                known = unicodedata.category(character) != "Cn"
                assert cells_of(character) is not None
                assert len(cells_of(character) or "") == size
                assert not known or wcwidth(character) == size, hex(ord(character))
