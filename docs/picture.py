"""Draw the README's picture: `python docs/picture.py` writes `docs/explorer.svg`."""

from __future__ import annotations

import asyncio
from pathlib import Path

from ici_tui.settings.themes import find_theme
from ici_tui.tui.app import Explorer
from ici_tui.tui.picture import picture_of
from ici_tui.tui.start import prepared

SIZE = (124, 38)
KEYS = ("j", "j", "space", "j", "j", "j", "j", "w", "l", "l", "l", "l", "l")
OUT = Path(__file__).with_name("explorer.svg")


async def draw() -> str:
    """The explorer after a few keys, as SVG in the reader's own monospaced font."""
    ready = prepared("ici-cn-2020", None, "dark", False)
    explorer = Explorer(ready.session, find_theme("dark"))
    async with explorer.run_test(size=SIZE) as pilot:
        await explorer.workers.wait_for_complete()
        await pilot.press(*KEYS)
        await pilot.pause(0.5)
        return picture_of(explorer, "ici-tui")


if __name__ == "__main__":
    OUT.write_text(asyncio.run(draw()), encoding="utf-8")
