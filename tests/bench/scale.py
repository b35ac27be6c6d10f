"""Time and memory of every step from 11 to 1,000,000 units × 12 indicators, and how they grow.

Run: python -m tests.bench.scale [SIZE ...]

The data are drawn anew in a temporary folder: CSV, and Parquet from a million units on. The
steps of one size run in a process of their own; beside each stands the peak of memory that the
process has had by then. What polars needs to read the same file and to write it back as CSV is
measured in another; the command `ici-tui scores` is a process as well, from start to end. The
process that starts them imports nothing large: a child's peak counts its parent's memory in.
"""

from __future__ import annotations

import json
import math
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from ici_tui.tui.session import Session

SIZES = (11, 300, 3_000, 40_000, 100_000, 1_000_000)
PARQUET_FROM = 1_000_000
EDITS = 9
VISIBLE = 40
STEPS = (
    "load", "first evaluation", "weight edit, 40 rows", "edit and intervals",
    "sort by a pillar", "first sort by name", "sort by name", "first filter", "filter",
    "rank, top 3",
)  # fmt: skip


def data_file(folder: Path, size: int) -> Path:
    """Where the data of so many units are."""
    return folder / ("iData.parquet" if size >= PARQUET_FROM else "iData.csv")


def write_pack(data: Path, size: int) -> None:
    """A pack of random numbers: four pillars of three indicators, and a group."""
    import numpy as np
    import polars as pl

    drawn = np.random.default_rng(size).integers(0, 100_000, (size, 12)) / 1000
    columns = {
        "uCode": [f"U{k:07d}" for k in range(size)],
        "uName": [f"Unit number {k}" for k in range(size)],
        "Zone": [f"Zone {k % 9}" for k in range(size)],
    }
    frame = pl.DataFrame(columns).with_columns(
        pl.Series(f"x{k}", drawn[:, k]) for k in range(drawn.shape[1])
    )
    meta = ["iCode,iName,Type,Level,Parent,Direction,Weight"]
    meta += [f"x{k},Indicator {k},Indicator,1,P{k // 3},1,1" for k in range(12)]
    meta += [f"P{k},Pillar {k},Aggregate,2,I,1,1" for k in range(4)]
    meta += ["I,Index,Aggregate,3,,1,1", "Zone,Zone,Group,,,,"]
    data.with_name("iMeta.csv").write_text("\n".join(meta) + "\n", encoding="utf-8")
    if data.suffix == ".csv":
        frame.write_csv(data)
    else:
        frame.write_parquet(data)


