"""Tables of thousands of columns: `python -m tests.bench.wide_tables [COLUMNS …]`.

What is compared is the processor time of whole commands with that of polars, which reads the same
file and writes it back, in a process of its own. The commands take turns, and of each the median
counts. Nearly every unit lacks a value, and some names have a pillar in them.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.table_start import ITSELF, one_shot

RUNS = 3
UNITS = 300
SIZES = (50, 500, 5_000)
WRITES = """
import sys
import numpy as np
import polars as pl
file, units, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
drawn = np.random.default_rng(count).integers(0, 100_000, (units, count)) / 1000
drawn[np.random.default_rng(1).random(drawn.shape) < 0.005] = np.nan
heads = [f"Health: a{k}" if k % 3 else f"x{k}" for k in range(count)]
columns = [pl.Series(head, drawn[:, k]).fill_nan(None) for k, head in enumerate(heads)]
pl.DataFrame([pl.Series("name", [f"Unit {k}" for k in range(units)]), *columns]).write_csv(file)
"""
POLARS = "import sys, polars as pl; pl.read_csv(sys.argv[1]).write_csv(sys.argv[2])"
COMMANDS = (
    ("columns",),
    ("values", "--stage", "normalised"),
    ("rank",),
    ("rank", "--format", "json"),
    ("city", "Unit 7"),
    ("compare", "Unit 7", "Unit 8"),
    ("stats",),
    ("scores",),
    ("robust", "ranks", "Unit 7"),
    ("robust", "sweep", "--weight", "x3"),
)


def main() -> None:
    """Print a row for each size and command."""
    sizes = tuple(map(int, sys.argv[1:])) or SIZES
    env = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as place:
        env |= {"XDG_CACHE_HOME": place, "XDG_STATE_HOME": place, "ICI_TUI_NO_CACHE": "1"}
        for size in sizes:
            table = Path(place, f"table{size}.csv")
            words = (sys.executable, "-c", WRITES, str(table), str(UNITS), str(size))
            subprocess.run(words, check=True)
            print(f"{UNITS} units × {size:,} indicators, {table.stat().st_size / 1e6:.1f} MB")
            base = (sys.executable, "-c", POLARS, str(table), os.devnull)
            for command in COMMANDS:
                named = (
                    (str(table), *command) if command != ("columns",) else (*command, str(table))
                )
                _row(" ".join(command), (*ITSELF, *named, "--quiet"), base, env)


def _row(name: str, words: tuple[str, ...], base: tuple[str, ...], env: dict[str, str]) -> None:
    pairs = []
    for _ in range(RUNS):
        try:
            pairs.append((one_shot(words, env), one_shot(base, env)))
        except RuntimeError:  # a question that says for how many weights it is
            print(f"  {name:32} is not answered")
            return
    ours, theirs = (statistics.median(pair[k][0] for pair in pairs) for k in (0, 1))
    peak = max(pair[0][1] for pair in pairs)
    print(f"  {name:32} {ours:6.2f} s, {peak:4.0f} MB   {ours / theirs:6.2f} × polars", flush=True)


if __name__ == "__main__":
    main()
