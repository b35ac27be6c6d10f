"""Every view, panel and dialog on packs at the ends of what there can be: at tiny sizes, by mouse."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from textual import events
from textual.geometry import Size

from ici_tui.pages.acts import ApplyWeights, SetWeight
from ici_tui.questions.registry import questions
from ici_tui.settings.state import state_folder
from ici_tui.settings.themes import find_theme
from ici_tui.tui.app import Explorer
from ici_tui.tui.commands.registry import commands
from ici_tui.tui.page_acts import open_line
from ici_tui.tui.view import View
from ici_tui.tui.widgets.chooser import Chooser
from tests.pilot.driving import Driver, settle
from tests.pilot.odd_packs import odd_sessions

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from ici_tui.tui.session import Session

SIZES = ((1, 1), (2, 40), (200, 1))
SESSIONS = odd_sessions()
SOME = ("one of all", "nobody", "many")
"""Those that differ most."""
SIZED = ("one component", *SOME)
LONE = ("one component", "one of all")
"""Those that differ least: every other place in one of them, and the others in the other."""
POINTED = ("one of all", "odd codes")
LINES = (0, 1, 2, 5, 8, 11, 13, 14, 15)
"""Where the mouse goes on a screen of 16 lines."""
PLACES: dict[str, Sequence[str]] = {
    **{view.name.casefold(): (f"{view.value}",) for view in View},
    **{f"panel {name}": (":robust " + name,) for name in questions()},
    "over indicators": (":robust sweep", "v"),
    "alike": (":clusters indicators",),
    "profile": ("1", "enter"),
    "a page's end": ("6", "G"),
    "weights": ("1", "w"),
    "a weight that is typed": ("1", "w", "5", "full_stop"),
    "open weights": ("1", "w", "o", "j", "j"),
    "a filter": ("1", "slash", "1"),
    "nobody left": ("1", "slash", "x", "x", "x", "enter"),
    "nobody compared": ("1", "slash", "x", "x", "x", "enter", "3"),
    "nobody marked": ("1", "slash", "x", "x", "x", "enter", "space", "enter"),
    "palette": ("colon",),
    "palette's end": ("colon", "pagedown", "pagedown", "up"),
    "help": ("question_mark", "pagedown"),
    "presets": ("p", "down"),
    "themes": ("T",),
    "a method": ("7", "enter"),
    "a method's list": ("7", "j", "j", "enter", "down"),
    "a command's argument": (":go",),
}
"""Keys that lead to each place; what begins with a colon is a command that is typed."""


class Everywhere(Driver):
    """Drives the explorer as a terminal does: with raw events, many of them before it rests."""

    async def go(self, place: str) -> None:
        """To a place, from wherever it is."""
        while isinstance(self.app.screen, Chooser):
            await self.press("escape")
        # A key that hardly anything waits for: filter, page, weights and marks are left.
        await self.press("escape", "escape", "escape")
        for key in PLACES[place]:
            if key.startswith(":"):
                await self.command(key[1:])
            else:
                await self.pilot.press(key)
        await self.pilot.pause()

    async def fit(self, size: tuple[int, int]) -> None:
        """Give the terminal another size, and have it drawn."""
        driver = self.app._driver
        assert driver is not None
        driver._size = size  # type: ignore[attr-defined]
        self.app.post_message(events.Resize(Size(*size), Size(*size)))
        await self.pilot.pause()
        self.app._check_resize()  # at once, which else is in a moment
        await self.pilot.pause()
        drawn = self.app.screen._compositor.render_strips()
        assert self.app.is_running
        assert len(drawn) == size[1]
        assert all(strip.cell_length == size[0] for strip in drawn)

    def point(self, kind: type[events.MouseEvent], x: int, y: int, button: int = 1) -> None:
        """A mouse event, as a terminal sends it."""
        at = {"x": x, "y": y, "screen_x": x, "screen_y": y, "style": None}
        moved = {"delta_x": 0, "delta_y": 0, "button": button}
        held = {"shift": False, "meta": False, "ctrl": False}
        self.app.post_message(kind(None, **at, **moved, **held))


@asynccontextmanager
async def exploring(
    session: Session, size: tuple[int, int] = (100, 30)
) -> AsyncIterator[Everywhere]:
    app = Explorer(session, find_theme("dark"))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield Everywhere(app, pilot)
    logs = [log.read_text() for log in state_folder().glob("logs/*")]
    assert not logs, "a fault was met"


@pytest.mark.parametrize("name", SIZED)
async def test_every_place_stands_every_size(name: str) -> None:
    """Each place in every session, and at every size in one of them."""
    places = list(PLACES)[LONE.index(name) :: len(LONE)] if name in LONE else PLACES
    async with exploring(SESSIONS[name]) as d:
        for turn, place in enumerate(places, SIZED.index(name)):
            await d.fit((100, 30))
            await d.go(place)
            await d.fit(SIZES[turn % len(SIZES)])


@pytest.mark.parametrize("name", SOME)
async def test_every_place_is_reached_at_a_tiny_size(name: str) -> None:
    """Each in one of the sessions: what a session shows at tiny sizes is asked of each above."""
    async with exploring(SESSIONS[name], size=(2, 2)) as d:
        for place in list(PLACES)[SOME.index(name) :: len(SOME)]:
            await d.go(place)
            await d.pilot.press("pagedown", "pageup", "end", "home", "down", "up", "right", "left")
            await d.pilot.press("x", "h", "L", "0", "space")
            await d.pilot.pause()
        assert d.app.is_running


@pytest.mark.parametrize("name", POINTED)
async def test_the_mouse_does_no_harm_anywhere(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every other line of each place in one session, and the others in the other."""
    monkeypatch.setattr(Explorer, "exit", lambda *_, **__: None)  # help and palette list it
    async with exploring(SESSIONS[name], size=(60, 16)) as d:
        for turn, place in enumerate(PLACES, POINTED.index(name)):
            await d.go(place)
            for y in LINES[turn % 2 :: 2]:
                for x in (9, 59):
                    d.point(events.MouseDown, x, y)
                    d.point(events.MouseMove, (x + 11) % 60, (y + 3) % 16)
                    d.point(events.MouseUp, x, y)
                d.point(events.MouseDown, 20, y)
                d.point(events.MouseUp, 20, y)
                d.point(events.MouseScrollDown, 20, y, 0)
                if y % 4 == 1:
                    await d.pilot.pause()
            for _ in range(16):
                d.point(events.MouseScrollUp, 20, 8, 0)
            await d.pilot.pause()
            assert d.app.is_running


