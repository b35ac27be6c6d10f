"""From a key to its finished frame, in a pty at 120 × 40: medians for packs of several sizes.

    python -m tests.bench.key_to_frame [UNITS ...]

Milliseconds are those of a machine. What can be compared is told in cursor moves of a table from
stock parts (`tests.bench.stock_table`), timed in the same way before and after. A frame is finished when the mark of synchronised output that ends it has come. Between two keys
the program is left until it is quiet, so that nothing of the key before is in the figure. The
packs have twelve indicators in four pillars; the first is the bundled one.
"""

from __future__ import annotations

import os
import platform
import select
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TypeAlias

from ici_tui.tui.terminal.choice import WHOLE_FRAMES
from tests.bench.bytes_per_action import END, Line
from tests.bench.scale import data_file, write_pack

Acts: TypeAlias = "tuple[tuple[str, str, str, str], ...]"

SIZES = (300, 3_000, 100_000)
REPEATS = 15
ACTS: Acts = (
    ("cursor down", "", "j", "k"),
    ("page down", "g", "\x1b[6~", "g"),
    ("weight step, all anew", "w", "l", "h"),
    ("weight step, parts of it", "w", "l", ""),
    ("sort", "\x1b", "s", ""),
)
"""What is timed: keys that lead there, the key itself, and what brings it back."""
QUIET = 0.25


class Clocked(Line):
    """A pty that times a key to the end of the first frame after it."""

    def settle(self, quiet: float = QUIET) -> None:
        """Until nothing more comes."""
        while select.select([self.master], [], [], quiet)[0]:
            self.raw += os.read(self.master, 65536)

    def timed(self, key: str) -> float:
        """Milliseconds from a key to its finished frame."""
        before = len(self.raw)
        start = time.perf_counter()
        self.send(key)
        while END not in self.raw[before:]:
            if not select.select([self.master], [], [], 5)[0]:
                return float("nan")
            self.raw += os.read(self.master, 65536)
        return 1000 * (time.perf_counter() - start)


def measure(
    arguments: list[str], acts: Acts = ACTS, module: str = "ici_tui"
) -> dict[str, list[float]]:
    """Every act so many times, on one pack."""
    found: dict[str, list[float]] = {}
    env: dict[str, str | None] = {WHOLE_FRAMES: None}
    with (
        tempfile.TemporaryDirectory() as home,
        Clocked(arguments, module=module, home=Path(home), size=(120, 40), env=env) as line,
    ):
        line.start()
        line.settle(2.0)
        for name, lead, key, back in acts:
            if lead:
                line.send(lead)
                line.settle()
            times = []
            for _ in range(REPEATS):
                times.append(line.timed(key))
                line.settle()
                if back:
                    line.send(back)
                    line.settle()
            found[name] = times
    return found


def stock() -> list[float]:
    """Moves of the cursor in a table from stock parts."""
    return measure([], ACTS[:1], "tests.bench.stock_table")[ACTS[0][0]]


def main(sizes: list[int]) -> None:
    """Print a row per act and a column per pack."""
    print(f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}")
    yardstick = stock()
    columns: dict[str, dict[str, list[float]]] = {"11": measure([])}
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            write_pack(data_file(Path(folder), size), size)
            columns[f"{size:,}"] = measure(["--pack", folder])
    yardstick += stock()
    move = statistics.median(yardstick)
    print(f"cursor down in a stock table: {move:.1f} ms ({min(yardstick):.1f})")
    print(f"{'ms, median (least), × stock':<28}" + "".join(f"{name:>22}" for name in columns))
    for act, *_ in ACTS:
        cells = [(statistics.median(found[act]), min(found[act])) for found in columns.values()]
        told = (f"{took:.1f} ({least:.1f}) {took / move:.2f}" for took, least in cells)
        print(f"{act:<28}" + "".join(f"{text:>22}" for text in told))


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or list(SIZES))
