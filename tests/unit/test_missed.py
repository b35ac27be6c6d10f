"""What a terminal misses of a frame is seen by where its cursor is, and all is shown again at once."""

from __future__ import annotations

import re
from collections import Counter, deque
from itertools import count, cycle
from typing import TYPE_CHECKING, Any

import pyte
from rich.cells import set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from ici_tui.tui.terminal.compositor import Placed
from ici_tui.tui.terminal.counting import Repeats
from ici_tui.tui.terminal.frame_sender import FrameSender
from tests.unit.test_diff_writer import NO_WRAP, Shown, as_seen, repeated

if TYPE_CHECKING:
    from collections.abc import Callable

WIDTH, HEIGHT = 40, 14
SIZE = (WIDTH, HEIGHT)
SEQUENCE = re.compile(r"\x1b(?:\[[0-?]*[A-Za-z]|M)")
ONLY_STYLE = re.compile(r"\x1b\[[0-9;]*m")


class Screen(pyte.Screen):  # type: ignore[misc]
    """pyte's, in which a step up from above a region does not lead into it."""

    def cursor_up(self, count: int | None = None) -> None:
        before = self.cursor.y
        super().cursor_up(count)
        self.cursor.y = min(self.cursor.y, before)

    def told(self, line: int, column: int) -> tuple[int, int]:
        """The place that it says the cursor is in."""
        return line, column


class Kitty(Screen):
    """One that says beside the last column where the next character would be, if it wrapped."""

    def told(self, line: int, column: int) -> tuple[int, int]:
        beside = column > self.columns
        return (line + 1, 1) if beside and line < self.lines else (line, min(column, self.columns))


class Wrong(Screen):
    """One that says another place."""

    def told(self, line: int, column: int) -> tuple[int, int]:
        return line, column + 1


class InLastColumn(Screen):
    """A terminal whose cursor stays in the last column, where pyte's goes beside it."""

    def draw(self, data: str) -> None:
        super().draw(data)
        self.cursor.x = min(self.cursor.x, self.columns - 1)


class Loop:
    """A loop that does at once what is due, and nothing later."""

    def __init__(self) -> None:
        self.due: deque[Callable[[], None]] = deque()

    def call_soon_threadsafe(self, act: Callable[[], None]) -> None:
        self.due.append(act)

    def call_later(self, _: float, __: Callable[[], None]) -> Any:
        return self

    def cancel(self) -> None:
        pass

    def run(self) -> None:
        while self.due:
            self.due.popleft()()


class Session:
    """A sender, and a terminal that misses sequences.

    Args:
        kind: the terminal's.
        misses: told each sequence and how many came before; whether it is missed.
    """

    def __init__(self, kind: type[Any], misses: Callable[[str, int], bool]) -> None:
        self.screen, self._misses = kind(*SIZE), misses
        self.stream = pyte.Stream(self.screen)
        self.screen.write_process_input = self._answer
        self.stream.feed(NO_WRAP)
        self.loop, self.come = Loop(), 0
        self.missed = list[str]()
        self.written = list[str]()
        self.shown = Shown([])
        self.sender = FrameSender(
            self.loop,  # type: ignore[arg-type]
            self._write,
            lambda: False,
            lambda: self.show(self.shown),
            doubted=False,
        )
        self.sender.begin()
        self.sender.counts(narrow=True, repeats=Repeats.ALL)
        self.loop.run()

    def _write(self, text: str) -> None:
        self.written.append(text)
        self.stream.feed(repeated(SEQUENCE.sub(self._heard, text)))

    def _heard(self, found: re.Match[str]) -> str:
        self.come += 1
        if not self._misses(found[0], self.come):
            return found[0]
        self.missed.append(found[0])
        return ""

    def _answer(self, text: str) -> None:
        place = re.fullmatch(r"\x1b\[(\d+);(\d+)R", text)
        self.sender.answered(self.screen.told(*map(int, place.groups())) if place else None)

    def show(self, shown: Shown) -> None:
        self.shown = shown
        self.sender.show(shown, None, SIZE, marked=False)
        self.loop.run()

    @property
    def cells(self) -> list[list[Any]]:
        buffer = self.screen.buffer
        return [[as_seen(buffer[y][x]) for x in range(WIDTH)] for y in range(HEIGHT)]


