"""Memory is given back once, after a pause, however many keys came before it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from ici_tui.tui import resting
from tests.pilot.driving import opened
from tests.pilot.packs import SMALL

if TYPE_CHECKING:
    from pathlib import Path


async def test_after_a_pause_memory_is_given_back_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [0.0]
    given: list[float] = []
    monkeypatch.setattr(resting, "monotonic", lambda: now[0])
    monkeypatch.setattr(resting, "PAUSE", 0.05)
    monkeypatch.setattr(resting, "give_back", lambda: given.append(now[0]))
    async with opened(tmp_path, SMALL) as it:
        rest = it.app._rest
        await it.press("j", "k", "j")
        assert rest._timer is not None
        waited_for = rest._timer
        await it.press("j")
        assert rest._timer is waited_for
        while rest._timer is waited_for:
            await asyncio.sleep(0.01)
        # The clock says that something was just done: it waits on.
        assert (given, rest._timer is None) == ([], False)
        now[0] = 1.0
        while rest._timer is not None:
            await asyncio.sleep(0.01)
        assert given == [1.0]
        await asyncio.sleep(0.1)
        assert given == [1.0]


@pytest.mark.parametrize("system", ["linux", "darwin", "win32"])
def test_giving_back_is_no_fault_anywhere(system: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resting.sys, "platform", system)
    resting.give_back()
