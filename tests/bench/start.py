"""How long it takes to start: `python -m tests.bench.start` prints medians and ratios.

Every figure is a whole process, in turn with what it is compared with, so that a ratio holds
while the machine's speed drifts.
"""

from __future__ import annotations

import fcntl
import os
import platform
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
from functools import partial
from pathlib import Path

RUNS = 9
PYTHON = sys.executable
ITSELF = (PYTHON, "-m", "ici_tui")
BARE = (PYTHON, "-c", "pass")
TYPER = (PYTHON, "-c", "import typer")
POLARS = (PYTHON, "-c", "import polars")
TEXTUAL = (PYTHON, "-c", "import textual.app")
EDITED = ("--weights", "enterprise=50")
OTHER = ("--city", "France", "--pack", "asem-2018")
MANY = 100_000
FIRST = b"Beijing"
LAST = b"39.6"
"""The end of an interval beside a weight: it comes once all tables have been read."""


def whole(command: tuple[str, ...], env: dict[str, str]) -> float:
    """Seconds from the start of a process to its end."""
    start = time.perf_counter()
    subprocess.run(
        command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
    )
    return time.perf_counter() - start


def until(text: bytes, command: tuple[str, ...], env: dict[str, str]) -> float:
    """Seconds until a text is written to a terminal of 120 × 40."""
    start = time.perf_counter()
    child, master = pty.fork()
    if child == 0:
        os.execvpe(command[0], command, env | {"TERM": "xterm-256color", "COLORTERM": "truecolor"})
    fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    seen = b""
    while text not in seen and time.perf_counter() - start < 30:
        if select.select([master], [], [], 0.1)[0]:
            seen += os.read(master, 65536)
    taken = time.perf_counter() - start
    os.kill(child, signal.SIGTERM)
    os.waitpid(child, 0)
    os.close(master)
    return taken


def compared(
    name: str,
    command: tuple[str, ...],
    against: tuple[str, ...],
    env: dict[str, str],
    measure=whole,
) -> None:
    """Print both medians, the least of ours, and the ratio."""
    measure(command, env)
    pairs = [(measure(command, env), whole(against, env)) for _ in range(RUNS)]
    ours = statistics.median(own for own, _ in pairs)
    other = statistics.median(their for _, their in pairs)
    least = min(own for own, _ in pairs)
    what = " ".join(against[1:]).removeprefix("-c ")
    print(
        f"{name:36} {1000 * ours:7.0f} ms (least {1000 * least:.0f})  {ours / other:5.2f} × {what}"
    )


def main() -> None:
    """Measure, with a cache of this run's own."""
    print(f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}")
    env = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as cache:
        env["XDG_CACHE_HOME"] = cache
        plain = env | {"ICI_TUI_NO_CACHE": "1"}
        compared("--version", (*ITSELF, "--version"), BARE, env)
        compared("--help", (*ITSELF, "--help"), TYPER, env)
        compared("--city, the second time", (*ITSELF, "--city", "Wuhan"), POLARS, env)
        compared("--city, computed", (*ITSELF, "--city", "Wuhan"), POLARS, plain)
        compared("the same at other weights", (*ITSELF, "--city", "Wuhan", *EDITED), POLARS, plain)
        compared("the same of another pack", (*ITSELF, *OTHER), POLARS, plain)
        compared("rank", (*ITSELF, "rank"), POLARS, plain)
        compared("rank at other weights", (*ITSELF, "rank", *EDITED), POLARS, plain)
        units = Path(cache, "units")
        units.mkdir()
        # In a process of its own: this one imports nothing large.
        writes = f"write_pack(Path({str(units / 'iData.csv')!r}), {MANY})"
        code = f"from pathlib import Path; from tests.bench.scale import write_pack; {writes}"
        subprocess.run((PYTHON, "-c", code), check=True)
        among = ("city", "U0000777", "--pack", str(units))
        compared(f"city among {MANY:,} units", (*ITSELF, *among), POLARS, plain)
        first_row, all_there = partial(until, FIRST), partial(until, LAST)
        compared("explorer, first row", ITSELF, TEXTUAL, plain, first_row)
        compared("explorer, all of it", ITSELF, TEXTUAL, plain, all_there)
        many = (*ITSELF, "--pack", str(units))
        name = f"explorer, {MANY:,} units, first row"
        compared(name, many, TEXTUAL, plain, partial(until, b"Unit number"))


if __name__ == "__main__":
    main()
