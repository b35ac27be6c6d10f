"""What every act costs on the line: bytes, frames, and milliseconds from key to last byte.

    python -m tests.bench.bytes_per_action [columns lines] [--pack PACK]

The explorer runs in a pty that answers like a terminal with synchronised output (most are), so
that frames can be counted; the marks around them are among the bytes. `first` are the bytes
up to the end of the first frame: what an act shows at once. Each act is done twice:
with whole frames as Textual writes them, and with only the cells that differ. Bytes repeat
exactly; milliseconds depend on the machine and are for orientation.
"""

from __future__ import annotations

import argparse
import os
import platform
import select
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from ici_tui.tui.terminal.choice import WHOLE_FRAMES
from tests.pty.terminal import Terminal

BEGIN = b"\x1b[?2026h"
END = b"\x1b[?2026l"
LEAST = 4000
"""Bytes that are more than the modes set before the first frame."""
QUESTION = b"\x1b[?2026$p"
SUPPORTED = "\x1b[?2026;2$y" + "\x1b[3;34R"
"""What a terminal answers that knows such marks, counts cells as we do and repeats signs."""
QUIET = 0.6
"""Seconds without a byte after which an act has been answered."""
ACTS = (
    ("cursor down", "j"),
    ("cursor down again", "j"),
    ("cursor down, 5 at once", "jjjjj"),
    ("to the first row", "g"),
    ("page down", "\x1b[6~"),
    ("to the weights", "w"),
    ("weight step", "l"),
    ("weight step again", "l"),
    ("weight, five points", "L"),
    ("100 weight keys at once", "l" * 60 + "h" * 40),
    ("undo", "u"),
    ("back", "\x1b"),
    ("sort", "s"),
    ("sort the other way", "s"),
    ("by rank", "-"),
    ("filter opens", "/"),
    ("filter letter", "a"),
    ("filter letter", "n"),
    ("filter ends", "\x1b"),
    ("clusters", "2"),
    ("comparison", "3"),
    ("ranking", "1"),
    ("palette opens", ":"),
    ("palette letter", "s"),
    ("palette closes", "\x1b"),
    ("mouse moves", "\x1b[<35;20;10M"),
    ("mouse moves", "\x1b[<35;90;20M"),
    ("idle for 5 s", ""),
)


class Cost(NamedTuple):
    """Of an act: bytes, those of its first frame, frames, milliseconds from key to last byte."""

    size: int
    first: int
    frames: int
    wait: float


class Line(Terminal):
    """A pty whose bytes are only counted."""

    def _feed(self, data: bytes) -> None:
        """Nothing is emulated: that would be timed."""

    def act(self, keys: str) -> Cost:
        """Type, and read until the program is quiet."""
        before, most = len(self.raw), 5.0 if not keys else QUIET
        start = last = time.monotonic()
        if keys:
            self.send(keys)
        while select.select([self.master], [], [], most)[0]:
            self.raw += os.read(self.master, 65536)
            last = time.monotonic()
        new = self.raw[before:]
        return Cost(len(new), new.find(END) + 1, new.count(BEGIN), 1000 * (last - start))

    def start(self) -> Cost:
        """Answer as such terminals do, wait for rows, and read until the program is quiet."""
        start = time.monotonic()
        self.wait(lambda: QUESTION in self.raw, "the question for marks")
        self.send(SUPPORTED)
        while len(self.raw) < LEAST and time.monotonic() - start < 20:
            self.read(0.1)
        read = time.monotonic()
        rest = self.act("")
        wait = rest.wait + 1000 * (read - start)
        return Cost(len(self.raw), self.raw.find(END) + 1, self.raw.count(BEGIN), wait)


def costs(arguments: list[str], size: tuple[int, int], *, whole: bool) -> list[Cost]:
    """The first frame, then every act."""
    with tempfile.TemporaryDirectory() as home:
        env: dict[str, str | None] = {WHOLE_FRAMES: "1" if whole else None}
        with Line(arguments, home=Path(home), size=size, env=env) as line:
            return [line.start(), *(line.act(keys) for _, keys in ACTS)]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("size", nargs="*", type=int, default=[120, 40])
    parser.add_argument("--pack")
    asked = parser.parse_args()
    arguments = ["--pack", asked.pack] if asked.pack else []
    size = (asked.size[0], asked.size[1])
    raw = costs(arguments, size, whole=True)
    few = costs(arguments, size, whole=False)
    print(f"{size[0]} × {size[1]}, Python {platform.python_version()}, {platform.machine()}")
    print(f"{'':26}{'as Textual writes':>31}{'only what differs':>31}")
    print(f"{'':26}" + f"{'bytes':>9}{'first':>9}{'frames':>7}{'ms':>6}" * 2 + f"{'share':>7}")
    for name, one, two in zip(("first frame", *(n for n, _ in ACTS)), raw, few, strict=True):
        share = f"{100 * two.size / one.size:.0f} %" if one.size else ""
        told = "".join(f"{c.size:>9,}{c.first:>9,}{c.frames:>7}{c.wait:>6.0f}" for c in (one, two))
        print(f"{name:26}{told}{share:>7}")


if __name__ == "__main__":
    sys.exit(main())
