"""Run a solver in a child process and stream what it finds.

HiGHS prints debug lines straight to file descriptor 1; in a child they cannot end up in JSON
or on the screen. And a child can be stopped at any moment. What passes through the pipes is
pickled: parent and child are the same program.
"""

from __future__ import annotations

import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
from importlib import import_module
from typing import IO, TYPE_CHECKING, Any

from ici_tui.analysis.inputs import AnalysisError, Stopped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_BOOT = (
    "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer); "
    "from ici_tui.analysis.child import serve; serve()"
)
_LOOK_AGAIN = 0.05
"""Seconds between two looks at whether to stop."""


def stream(
    target: str, arguments: tuple[Any, ...], stop: Callable[[], bool] | None = None
) -> Iterator[Any]:
    """Yield in this process what a generator function yields in a child.

    Closing the generator ends the child.

    Args:
        target: `module:function` of this package.
        arguments: what the function gets; values that can be pickled.
        stop: looked at twenty times a second; returning True ends the child.

    Raises:
        Stopped: `stop` returned True.
        AnalysisError: the function failed, or the child ended before it had finished.
    """
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", _BOOT],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdin is not None  # noqa: S101
    assert process.stdout is not None  # noqa: S101
    messages: queue.SimpleQueue[tuple[str, Any]] = queue.SimpleQueue()
    reader = threading.Thread(target=_read, args=(process.stdout, messages), daemon=True)
    reader.start()
    try:
        try:
            pickle.dump(list(sys.path), process.stdin)
            pickle.dump((target, arguments), process.stdin)
            process.stdin.flush()
        except BrokenPipeError:
            raise AnalysisError("the solver's process could not be started") from None
        yield from _until_done(messages, stop)
    finally:
        process.kill()
        process.wait()
        reader.join()
        process.stdout.close()
        _close_quietly(process.stdin)


def _close_quietly(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except BrokenPipeError:
        # The child was killed before it had read everything; nothing is lost.
        return


def _read(pipe: IO[bytes], messages: queue.SimpleQueue[tuple[str, Any]]) -> None:
    """Move messages from the pipe to the queue; the last one says that there are no more."""
    while True:
        try:
            message = pickle.load(pipe)  # noqa: S301
        except (EOFError, OSError, ValueError, pickle.UnpicklingError):
            messages.put(("ended", None))
            return
        messages.put(message)


def _until_done(
    messages: queue.SimpleQueue[tuple[str, Any]], stop: Callable[[], bool] | None
) -> Iterator[Any]:
    while True:
        if stop is not None and stop():
            raise Stopped
        try:
            kind, value = messages.get(timeout=_LOOK_AGAIN)
        except queue.Empty:
            continue
        if kind == "done":
            return
        if kind == "failed":
            raise AnalysisError(f"the solver failed: {value}")
        if kind == "ended":
            raise AnalysisError("the solver's process ended before it had finished")
        yield value


def serve() -> None:
    """Inside the child: run the function that the parent names, and send what it yields."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with os.fdopen(os.dup(1), "wb") as answers:
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        target, arguments = pickle.load(sys.stdin.buffer)  # noqa: S301
        threading.Thread(target=_end_with_parent, daemon=True).start()
        module, name = target.split(":")
        try:
            for value in getattr(import_module(module), name)(*arguments):
                _send(answers, "value", value)
            _send(answers, "done", None)
        except Exception as error:  # noqa: BLE001  (the parent raises it again)
            _send(answers, "failed", f"{type(error).__name__}: {error}")


def _send(answers: IO[bytes], kind: str, value: object) -> None:
    pickle.dump((kind, value), answers)
    answers.flush()


def _end_with_parent() -> None:
    """The parent holds the pipe open as long as it lives."""
    sys.stdin.buffer.read()
    os._exit(1)
