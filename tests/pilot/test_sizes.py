"""Every size, and a hostile pack: nothing is refused, nothing is cut into, data stay data."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from ici_tui.tui.view import View
from tests.pilot.driving import Driver, opened
from tests.pilot.packs import BARE, HOSTILE, SMALL

if TYPE_CHECKING:
    from pathlib import Path

SIZES = ((200, 60), (100, 30), (99, 24), (80, 24), (40, 10), (20, 4), (15, 3), (1, 1), (120, 40))


def check(d: Driver, size: tuple[int, int]) -> None:
    """The whole screen is filled, and no line of a widget is wider than the widget."""
    assert d.app.is_running
    lines = d.screen.split("\n")
    assert len(lines) == size[1]
    assert all(cell_len(line) == size[0] for line in lines)
    for widget in d.app.main.query("#title, #table, #page, #side, #below, #strip, #hint"):
        if widget.display and widget.size.width and widget.size.height:
            for y in range(widget.size.height):
                assert widget.render_line(y).cell_length == widget.size.width


@pytest.mark.parametrize("files", [SMALL, BARE], ids=["small", "bare"])
async def test_the_screen_is_filled_at_every_size(tmp_path: Path, files: dict[str, str]) -> None:
    async with opened(tmp_path, files, size=(200, 60)) as d:
        await d.press("j")
        for size in SIZES:
            await d.resize(*size)
            check(d, size)
            if size[1] > 1:
                shown = [line for line in d.lines("table") if line.startswith("▸")]
                assert len(shown) == 1, f"the cursor is out of sight at {size}"
        assert d.session.line == 1


@pytest.mark.parametrize("start", ["2", "w", "enter", "slash", "colon", "6"])
async def test_resizing_anywhere_is_survived(tmp_path: Path, start: str) -> None:
    async with opened(tmp_path, SMALL, size=(200, 60)) as d:
        await d.press(start)
        for size in SIZES:
            await d.resize(*size)
            assert d.app.is_running
            assert len(d.screen.split("\n")) == size[1]
        await d.press("escape")
        assert d.codes[0] == "Alpha"


async def test_at_40_by_10_there_is_a_ranking_a_weight_and_a_hint(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL, size=(40, 10)) as d:
        assert "Alpha" in d.screen
        assert "76.3" in d.screen
        assert "Transport" in d.lines("strip")[0]
        assert "weights" in d.lines("hint")[0] or "profile" in d.lines("hint")[0]
        await d.press("w", "l", "j", "j", "x", "0")
        assert d.points("Transport") == 51
        await d.press("escape", "enter")
        assert "Rank 1 of 6" in d.screen


async def test_at_15_by_3_the_ranking_is_all_there_is(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL, size=(15, 3)) as d:
        await d.press("j", "j", "j")
        assert "Beta" in d.screen
        await d.press("w", "l", "escape", "2", "q", "enter", "q", "slash", "b", "escape")
        assert d.points("Transport") == 51


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 10)])
async def test_a_hostile_pack_stays_text_in_every_view(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with opened(tmp_path, HOSTILE, size=size) as d:
        for view in View:
            await d.press(str(view.value), "j", "G")
            check(d, size)
            told = d.screen
            assert not {c for c in told if unicodedata.category(c) == "Cc"} - {"\n"}
            assert not set(told) & set("\u202e\u2066")
        await d.press("1", "g", "space", "j", "j", "space", "3")
        check(d, size)
        await d.press("q", "g", "enter")
        check(d, size)
        assert "[/x]" in d.screen
        await d.press("q", "p")
        assert d.app.is_running
        await d.press("down", "escape", "w", "l", "enter", "escape")
        for key in "y", "Y":
            await d.press(key)
        assert d.app.is_running


async def test_a_link_in_the_data_is_no_link(tmp_path: Path) -> None:
    async with opened(tmp_path, HOSTILE, size=(120, 40)) as d:
        y = next(k for k, line in enumerate(d.lines("table")) if k and "[@click" in line)
        for x in range(8, 40, 4):
            await d.click("#table", x, y)
        assert d.app.is_running
        assert d.unit == "U1"
        await d.press("slash", *"[/x]", "enter")
        assert d.app.is_running


async def test_a_long_name_is_cut_with_an_ellipsis(tmp_path: Path) -> None:
    async with opened(tmp_path, HOSTILE, size=(80, 24)) as d:
        line = next(line for line in d.lines("table") if "longlong" in line)
        assert "…" in line


async def test_a_wide_title_of_a_sorted_column_is_whole_where_there_is_room(
    tmp_path: Path,
) -> None:
    files = SMALL | {"iMeta.csv": SMALL["iMeta.csv"].replace("Zone,Zone", "Zone,经济区域")}
    async with opened(tmp_path, files, size=(200, 40)) as d:
        await d.command("sort zone")
        assert d.session.board.sort.column.key == "Zone"
        assert "经济区域▲" in d.lines("table")[0]
