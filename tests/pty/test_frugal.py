"""The frugal driver in a real terminal: the same screens as without it, for a tenth of the bytes."""

from __future__ import annotations

import re
import signal
import sys
import time
from typing import TYPE_CHECKING, Any

import pyte
import pytest

from ici_tui.tui.driver import WHOLE_FRAMES
from ici_tui.tui.frugal import Frugal
from tests.pilot.packs import HOSTILE, SMALL, write_pack
from tests.pty.terminal import UNKNOWN, WHOLE, Terminal

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no ptys")

SYNCHRONISED = "\x1b[?2026;2$y"
"""What a terminal answers that knows marks around frames; recorded frames are told apart by them."""
MARK = re.compile(r"(\x1b\[\?2026[hl])")
FRAME_END = b"\x1b[?2026l"
ACTS = (
    *("j", "j", "G", "g", " ", "j", " ", "w", "l", "L", "u", "\x1b", "s", "s", "-", "c", "q"),
    *("\r", "q", "/", "a", "l", "\x1b", "2", "3", "4", "1", ":", "so", "\x1b", "?", "\x1b"),
)
BUDGET = {"first frame": 24_000, "cursor": 400, "re-rank": 3_000, "mouse": 300}


def cells(screen: Any) -> list[list[Any]]:
    """Every cell with its attributes, and the cursor."""
    found = [[screen.buffer[y][x] for x in range(screen.columns)] for y in range(screen.lines)]
    return [*found, [screen.cursor.x, screen.cursor.y]]


def writes_of(raw: bytes) -> list[str]:
    """A recording, divided as it was written: marks, frames, and whatever was between them."""
    # The pty's line discipline has put a carriage return before every line feed.
    return [part for part in MARK.split(raw.decode().replace("\r\n", "\n")) if part]


@pytest.mark.parametrize(
    ("files", "size", "theme"),
    [
        (None, (120, 40), "dark"),
        (SMALL, (120, 40), "sixteen"),
        (HOSTILE, (120, 40), "light"),
        (HOSTILE, (60, 16), "dark"),
    ],
    ids=["ici", "sixteen", "hostile", "hostile-low"],
)
def test_a_recorded_session_looks_the_same_after_every_frame(
    tmp_path: Path, files: dict[str, str] | None, size: tuple[int, int], theme: str
) -> None:
    pack = ["--pack", str(write_pack(tmp_path / "pack", files))] if files else []
    env: dict[str, str | None] = {WHOLE_FRAMES: "1"}
    with Terminal([*pack, "--theme", theme], home=tmp_path, size=size, env=env) as t:
        t.wait(lambda: b"\x1b[?2026$p" in t.raw, "the question for marks")
        t.send(SYNCHRONISED)
        t.wait(lambda: FRAME_END in t.raw, "a frame between marks")
        t.settle()
        for keys in ACTS:
            t.send(keys)
            t.read(0.3)
            while t.read(0.1):
                pass
        raw = t.raw
    frugal = Frugal(*size)
    screens = pyte.Screen(*size), pyte.Screen(*size)
    streams = [pyte.Stream(screen) for screen in screens]
    frames = total = 0
    for data in writes_of(raw):
        found = frugal.filter(data)
        total += len(found.encode())
        for stream, written in zip(streams, (data, found), strict=True):
            stream.feed(UNKNOWN.sub("", WHOLE.sub(_printable, written)))
        if len(data) > 50:
            frames += 1
            assert cells(screens[1]) == cells(screens[0])
    assert frames > 30
    assert total < len(raw) * (0.25 if files is not HOSTILE else 0.7)


def _printable(found: re.Match[str]) -> str:
    """A sequence as it is, but none to the terminal's own title or pointer: pyte knows few."""
    return "" if found[0].startswith("\x1b]") else found[0]


def test_with_and_without_the_filter_the_screen_is_the_same(tmp_path: Path) -> None:
    with (
        Terminal(home=tmp_path) as few,
        Terminal(home=tmp_path, env={WHOLE_FRAMES: "1"}) as whole,
    ):
        for t in (few, whole):
            t.see("Beijing", "leader 0–100")
        for act in ("", "j", "w", "l", "\x1b", "2", "1", (80, 24), "j", (120, 40), "G"):
            for t in (few, whole):
                t.send(act) if isinstance(act, str) else t.resize(act)
            for t in (few, whole):
                t.settle()
            assert cells(few.screen) == cells(whole.screen), act
        assert len(few.raw) < len(whole.raw) / 3


def test_after_a_stop_the_screen_is_written_in_full(tmp_path: Path) -> None:
    with Terminal(home=tmp_path) as t:
        t.see("Beijing", "leader 0–100")
        t.settle()
        before, shown = len(t.raw), cells(t.screen)
        t.process.send_signal(signal.SIGTSTP)
        t.wait(lambda: b"\x1b[?1049l" in t.raw[before:], "the alternate screen is left")
        t.settle()
        t._feed(b"\x1b[2J\x1b[Hsomething else was written here")
        t.process.send_signal(signal.SIGCONT)
        t.see("Beijing", "leader 0–100")
        t.settle()
        assert cells(t.screen) == shown


def test_acts_cost_what_they_have_to_say(tmp_path: Path) -> None:
    with Terminal(home=tmp_path) as t:
        t.wait(lambda: b"\x1b[?2026$p" in t.raw, "the question for marks")
        t.send(SYNCHRONISED)
        t.see("Beijing", "leader 0–100")
        t.settle()
        found = {"first frame": len(t.raw)}
        t.cost("j")
        before = len(t.raw)
        t.cost("j")
        # The first frame is the ranking's; the panes beside it follow when the cursor rests.
        found["cursor"] = t.raw.index(FRAME_END, before) + len(FRAME_END) - before
        t.cost("w")
        found["re-rank"] = max(t.cost("l"), t.cost("L"), t.cost("u"))
        found["mouse"] = max(t.cost("\x1b[<35;20;10M"), t.cost("\x1b[<35;90;20M"))
        print(found)
        assert {name: n for name, n in found.items() if n > BUDGET[name]} == {}


def test_a_hundred_keys_at_once_are_a_few_frames(tmp_path: Path) -> None:
    with Terminal(home=tmp_path) as t:
        t.wait(lambda: b"\x1b[?2026$p" in t.raw, "the question for marks")
        t.send(SYNCHRONISED)
        t.see("Beijing", "leader 0–100")
        t.settle()
        t.send("w")
        t.settle()
        before = len(t.raw)
        t.send("l" * 55 + "h" * 45)
        t.see("50.0")
        t.settle()
        assert 1 <= t.raw[before:].count(FRAME_END) <= 4


def test_while_the_cursor_moves_on_the_panes_beside_it_wait(tmp_path: Path) -> None:
    with Terminal(home=tmp_path) as t:
        t.see("Beijing", "leader 0–100", "the report counts five universities")
        t.settle()
        before = len(t.raw)
        for _ in range(8):
            t.send("j")
            end = time.monotonic() + 0.03
            while time.monotonic() < end:
                t.read(0.005)
        held = len(t.raw) - before
        t.see("▸  9      Xi'an")
        t.settle()
        # The panes take 3,000 bytes and more each time: on a busy machine they may come twice.
        assert held < 8 * BUDGET["cursor"] + 8_000
        assert "Xi'an 西安" in t.text
