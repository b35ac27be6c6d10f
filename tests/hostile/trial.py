"""Command lines tried on a pack: in the nursery's forks, or as processes of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

ROOT = Path(__file__).parents[2]
SECONDS = 30.0
"""The hard stop of a command: a hang is a fault, not a wait. Nothing is judged by it else."""
BYTES = 2 << 30
"""The hard stop of a command's memory."""


@dataclass(frozen=True)
class Outcome:
    """What a command line left behind."""

    words: tuple[str, ...]
    code: int
    """The exit code; negative where a signal ended it."""
    killed: str
    """`time` or `memory` where a hard stop ended it."""
    out: bytes
    err: bytes
    wall: float
    cpu: float
    peak: int

    @property
    def seconds(self) -> float:
        """How long it took, on a machine that others use as well."""
        return min(self.wall, self.cpu) if self.cpu else self.wall


def environment(home: Path) -> dict[str, str]:
    """A plain environment with a home of the pack's own."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home),
        "XDG_DATA_HOME": str(home),
        "XDG_STATE_HOME": str(home / "state"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "COLUMNS": "80",
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
    }


class Nursery:
    """The process that forks once per command line, started again where it is lost."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> Nursery:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is not None:
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    stream.close()
            process.wait()

    def _streams(self) -> tuple[TextIO, TextIO]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.hostile.nursery"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                cwd=ROOT,
            )
            assert self._process.stdout is not None
            assert json.loads(self._process.stdout.readline())["ready"]
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        return self._process.stdin, self._process.stdout

    def run(
        self,
        words: Sequence[str],
        *,
        home: Path,
        cwd: Path,
        entry: str = "main",
        seconds: float = SECONDS,
        most: int = BYTES,
    ) -> Outcome:
        """Run the program in a fork.

        Args:
            words: the command line without the program's name.
            home: the user's, where the streams are kept too.
            cwd: where it runs.
            entry: `main` as the installed program, or `run`, typer's way alone.
            seconds: the hard stop.
            most: bytes of memory, the other hard stop.
        """
        to, back = self._streams()
        kept = {"out": str(home.parent / "stdout"), "err": str(home.parent / "stderr")}
        order: dict[str, Any] = {
            "words": list(words), "env": environment(home), "cwd": os.fsdecode(cwd),
            "entry": entry, "seconds": seconds, "bytes": most, **kept,
        }  # fmt: skip
        for name in kept.values():
            Path(name).write_bytes(b"")
        to.write(json.dumps(order) + "\n")
        to.flush()
        done = json.loads(back.readline())
        out, err = (Path(kept[name]).read_bytes() for name in ("out", "err"))
        return Outcome(
            tuple(words), done["code"], done["killed"], out, err, done["wall"], done["cpu"],
            done["peak"],
        )  # fmt: skip


def process(
    words: Sequence[str], *, home: Path, cwd: Path, script: bool = False, seconds: float = SECONDS
) -> Outcome:
    """Run the program as a user starts it: a process of its own.

    Args:
        words: the command line without the program's name.
        home: the user's.
        cwd: where it runs.
        script: the installed command instead of `python -m`.
        seconds: the hard stop.
    """
    program = [str(Path(sys.executable).with_name("ici-tui"))]
    start = time.monotonic()
    killed = ""
    with subprocess.Popen(
        [*(program if script else [sys.executable, "-m", "ici_tui"]), *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=cwd,
        env=environment(home),
        start_new_session=True,
    ) as running:
        try:
            out, err = running.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            killed = "time"
            os.killpg(running.pid, 9)
            out, err = running.communicate()
    wall = time.monotonic() - start
    return Outcome(tuple(words), running.returncode, killed, out, err, wall, 0.0, 0)
