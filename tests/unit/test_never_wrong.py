"""Never a wrong figure: terminals that count cells otherwise, that miss a sequence, that scroll."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import pyte
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from ici_tui.tui.terminal.compositor import Placed
from ici_tui.tui.terminal.diff_writer import DiffWriter
from ici_tui.tui.terminal.line import Line
from ici_tui.tui.terminal.scroll import Shift, shift_between, shifted
from tests.unit.test_diff_writer import NO_WRAP, Shown, as_seen

WIDTH, HEIGHT = 40, 12
SIZE = (WIDTH, HEIGHT)
SEQUENCE = re.compile(r"\x1b(?:\[[0-9;]*[A-Za-z]|M)")


class WideAmbiguous(pyte.Screen):  # type: ignore[misc]
    """A terminal that takes two cells for what Unicode calls ambiguous, as some in East Asia do."""

    def draw(self, data: str) -> None:
        for character in data:
            super().draw(character)
            if unicodedata.east_asian_width(character) == "A":
                self.cursor_forward(1)
                if self.cursor.x < self.columns:
                    # The second cell is the character's: what stood there is gone.
                    self.buffer[self.cursor.y][self.cursor.x - 1] = self.cursor.attrs._replace(
                        data=" "
                    )


def terminal(kind: type[Any] = pyte.Screen) -> tuple[Any, pyte.Stream]:
    screen = kind(*SIZE)
    stream = pyte.Stream(screen)
    stream.feed(NO_WRAP)
    return screen, stream


def lines_of(texts: list[str], style: str = "") -> Shown:
    own = Style.parse(style) if style else None
    return Shown(
        [
            Placed(0, y, Strip([Segment(set_cell_size(text, WIDTH), own)]))
            for y, text in enumerate(texts)
        ]
    )


def seen(screen: Any) -> list[list[Any]]:
    return [[as_seen(screen.buffer[y][x]) for x in range(WIDTH)] for y in range(HEIGHT)]


def told(writer: DiffWriter, shown: Shown) -> str:
    return writer.changes(shown, shown.at, SIZE)


# Widths


def rows(step: int) -> list[str]:
    """Rows of a ranking with estimates, ranges and bars, as they are after some edits."""
    found = []
    for y in range(HEIGHT):
        score = (37 * (y + 3) + 11 * step) % 100
        bar = "█" * (score // 12) + "▓" * (y % 3) + "▌"
        found.append(f"{y + 1:>3} Unit {y} ≈{score:<3} {bar:<13} {score - 5}–{score + 5}")
    return found


def figures(screen: Any) -> list[list[str]]:
    """The words that have no sign of doubtful width: every number that is read alone, and names."""
    return [re.findall(r"[A-Za-z0-9]+", line) for line in screen.display]


@pytest.mark.parametrize("kind", [pyte.Screen, WideAmbiguous])
def test_no_figure_is_wrong_where_a_terminal_counts_two_cells(kind: type[Any]) -> None:
    screen, stream = terminal(kind)
    writer = DiffWriter(sure=False)
    for step in range(8):
        stream.feed(told(writer, lines_of(rows(step))))
        assert figures(screen) == [re.findall(r"[A-Za-z0-9]+", row) for row in rows(step)]


def test_believed_to_count_as_we_do_such_a_terminal_shows_other_figures() -> None:
    """The test above can fail: written for another terminal, figures are wrong."""
    screen, stream = terminal(WideAmbiguous)
    writer = DiffWriter()
    for step in range(8):
        stream.feed(told(writer, lines_of(rows(step))))
    assert figures(screen) != [re.findall(r"[A-Za-z0-9]+", row) for row in rows(7)]


# Sequences that are missed


def test_whichever_sequence_is_missed_the_screen_is_right_once_lines_are_confirmed() -> None:
    frames = [lines_of(rows(step), "red on blue") for step in range(3)]
    for later in (frames[1], frames[2], lines_of([*rows(1)[2:], "a", "b"], "bold")):
        writer = DiffWriter()
        whole = told(writer, frames[0])
        change = told(writer, later)
        healed = ""
        while piece := writer.confirmation(300):
            healed += piece
        right, right_stream = terminal()
        right_stream.feed(whole + change)
        found = list(SEQUENCE.finditer(change))
        assert len(found) > 10
        wrong = 0
        for missed in found:
            screen, stream = terminal()
            stream.feed(whole + change[: missed.start()] + change[missed.end() :])
            wrong += seen(screen) != seen(right)
            stream.feed(healed)
            assert seen(screen) == seen(right), missed[0]
            assert (screen.cursor.x, screen.cursor.y) == (right.cursor.x, right.cursor.y)
        assert wrong  # some are missed to some effect
        assert writer.confirmation() == ""


def test_what_is_forgotten_is_said_whole_also_when_little_of_it_changes() -> None:
    """Ctrl-L, another program's words, a stop: the next frame repairs the screen."""
    writer, (screen, stream) = DiffWriter(), terminal()
    stream.feed(told(writer, lines_of(rows(0))))
    stream.feed("\x1b[5;5Ha message to all\x1b[H")
    writer.forget()
    stream.feed(told(writer, Shown([Placed(0, 9, Strip([Segment(" 99")]))])))
    expected = rows(0)
    expected[9] = " 99" + expected[9][3:]
    assert [line.rstrip() for line in screen.display] == [row.rstrip() for row in expected]


