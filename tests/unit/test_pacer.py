"""Pacing: as much is under way as a line delivers in the time of an answer."""

from __future__ import annotations

import pytest

from ici_tui.tui.terminal.pacer import MOST_MISSED, MOST_UNDER_WAY, OVERDUE, Pacer
from ici_tui.tui.terminal.status_answers import StatusAnswers
from ici_tui.tui.terminal.unanswered import Place, Unanswered


class Line:
    """A clock, and a line on which so many bytes a second come to a terminal that answers."""

    def __init__(self, rate: float, trip: float) -> None:
        self.now, self.rate, self.trip = 100.0, rate, trip
        self.free_at = 0.0
        self.answers: list[float] = []
        self.pacer = Pacer(clock=lambda: self.now)
        assert self.pacer.sent(0, begins=False)
        self.now += trip
        self.pacer.answered(self.now)

    def write(self, size: int, *, begins: bool = True) -> None:
        self.free_at = max(self.free_at, self.now) + size / self.rate
        if self.pacer.sent(size, begins=begins):
            self.answers.append(self.free_at + self.trip)

    def until(self, when: float) -> None:
        while self.answers and self.answers[0] <= when:
            self.now = self.answers.pop(0)
            self.pacer.answered(self.now)
        self.now = when

    def hold(self, size: int, seconds: float) -> int:
        """Have a frame to write 30 times a second; how many were written."""
        written = 0
        for _ in range(int(seconds * 30)):
            self.until(self.now + 1 / 30)
            if self.pacer.room(begins=True):
                self.write(size)
                written += 1
        return written


def slow_line() -> Line:
    line = Line(20_000, 0.15)
    line.write(14_000)
    line.until(line.now + 2)
    return line


def test_a_slow_line_gets_a_frame_for_each_answer_and_never_falls_behind() -> None:
    for size in (300, 2_500):
        line = slow_line()
        assert 12 <= line.hold(size, 3.0) <= 22
        assert line.free_at - line.now < 0.25  # what is under way arrives at once


def test_what_is_delivered_is_known_also_where_the_line_is_never_at_rest() -> None:
    line = slow_line()
    most = []
    for _ in range(200):
        line.until(line.now + 0.02)
        while line.pacer.room(begins=False):
            line.write(1_000, begins=False)
        most.append(line.pacer.under_way)
    # 20,000 bytes a second for the 0.15 s of an answer, a fifth more, and a piece.
    assert max(most[50:]) <= 1.2 * 20_000 * 0.2 + 1_000


def test_a_fast_line_gets_every_frame() -> None:
    for trip in (0.001, 0.15):
        line = Line(2_000_000, trip)
        line.write(14_000)
        line.until(line.now + 1)
        assert line.hold(2_500, 3.0) == 90
        assert not line.pacer.behind


def test_a_line_that_becomes_slow_is_followed_and_one_that_becomes_fast_too() -> None:
    line = Line(2_000_000, 0.05)
    line.write(14_000)
    line.until(line.now + 1)
    line.rate = 10_000
    line.hold(2_500, 6.0)
    line.until(line.now + 3)
    line.hold(2_500, 6.0)
    assert line.free_at - line.now < 0.4
    line.until(line.now + 1)
    line.rate = 2_000_000
    line.hold(2_500, 20.0)
    assert line.hold(2_500, 3.0) == 90


def test_a_stall_does_not_make_a_line_seem_slow_for_long() -> None:
    """Whoever else has the processor delays answers as well; what is under way stays as much."""
    line = slow_line()
    for _ in range(5):
        line.hold(2_500, 0.5)
        line.answers = [when + 0.5 for when in line.answers]
        line.free_at += 0.5
    line.hold(2_500, 1.0)
    assert line.hold(2_500, 3.0) >= 12


def test_a_terminal_that_never_answers_delays_nothing_and_is_asked_no_more() -> None:
    now = [0.0]
    pacer = Pacer(clock=lambda: now[0])
    asked = 0
    for _ in range(100):
        assert pacer.room(begins=True) == MOST_UNDER_WAY
        asked += pacer.sent(5_000, begins=True)
        now[0] += 0.03
        pacer.give_up_what_is_overdue()
    assert asked == 2
    assert not pacer.behind


