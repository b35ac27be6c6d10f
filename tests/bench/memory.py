"""What the explorer holds in memory with 100,000 units, beside what it imports.

    python -m tests.bench.memory [UNITS]

The explorer runs in a pty and is asked for its memory when it has been quiet for some seconds,
then again after some acts. Resident memory counts files that are mapped (libraries), which
processes share; `own` is what it has written to. Linux only.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.bytes_per_action import Line

BARE = "import textual.app, polars"
SETTLED = 12
"""Seconds after which allocators have given back what they give back by themselves."""
ACTS = (("weights edited", "wlllh\x1b"), ("sorted by name", "ss"), ("filtered", "/num"))


def resident(pid: int | str) -> tuple[float, float]:
    """A process's resident memory and its own part of it, in MB."""
    sizes = dict.fromkeys(("Rss", "Private_Dirty"), 0.0)
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8").splitlines():
        name = line.split(":")[0]
        if name in sizes:
            sizes[name] = int(line.split()[1]) / 1024
    return sizes["Rss"], sizes["Private_Dirty"]


def most(pid: int) -> float:
    """The most resident memory that a process has had at once, in MB."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def bare() -> tuple[float, float]:
    """The memory of a process that imports what the explorer has to import, and does nothing."""
    code = f"{BARE}\nimport time; print('there', flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        found = resident(process.pid)
        process.kill()
    return found


def explorer(pack: Path) -> dict[str, tuple[float, float]]:
    """The explorer's memory when it has settled, and after acts."""
    with (
        tempfile.TemporaryDirectory() as home,
        Line(["--pack", str(pack)], home=Path(home), size=(120, 40), env={}) as line,
    ):
        line.start()
        found = {}
        for name, keys in (("settled", ""), *ACTS):
            for key in keys:
                line.act(key)
            for _ in range(SETTLED // 5 + 1):
                line.act("")
            found[name] = resident(line.process.pid)
        found["at most"] = (most(line.process.pid), float("nan"))
    return found


def main() -> None:
    """Print a table."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    print(f"{'MB':<28}{'resident':>10}{'own':>10}")
    rows = {BARE: bare()}
    for name in ("iData.csv", "iData.parquet"):
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(
                [sys.executable, "-m", "tests.bench.scale", "data", f"{folder}/{name}", str(size)],
                check=True, stdout=subprocess.DEVNULL,
            )  # fmt: skip
            for act, memory in explorer(Path(folder)).items():
                rows[f"{name}, {act}"] = memory
    for name, (all_of_it, own) in rows.items():
        print(f"{name:<28}{all_of_it:>10.1f}{own:>10.1f}")


if __name__ == "__main__":
    main()
