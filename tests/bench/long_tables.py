"""Every row of a large table, in each format: `python -m tests.bench.long_tables [UNITS]`.

What is compared is the processor time of whole commands with that of `rank --top 5` of the same
table, which reads as much and writes five rows. The commands take turns, and of each the median
counts: it holds while the machine is busy.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from ici_tui.cli.output import Format
from tests.bench.table_start import INDICATORS, ITSELF, WRITES, one_shot

RUNS = 3
COMMANDS = (
    ("rank",),
    ("rank", "--level", "all"),
    ("rank", "--set", "U7.x3=50"),
    ("rank", "--order", "x1>x2"),
    ("scores",),
    ("scores", "--notes"),
    ("robust", "radius"),
    ("robust", "sweep", "--weight", "x3"),
    ("values", "--stage", "normalised"),
    ("columns",),
    ("stats",),
)
Measured = tuple[float, float]
"""Seconds, and MB at most."""


def main() -> None:
    """Print a row for each command and format."""
    units = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    env = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as place:
        env |= {"XDG_CACHE_HOME": place, "XDG_STATE_HOME": place, "ICI_TUI_NO_CACHE": "1"}
        subprocess.run(
            (sys.executable, "-c", WRITES, place, str(units), str(INDICATORS)), check=True
        )
        table = Path(place, "table.csv")  # beside its iMeta it would be the pack
        Path(place, "iData.csv").rename(table)
        Path(place, "iMeta.csv").unlink()
        print(
            f"{units:,} units × {INDICATORS} indicators, {table.stat().st_size / 1e6:.0f} MB; "
            f"{os.cpu_count()} processors"
        )
        few = (*ITSELF, str(table), "rank", "--top", "5")
        one_shot(few, env)
        for command in COMMANDS:
            for form in Format:
                # A command that reads any table has it behind its own name.
                named = (
                    (str(table), *command) if command != ("columns",) else (*command, str(table))
                )
                written = Path(place, f"out.{form}")
                words = (*ITSELF, *named, "--quiet", "--format", form, "-o", str(written))
                pairs = [(one_shot(words, env), one_shot(few, env)) for _ in range(RUNS)]
                print(_told(" ".join(command), form, pairs, written.stat().st_size), flush=True)


def _told(command: str, form: str, pairs: list[tuple[Measured, Measured]], size: int) -> str:
    ours, theirs = (statistics.median(pair[k][0] for pair in pairs) for k in (0, 1))
    peaks = [max(pair[k][1] for pair in pairs) for k in (0, 1)]
    return (
        f"{command:26} {form:9} {ours:6.2f} s, {peaks[0]:4.0f} MB, writes {size / 1e6:6.1f} MB   "
        f"{ours / theirs:5.2f} × rank --top 5, {peaks[0] / peaks[1]:4.2f} × its memory"
    )


if __name__ == "__main__":
    main()
