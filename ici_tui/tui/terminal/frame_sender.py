"""From what is to be shown to what is written: the newest, as fast as the line takes it."""

from __future__ import annotations

from collections import deque
from contextlib import suppress
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from ici_tui.tui.terminal.asking import STATUS_ASKED
from ici_tui.tui.terminal.counting import PLACE_ASKED, Repeats
from ici_tui.tui.terminal.diff_writer import EVERYTHING, DiffWriter, is_harmless
from ici_tui.tui.terminal.modes import SYNC_BEGINS, SYNC_ENDS
from ici_tui.tui.terminal.pacer import PIECE, Pacer
from ici_tui.tui.terminal.unanswered import Unanswered

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop, TimerHandle
    from collections.abc import Callable

    from ici_tui.tui.terminal.plain import Update
    from ici_tui.tui.terminal.unanswered import Place

REST, NEXT = 5.0, 0.25
"""Seconds without a frame after which lines that were written in part are said whole, and seconds
between two pieces of them; where it is not sure what the terminal shows. Elsewhere it would take
away what somebody has selected with the mouse."""
MOST_WRONG, WITHIN = 3, 60.0
"""Wrong places of the cursor, and seconds in which so many show that the terminal moves it
otherwise than we do: what was missed now and then is seldom so much."""