@pytest.mark.parametrize("name", ("one component", "many"))
async def test_every_key_works_where_the_mouse_has_been(name: str) -> None:
    """The strip, a page and the table are pointed at; then all keys that mean anything there.

    Every other key at each of them in one session, and the others in the other.
    """
    keys = {key for found in commands().values() for key in found.keys}
    keys -= {"ctrl+q", "q"}
    async with exploring(SESSIONS[name], size=(80, 24)) as d:
        for turn, y in enumerate((2, 20, 22), name == "many"):
            d.point(events.MouseDown, 12, y)
            d.point(events.MouseUp, 12, y)
            await d.pilot.pause()
            for key in sorted(keys)[turn % 2 :: 2]:
                await d.pilot.press(key)
                if isinstance(d.app.screen, Chooser):
                    await d.pilot.press("escape")
            await d.pilot.pause()
            assert d.app.is_running


@pytest.mark.parametrize("name", ("nobody", "many"))
async def test_every_command_of_the_help_can_be_run(name: str) -> None:
    """Help and palette list commands wherever one is: they run, or say why not.

    In the ranking those of every other one, on a page the others; in the other session the other
    way round.
    """
    async with exploring(SESSIONS[name], size=(80, 24)) as d:
        for turn, found in enumerate(commands().values(), name == "many"):
            if found.id in {"program.quit", "view.leave"}:
                continue
            await d.pilot.press("14"[turn % 2])
            d.app.run_command(found.id, "x" if found.needs_argument else "")
            await d.pilot.pause()
            if isinstance(d.app.screen, Chooser):
                await d.pilot.press("escape")
        await d.pilot.pause()
        assert d.app.is_running


async def test_codes_hold_what_a_text_would_be_parted_by() -> None:
    """A line's act names nodes and units whatever is in their codes."""
    session = SESSIONS["odd codes"]
    session = session.at_unit(int(session.board.order[3]))
    async with exploring(session, size=(120, 40)) as d:
        tried = set()
        for panel in ("sweep", "pair"):
            await d.command(f"robust {panel}")
            await settle(d)
            for line in d.app.main.page.lines:
                if line.act is not None:
                    before = d.session.weights
                    open_line(d.app, line)
                    assert d.session.weights != before
                    tried.add(type(line.act))
                    d.app.run_command("weights.undo")
        assert tried == {SetWeight, ApplyWeights}
