"""Memory is given back once, after a pause, however many keys came before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.tui import idle_memory
from tests.pilot.driving import opened
from tests.pilot.packs import SMALL

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest


async def test_after_a_pause_memory_is_given_back_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, given = [100.0], list[float]()
    set_for: list[tuple[float, Callable[[], None]]] = []
    monkeypatch.setattr(idle_memory, "monotonic", lambda: now[0])
    monkeypatch.setattr(idle_memory, "give_back", lambda: given.append(now[0]))
    async with opened(tmp_path, SMALL) as it:
        rest = idle_memory.IdleMemory(it.app)
        monkeypatch.setattr(it.app, "_idle_memory", rest)
        monkeypatch.setattr(it.app, "set_timer", lambda *timer: set_for.append(timer) or timer)
        await it.press("j")
        now[0] = 103.0
        await it.press("k", "j")
        assert [seconds for seconds, _ in set_for] == [idle_memory.PAUSE]
        now[0] = 110.0
        set_for[0][1]()
        # The last key came three seconds after the first: it waits on.
        assert [seconds for seconds, _ in set_for] == [idle_memory.PAUSE, 3.0]
        assert given == []
        now[0] = 113.0
        set_for[1][1]()
        assert given == [113.0]
        await it.press("k")
        assert len(set_for) == 3