class FrameSender:
    """Keeps what is to be shown, and has it written when there is room for it.

    All of it runs in the app's loop, but for `forget`, and what `unanswered` is told.

    Args:
        loop: the app's.
        send: has text written.
        busy: whether text that was sent before is still to be written.
        repaint: has all of the screen shown again. Something was missed.
        doubted: whether the terminal is not believed that it counts cells as we do.
    """

    def __init__(
        self,
        loop: AbstractEventLoop,
        send: Callable[[str], None],
        busy: Callable[[], bool],
        repaint: Callable[[], object],
        *,
        doubted: bool,
    ) -> None:
        self._loop, self._send, self._busy, self._repaint = loop, send, busy, repaint
        self._doubted = doubted
        self._diff, self._pacer = DiffWriter(sure=False), Pacer()
        self._marked = self._on = False
        self._begins = True
        """Whether what is written next begins a frame."""
        self._keyed = False
        """Whether something was typed since a frame was begun."""
        self._width = 0
        self._age = 0
        """How often all was forgotten."""
        self._wrong: deque[float] = deque(maxlen=MOST_WRONG)
        """When the cursor was last found elsewhere than it should be."""
        self.unanswered = Unanswered()
        """What the terminal has still to answer, of frames and of anything else."""
        self._look: TimerHandle | None = None
        self._rest: TimerHandle | None = None
        self.holds = False
        """Whether something waits until there is room for it."""

    @property
    def behind(self) -> bool:
        """Whether the line to the terminal is slow, and has more to deliver."""
        return self._pacer.behind

    def begin(self) -> None:
        """The terminal is taken: how long it takes to answer is asked, and frames are written."""
        self._on = True
        if self._pacer.sent(0, begins=False):
            self._send(self._question(None))

    def end(self) -> None:
        """The terminal is given back: what waits is let go."""
        self._on = self.holds = False
        for timer in (self._look, self._rest):
            if timer is not None:
                timer.cancel()
        self._look = self._rest = None

    def show(
        self, update: Update, at: tuple[int, int] | None, size: tuple[int, int], *, marked: bool
    ) -> None:
        """Have the terminal show an update, and what others have changed before it.

        Args:
            update: what is to be shown.
            at: where the cursor is left, as column and line from 0; None where that is no matter.
            size: the terminal's columns and lines.
            marked: whether the terminal knows marks around what is to be shown at once.
        """
        self._marked, self._width = marked, size[0]
        text = self._diff.take(update, at, size)
        if text:
            self._expect(self._diff.asked)
            self._write(text)
        self.go_on()

    def pass_by(self, text: str) -> None:
        """Write text that is no frame; where it touches the screen, what waits is written before.

        What changes nothing on the screen may come from another thread.
        """
        if not is_harmless(text):
            if self._on and self._diff.due:
                self._write(self._next())
            self._diff.pass_by(text)
        self._send(text)

    def forget(self) -> None:
        """Take nothing of the screen for granted: something else has been there, or its size is new."""
        self._wrong = deque(maxlen=MOST_WRONG)
        self._age += 1
        self._diff.forget()

    def typed(self) -> None:
        """Something was typed. May be called from another thread."""
        self._keyed = True

    def answered(self, place: Place | None) -> None:
        """The terminal has answered. Called where the answer was read.

        Args:
            place: where its cursor is; None where it has told its status.
        """
        if not self.unanswered.answered(place):
            self._in_loop(partial(self._heard, when=monotonic()))  # late: it was given up

    def _in_loop(self, act: Callable[[], None]) -> None:
        with suppress(RuntimeError):  # the loop is closed: it is over
            self._loop.call_soon_threadsafe(act)

    def _heard(self, when: float) -> None:
        self._pacer.answered(when)
        self.go_on()

    def _question(self, at: tuple[int, int] | None) -> str:
        """What is asked after a frame: for the cursor's place, where it is known, or the status."""

        def told(place: Place | None) -> None:
            # What was missed first: the next frame begins where the cursor is.
            if at is not None:
                self._compare(at, place, age)
            self._in_loop(partial(self._heard, when=monotonic()))

        age = self._age
        self.unanswered.ask(told, for_place=at is not None)
        return STATUS_ASKED if at is None else PLACE_ASKED

    def _expect(self, places: list[tuple[int, int]]) -> None:
        """Await the places that a text asks for."""
        for at in places:
            told = partial(self._compare, at, age=self._age)
            self.unanswered.ask(told, for_place=True)

    def _compare(self, at: tuple[int, int], place: Place | None, age: int) -> None:
        """Have all shown again where the cursor is elsewhere: something was missed before.

        Args:
            at: where it should be, as column and line from 0.
            place: where it is; None where that was not told.
            age: how often all had been forgotten when it was asked.
        """
        if place is None or age != self._age:
            return
        (x, y), (line, column), width = at, place, self._width
        right = (line, min(column, width)) == (y + 1, min(x + 1, width))
        # Beside the last column some say so, and kitty that the next character begins a line.
        if not right and (x < width or place != (y + 2, 1)):
            self._in_loop(partial(self._missed, age))

    def _missed(self, age: int) -> None:
        """Something that was written since all was forgotten last has not been heard."""
        if age != self._age or not self._on:
            return
        wrong = self._wrong  # another thread may begin a new one
        wrong.append(now := monotonic())
        if len(wrong) == MOST_WRONG and now < wrong[0] + WITHIN:
            self._doubted = True
            self.counts(narrow=False, repeats=Repeats.NONE)
        self._age += 1
        self._diff.forget()
        # If it was a question that was missed, this answer is none of a place's.
        self.unanswered.ask(lambda _: None, for_place=False)
        self._send(STATUS_ASKED)
        self._repaint()

    def counts(self, *, narrow: bool, repeats: Repeats) -> None:
        """What the terminal has shown of itself.

        Args:
            narrow: whether it counts signs of doubtful width as one cell each.
            repeats: which characters it repeats when it is told to.
        """
        self._diff.sure = narrow and not self._doubted
        self._diff.repeats = repeats if self._diff.sure else Repeats.NONE

    def go_on(self) -> None:
        """Write as much of what waits as there is room for."""
        self.holds = self._on and self._diff.due
        while self.holds:
            # What still belongs to the answer to a key follows it at once.
            begins = self._begins and self._keyed
            room = 0 if self._busy() else self._pacer.room(begins=begins)
            if not room:
                self._look_again()
                return
            text = self._next(min(PIECE, room) if self._pacer.slow else EVERYTHING)
            self.holds = self._diff.due
            if text:
                self._keyed = self._keyed and not begins
                self._write(text, begins=begins)
            self._begins = not self.holds

    def _next(self, most: int = EVERYTHING) -> str:
        """What is written next of what waits; the places that it asks for are awaited."""
        self._diff.asks = self._pacer.asks
        text = self._diff.text(most)
        self._expect(self._diff.asked)
        return text

    def _write(self, text: str, *, begins: bool = True) -> None:
        if not self._on or not text:
            return
        written = f"{SYNC_BEGINS}{text}{SYNC_ENDS}" if self._marked else text
        asks = self._pacer.sent(len(written.encode()), begins=begins)
        at = self._diff.at if self._diff.sure else None
        self._send(written + self._question(at) if asks else written)
        if not self._diff.sure:
            self._confirm_in(REST)

    def _look_again(self) -> None:
        if self._look is not None:
            self._look.cancel()
        wait = self._pacer.wait(begins=self._begins and self._keyed)
        self._look = self._loop.call_later(wait, self._looked) if wait else None

    def _looked(self) -> None:
        self._look = None
        if self._pacer.give_up_what_is_overdue():
            self.unanswered.give_up()
        self.go_on()

    def _confirm_in(self, seconds: float) -> None:
        if self._rest is not None:
            self._rest.cancel()
        self._rest = self._loop.call_later(seconds, self._confirm)

    def _confirm(self) -> None:
        """Say lines whole that were written in part, a piece at a time."""
        self._rest = None
        text = "" if self.holds or self._diff.sure else self._diff.confirmation(PIECE)
        if text:
            self._write(text)
            self._confirm_in(NEXT)