def test_a_terminal_that_answers_no_more_is_asked_no_more_and_one_that_does_again_is() -> None:
    line = slow_line()
    line.write(3_600)
    asked = 0
    while line.pacer.unanswered or not asked:
        if line.pacer.room(begins=True):
            asked += line.pacer.sent(3_600, begins=True)
        line.now += 0.1
        line.pacer.give_up_what_is_overdue()
        assert asked < 10
    assert asked >= 1
    for _ in range(MOST_MISSED):
        line.pacer.sent(3_600, begins=True)
        line.now += OVERDUE
        line.pacer.give_up_what_is_overdue()
    assert not line.pacer.sent(3_600, begins=True)
    assert line.pacer.room(begins=True) == MOST_UNDER_WAY
    line.pacer.answered(line.now)
    assert line.pacer.sent(3_600, begins=True)


def test_what_waits_is_looked_at_again_in_time() -> None:
    line = slow_line()
    assert line.pacer.wait(begins=True) == 0
    line.write(300)
    assert line.pacer.room(begins=True) == 0
    assert line.pacer.room(begins=False) > 0
    assert 0 < line.pacer.wait(begins=True) < 0.3
    assert 2 < line.pacer.wait(begins=False) <= OVERDUE


# Answers


class Told:
    def __init__(self) -> None:
        self.asked, self.found = Unanswered(), list[Place | None]()
        self.answers = StatusAnswers(self.on_answer, lambda: self.asked.awaits_place)

    def ask(self, *, for_place: bool) -> None:
        self.asked.ask(self.found.append, for_place=for_place)

    def on_answer(self, place: Place | None) -> None:
        if not self.asked.answered(place):
            self.found.append(place)


def test_answers_are_taken_out_of_what_is_typed() -> None:
    told = Told()
    assert told.answers.passed_on(b"j\x1b[0nk\x1b[0n\x1b[12;7R") == b"jk"
    assert told.found == [None, None, (12, 7)]


@pytest.mark.parametrize("answer", [b"\x1b[0n", b"\x1b[12;34R"])
@pytest.mark.parametrize("awaited", [False, True])
def test_an_answer_in_pieces_is_heard_once(answer: bytes, *, awaited: bool) -> None:
    for cut in range(1, len(answer)):
        told = Told()
        if awaited:
            told.ask(for_place=True)
        told.answers.passed_on(b"j" + answer[:cut])
        told.answers.passed_on(answer[cut:] + b"k")
        told.answers.passed_on(b"l")
        assert len(told.found) == 1 + (awaited and answer == b"\x1b[0n"), cut


def test_the_cursors_place_is_no_key_when_it_was_asked_and_a_key_when_it_was_not() -> None:
    told = Told()
    assert told.answers.passed_on(b"\x1b[1;2R") == b"\x1b[1;2R"
    told.ask(for_place=True)
    assert told.answers.passed_on(b"a\x1b[1;") == b"a"
    assert told.answers.waits
    assert told.answers.passed_on(b"2Rb") == b"b"
    assert told.found == [(1, 2)]
    assert told.answers.passed_on(b"\x1b[1;2R") == b"\x1b[1;2R"


def test_an_answer_finds_its_question_also_where_one_before_it_is_lost() -> None:
    told = Told()
    for for_place in (True, False, True):
        told.ask(for_place=for_place)
    told.answers.passed_on(b"\x1b[0n")
    assert told.found == [None, None]
    assert told.asked.statuses == 0
    told.answers.passed_on(b"\x1b[3;4R")
    assert told.found[2:] == [(3, 4)]
    assert not told.asked.awaits_place


def test_what_was_held_back_and_is_no_answer_is_passed_on() -> None:
    told = Told()
    told.ask(for_place=True)
    assert told.answers.passed_on(b"\x1b[") == b""
    assert told.answers.rest() == b"\x1b["
    assert told.answers.passed_on(b"\x1b") == b"\x1b"  # Esc is not delayed


def test_a_late_answer_to_a_question_of_before_is_no_infinite_rate() -> None:
    pacer = Pacer(clock=lambda: 100.0)
    for _ in range(3):
        assert pacer.sent(5_000, begins=True)
        pacer.answered(99.9)
    assert pacer.room(begins=True)
    assert not pacer.slow
