"""A process that has imported the program and forks once per command line: cheap, and hang-proof.

Run as `python -m tests.hostile.nursery`; it speaks lines of JSON. Each command line runs the
program's own `main` in a fork of its own session, both streams being files. A command that does
not end, or takes more memory than it may, is killed and told so; the machine is never at risk.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import json
import os
import resource
import signal
import sys
import threading
import time
from pathlib import Path
from typing import Any

GRACE = 0.003
"""Seconds between two looks at a command."""
SPACE = 24 << 30
"""Bytes of addresses that a command may reserve: far more than it may use."""


def main() -> None:
    """Take command lines until the input ends."""
    _imports()
    _parsers()
    print(json.dumps({"ready": True}), flush=True)
    for line in sys.stdin:
        print(json.dumps(_tried(json.loads(line))), flush=True)


WARMING = (
    ("rank", "--format", "csv"), ("--city", "Beijing"), ("stats",), ("check",), ("rank", "--by", "x"),
    ("pack", "check", "data/asem-2018"), ("robust", "radius"),
)  # fmt: skip
"""Commands whose imports are worth having before any other command is forked."""

READ = (
    ("rank",), ("scores",), ("stats",), ("check",), ("clusters",), ("robust", "ranks"),
    ("robust", "acceptability"), ("robust", "uncertainty"), ("--city", "x"),
)  # fmt: skip
"""Commands that typer's way is tried with often."""


def _imports() -> None:
    """What the commands import, once for all.

    A fork runs some of them and tells which modules it then has: importing starts no thread, and
    running would. What is imported is the program itself, so that nothing is tried twice.
    """
    reading, writing = os.pipe()
    pid = os.fork()
    if not pid:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        from ici_tui.cli.app import run

        for words in WARMING:
            with contextlib.suppress(BaseException):
                run(words)
        os.write(writing, "\n".join(sys.modules).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as names:
        found = names.read().split("\n")
    os.waitpid(pid, 0)
    wanted = ("ici_tui.", "rich.", "typer", "click", "numpy", "polars", "tomllib", "csv", "json",
              "platformdirs", "difflib", "email", "inspect")  # fmt: skip
    for name in found:
        if name.startswith(wanted) and not name.endswith("__main__"):
            with contextlib.suppress(ImportError):
                importlib.import_module(name)


def _parsers() -> None:
    """typer's readers of the commands' options, once for all: to build them takes longer than most.

    Every command is asked of a pack that is not there, after which nothing is done.
    """
    from ici_tui.cli.app import run

    told = io.StringIO()
    with contextlib.redirect_stderr(told), contextlib.redirect_stdout(told):
        for words in READ:
            code = run((*words, "--pack", "/nowhere/at/all"))
            if code != 2 or threading.active_count() > 1:
                raise SystemExit(f"{words}: {code}\n{told.getvalue()}")


def _tried(order: dict[str, Any]) -> dict[str, Any]:
    started = time.monotonic()
    pid = os.fork()
    if not pid:
        _run(order)
    killed, peak = "", 0
    while True:
        found, status, usage = os.wait4(pid, os.WNOHANG)
        if found:
            break
        peak = max(peak, _resident(pid))
        if time.monotonic() - started > order["seconds"]:
            killed = "time"
        elif peak > order["bytes"]:
            killed = "memory"
        if killed:
            _kill(pid)
            _, status, usage = os.wait4(pid, 0)
            break
        time.sleep(GRACE)
    with contextlib.suppress(OSError):  # what the command left behind in its session
        os.killpg(pid, signal.SIGKILL)
    return {
        "code": os.waitstatus_to_exitcode(status),
        "killed": killed,
        "wall": time.monotonic() - started,
        "cpu": usage.ru_utime + usage.ru_stime,
        "peak": max(peak, usage.ru_maxrss << 10),
    }


def _kill(pid: int) -> None:
    """End a command and what it started; one that has only begun has no session yet."""
    try:
        os.killpg(pid, signal.SIGKILL)
    except ProcessLookupError:
        os.kill(pid, signal.SIGKILL)


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * resource.getpagesize()
    except (OSError, IndexError, ValueError):
        return 0


def _run(order: dict[str, Any]) -> None:
    """Be the command: never returns."""
    code = 70
    try:
        os.setsid()
        resource.setrlimit(resource.RLIMIT_AS, (SPACE, SPACE))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        os.environ.clear()
        os.environ.update(order["env"])
        os.chdir(os.fsencode(order["cwd"]))
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        for number, name in ((1, "out"), (2, "err")):
            to = os.open(order[name], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            os.dup2(to, number)
        sys.argv = ["ici-tui", *order["words"]]
        if order["entry"] == "run":
            from ici_tui.cli.app import run

            code = run(sys.argv[1:])
        else:
            from ici_tui.__main__ import main as program

            program()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except BaseException:  # noqa: BLE001 - what the interpreter would do at the end
        import traceback

        traceback.print_exc()
        code = 1
    finally:
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(OSError, ValueError, AttributeError):
                stream.flush()
        os._exit(code)


if __name__ == "__main__":
    main()
