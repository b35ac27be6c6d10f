"""The diff writer in a real terminal: the same screens as without it, for a tenth of the bytes."""

from __future__ import annotations

import random
import re
import signal
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest

from ici_tui.tui.terminal.cells import cells_of
from ici_tui.tui.terminal.choice import WHOLE_FRAMES
from tests.pilot.packs import HOSTILE, write_pack
from tests.pty.line import AnsweringTerminal
from tests.pty.terminal import ROOT, Terminal, settle
from tests.unit.test_diff_writer import as_seen

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no ptys")

SYNCHRONISED = "\x1b[?2026;2$y"
"""What a terminal answers that knows marks around frames."""
MOVES = re.compile(r"\x1b\[[0-9;]*[A-HKbr]")
FRAME_END = b"\x1b[?2026l"
ACTS = (
    *("j", "j", "G", "g", " ", "j", " ", "w", "l", "L", "u", "\x1b", "s", "s", "-", "c", "q"),
    *("\r", "q", "/", "a", "l", "\x1b", "2", "3", "4", "1", ":", "so", "\x1b", "?", "\x1b"),
    *((80, 24), "j", (120, 40), "G"),
)
TYPED = {"/", "a", ":", "so"}
"""Acts after which there is a field: the cursor stands where the next letter comes."""
RESTED = 0.1
"""Seconds of rest: so long after a move of the cursor the panes beside it have followed."""
BUDGET = {"first frame": 15_000, "cursor": 400, "re-rank": 3_000, "mouse": 300}


def cells(screen: Any) -> list[list[Any]]:
    """Every cell with its attributes."""
    return [
        [as_seen(screen.buffer[y][x]) for x in range(screen.columns)] for y in range(screen.lines)
    ]


def place(t: Terminal) -> tuple[int, int]:
    """Where the cursor is."""
    return t.screen.cursor.x, t.screen.cursor.y


def same(one: Terminal, other: Terminal, doubted: set[int]) -> bool:
    """Whether two terminals show the same, now that both have been read once more.

    Lines that were ever in doubt are left out: what is left on them is the terminal's own.
    """
    other.read(0.05)
    lines = list(zip(cells(one.screen), cells(other.screen), strict=True))
    doubted |= {y for y, pair in enumerate(lines) if any(map(in_doubt, pair))}
    return all(a == b for y, (a, b) in enumerate(lines) if y not in doubted)


def in_doubt(line: list[Any]) -> bool:
    """Whether a line has characters whose width terminals disagree on."""
    return cells_of("".join(getattr(cell, "data", "") for cell in line)) is None


@pytest.mark.parametrize(
    ("files", "size", "theme"),
    [
        (None, (120, 40), "light"),
        (HOSTILE, (60, 16), "sixteen"),
    ],
    ids=["ici", "hostile"],
)
def test_with_and_without_the_diff_writer_the_screen_is_the_same_after_every_act(
    tmp_path: Path, files: dict[str, str] | None, size: tuple[int, int], theme: str
) -> None:
    pack = ["--pack", str(write_pack(tmp_path / "pack", files))] if files else []
    arguments = [*pack, "--theme", theme]
    with (
        Terminal(arguments, home=tmp_path, size=size) as few,
        Terminal(arguments, home=tmp_path, size=size, env={WHOLE_FRAMES: "1"}) as whole,
    ):
        both, doubted = (few, whole), set[int]()
        for t in both:
            t.wait(lambda t=t: b"\x1b[?2026$p" in t.raw, "the question for marks")  # type: ignore[misc]
            t.send(SYNCHRONISED)
        for keys in ("", *ACTS):
            for t in both:
                t.send(keys) if isinstance(keys, str) else t.resize(keys)
            settle(*both, quiet=RESTED)
            # What takes a job may come later to the one than to the other.
            few.wait(lambda: same(few, whole, doubted), f"the same screen after {keys}")
            if keys in TYPED:
                assert place(few) == place(whole)
        assert len(few.raw) < len(whole.raw) * (0.25 if files is not HOSTILE else 0.5)
        assert len(doubted) < size[1] / 2


class Missing(AnsweringTerminal):
    """A terminal that misses one sequence in so many, but for styles and what moves lines down."""

    missed: tuple[str, ...] = ()
    left = 0
    """Sequences until the next one is missed; 0 for never."""

    def _repeated(self, text: str) -> str:
        return super()._repeated(MOVES.sub(self._heard, text))

    def _heard(self, found: re.Match[str]) -> str:
        self.left -= 1
        if self.left:
            return found[0]
        self.missed += (found[0],)
        return ""


def test_where_a_sequence_is_missed_the_screen_is_right_again_without_a_key(tmp_path: Path) -> None:
    arguments, chosen = ["--pack", str(ROOT / "data" / "ici-cn-2020")], random.Random(7)
    with (
        Missing(arguments, home=tmp_path) as few,
        AnsweringTerminal(arguments, home=tmp_path, env={WHOLE_FRAMES: "1"}) as whole,
    ):
        both = few, whole
        for keys in ("", *"jjjjG", "\t", "1", *"wlLu", "\x1b", *"sc", "\x1b", "jj", "4", "8", "1"):
            few.left = chosen.randint(1, 25) if keys else 0
            for t in both:
                t.send(keys)
            settle(*both, quiet=RESTED)
            few.wait(lambda: same(few, whole, set()), f"the same screen after {keys!r}")
            few.left = 0
            # Who misses that much is not believed any more; after this it begins anew.
            few.send("\x0c")
            few.settle()
        assert len({sequence[-1] for sequence in few.missed}) > 3
        print(few.missed)
        assert len(few.missed) > 12


def test_after_a_stop_the_screen_is_written_in_full(tmp_path: Path) -> None:
    with Terminal(home=tmp_path) as t:
        t.see("Beijing", "leader ≈0–100")
        t.settle()
        before, shown = len(t.raw), cells(t.screen)
        t.process.send_signal(signal.SIGTSTP)
        t.wait(lambda: b"\x1b[?1049l" in t.raw[before:], "the alternate screen is left")
        t.settle()
        t._feed(b"\x1b[2J\x1b[Hsomething else was written here")
        t.process.send_signal(signal.SIGCONT)
        t.see("Beijing", "leader ≈0–100")
        t.settle()
        assert cells(t.screen) == shown


def test_acts_cost_what_they_have_to_say(tmp_path: Path) -> None:
    with AnsweringTerminal(home=tmp_path) as t:
        t.see("Beijing", "leader ≈0–100")
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
        t.see("Beijing", "leader ≈0–100")
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
        t.see("Beijing", "leader ≈0–100", "the report counts five universities")
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
