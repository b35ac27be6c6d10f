"""Regions are painted as Textual's own way of composing has the whole screen."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pyte
import pytest
from textual._compositor import Compositor
from textual.geometry import Region

from ici_tui.tui.terminal import cells as terminal_cells
from ici_tui.tui.terminal.choice import WHOLE_FRAMES
from ici_tui.tui.terminal.textual_private import DirectCompositor, StripsUpdate
from tests.pilot.driving import opened
from tests.pilot.packs import HOSTILE, SMALL

if TYPE_CHECKING:
    from pathlib import Path

    from textual.screen import Screen
    from textual.strip import Strip

Cells = dict[tuple[int, int], tuple[str, object]]


def cells_of(strip: Strip, x: int, y: int) -> Cells:
    """What each column of a strip shows."""
    found: Cells = {}
    for at in range(strip.cell_length):
        piece = strip.crop(at, at + 1)
        style = next((segment.style for segment in piece), None)
        found[x + at, y] = (piece.text, style)
    return found


def painted(screen: Screen[object], regions: list[Region]) -> Cells:
    """The cells that are painted for some regions."""
    composed = screen._compositor
    assert isinstance(composed, DirectCompositor)
    composed._dirty_regions.update(regions)
    update = composed.render_partial_update()
    assert not composed._dirty_regions
    found: Cells = {}
    if update is not None:
        assert isinstance(update, StripsUpdate)
        for x, y, strip in update.strips:
            found |= cells_of(strip, x, y)
    return found


@pytest.mark.parametrize("keys", [(), ("w",), ("4",), ("slash", "1"), ("down", "down", "space")])
@pytest.mark.parametrize("size", [(100, 30), (40, 10)])
async def test_any_region_is_painted_as_in_the_whole_screen(
    tmp_path: Path, keys: tuple[str, ...], size: tuple[int, int]
) -> None:
    chance = random.Random(f"{keys} {size}")
    many = "".join(f"U{k},Unit {k},,North,Big,{k},{90 - k},50,40\n" for k in range(90))
    pack = SMALL | {"iData.csv": SMALL["iData.csv"] + many}
    for files in (pack, HOSTILE):
        async with opened(tmp_path / str(len(files["iData.csv"])), files, size=size) as d:
            await d.press(*keys)
            screen = d.app.main
            whole = Compositor.render_strips(screen._compositor)
            expected: Cells = {}
            for y, strip in enumerate(whole):
                expected |= cells_of(strip, 0, y)
            for _ in range(12):
                regions = [
                    Region(
                        chance.randrange(size[0]), chance.randrange(size[1]),
                        chance.randrange(1, size[0]), chance.randrange(1, size[1]),
                    )
                    for _ in range(chance.randint(1, 3))
                ]  # fmt: skip
                found = painted(screen, regions)
                inside = {
                    (x, y) for region in regions for x, y in expected if region.contains(x, y)
                }
                assert inside <= found.keys()
                for x, y in inside:
                    # Characters that join are cut into as many pieces as there are places to cut.
                    if terminal_cells.cells_of(whole[y].text) is not None:
                        assert found[x, y] == expected[x, y], (x, y)


async def test_nothing_dirty_is_no_update(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL) as d:
        screen = d.app.main
        screen._compositor._dirty_regions.clear()
        assert screen._compositor.render_partial_update() is None
        screen._compositor._dirty_regions.add(Region(500, 500, 3, 3))
        assert screen._compositor.render_partial_update() is None


async def test_as_text_it_shows_the_same(tmp_path: Path) -> None:
    """As it is written where the driver is not ours: to an emulated terminal."""
    async with opened(tmp_path, SMALL) as d:
        screen = d.app.main
        composed = screen._compositor
        shown = pyte.Screen(120, 40)
        composed._dirty_regions.add(composed.size.region)
        update = composed.render_partial_update()
        assert isinstance(update, StripsUpdate)
        pyte.Stream(shown).feed(update.render_segments(d.app.console))
        expected = [strip.text.rstrip() for strip in composed.render_strips()]
        narrow = [k for k, line in enumerate(expected) if terminal_cells.cells_of(line) == line]
        assert len(narrow) > 30
        for k in narrow:
            assert shown.display[k].rstrip() == expected[k]


async def test_whole_frames_are_composed_by_textual(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(WHOLE_FRAMES, "1")
    async with opened(tmp_path, SMALL) as d:
        assert type(d.app.main._compositor) is Compositor
