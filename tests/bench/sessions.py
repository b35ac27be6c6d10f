"""What sessions that nobody touches take, side by side: memory, processor time, wake-ups.

    python -m tests.bench.sessions [SESSIONS [WORDS …]]

Each runs in a pty of its own, is shown whole, and rests. `own` is the memory that no other process
shares; `share` counts what several share in parts (PSS). Linux only.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from tests.bench.bytes_per_action import Line
from tests.bench.memory import SETTLED

WATCHED = 10
"""Seconds for which a session at rest is watched."""


def memory(pid: int) -> tuple[float, float]:
    """A process's own memory and its share of all, in MB."""
    sizes: dict[str, float] = {}
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8").splitlines()[1:]:
        name, _, size = line.partition(":")
        sizes[name] = int(size.split()[0]) / 1024
    return sizes["Private_Clean"] + sizes["Private_Dirty"], sizes["Pss"]


def work(pid: int) -> tuple[float, int]:
    """The processor time of a process so far, in seconds, and how often it has woken."""
    used = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    wakes = 0
    for task in Path(f"/proc/{pid}/task").iterdir():
        status = (task / "status").read_text(encoding="utf-8")
        wakes += int(status.partition("\nvoluntary_ctxt_switches:")[2].split()[0])
    return (int(used[11]) + int(used[12])) / os.sysconf("SC_CLK_TCK"), wakes


def main() -> None:
    """Print a table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    with ExitStack() as stack:
        pids = []
        for _ in range(count):
            home = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            line = stack.enter_context(Line(sys.argv[2:], home=home, size=(120, 40), env={}))
            line.start()
            pids.append(line.process.pid)
        time.sleep(SETTLED)
        before = [work(pid) for pid in pids]
        time.sleep(WATCHED)
        print(f"{'session':<10}{'own MB':>8}{'share MB':>10}{'CPU s':>8}{'wake-ups':>10}")
        for number, (pid, (used, woken)) in enumerate(zip(pids, before, strict=True), start=1):
            own, share = memory(pid)
            now, wakes = work(pid)
            print(f"{number:<10}{own:>8.1f}{share:>10.1f}{now - used:>8.2f}{wakes - woken:>10}")


if __name__ == "__main__":
    main()