def screen_of(top: int, cursor: int, step: int, *, bar: bool = True) -> Shown:
    """A ranking from a row on, its cursor, a pane beside it with a scroll bar, a head, a foot."""
    body, marked = Style.parse("#010203 on #090909"), Style.parse("bold #090909 on #808080")
    dim, plain = Style.parse("#333333 on #090909"), Style.parse("bold")
    pieces = [Placed(0, 0, Strip([Segment(set_cell_size(f" A head {step // 4}", WIDTH), plain)]))]
    for y in range(1, HEIGHT - 1):
        rank = top + y
        style = marked if rank == cursor else body
        name = f"武汉 {rank}" if rank % 4 == 0 else f"Unit {rank * 7919 % 1000}"
        row = f"{'▸' if rank == cursor else ' '}{rank:>3} " + set_cell_size(name, 9) + " "
        words = f"Of {cursor}: {'word ' * ((rank + cursor) % 4)}{(rank * cursor) % 97:>3}"
        pane = Segment(set_cell_size(words, 19), body)
        thumb = "█" if bar and (y + cursor) % 12 < 4 else "▏" if bar else "."
        parts = [Segment(row, style), Segment("█" * (rank % 5) + " " * (5 - rank % 5), dim)]
        parts += [pane, Segment(thumb, dim)]
        pieces.append(Placed(0, y, Strip(parts)))
    foot = " moved" + "." * (step % 30)
    pieces.append(Placed(0, HEIGHT - 1, Strip([Segment(set_cell_size(foot, WIDTH), plain)])))
    return Shown(pieces)


ACTS = [
    *(screen_of(0, 1 + k, k) for k in range(4)),
    screen_of(1, 6, 5),
    screen_of(2, 7, 5, bar=False),
    screen_of(0, 7, 6),
    screen_of(30, 35, 8),
    screen_of(0, 4, 8),
]


def wanted() -> list[list[list[Any]]]:
    session = Session(Screen, lambda *_: False)
    found = []
    for act in ACTS:
        session.show(act)
        found.append(session.cells)
    assert not session.missed
    return found


def letters(cells: list[list[Any]]) -> list[str]:
    return ["".join(cell.data for cell in line) for line in cells]


def test_whichever_sequence_is_missed_the_screen_is_right_after_the_next_answer() -> None:
    right, kinds = wanted(), cycle([Screen, InLastColumn, Kitty])
    missed, wrong = Counter[str](), Counter[str]()
    sent = list[str]()
    session = Session(Screen, lambda sequence, _: bool(sent.append(sequence)))
    for act in ACTS:
        session.show(act)
    for number in count(1):
        # Many ask where the cursor is, or change a style, and one of them is as another.
        if number % 5 and number < len(sent) and sent[number - 1][-1] in "nm":
            continue
        session, compared = Session(next(kinds), lambda _, come, n=number: come == n), 0
        for act, cells in zip(ACTS, right, strict=True):
            session.show(act)
            if session.missed:
                sequence, compared = session.missed[0], compared + 1
                same = letters if ONLY_STYLE.fullmatch(sequence) else list
                wrong[sequence[-1]] += same(session.cells) != same(cells)
            if compared == 2:
                break
        if not session.missed:
            break
        missed[session.missed[0][-1]] += 1
    # A line that is not moved down leaves the cursor where it should be.
    assert {sequence for sequence, times in wrong.items() if times} == {"M"}
    assert {*"ABCDHbrnmM"} <= {*missed}
    assert missed.total() > 230


def test_what_was_missed_is_written_again_once() -> None:
    def first_step_down(sequence: str, _: int) -> bool:
        return sequence.endswith("C") and not session.missed and len(session.written) > 2

    session = Session(Screen, first_step_down)
    for act in ACTS[:3]:
        session.show(act)
    assert session.missed
    frames = len(session.written)
    session.show(ACTS[3])
    assert len(session.written) == frames + 1


def test_a_terminal_that_always_says_another_place_is_asked_for_it_no_more() -> None:
    session = Session(Wrong, lambda *_: False)
    right = wanted()
    for act, cells in zip(ACTS[:5], right, strict=False):
        session.show(act)
        assert session.cells == cells
    asked = sum("\x1b[6n" in text for text in session.written)
    assert 1 <= asked <= 4
    before = len(session.written)
    session.show(ACTS[5])
    assert len(session.written) == before + 1
    assert "\x1b[6n" not in session.written[-1]
