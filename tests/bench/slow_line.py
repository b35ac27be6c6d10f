"""What a key costs on a slow line, and how long after the last one the screen is the final one.

    python -m tests.bench.slow_line [--delay S] [--rate BYTES] [--pack PACK] [--silent]

A line of 75 ms each way and 20 KB/s, simulated between a pty and an emulated terminal that answers
as terminals do; with `--silent` one that answers nothing. A key is held for three seconds at
30 a second. `final` are seconds from the last key to the last byte that changed the screen; `KB`
what was written until then; `q` seconds from the key that quits to the end.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests.pty.line import SlowTerminal, hold
from tests.pty.terminal import ROOT

LEAST = 2_500
"""Bytes that are more than the modes set before the first frame."""
CASES = (
    ("j", "", "j", 30),
    ("j, from a scrolled place", "j" * 60, "j", 30),
    ("page down", "", "\x1b[6~", 30),
    ("Tab, 8 a second", "", "\t", 8),
    ("a weight, l", "w" + "H" * 20, "l", 30),
)
"""What is held, the keys that lead there, the key, and how often it comes in a second."""


def seen(t: SlowTerminal) -> str:
    return t.text


def settle(t: SlowTerminal, seconds: float = 3.5) -> tuple[float, int]:
    """Read until nothing changes; seconds until the last change, and bytes until then."""
    start = last = time.monotonic()
    shown, bytes_then = seen(t), len(t.raw)
    while time.monotonic() - last < seconds:
        if t.read(0.25) and seen(t) != shown:
            shown, last, bytes_then = seen(t), time.monotonic(), len(t.raw)
    return last - start, bytes_then


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--delay", type=float, default=0.075)
    parser.add_argument("--rate", type=float, default=20_000.0)
    parser.add_argument("--pack")
    parser.add_argument("--root", type=Path, default=ROOT, help="another copy of the program")
    parser.add_argument("--only", type=int, nargs="*", default=range(len(CASES)))
    parser.add_argument("--command", help="another program, such as less -S FILE")
    parser.add_argument("--silent", action="store_true")
    parser.add_argument("--size", type=int, nargs=2, default=(120, 40))
    asked = parser.parse_args()
    arguments = ["--pack", asked.pack] if asked.pack else []
    print(
        f"{'held for 3 s':28}{'KB':>8}{'final s':>9}{'one key B':>11}{'to last byte s':>16}{'q s':>7}"
    )
    for name, before, key, often in (CASES[k] for k in asked.only):
        with (
            tempfile.TemporaryDirectory() as home,
            SlowTerminal(
                arguments,
                home=Path(home),
                cwd=asked.root,
                size=tuple(asked.size),
                delay=asked.delay,
                rate=asked.rate,
                answers=not asked.silent,
                command=asked.command.split() if asked.command else None,
                env={"COLORTERM": None},
            ) as t,
        ):
            t.wait(lambda t=t: len(t.raw) > LEAST)  # type: ignore[misc]
            settle(t)
            if before:
                t.send(before)
                settle(t)
            start = len(t.raw)
            t.send(key)
            one, end = settle(t)
            single = end - start
            start = len(t.raw)
            hold(t, key, 3.0, often)
            final, end = settle(t)
            held = end - start
            hold(t, key, 1.0, often)
            t.send("q" if asked.command else "\x11")
            began = time.monotonic()
            while t.process.poll() is None and time.monotonic() - began < 30:
                t.read(0.05)
            while not t.quiet:
                t.read(0.05)
            left = time.monotonic() - began
        print(
            f"{name:28}{held / 1000:8.1f}{final:9.2f}{single:11,}{one:16.2f}{left:7.2f}", flush=True
        )


if __name__ == "__main__":
    sys.exit(main())
