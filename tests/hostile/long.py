"""The long form of the hostile tests: python -m tests.hostile.long

Parts: packs through the commands, packs in the explorer on a real terminal, mutations of the
loader, random runs of the explorer, random examples of the property tests. Everything but the
last is the same for the same seed. Each part runs in worker processes; one that hangs or dies is
a finding. At the end it prints how many cases were tried, what was found, by kind and cause, and
how to reproduce it.
"""

from __future__ import annotations

import argparse
import json
import os
import queue
import re
import select
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.hostile import explorer_fuzz, loader_fuzz
from tests.hostile.draft import build
from tests.hostile.kinds import cases, kinds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Item = dict[str, Any]

ROOT = Path(__file__).parents[2]
PARTS = ("packs", "wire", "loader", "explorer", "properties")
CHUNK = 250
"""Loader cases per item."""
SILENCE = {"packs": 600.0, "wire": 240.0, "loader": 120.0, "explorer": 120.0}
"""Seconds without a further case after which a worker is taken to hang."""
SHOWN = 5
"""Cases that are named for each cause."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the parts that are asked for; 1 where anything was found."""
    given = _options().parse_args(arguments)
    if given.keep:
        return _keep(given)
    if given.list:
        print("\n".join(name for name in cases() if re.search(given.only, name)))
        return 0
    report = Report()
    started = time.monotonic()
    ends = started + given.minutes * 60 if given.minutes else None
    parts = [part for part in PARTS if part in given.parts.split(",")]
    items = [item for part in parts for item in items_of(part, given)]
    if items:
        run(items, given.workers, report, ends)
    if "properties" in parts:
        _properties(given, report, ends)
    report.print(given.seed, time.monotonic() - started)
    return 1 if report.causes else 0


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.hostile.long", description=__doc__)
    add = parser.add_argument
    add("--seed", type=int, default=0, help="another seed, another run (default: 0)")
    add("--parts", default=",".join(PARTS), help=f"some of {','.join(PARTS)} (default: all)")
    add("--minutes", type=float, default=0, help="begin nothing after so many (default: no end)")
    add("--workers", type=int, default=os.cpu_count() or 1, help="processes at once")
    add("--packs", type=int, default=0, help="hostile packs (default: every case once)")
    add("--every", type=int, default=10, help="each so many-th pack in a terminal (default: 10)")
    add("--loader", type=int, default=100_000, help="mutations of the loader (default: 100000)")
    add("--steps", type=int, default=10_000, help="steps of the explorer (default: 10000)")
    add("--only", default="", help="packs whose `kind:name` has this regular expression; "
        "explorer runs on the packs with it")  # fmt: skip
    add("--light", action="store_true", help="without packs that take seconds to write")
    add("--examples", type=int, default=2000, help="random examples per property (default: 2000)")
    add("--list", action="store_true", help="list the hostile packs, and end")
    add("--keep", metavar="FOLDER", help="write the packs of --only with --seed there, and end; "
        "a mutant of the loader is `base:number`")  # fmt: skip
    return parser


