"""Another index in the explorer that is open: `:open`, `:reload`, `:watch`, `:among`."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from ici_tui.settings.recent import recent_packs
from ici_tui.settings.themes import find_theme
from ici_tui.tables.loading import Loading
from ici_tui.tables.options import ReadingOptions
from ici_tui.tui.app import Explorer
from ici_tui.tui.changing import Watch
from ici_tui.tui.run import tell_choice
from ici_tui.tui.start import StartError, opened, prepared
from tests.pilot.driving import Driver, settle
from tests.pilot.packs import SMALL, write_pack

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

TABLE = "Name,Group,GDP,Doctors\nA,x,10,1\nB,x,20,9\nC,y,30,8\nD,y,10,2\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "data.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


@asynccontextmanager
async def exploring(
    table: Path, options: ReadingOptions | None = None, among: str | None = None
) -> AsyncIterator[Driver]:
    ready = prepared(str(table), None, None, False, loading=Loading(options), among=among)
    app = Explorer(ready.session, find_theme("dark"), keeper=ready.keeper)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        yield Driver(app, pilot)


async def test_a_table_is_read_again_and_what_was_done_stays(table: Path) -> None:
    async with exploring(table, ReadingOptions(leave_out=("Doctors",))) as d:
        assert d.codes == ["C", "B", "A", "D"]
        await d.press("j", "space", "slash", *"x", "enter")
        await d.command("set GDP=100")
        text = TABLE.replace("A,x,10", "A,x,90") + "E,x,5,5\n"
        table.write_text(text, encoding="utf-8")
        marked, unit = d.session.marks, d.unit
        await d.command("reload")
        await settle(d)
        assert d.codes == ["A", "B", "E"]
        assert (d.session.marks, d.unit, d.session.text) == (marked, unit, "x")
        assert [leaf.code for leaf in d.session.pack.index.tree.leaves] == ["GDP"]
        table.write_text("Name\nA\n", encoding="utf-8")
        await d.command("reload")
        await settle(d)
        assert d.codes == ["A", "B", "E"]
        assert "column" in d.answer
        table.unlink()
        await d.command("reload")
        await settle(d)
        assert d.codes == ["A", "B", "E"]


async def test_another_index_is_opened(table: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text("Name,Parks\nP,1\nQ,2\nR,3\n", encoding="utf-8")
    async with exploring(table) as d:
        await d.press("4")
        await d.command(f"open {other}")
        await settle(d)
        assert d.codes == ["R", "Q", "P"]
        assert recent_packs()[:2] == [str(other), str(table)]
        await d.command("open nothing.csv")
        await settle(d)
        assert "nothing.csv" in d.answer
        assert d.codes == ["R", "Q", "P"]
        await d.command("open asem-2018")
        await settle(d)
        assert d.session.pack.index.size == 51


async def test_what_a_pack_assumes_is_said_whenever_it_is_opened(
    table: Path, tmp_path: Path
) -> None:
    files = {name: text for name, text in SMALL.items() if name != "pack.toml"}
    bare = write_pack(tmp_path / "bare", files)
    async with exploring(table) as d:
        await d.command(f"open {bare}")
        await settle(d)
        assumed = d.session.pack.assumed_pipeline
        assert assumed
        assert assumed in d.answer


async def test_some_units_are_ranked_among_themselves(table: Path) -> None:
    async with exploring(table) as d:
        await d.press("w", "L", "escape")
        points = d.points("GDP")
        await d.command("among group=y")
        assert d.codes == ["C", "D"]
        assert d.points("GDP") == points
        await d.press("w", "L", "escape")
        await d.command("among rank<3")
        assert set(d.codes) == {"B", "C"}
        await d.command("among nothing=1")
        assert "nothing" in d.answer
        assert set(d.codes) == {"B", "C"}
        await d.command("among group=nobody")
        assert set(d.codes) == {"B", "C"}
        await d.command("among")
        assert len(d.codes) == 4


async def test_a_condition_that_is_not_understood_is_told(table: Path) -> None:
    async with exploring(table) as d:
        await d.command("filter score>60 foo=3")
        assert set(d.codes) == {"B", "C"}
        assert "foo" in d.answer
        await d.press("slash")
        assert "foo=3" in d.lines("title")[0]


async def test_files_that_change_are_read_again_once_they_rest(table: Path) -> None:
    async with exploring(table) as d:
        watch = Watch(d.app)
        watch.look()
        await settle(d)
        assert d.answer == ""
        table.write_text(TABLE + "E,x,500,5\n", encoding="utf-8")
        watch.look()  # it may still be written
        await settle(d)
        assert len(d.codes) == 4
        watch.look()
        await settle(d)
        assert d.codes[0] == "E"


async def test_a_file_that_is_gone_is_told_and_read_when_it_is_back(table: Path) -> None:
    async with exploring(table) as d:
        watch = Watch(d.app)
        table.unlink()
        for _ in range(2):
            watch.look()
            await settle(d)
        assert table.name in d.answer
        assert len(d.codes) == 4
        table.write_text(TABLE + "E,x,500,5\n", encoding="utf-8")
        for _ in range(2):
            watch.look()
            await settle(d)
        assert d.codes[0] == "E"


async def test_the_explorer_opens_among(table: Path) -> None:
    async with exploring(table, among="group=x") as d:
        assert d.codes == ["B", "A"]
    for text in ("nothing=1", "group=z"):
        with pytest.raises(StartError):
            prepared(str(table), None, None, False, among=text)


def test_what_cannot_be_opened_is_one_line(table: Path) -> None:
    table.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(30))
    for named in (str(table), "nothing.csv"):
        with pytest.raises(StartError) as told:
            opened(named)
        assert "\n" not in str(told.value)


def test_which_index_opens_is_told_where_it_is_not_the_bundled_one(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tell_choice()
    assert capsys.readouterr().err == ""
    home.mkdir(parents=True)
    (home / "config.toml").write_text('pack = "asem-2018"\n', encoding="utf-8")
    tell_choice()
    assert capsys.readouterr().err == "ici-tui: the pack that the settings choose: asem-2018\n"
    here = write_pack(tmp_path / "pack", SMALL)
    monkeypatch.chdir(here)
    tell_choice()
    assert capsys.readouterr().err == f"ici-tui: the pack of this folder: {here}\n"
