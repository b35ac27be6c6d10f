"""When frames are written on a slow line: one for each answer while keys come, and what belongs
to the answer to a key at once after it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ici_tui.tui.terminal.counting import Repeats
from ici_tui.tui.terminal.frame_sender import FrameSender
from tests.unit.test_diff_writer import FULL, SIZE, piece_at
from tests.unit.test_pacer import slow_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.unit.test_diff_writer import Shown


class Loop:
    """A loop in which nothing happens by itself."""

    def __init__(self) -> None:
        self.due: list[Callable[[], None]] = []

    def call_later(self, _: float, act: Callable[[], None]) -> Any:
        self.due.append(act)
        return self

    def cancel(self) -> None:
        self.due.clear()


def test_what_belongs_to_the_answer_to_a_key_follows_at_once_and_another_key_waits() -> None:
    line, written = slow_line(), list[str]()
    loop = Loop()
    sender = FrameSender(loop, written.append, lambda: False, list, doubted=False)  # type: ignore[arg-type]
    sender._pacer = line.pacer
    sender.begin()
    sender.counts(narrow=True, repeats=Repeats.ALL)

    def show(shown: Shown) -> None:
        sender.show(shown, shown.at, SIZE, marked=True)

    show(FULL)
    line.until(line.now + 2)
    while line.pacer.unanswered:
        sender._heard(line.now)
    written.clear()

    sender.typed()
    show(piece_at(0, 0, "a"))
    show(piece_at(0, 1, "b"))
    assert ["a" in written[0], "b" in written[1]] == [True, True]
    sender.typed()
    show(piece_at(0, 2, "c"))
    assert len(written) == 2
    assert sender.holds
    line.now += 0.16
    loop.due.pop()()
    assert "c" in written[2]
    assert not sender.holds