def items_of(part: str, given: argparse.Namespace) -> Iterator[Item]:
    """What a part tries, in order."""
    if part in {"packs", "wire"}:
        wanted = [c for c in cases().values()
                  if re.search(given.only, c.id) and not (c.heavy and given.light)]  # fmt: skip
        if part == "wire":
            wanted = wanted if given.only else [c for c in wanted if not c.heavy][:: given.every]
        count = given.packs if given.packs and part == "packs" else len(wanted)
        for place in range(count if wanted else 0):
            case = wanted[place % len(wanted)]
            seed = given.seed + place // len(wanted)
            yield {"part": part, "kind": case.kind, "case": case.id, "seed": seed,
                   "sample": place % 20 == 0}  # fmt: skip
    elif part == "loader":
        for start in range(0, given.loader, CHUNK):
            end = min(start + CHUNK, given.loader)
            yield {"part": part, "kind": "loader", "start": start, "end": end, "seed": given.seed}
    elif part == "explorer":
        packs = [name for name in explorer_fuzz.PACKS if re.search(given.only, name)]
        each = 250
        for place in range(-(-given.steps // each) if packs else 0):
            pack = packs[place % len(packs)]
            yield {"part": part, "kind": f"explorer {pack}", "pack": pack, "steps": each,
                   "seed": given.seed * 1000 + place // len(packs)}  # fmt: skip


@dataclass
class Report:
    """What was tried and found."""

    tried: Counter[tuple[str, str]] = field(default_factory=Counter)
    failed: Counter[tuple[str, str]] = field(default_factory=Counter)
    causes: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, item: Item, tried: int, wrong: Sequence[tuple[str, str]]) -> None:
        """Take the outcome of an item."""
        key = (item["part"], item["kind"])
        self.tried[key] += tried
        single = item["part"] in {"packs", "wire"}
        self.failed[key] += (1 if wrong else 0) if single else len(wrong)
        for cause, told in wrong:
            self.causes[item["part"], _cause(cause)].append(told)
            print(f"found: {told}", flush=True)

    def print(self, seed: int, seconds: float) -> None:
        """Print figures by kind, then every cause with the first cases that it was found by."""
        print(f"\n{'part':<11}{'kind':<24}{'tried':>9}{'at fault':>10}")
        for (part, kind), count in sorted(self.tried.items()):
            print(f"{part:<11}{kind:<24}{count:>9}{self.failed[part, kind]:>10}")
        for (part, cause), told in sorted(self.causes.items(), key=lambda item: -len(item[1])):
            print(f"\n{part}: {cause} ({len(told)} times)")
            print("\n".join(f"    {line[:400]}" for line in told[:SHOWN]))
        total, bad = sum(self.tried.values()), len(self.causes)
        print(f"\n{total} cases tried, {bad} causes found, in {seconds / 60:.1f} minutes")
        if self.causes:
            print(_again(seed))


def _again(seed: int) -> str:
    return f"""To reproduce (seed {seed}):
  a pack      python -m tests.hostile.long --parts packs --seed S --only '^KIND:NAME$'
  and by hand python -m tests.hostile.long --keep FOLDER --seed S --only '^KIND:NAME$'
  a terminal  python -m tests.hostile.long --parts wire --seed S --only '^KIND:NAME$'
  a mutant    python -m tests.hostile.long --keep FOLDER --seed {seed} --only BASE:NUMBER
  a run       python -m tests.hostile.replay PACK SEED STEPS"""


def _cause(text: str) -> str:
    """What several findings have in common."""
    return re.sub(r"\d+(\.\d+)?", "N", re.sub(r"(['\"]).*\1", "…", text))[:120]


def run(items: Sequence[Item], workers: int, report: Report, ends: float | None) -> None:
    """Try items in worker processes.

    Args:
        items: in the order in which they are begun.
        workers: how many processes.
        report: takes the outcomes.
        ends: the moment after which none is begun.
    """
    waiting: queue.SimpleQueue[Item] = queue.SimpleQueue()
    for item in items:
        waiting.put(item)
    lock = threading.Lock()

    def work() -> None:
        with Worker() as worker:
            while ends is None or time.monotonic() < ends:
                try:
                    item = waiting.get_nowait()
                except queue.Empty:
                    return
                for tried, wrong in worker.try_item(item):
                    with lock:
                        report.add(item, tried, wrong)

    def tell() -> None:
        while not over.wait(60):
            print(f"{waiting.qsize()} of {len(items)} items to go", file=sys.stderr, flush=True)

    over = threading.Event()
    telling = threading.Thread(target=tell)
    telling.start()
    threads = [threading.Thread(target=work) for _ in range(max(min(workers, len(items)), 1))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    over.set()
    telling.join()


class Worker:
    """A worker process; one that hangs or dies is replaced, and the case is named."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        handle, self._at = tempfile.mkstemp()
        os.close(handle)

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *error: object) -> None:
        self._end()
        Path(self._at).unlink()

    def _end(self) -> None:
        if self._process is not None:
            if self._process.poll() is None:
                os.killpg(self._process.pid, 9)
            self._process.wait()
            for stream in (self._process.stdin, self._process.stdout):
                assert stream is not None
                stream.close()
            self._process = None

    def _begun(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.hostile.worker", self._at],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                cwd=ROOT,
                start_new_session=True,
            )
            self._answer(self._process, SILENCE["packs"])
        return self._process

    def try_item(self, item: Item) -> Iterator[tuple[int, list[tuple[str, str]]]]:
        """Cases tried and what was found; in pieces where the worker is lost on the way."""
        while True:
            process = self._begun()
            assert process.stdin is not None
            Path(self._at).write_text("")
            process.stdin.write(json.dumps(item).encode() + b"\n")
            process.stdin.flush()
            answer = self._answer(process, SILENCE[item["part"]])
            if isinstance(answer, dict):
                yield answer["tried"], answer["wrong"]
                return
            told = Path(self._at).read_text().strip()
            self._end()
            number = int(told) if told else -1
            yield 1, [(answer, f"{_name(item, number)}: {answer}")]
            if item["part"] != "loader" or number < 0 or number + 1 >= item["end"]:
                return
            item = item | {"start": number + 1}

    def _answer(self, process: subprocess.Popen[bytes], silence: float) -> dict[str, Any] | str:
        """A line of the worker's, or what became of it."""
        assert process.stdout is not None
        raw = b""
        last, since = "", time.monotonic()
        while not raw.endswith(b"\n"):
            ready, _, _ = select.select([process.stdout], [], [], 1.0)
            if ready:
                piece = os.read(process.stdout.fileno(), 65536)
                if not piece:
                    return f"the worker died with {process.wait()}"
                raw += piece
            now = Path(self._at).read_text()
            if now != last:
                last, since = now, time.monotonic()
            if time.monotonic() - since > silence:
                return "it hangs"
        found = json.loads(raw)
        assert isinstance(found, dict)
        return found


def _name(item: Item, number: int) -> str:
    """How a case is called that a worker was lost at."""
    if item["part"] == "loader":
        return f"{loader_fuzz.BASES[number % len(loader_fuzz.BASES)]}:{number}"
    if item["part"] == "explorer":
        return f"{item['pack']}:{item['seed']} at step {number + 1}"
    return f"{item['case']}:{item['seed']}"


def _properties(given: argparse.Namespace, report: Report, ends: float | None) -> None:
    """The property tests with random examples, as many as are asked for."""
    files = [str(path) for path in sorted((ROOT / "tests").rglob("test_*.py"))
             if "from hypothesis" in path.read_text(encoding="utf-8")]  # fmt: skip
    seconds = None if ends is None else max(ends - time.monotonic(), 1.0)
    command = [sys.executable, "-m", "pytest", "-q", "-x", "--no-header", "-p", "no:cacheprovider",
               "-n", str(given.workers), "--hypothesis-profile=long", *files]  # fmt: skip
    environment = {**os.environ, "ICI_TUI_EXAMPLES": str(given.examples)}
    try:
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True,
                              check=False, timeout=seconds)  # fmt: skip
    except subprocess.TimeoutExpired:
        print("properties: stopped, the time is over")
        return
    counts = {w: int(n) for n, w in re.findall(r"(\d+) (passed|failed|error)", done.stdout)}
    lines = [x for x in done.stdout.splitlines() if x.startswith(("FAILED", "ERROR", "E  "))]
    wrong = [("a property fails", line) for line in lines[:20]] if done.returncode else []
    item = {"part": "properties", "kind": f"{given.examples} examples each"}
    report.add(item, sum(counts.values()), wrong)


def _keep(given: argparse.Namespace) -> int:
    """Write packs where they can be looked at."""
    root = Path(given.keep)
    base, _, number = given.only.partition(":")
    if base in loader_fuzz.BASES and number.isdecimal():
        mutant = loader_fuzz.mutated(base, int(number), given.seed)
        bench = loader_fuzz.Bench(root)
        print(bench.lay(mutant), *mutant.done, sep="\n")
        return 0
    for place, case in enumerate(c for c in cases().values() if re.search(given.only, c.id)):
        pack = build(case, given.seed, root / str(place))
        print(f"{case.id}: {pack.target!r}")
    return 0


if __name__ == "__main__":
    assert kinds()
    raise SystemExit(main())
