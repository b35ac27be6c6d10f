"""What the C library is told of memory, where it is one that can be told."""

from __future__ import annotations

import ctypes
from types import SimpleNamespace

import pytest

from ici_tui import memory


@pytest.mark.parametrize(
    ("system", "library", "times"),
    [("linux", "glibc", 1), ("linux", "musl", 0), ("darwin", "glibc", 0), ("win32", "glibc", 0)],
)
def test_memory_is_kept_and_given_back_where_the_library_can(
    system: str, library: str, times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    trimmed: list[int] = []
    kept: dict[int, int] = {}
    known = SimpleNamespace(malloc_trim=trimmed.append, mallopt=kept.__setitem__)
    known = known if library == "glibc" else None
    monkeypatch.setattr(memory.sys, "platform", system)
    monkeypatch.setattr(ctypes, "CDLL", lambda _: known or SimpleNamespace())
    memory.give_back()
    assert trimmed == [0] * times
    memory.keep_memory()
    assert kept == ({-1: memory.KEPT, -3: memory.IN_HAND} if times else {})
    memory.keep_to_the_end()
    assert kept == ({-1: memory.MOST_KEPT, -3: memory.IN_HAND, -8: 1} if times else {})
