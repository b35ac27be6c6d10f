"""The view Columns by its keys: the ranking follows, one history undoes it, the file stays."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ici_tui.packs.check import check_pack
from ici_tui.packs.find import find_pack
from ici_tui.packs.load import load_pack
from ici_tui.settings.sessions import newest, read
from ici_tui.tables.as_pack import open_table
from ici_tui.tables.place import table_place
from ici_tui.tui import settling
from ici_tui.tui.continuing import continued
from ici_tui.tui.documents.columns import column_lines
from ici_tui.tui.keeper import Keeper
from ici_tui.tui.keeping import record_of
from ici_tui.tui.session import Session
from ici_tui.tui.view import View
from ici_tui.tui.widgets.chooser import ChoiceList
from ici_tui.views import column_facts
from ici_tui.views.study import Study
from tests.pilot.driving import Driver, opened, settle, until
from tests.pilot.packs import SMALL, session_on

if TYPE_CHECKING:
    from pathlib import Path

TABLE = """\
Country,Region,life,unemployment,gdp,rare
Aland,North,70,5,100,
Bland,North,80,3,200,2
Cland,South,75,9,150,
Dland,South,60,4,90,
"""


def titles(d: Driver) -> list[str]:
    return [choice.title for choice in d.app.screen.query_one(ChoiceList).found]


def on(d: Driver) -> list[str]:
    return [leaf.code for leaf in d.session.pack.index.tree.leaves]


def of_table(folder: Path) -> Session:
    file = folder / "t.csv"
    file.write_text(TABLE)
    return Session.of(replace(open_table(table_place(str(file)))[0], kept_faults=[]))


async def type_in(d: Driver, text: str) -> None:
    await d.press(*("space" if c == " " else "full_stop" if c == "." else c for c in text))
    await d.press("enter")


async def test_every_key_is_an_edit_that_u_takes_back(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL) as d:
        await d.press("j", "space")
        first = d.session
        await d.press("9", "d")
        assert d.session.pack.index.tree["Roads"].direction == -1
        assert d.answer.startswith("Roads: less is better · ")
        await d.press("j", "x")
        assert on(d) == ["Roads", "Schools", "Rules"]
        await d.press("m")
        assert d.answer == "Rails does not count; x puts it in first"
        await d.press("j", "m")
        assert titles(d)[-1] == "straight below the index"
        await type_in(d, "Fresh")
        assert d.session.pack.index.tree["Schools"].parent == "Fresh"
        await d.press("j", "m", "enter")
        assert d.session.pack.index.tree["Rules"].parent == "Transport"
        await d.press("G", "r", "down", "enter")
        assert "NameLocal" in d.session.pack.index.groups
        assert (d.session.marks, d.session.unit) == (first.marks, first.unit)
        told = []
        while d.session.history.past:
            await d.press("u")
            told.append(d.answer)
        assert len(told) == 5
        assert told[-1] == "undone: Roads: less is better · Ctrl-R redoes"
        assert d.session.pack is first.pack
        assert d.session.board.order.tolist() == first.board.order.tolist()
        await d.press(*["ctrl+r"] * 5)
        assert "NameLocal" in d.session.pack.index.groups


async def test_the_ranking_and_its_weights_follow(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL) as d:
        await d.press("w", "l", "l", "escape")
        assert d.points("Transport") == 52
        await d.press("9", "d")
        tree = d.session.pack.index.tree
        again = Study.of(d.session.pack, d.session.weights).scores.of(tree.root.code)
        assert d.session.study.scores.of(tree.root.code).tolist() == again.tolist()
        assert d.points("Transport") == 52
        await d.press("u", "u")
        assert not d.session.weights.edited


async def test_e_sets_name_weight_and_settings_of_one_indicator(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL) as d:
        await d.press("9")
        await until(d, lambda: bool(d.app.main.page.lines))
        await d.press("e")
        await until(d, lambda: d.app.screen is not d.app.main)
        assert titles(d) == ["Name", "Weight", "Settings of its own"]
        await d.press("down", "down", "enter")
        await type_in(d, "log, minmax 0..1")
        assert d.session.options.indicators == ("Roads: log, minmax 0..1",)
        normalised = d.session.study.prepared.normalised[:, 0]
        assert (normalised.min(), normalised.max()) == (0, 1)
        assert "log, minmax 0..1" in d.screen
        await d.press("e", "down", "enter")
        await d.press(*["backspace"] * 10)
        await type_in(d, "50")
        assert d.points("Roads") == 50
        await d.press("enter", "enter")
        await d.press(*["backspace"] * 10)
        await type_in(d, "Streets")
        assert d.session.pack.index.tree["Roads"].name == "Streets"
        await d.press("7")
        assert "Indicators with settings of their own" in d.screen


async def test_a_setting_that_cannot_be_is_answered(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL) as d:
        await d.press("9")
        await d.command("set-indicator Roads: lgo")
        assert "did you mean log" in d.answer
        await d.command("set-indicator Roads: log, goalposts 0..1")
        assert "log needs values above 0" in d.answer
        assert d.session.options.indicators == ()


async def test_the_last_indicator_stays(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL) as d:
        await d.press("9", "x", "j", "x", "j", "x", "j", "x")
        assert on(d) == ["Rules"]
        assert "needs an indicator" in d.answer


async def test_a_guess_is_one_until_it_is_said(tmp_path: Path) -> None:
    async with opened(tmp_path, of_table(tmp_path)) as d:
        await d.press("9")
        assert "less ?" in d.screen
        assert "the direction of 3 indicators is a guess" in d.screen
        await d.press("e", "enter")
        assert d.session.pack.index.tree["life"].direction == 1
        assert d.session.pack.table is not None
        assert set(d.session.pack.table.guessed) == {"unemployment", "gdp"}
        await d.press("j", "d", "j", "d", "d", "j", "x")
        assert "rare" in on(d)
        assert set(d.session.pack.table.guessed) == {"rare"}


async def test_every_column_of_a_file_has_a_line(tmp_path: Path) -> None:
    async with opened(tmp_path, of_table(tmp_path)) as d:
        await d.press("9")
        lines = d.screen.splitlines()
        for name, role in (("Country", "name"), ("Region", "group"), ("rare", "off")):
            assert any(name in line and f" {role} " in line for line in lines), name
        await d.press("G", "d")
        assert "when the file is opened" in d.answer
        assert d.session.columns.columns == ()


async def test_what_is_exported_opens_to_the_same_ranking(tmp_path: Path) -> None:
    folder, given = tmp_path / "copy", tmp_path / "given"
    given.mkdir()
    async with opened(tmp_path, of_table(given)) as d:
        await d.press("9", "d", "j", "m")
        await type_in(d, "Work")
        await d.press("w", "l", "l", "l", "escape")
        await d.command(f"export {folder}")
        await until(d, lambda: "pack.toml" in d.answer)
        scores = d.session.study.scores
        wanted = scores.of(d.session.pack.index.tree.root.code).tolist()
        await d.command(f"export {folder}")
        await until(d, lambda: "writing" not in d.answer)
        assert "copy" in d.answer
    assert check_pack(folder) == ()
    pack = load_pack(folder)
    found = Study.of(pack).scores.of(pack.index.tree.root.code).tolist()
    assert found == pytest.approx(wanted, rel=1e-12)
    assert list(pack.spare) == ["rare"]
    assert (given / "t.csv").read_text() == TABLE


async def test_columns_of_a_large_pack_are_made_beside_the_interface(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settling, "MOST_CELLS", 0)
    monkeypatch.setattr(column_facts, "AT_ONCE", 0)
    async with opened(tmp_path, SMALL) as d:
        await d.press("9")
        await settle(d)
        assert "12.5" in d.screen  # the least of Rules
        await d.press("d")
        await settle(d)
        assert d.session.pack.index.tree["Roads"].direction == -1
        await d.press("j", "x", "w", "l", "escape", "k", "d", "d", "d")
        await settle(d)  # the directions in between are shown too: only the end is waited for
        assert d.session.pack.index.tree["Roads"].direction == 1
        assert on(d) == ["Roads", "Schools", "Rules"]
        assert d.points("Transport") == 51
        while d.session.history.past:
            past = len(d.session.history.past)
            await d.press("u")
            await settle(d)
            assert len(d.session.history.past) < past
        assert d.session.columns.columns == ()
        assert not d.session.weights.edited


def test_columns_are_kept_and_continued(tmp_path: Path) -> None:
    session = session_on(tmp_path, SMALL)
    columns = session.columns.with_("Rails", on=False).with_("Roads", pillar="New", name="Streets")
    edited = session.with_columns(columns, by="by hand").with_columns(
        columns.with_("Rules", direction=-1), by="turned"
    )
    Keeper(session, "small").keep(edited, quits=True)
    kept = newest(session.pack.folder)
    assert kept is not None
    found, told = continued(session_on(tmp_path / "again", SMALL), kept)
    assert "not there" not in told
    assert found.columns == edited.columns
    assert found.weights == edited.weights
    assert found.board.order.tolist() == edited.board.order.tolist()
    assert found.undone().columns == columns
    assert found.undone().undone().undone().columns.columns == ()


def test_a_file_with_other_columns_is_offered_what_fits(tmp_path: Path) -> None:
    session = of_table(tmp_path)
    edited = session.with_columns(session.columns.with_("life", direction=-1), by="turned")
    Keeper(session, "t.csv").keep(edited, quits=True)
    assert Keeper(of_table(tmp_path), "t.csv").greet().endswith(":resume continues it")
    file = tmp_path / "t.csv"
    file.write_text(TABLE.replace("gdp", "income"))
    other = Session.of(open_table(table_place(str(file)))[0])
    assert "the columns have changed" in Keeper(other, "t.csv").greet()
    found = Keeper(other, "t.csv").resumed(other)
    assert found is not None
    assert found[0].pack.index.tree["life"].direction == -1


def test_columns_that_are_gone_are_said(tmp_path: Path) -> None:
    session = session_on(tmp_path, SMALL)
    edited = session.with_columns(session.columns.with_("Rails", on=False), by="out")
    record = json.loads(json.dumps({**record_of(edited, "small"), "format": 1}))
    record["settings"][-1]["columns"] = {"Gone": {"on": False}, "Rails": {"on": False}, "x": 3}
    content = json.dumps(record).encode()
    assert read(content) is not None
    kept = newest(session.pack.folder)
    assert kept is None
    from ici_tui.settings.sessions import Kept

    found, told = continued(session, Kept(tmp_path / "s.json", record))
    assert "Gone" in told
    assert [code for code, _ in found.columns.columns] == ["Rails"]


def test_ends_of_estimates_are_told_to_be_estimates() -> None:
    session = Session.of(load_pack(find_pack("ici-cn-2020")))
    cells, leaves = session.pack.cells, session.pack.index.tree.leaves
    assert cells is not None
    lines = [line.text for line in column_lines(session, 200) if "indicator  " in line.text]
    assert len(lines) == len(leaves)
    for line, leaf in zip(lines, leaves, strict=True):
        units = session.pack.index.codes
        known = [cell for unit in units if (cell := cells.get(unit, leaf.code)) is not None]
        assert ("≈" in line) == any(cell.status == "estimated" for cell in known), line


async def test_it_is_there_at_any_size(tmp_path: Path) -> None:
    for width, height in ((40, 10), (80, 24), (3, 3)):
        folder = tmp_path / str(width)
        folder.mkdir()
        async with opened(folder, SMALL, size=(width, height)) as d:
            await d.press("9", "d", "j", "x", "u")
            assert d.session.view is View.COLUMNS
            assert d.app.is_running


async def test_an_indicator_that_is_out_is_put_in_as_one(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL) as d:
        await d.press("9", "x")
        assert on(d) == ["Rails", "Schools", "Rules"]
        await d.press("r", "enter")
        assert on(d) == ["Roads", "Rails", "Schools", "Rules"]
