"""Driving the explorer without a terminal: it is opened on a pack, keys are pressed."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

from textual.worker import WorkerCancelled

from ici_tui.settings.themes import find_theme
from ici_tui.tui.app import Explorer
from ici_tui.tui.choices import Chosen
from ici_tui.tui.dialogs import run_chosen
from ici_tui.tui.session import Session
from tests.pilot.packs import session_on

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping
    from pathlib import Path

    from textual.pilot import Pilot


class Driver:
    """The explorer while it runs, and what a person does with it."""

    def __init__(self, app: Explorer, pilot: Pilot[int]) -> None:
        self.app, self.pilot = app, pilot

    async def press(self, *keys: str) -> None:
        """Press keys by their names, or type single characters; then let all be shown."""
        for key in keys:
            await self.pilot.press(key)
        await self.pilot.pause()
        await self.pilot.pause()
        while self.app.main.panes_due:
            await self.pilot.pause(0.005)

    async def command(self, text: str) -> None:
        """Have a command taken as the palette takes one that is typed, without opening it."""
        run_chosen(self.app, Chosen(None, text))
        await self.press()

    async def click(self, widget: str, x: int, y: int, times: int = 1) -> None:
        """Click into a widget of the main screen."""
        await self.pilot.click(widget, offset=(x, y), times=times)
        await self.pilot.pause()

    async def resize(self, width: int, height: int) -> None:
        """Give the terminal another size."""
        await self.pilot.resize_terminal(width, height)
        for _ in range(300):
            await self.pilot.pause(0.01)
            if self.app.screen.size == (width, height):
                break
        await self.pilot.pause(0.02)
        await self.pilot.pause()

    @property
    def session(self) -> Session:
        """What is shown."""
        return self.app.session

    @property
    def unit(self) -> str:
        """The code of the unit at the cursor."""
        return self.session.pack.index.codes[self.session.unit]

    @property
    def codes(self) -> list[str]:
        """The codes of the units in the ranking, in order."""
        board = self.session.board
        return [board.row(line).code for line in range(len(board))]

    @property
    def answer(self) -> str:
        """The answer in the line at the bottom."""
        return self.app.main.hint.answer

    def points(self, code: str) -> float:
        """A weight in points of 100."""
        return round(self.session.weights.points(code), 3)

    def lines(self, widget: str) -> list[str]:
        """The lines of a widget of the main screen, as text."""
        found = self.app.main.query_one(f"#{widget}")
        return [found.render_line(y).text for y in range(found.size.height)]

    @property
    def screen(self) -> str:
        """Everything that is on the screen, as text."""
        return "\n".join(
            "".join(segment.text for segment in line)
            for line in self.app.screen._compositor.render_strips()
        )


async def turns(_: float = 0, __: float = 1) -> None:
    """Some turns of the loop, in place of waiting for an idle processor."""
    for _turn in range(20):
        await asyncio.sleep(0)


async def settle(d: Driver) -> None:
    """Until what was asked is answered and shown, and what that leads to, such as a next edit."""
    while True:
        with suppress(WorkerCancelled):  # what was stopped ends too, in its own time
            await d.app.workers.wait_for_complete()
        await d.pilot.pause()
        await d.pilot.pause()
        if not len(d.app.workers):
            return


async def until(d: Driver, holds: Callable[[], bool]) -> None:
    """Let the explorer go on until something holds."""
    for _ in range(3000):
        if holds():
            return
        await d.pilot.pause(0.01)
    raise AssertionError("it never was so")


@asynccontextmanager
async def opened(
    folder: Path,
    files: dict[str, str] | Session,
    size: tuple[int, int] = (120, 40),
    keys: Mapping[str, tuple[str, ...]] | None = None,
    theme: str = "dark",
) -> AsyncIterator[Driver]:
    """The explorer on a pack of files, or on a session."""
    session = files if isinstance(files, Session) else session_on(folder / "pack", files)
    app = Explorer(session, find_theme(theme), keys)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield Driver(app, pilot)