def peak_mb() -> float:
    """The most memory that this process has held, in MB."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().split("VmHWM:")[1].split()[0]) / 1024
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def timed(call: Callable[[], object]) -> float:
    """How long a call takes, in milliseconds."""
    start = time.perf_counter()
    call()
    return 1000 * (time.perf_counter() - start)


def median(call: Callable[[int], object], repeats: int = EDITS) -> float:
    """The median over calls that are told their number."""
    return statistics.median(timed(lambda k=k: call(k)) for k in range(repeats))


def measure_polars(data: Path) -> dict[str, float]:
    """Read the file and write it back as CSV."""
    import polars as pl

    frames = []
    read = pl.read_csv if data.suffix == ".csv" else pl.read_parquet
    took = {"polars: read": timed(lambda: frames.append(read(data)))}
    took["polars: write CSV"] = timed(lambda: frames[0].write_csv(data.with_name("copy.csv")))
    return took


def measure_steps(data: Path) -> dict[str, float]:
    """Load the pack and do what the explorer does with it."""
    from ici_tui.packs.load import load_pack
    from ici_tui.tui.session import Session
    from ici_tui.views.intervals import intervals
    from ici_tui.views.ranking import build_ranking

    took: dict[str, float] = {}

    def step(name: str, milliseconds: float) -> None:
        took[name], took[f"{name}, peak"] = milliseconds, peak_mb()

    found: list[Any] = []
    step("load", timed(lambda: found.append(load_pack(data.parent))))
    step("first evaluation", timed(lambda: found.append(Session.of(found[0]))))
    session = found[1]

    def edited(points: float) -> Session:
        weights = session.weights.with_points("P0", points)
        settled: Session = session.edited(weights).settled()
        for line in range(min(VISIBLE, len(settled.board))):
            settled.board.row(line)
        return settled

    step("weight edit, 40 rows", median(lambda k: edited(30 + k)))
    step("edit and intervals", median(lambda k: intervals(edited(60 + k).study, "I")))
    called = session.catalogue.by_key.__getitem__
    step("sort by a pillar", median(lambda k: session.sorted_by(called(f"P{k % 4}"))))
    step("first sort by name", timed(lambda: session.sorted_by(called("name"))))
    step("sort by name", median(lambda _: session.sorted_by(called("name"))))
    step("first filter", timed(lambda: session.arranged(text="number 9")))
    step("filter", median(lambda k: session.arranged(text=f"number {k}")))
    step("rank, top 3", timed(lambda: build_ranking(session.study, top=3)))
    return took


def measured(kind: str, data: Path, *more: str) -> dict[str, float]:
    """What a process of its own measures, with its peak of memory."""
    words = [sys.executable, "-m", "tests.bench.scale", kind, str(data), *more]
    start = time.perf_counter()
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout.splitlines()[-1])
    return {**found, "process": 1000 * (time.perf_counter() - start)}


def command(data: Path, *more: str) -> dict[str, float]:
    """`ici-tui scores` into a file: from start to end, and its peak of memory."""
    words = [sys.executable, "-m", "ici_tui", "scores", "--pack", str(data.parent), *more]
    with (data.with_name("scores.csv")).open("wb") as out:
        start = time.perf_counter()
        process = subprocess.Popen(words, stdout=out, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(words)} ended with {process.returncode}")
    scale = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return {"process": 1000 * (time.perf_counter() - start), "peak": usage.ru_maxrss / scale}


def report(sizes: tuple[int, ...]) -> None:
    """A table per size, then how each step grows from one size to the next."""
    versions = f"polars {version('polars')}, numpy {version('numpy')}"
    print(f"{platform.machine()}, {os.cpu_count()} cores, {platform.python_version()}, {versions}")
    grown: dict[str, list[float]] = {}
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            data = data_file(Path(folder), size)
            measured("data", data, str(size))
            base, steps, scores = measured("polars", data), measured("steps", data), command(data)
            kept = command(data, "-o", str(data.with_name("kept.csv")))
        both = base["polars: read"] + base["polars: write CSV"]
        print(f"\n{size:,} units ({data.suffix[1:]}): polars reads and writes it in {both:.1f} ms, "
              f"a process that does so takes {base['process']:.0f} ms, {base['peak']:.0f} MB")  # fmt: skip
        print(f"  {'step':<26}{'ms':>10}{'× polars':>12}{'peak MB':>10}")
        for step in STEPS:
            print(
                f"  {step:<26}{steps[step]:>10.1f}{steps[step] / both:>12.2f}{steps[f'{step}, peak']:>10.0f}"
            )
            grown.setdefault(step, []).append(steps[step])
        ratio, name = scores["process"] / base["process"], "scores, whole process"
        print(f"  {name:<26}{scores['process']:>10.1f}{ratio:>12.2f}{scores['peak']:>10.0f}")
        ratio, name = kept["process"] / base["process"], "scores -o FILE"
        print(f"  {name:<26}{kept['process']:>10.1f}{ratio:>12.2f}{kept['peak']:>10.0f}")
        grown.setdefault("ici-tui scores, process", []).append(scores["process"])
        grown.setdefault("ici-tui scores, peak MB", []).append(scores["peak"])
    print("\nGrowth: the power of n between neighbouring sizes (1 is linear)")
    print(f"  {'':<26}" + "".join(f"{size:>12,}" for size in sizes[1:]))
    for step, values in grown.items():
        powers = [
            math.log(after / before) / math.log(many / few)
            for few, many, before, after in zip(sizes, sizes[1:], values, values[1:], strict=False)
        ]
        print(f"  {step:<26}" + "".join(f"{power:>12.2f}" for power in powers))


def main() -> None:
    """Measure one part (as `measured` asks for it), or report on some sizes."""
    words = sys.argv[1:]
    if words and words[0] in {"data", "polars", "steps"}:
        kind, data = words[0], Path(words[1])
        found: dict[str, float] = {}
        if kind == "data":
            write_pack(data, int(words[2]))
        else:
            found = measure_polars(data) if kind == "polars" else measure_steps(data)
        print(json.dumps({**found, "peak": peak_mb()}))
        return
    report(tuple(sorted(map(int, words))) or SIZES)


if __name__ == "__main__":
    main()
