"""What the C library is asked to do with memory, where it is one that can be asked."""

from __future__ import annotations

import ctypes
from types import SimpleNamespace

import pytest

from ici_tui import memory


@pytest.mark.parametrize(
    ("system", "library", "times"),
    [("linux", "glibc", 1), ("linux", "musl", 0), ("darwin", "glibc", 0), ("win32", "glibc", 0)],
)
def test_memory_is_given_back_where_the_library_can_and_nothing_is_set(
    system: str, library: str, times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    trimmed: list[int] = []
    known = SimpleNamespace(malloc_trim=trimmed.append) if library == "glibc" else None
    monkeypatch.setattr(memory.sys, "platform", system)
    monkeypatch.setattr(ctypes, "CDLL", lambda _: known or SimpleNamespace())
    memory.give_back()
    assert trimmed == [0] * times
