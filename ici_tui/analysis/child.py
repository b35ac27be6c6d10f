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
from typing import IO, TYPE_CHECKING, Any, Self

from ici_tui.analysis.inputs import AnalysisError, Stopped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_BOOT = (
    "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer); "
    "from ici_tui.analysis.child import serve; serve()"
)
_LOOK_AGAIN = 0.05
"""Seconds between two looks at whether to stop."""


class Children:
    """Child processes that take one task after another: as many as there are tasks at a time.

    To start one takes longer than most proofs. Leave it as a context, and all of them end.
    """

    def __init__(self) -> None:
        self._idle: list[_Child] = []
        self._lock = threading.Lock()
        self._left = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._left = True
            idle, self._idle = self._idle, []
        for child in idle:
            child.end()

    def stream(
        self, target: str, arguments: tuple[Any, ...], stop: Callable[[], bool] | None = None
    ) -> Iterator[Any]:
        """As `stream`, in a child that is idle, if there is one."""
        with self._lock:
            child = self._idle.pop() if self._idle else None
        child = child or _Child()
        finished = False
        try:
            yield from child.task(target, arguments, stop)
            finished = True
        finally:
            # A child that was left in the middle is not asked again.
            with self._lock:
                kept = finished and not self._left
                if kept:
                    self._idle.append(child)
            if not kept:
                child.end()


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
    with Children() as children:
        yield from children.stream(target, arguments, stop)


class _Child:
    """One process, and the thread that reads what it says."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-c", _BOOT],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert self._process.stdin is not None  # noqa: S101
        assert self._process.stdout is not None  # noqa: S101
        self._tasks, self._answers = self._process.stdin, self._process.stdout
        self._messages: queue.SimpleQueue[tuple[str, Any]] = queue.SimpleQueue()
        self._reader = threading.Thread(
            target=_read, args=(self._answers, self._messages), daemon=True
        )
        self._reader.start()
        self._send(list(sys.path))

    def task(
        self, target: str, arguments: tuple[Any, ...], stop: Callable[[], bool] | None
    ) -> Iterator[Any]:
        """Have one task done."""
        self._send((target, arguments))
        yield from _until_done(self._messages, stop)

    def _send(self, value: object) -> None:
        try:
            pickle.dump(value, self._tasks)
            self._tasks.flush()
        except BrokenPipeError:
            raise AnalysisError("the solver's process could not be started") from None

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        self._process.wait()
        self._reader.join()
        self._answers.close()
        _close_quietly(self._tasks)


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
    """Inside the child: run the functions that the parent names, and send what they yield."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with os.fdopen(os.dup(1), "wb") as answers:
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        tasks: queue.SimpleQueue[tuple[str, tuple[Any, ...]]] = queue.SimpleQueue()
        threading.Thread(target=_receive, args=(tasks,), daemon=True).start()
        while True:
            target, arguments = tasks.get()
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


def _receive(tasks: queue.SimpleQueue[tuple[str, tuple[Any, ...]]]) -> None:
    """Take tasks in. The parent holds the pipe open as long as it lives: its end is the child's."""
    while True:
        try:
            tasks.put(pickle.load(sys.stdin.buffer))  # noqa: S301
        except EOFError:
            os._exit(1)