# Newest first


def test_what_came_between_is_never_written() -> None:
    writer, (screen, stream) = DiffWriter(), terminal()
    stream.feed(told(writer, lines_of(rows(0))))
    for step in range(1, 30):
        assert writer.take(lines_of(rows(step)), (0, 0), SIZE) == ""
    newest = writer.text()
    assert len(newest) < len(told(DiffWriter(), lines_of(rows(29)))) * 1.2
    stream.feed(newest)
    assert [line.rstrip() for line in screen.display] == [row.rstrip() for row in rows(29)]


def test_a_frame_in_pieces_ends_as_the_newest_one() -> None:
    writer, (screen, stream) = DiffWriter(), terminal()
    stream.feed(told(writer, lines_of(rows(0))))
    for step in range(1, 6):
        writer.take(lines_of(rows(step)), (0, 0), SIZE)
        piece = writer.text(100)
        assert len(piece) < 400
        stream.feed(piece)
        assert writer.due
    while writer.due:
        stream.feed(writer.text(100))
    assert [line.rstrip() for line in screen.display] == [row.rstrip() for row in rows(5)]


# Scrolling

letters = st.text(st.sampled_from("abcdefgh 武▓≈"), min_size=3, max_size=12)


@settings(deadline=None)
@given(
    st.lists(letters, min_size=30, max_size=30),
    st.lists(st.integers(-6, 6), min_size=1, max_size=5),
    st.integers(0, 2),
    st.integers(0, 3),
    st.booleans(),
    st.sampled_from([60, 1 << 20]),
)
def test_a_scrolled_screen_is_the_same_as_one_that_is_written(
    words: list[str], steps: list[int], head: int, foot: int, beside: bool, most: int
) -> None:
    """Some lines stand above and below what moves, and maybe columns beside it."""
    writer, plain = DiffWriter(), DiffWriter()
    screen, stream = terminal()
    other, other_stream = terminal()
    top = 10
    for step in [0, *steps]:
        top = min(max(top + step, 0), 30 - HEIGHT)
        texts = [f"{top + y:>4} {words[top + y]} Unit {top + y}"[:18] for y in range(HEIGHT)]
        texts[:head] = ["a head"] * head
        texts[HEIGHT - foot :] = ["a foot"] * foot
        frame = lines_of(texts)
        if beside:
            pieces = [Placed(24, y, Strip([Segment(f"│ stays {y}")])) for y in range(HEIGHT)]
            frame = Shown([*frame.pieces, *pieces])
        writer.take(frame, frame.at, SIZE)
        while writer.due:
            stream.feed(writer.text(most))
        plain.forget()
        other_stream.feed(told(plain, frame))
        assert seen(screen) == seen(other)


def test_a_line_further_costs_the_new_line_and_the_margins() -> None:
    writer = DiffWriter()
    texts = [f"{k:>4} Unit number {k * 7919 % 1000} of a long list" for k in range(60)]
    told(writer, lines_of(texts[10 : 10 + HEIGHT]))
    further = told(writer, lines_of(texts[11 : 11 + HEIGHT]))
    assert f"\x1b[;{HEIGHT}r" in further
    assert len(further) < 2 * WIDTH + 40
    back = told(writer, lines_of(texts[10 : 10 + HEIGHT]))
    assert "\x1bM" in back
    assert len(back) < 2 * WIDTH + 40


def test_lines_that_have_moved_are_found_and_moved() -> None:
    lines = [Line(f"line {k}", "\0" * 6) for k in range(8)]
    down = [lines[0], Line("newest", "\0" * 6), *lines[1:6], lines[7]]
    found = shift_between(lines, down, list(range(1, 7)))
    assert found == Shift(1, 6, -1)
    moved = shifted(lines, Shift(1, 6, -1))
    assert [line.characters for line in moved[2:]] == [line.characters for line in down[2:]]
    assert not moved[1].known
    assert shift_between(lines, lines[:2] + lines[4:6], [2, 3]) is None
