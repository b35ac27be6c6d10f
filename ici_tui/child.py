"""Run a function in a child process and stream what it finds.

A child can be stopped at any moment, what a library prints in it ends up nowhere, and what it
imports and allocates is gone with it. What passes through the pipes is pickled: parent and child
are the same program.
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
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Self

from ici_tui.allowed import rights
from ici_tui.stopped import Stopped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_BOOT = """
import pickle, sys
from importlib.util import module_from_spec, spec_from_file_location
path, start, folder = pickle.load(sys.stdin.buffer)
sys.path[:] = path
spec = spec_from_file_location("ici_tui", start, submodule_search_locations=[folder])
sys.modules["ici_tui"] = package = module_from_spec(spec)
spec.loader.exec_module(package)
from ici_tui.child import serve
serve()
"""
"""What a child runs first. Python is isolated (`-I`): it has imported nothing from the current
folder, and the path that it is sent leads to none either. The program itself is found by its
place, for where it is run from a checkout that is the current folder."""
_LOOK_AGAIN = 0.05
"""Seconds between two looks at whether to stop."""


_PACKAGE = Path(__file__).resolve().parent


class ChildError(Exception):
    """A child that could not be started, failed, or ended too soon; the message says which."""


class Children:
    """Child processes that take one task after another: as many as there are tasks at a time.

    To start one takes longer than most proofs. Leave it as a context, and all of them end.
    """

    def __init__(self) -> None:
        self._idle: list[Child] = []
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
        """Yield in this process what a generator function yields in a child that is idle.

        Closing the generator ends the child.

        Args:
            target: `module:function` of this package.
            arguments: what the function gets; values that can be pickled.
            stop: looked at twenty times a second; returning True ends the child.

        Raises:
            Stopped: `stop` returned True.
            ChildError: the function failed, or the child ended before it had finished.
        """
        with self._lock:
            child = self._idle.pop() if self._idle else None
        child = child or Child()
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


class Child:
    """One process, and the thread that reads what it says."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-I", "-c", _BOOT],
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
        self._send((_safe_path(), str(_PACKAGE / "__init__.py"), str(_PACKAGE)))

    def task(
        self, target: str, arguments: tuple[Any, ...], stop: Callable[[], bool] | None
    ) -> Iterator[Any]:
        """Have one task done."""
        self.begin(target, arguments)
        yield from self.answers(stop)

    def begin(self, target: str, arguments: tuple[Any, ...]) -> None:
        """Have it start with a task, whose answers are fetched later."""
        self._send((target, arguments))

    def answers(self, stop: Callable[[], bool] | None = None) -> Iterator[Any]:
        """What the task that was begun yields."""
        yield from _until_done(self._messages, stop)

    def _send(self, value: object) -> None:
        try:
            pickle.dump(value, self._tasks)
            self._tasks.flush()
        except BrokenPipeError:
            self.end()  # whoever asked gets no child that could be ended
            raise ChildError("the process could not be started") from None
        except BaseException:
            self.end()  # half a message is none
            raise

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        self._process.wait()
        self._reader.join()
        self._answers.close()
        _close_quietly(self._tasks)


def _safe_path() -> list[str]:
    """Where modules are looked for, without the current folder: what lies there is data."""
    try:
        here = Path.cwd().resolve()
    except OSError:  # the folder is gone, and nothing in it can be imported
        return [entry for entry in sys.path if entry]
    return [entry for entry in sys.path if entry and Path(entry).resolve() != here]


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
        except Exception:  # noqa: BLE001 - whatever came is no message: the child is of no more use
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
            raise ChildError(str(value))
        if kind == "ended":
            raise ChildError("the process ended before it had finished")
        yield value


def serve() -> None:
    """Inside the child: run the functions that the parent names, and send what they yield."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    rights.inherit()
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
        except BaseException:  # noqa: BLE001 - its end, or what is no task: nobody would be answered
            os._exit(1)
