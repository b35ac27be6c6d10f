"""Over a slow line: what is written while a key is held, and that the newest is shown in the end.

The line is 75 ms away each way and takes 20,000 bytes a second; bytes are asserted, not time.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.bench.scale import data_file, write_pack
from tests.pty.line import AnsweringTerminal, SlowTerminal, hold, pauses
from tests.pty.terminal import ROOT, Terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no ptys")

QUESTION, ASKED_FIRST = b"\x1b[5n", b"\x1b[6n"
FRAME_END = b"\x1b[?2026l"
HELD = 3.0
MOST = {"j": 15_000, "page down": 70_000, "a weight": 70_000}
REST, OF_PANES = 0.06, 2_500
"""Seconds without a key, somewhat less than those after which panes follow, and their bytes."""
CURSOR_ALONE, WITH_PANES = 300, {"": 2_400, "data/asem-2018": 1_200, "long": 1_200}
"""Bytes of a row further: of its frame, and of all until nothing moves any more, by pack. Beside a
city stands its profile, which is text: of what differs 1,170 bytes are letters."""
LEAST = 5_000
"""Bytes that are more than modes and a first frame's beginning."""


@pytest.fixture(scope="module")
def long_pack(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("long")
    write_pack(data_file(folder, 3_000), 3_000)
    return str(folder)


def opened(t: Terminal) -> None:
    t.wait(lambda: len(t.raw) > LEAST, "a first frame")
    t.settle()


def written(t: SlowTerminal, keys: str, seconds: float = HELD) -> tuple[int, int]:
    """What is written while a key is held, and until the screen is the final one.

    Returns:
        Bytes, and how often the key paused: where this process had no processor for a while.
    """
    before, arrived = len(t.raw), len(t.arrivals)
    hold(t, keys, seconds)
    until = len(t.arrivals)
    t.settle()
    return len(t.raw) - before, pauses(t.arrivals[arrived:until], REST)


def test_a_held_key_is_written_as_the_newest_rows(tmp_path: Path, long_pack: str) -> None:
    with SlowTerminal(["--pack", long_pack], home=tmp_path, env={"COLORTERM": None}) as t:
        opened(t)
        found = {"j": written(t, "j")}
        t.see("▸   91 ")
        found["page down"] = written(t, "\x1b[6~")
        t.send("G")
        t.see("▸ 3000 ")
        t.settle()
        t.send("w")
        t.settle()
        found["a weight"] = written(t, "l")
        print(found)
        # Without pacing 185,000 to 250,000, 216,000 and 98,000 to 205,000; as fast as the line
        # delivers, 65,000. In a pause the panes follow the cursor, as they should.
        assert {
            key: (size, rests)
            for key, (size, rests) in found.items()
            if size > MOST[key] + rests * OF_PANES
        } == {}
        shown = t.lines
        t.send("\x0c")
        t.settle()
        assert t.lines == shown
        t.send("\x11")
        assert t.end() == 0


def test_what_waits_on_a_slow_line_is_never_more_than_it_delivers_at_once(
    tmp_path: Path, long_pack: str
) -> None:
    with SlowTerminal(["--pack", long_pack], home=tmp_path, env={"COLORTERM": None}) as t:
        opened(t)
        waiting = []
        for _ in range(12):
            hold(t, "\x1b[6~", 0.25)
            waiting.append(t.down.waiting)
        print(waiting)
        # Without pacing each key adds 3,000, less what is delivered: 50,000 in the end. Until a
        # large frame was answered nobody knows how much the line takes.
        assert max(waiting[4:]) < 12_000


@pytest.mark.parametrize("pack", WITH_PANES)
def test_a_move_of_the_cursor_alone_costs_little(tmp_path: Path, long_pack: str, pack: str) -> None:
    arguments = ["--pack", long_pack if pack == "long" else str(ROOT / pack)] if pack else []
    with AnsweringTerminal(arguments, home=tmp_path, env={"COLORTERM": None}) as t:
        opened(t)
        alone, all_of_it = [], []
        for _ in range(3):
            before = len(t.raw)
            t.send("j")
            t.settle()
            alone.append(t.raw.index(FRAME_END, before) - before)
            all_of_it.append(len(t.raw) - before)
        print(alone, all_of_it)
        # With the first the foot of the screen comes as well.
        assert max(alone[1:]) <= CURSOR_ALONE
        assert max(all_of_it) <= WITH_PANES[pack]


def test_a_terminal_that_never_answers_is_asked_no_more_and_waits_for_nothing(
    tmp_path: Path, long_pack: str
) -> None:
    with Terminal(["--pack", long_pack], home=tmp_path) as t:
        opened(t)
        hold(t, "j", 1.0)
        t.see("▸   31 ")
        assert t.raw.count(QUESTION) == 2
        assert t.raw.count(ASKED_FIRST) == 1


def test_a_terminal_that_answers_is_asked_after_every_frame(tmp_path: Path) -> None:
    with AnsweringTerminal(home=tmp_path) as t:
        opened(t)
        before = t.raw.count(FRAME_END + ASKED_FIRST)
        for _ in range(3):
            t.send("j")
            t.settle()
        assert t.raw.count(FRAME_END + ASKED_FIRST) >= before + 3
        # Its answers are no keys.
        assert "▸  4 " in t.text


def wake_ups(pid: int) -> int:
    """How often the threads of a process have woken so far."""
    found = 0
    for task in Path(f"/proc/{pid}/task").iterdir():
        told = (task / "status").read_text().split("\nvoluntary_ctxt_switches:")[1]
        found += int(told.split()[0])
    return found


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="counted in /proc")
def test_nothing_wakes_a_session_in_which_nothing_happens(tmp_path: Path) -> None:
    with AnsweringTerminal(home=tmp_path) as t:
        opened(t)
        counts = [wake_ups(t.process.pid)]
        for _ in range(6):  # after a rest memory is given back, once
            t.read(2.0)
            counts.append(wake_ups(t.process.pid))
            if counts[-1] == counts[-2]:
                return
        pytest.fail(f"it woke all the time: {counts}")
