"""Columns of the ranking are hidden, moved, frozen, and so again when the pack is opened again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.settings.arrangements import kept_columns
from ici_tui.tui.start import opened as session_of
from ici_tui.views.board import Sort
from tests.pilot.driving import Driver, opened
from tests.pilot.packs import SMALL

if TYPE_CHECKING:
    from pathlib import Path


def shown(d: Driver) -> list[str]:
    return [slot.column.key for slot in d.app.table.slots]


def here(d: Driver) -> str:
    return d.session.catalogue.columns[d.session.column].key


async def test_columns_are_hidden_moved_frozen_and_kept_for_the_pack(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL, size=(160, 30)) as d:
        usual = shown(d)
        assert usual[:5] == ["rank", "delta", "name", "score", "bar"]
        await d.press("l", "x")
        assert "delta" not in shown(d)
        assert here(d) == "name"
        await d.press("x")
        assert "stays" in d.answer
        await d.command("hide bar")
        assert "bar" not in shown(d)
        await d.press("l", "s", "l", "H")
        first = here(d)
        assert shown(d)[2:4] == [first, "score"]
        await d.press("L")
        assert shown(d)[2:4] == ["score", first]
        await d.command("freeze Kind")
        assert shown(d)[:3] == ["rank", "name", "Kind"]
        await d.command("hide score")
        assert d.session.board.sort == Sort()
        assert "score" not in d.lines("table")[0].casefold()
        await d.command("hide nothing")
        assert "no column is called 'nothing'" in d.answer
        folder = d.session.pack.folder
        again = session_of(str(folder))
        assert again.arrangement == d.session.arrangement
        await d.press("X")
        assert shown(d)[:5] == ["rank", "delta", "name", "Kind", "score"]
        assert {"delta", "score", "bar"} <= set(shown(d))
        await d.command("freeze Kind")
        assert shown(d)[3] == "score"
        await d.command("sort score")
        await d.command("hide delta")
        await d.command("sort delta")
        assert "delta" in shown(d)


async def test_the_line_is_scrolled_to_a_column_that_has_no_room(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL, size=(44, 20)) as d:
        usual = shown(d)
        assert "Kind" not in usual
        await d.press(*"llllllllllll")
        assert here(d) == "Kind"
        assert shown(d)[:1] == ["rank"]
        assert "Kind" in shown(d)
        assert "name" in shown(d)
        await d.press(*"hhhhhhhhhhhh")
        assert shown(d) == usual


async def test_what_is_arranged_is_not_kept_of_what_has_no_place(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL) as d:
        await d.press("l", "x", "X")
        assert kept_columns(d.session.pack.folder) is None
