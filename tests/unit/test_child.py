"""A child process that got what is no task, and one that could not be told of any."""

from __future__ import annotations

import pickle
import queue
from typing import Any

import pytest

from ici_tui import child


class Refuses:
    """What cannot be pickled."""

    def __reduce__(self) -> Any:
        raise pickle.PicklingError("no")


def test_a_child_that_could_not_be_told_is_ended() -> None:
    one = child.Child()
    with pytest.raises(pickle.PicklingError):
        one.begin("ici_tui.analysis.subsystem:nothing", (Refuses(),))
    assert one._process.returncode is not None
    assert not one._reader.is_alive()


def test_a_child_that_is_gone_is_waited_for() -> None:
    one = child.Child()
    one._process.kill()
    one._reader.join()
    with pytest.raises(child.ChildError):
        for _ in range(1000):
            one.begin("ici_tui.analysis.subsystem:nothing", ("x" * 100_000,))
    assert one._process.returncode is not None


@pytest.mark.parametrize("sent", [b"", b"no pickle", pickle.dumps(1)[:-1]])
def test_what_is_no_task_ends_the_child(sent: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    import io
    from types import SimpleNamespace

    class Left(BaseException):
        pass

    def leave(code: int) -> None:
        raise Left(code)

    monkeypatch.setattr(child.sys, "stdin", SimpleNamespace(buffer=io.BytesIO(sent)))
    monkeypatch.setattr(child.os, "_exit", leave)
    with pytest.raises(Left):
        child._receive(queue.SimpleQueue())
