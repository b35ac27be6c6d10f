"""A table against a pack with the same bytes: `python -m tests.bench.table_start [UNITS]`.

The table is the pack's own iData.csv, of 20 indicators below one index, so that nothing differs
but how it is opened. What is compared is processor time, of all processes, in turn: it holds
while the machine is busy. It is read from /proc.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path

RUNS = 7
INDICATORS = 20
ITSELF = (sys.executable, "-m", "ici_tui")
QUIET = 0.5
"""Seconds without a byte after which a frame is complete."""
TICKS = os.sysconf("SC_CLK_TCK")
WRITES = """
import sys
import numpy as np
import polars as pl
from pathlib import Path
folder, units, indicators = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
drawn = np.random.default_rng(units).integers(0, 100_000, (units, indicators)) / 1000
texts = {
    "uCode": [f"U{k:07d}" for k in range(units)],
    "uName": [f"Unit number {k}" for k in range(units)],
    "Zone": [f"Zone {k % 9}" for k in range(units)],
}
numbers = [pl.Series(f"x{k}", drawn[:, k]) for k in range(indicators)]
pl.DataFrame(texts).with_columns(numbers).write_csv(folder / "iData.csv")
meta = ["iCode,iName,Type,Level,Parent,Direction,Weight"]
meta += [f"x{k},x{k},Indicator,1,I,1,1" for k in range(indicators)]
meta += ["I,Index,Aggregate,2,,1,1", "Zone,Zone,Group,,,,"]
(folder / "iMeta.csv").write_text("\\n".join(meta) + "\\n", encoding="utf-8")
"""
"""Run in a process of its own: this one imports nothing large."""


def one_shot(words: tuple[str, ...], env: dict[str, str]) -> tuple[float, float]:
    """Seconds of processor time of a command, and its peak in MB."""
    process = subprocess.Popen(words, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(words)} ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def explorer(words: tuple[str, ...], env: dict[str, str]) -> tuple[float, float]:
    """The same of the explorer until its first frame with units is complete, at 120 × 40."""
    child, master = pty.fork()
    if child == 0:
        os.execvpe(words[0], words, env | {"TERM": "xterm-256color", "COLORTERM": "truecolor"})
    fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    seen, start = b"", time.perf_counter()
    while time.perf_counter() - start < 60:
        if select.select([master], [], [], QUIET)[0]:
            seen += os.read(master, 65536)
        elif b"Unit number" in seen:
            break
    taken = _processor_time(child)
    peak = int(Path(f"/proc/{child}/status").read_text().split("VmHWM:")[1].split()[0]) / 1024
    os.kill(child, signal.SIGTERM)
    os.close(master)
    os.waitpid(child, 0)
    return taken, peak


def _processor_time(process: int) -> float:
    """Seconds of a process, of the ended ones that it has waited for, and of its living ones."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    own = sum(map(int, fields[11:15])) / TICKS
    lists = Path(f"/proc/{process}/task").glob("*/children")
    return own + sum(
        _processor_time(int(one)) for text in lists for one in text.read_text().split()
    )


def main() -> None:
    """Print medians and ratios."""
    units = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    env = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as place:
        env |= {"XDG_CACHE_HOME": place, "XDG_STATE_HOME": place, "ICI_TUI_NO_CACHE": "1"}
        pack = Path(place, "units")
        pack.mkdir()
        subprocess.run(
            (sys.executable, "-c", WRITES, str(pack), str(units), str(INDICATORS)), check=True
        )
        table = Path(place, "table.csv")  # beside its iMeta it would be the pack
        table.hardlink_to(pack / "iData.csv")
        size = table.stat().st_size / 1e6
        print(
            f"{units:,} units × {INDICATORS} indicators, {size:.0f} MB; {os.cpu_count()} processors"
        )
        of_pack, of_table = (*ITSELF, "--pack", str(pack)), (*ITSELF, str(table))
        for name, measure, more in (
            ("rank --top 5", one_shot, ("rank", "--top", "5")),
            ("city", one_shot, ("city", "U0000077")),
            ("explorer, first frame", explorer, ()),
        ):
            pairs = [
                (measure((*of_table, *more), env), measure((*of_pack, *more), env))
                for _ in range(RUNS + 1)
            ][1:]
            ours, theirs = (statistics.median(pair[k][0] for pair in pairs) for k in (0, 1))
            peaks = [max(pair[k][1] for pair in pairs) for k in (0, 1)]
            print(
                f"{name:24} table {ours:6.2f} s, {peaks[0]:4.0f} MB   pack {theirs:6.2f} s, "
                f"{peaks[1]:4.0f} MB   {ours / theirs:5.2f} × a pack"
            )


if __name__ == "__main__":
    main()
