"""A session that nobody touches: each visitor has one, so it holds only what it shows."""

from __future__ import annotations

from tests.unit.test_cli_imports import script

CODE = """
import asyncio, os, sys
os.get_terminal_size = lambda *_: os.terminal_size((120, 40))
from ici_tui.tui import run

async def at_rest():
    explorer = run.with_shipped_frame()
    async with explorer.run_test(size=(120, 40)) as pilot:
        while not explorer.is_shown or explorer.session.pack.ensemble_waits:
            await pilot.pause(0.05)
        await explorer.workers.wait_for_complete()
        await pilot.pause()
        print(explorer.session.board.beats_next(0) is not None, *sorted(sys.modules))

asyncio.run(at_rest())
"""
NEEDLESS = (
    "polars", "numpy.random", "hashlib", "scipy", "typer",
    "ici_tui.analysis.data_weights", "ici_tui.analysis.region", "ici_tui.analysis.statistics",
    "ici_tui.packs.export", "ici_tui.questions.robust.pair", "ici_tui.questions.overview.stats",
    "ici_tui.tables.edited", "ici_tui.tui.column_editing", "ici_tui.tui.presets",
    "ici_tui.views.change", "ici_tui.views.robust.region",
)  # fmt: skip
"""Large, or the first of many: an act imports it when it is done."""


def test_what_an_act_needs_is_not_there_before_it() -> None:
    done = script(CODE)
    known, *modules = done.stdout.split()
    assert known == "True", done.stderr
    assert "ici_tui.tui.screen" in modules
    assert set(NEEDLESS) & set(modules) == set()
