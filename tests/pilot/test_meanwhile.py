"""What was asked of one index, and comes when another is shown, or the same was edited meanwhile."""

from __future__ import annotations

import threading
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ici_tui.index.own_values import OwnValue
from ici_tui.packs.find import find_pack
from ici_tui.packs.load import load_pack
from ici_tui.packs.pack import Pack
from ici_tui.questions.registry import questions
from ici_tui.settings.themes import find_theme
from ici_tui.tui import changing, settling
from ici_tui.tui.app import Explorer
from ici_tui.tui.asking import opened as opened_at
from ici_tui.tui.session import Session
from ici_tui.tui.some_units import session_among, whole
from ici_tui.tui.start import prepared
from ici_tui.views.statement_text import unit_statements
from tests.pilot.driving import Driver, opened, settle, until
from tests.pilot.packs import SMALL, session_on

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence
    from pathlib import Path

    from ici_tui.questions.question import Progress
    from ici_tui.views.study import Study

TABLE = "Name,Group,GDP,Doctors\nA,x,10,1\nB,x,20,9\nC,y,30,8\nD,y,10,2\n"


@asynccontextmanager
async def exploring(file: Path) -> AsyncIterator[Driver]:
    ready = prepared(str(file), None, None, no_color=False)
    app = Explorer(ready.session, find_theme("dark"), keeper=ready.keeper)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        yield Driver(app, pilot)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "data.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


class Held:
    """Reads that go on once they may, by the end of a file's name."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *ends: str) -> None:
        self.begun = {end: threading.Event() for end in ends}
        self.goes = {end: threading.Event() for end in ends}
        self._read = changing.opened
        monkeypatch.setattr(changing, "opened", self)

    def __call__(self, named: str, words: Sequence[str] = (), time: str | None = None) -> Session:
        for end, begun in self.begun.items():
            if named.endswith(end):
                begun.set()
                self.goes[end].wait(20)
        return self._read(named, words, time)


async def test_edits_made_while_the_files_are_read_stay(
    table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = Held(monkeypatch, "data.csv")
    async with exploring(table) as d:
        table.write_text(TABLE + "E,x,50,5\n", encoding="utf-8")
        await d.command("reload")
        await until(d, held.begun["data.csv"].is_set)
        await d.command("weights GDP=80")
        await d.press("space")
        held.goes["data.csv"].set()
        await settle(d)
        await until(d, lambda: len(d.codes) == 5)
        assert d.points("GDP") == 80.0
        assert len(d.session.marks) == 1
        await d.command("undo")
        assert d.points("GDP") == 50.0


async def test_what_was_asked_for_last_is_opened(
    table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = Held(monkeypatch, "slow.csv")
    for name in ("slow", "fast"):
        text = TABLE.replace("A,", f"{name},")
        table.with_name(f"{name}.csv").write_text(text, encoding="utf-8")
    async with exploring(table) as d:
        await d.command(f"open {table.with_name('slow.csv')}")
        await until(d, held.begun["slow.csv"].is_set)
        await d.command("reload")
        assert "another pack is being read" in d.answer
        await d.command(f"open {table.with_name('fast.csv')}")
        await until(d, lambda: "fast" in d.codes)
        held.goes["slow.csv"].set()
        await settle(d)
        assert "fast" in d.codes


async def test_of_a_pack_that_is_opened_a_kept_session_is_told(table: Path) -> None:
    other = table.with_name("other.csv")
    other.write_text(TABLE, encoding="utf-8")
    async with exploring(other) as d:
        await d.command("weights GDP=80")
        await d.command(f"open {table}")
        await settle(d)
        await d.command(f"open {other}")
        await settle(d)
        assert ":resume continues it" in d.answer


async def test_some_units_read_again_keep_edits_and_those_of_all(table: Path) -> None:
    async with exploring(table) as d:
        await d.command("weights GDP=80")
        await d.command("among group=x")
        await d.command("weights GDP=70")
        await d.command("reload")
        await settle(d)
        assert (set(d.codes), d.points("GDP")) == ({"A", "B"}, 70.0)
        await d.command("among")
        assert (len(d.codes), d.points("GDP")) == (4, 70.0)
        await d.command("undo")
        assert d.points("GDP") == 80.0


def test_all_that_is_edited_among_some_goes_on_among_others(tmp_path: Path) -> None:
    small = session_on(tmp_path / "pack", SMALL)
    here, there = OwnValue("Alpha", "Roads", 1.0), OwnValue("Delta", "Roads", 2.0)
    small = small.with_own((here, there), by="two")
    (stated,) = unit_statements("Wuhan>Delta", small.pack.index)
    small = small.stating(stated, by="stated").settled()
    some = session_among(small, "zone=North")
    assert (some.own, some.history.now.statements) == ((here,), ())
    assert whole(some).history.past == small.history.past
    edited = some.edited(some.weights.with_points("State", 80.0))
    edited = edited.with_own((here._replace(value=3.0),), by="other")
    edited = edited.with_methods(edited.options._replace(normalise="rank"))
    edited = edited.with_columns(edited.columns.with_("Rails", on=False), by="out")
    for found in (whole(edited), session_among(edited, "zone=South")):
        assert found.weights.points("State") == pytest.approx(80.0)
        assert found.options.normalise == "rank"
        assert "Rails" not in found.pack.index.tree
        assert not found.due
    every = whole(edited)
    assert every.own == (there, here._replace(value=3.0))
    assert every.history.now.statements == (stated,)
    assert every.undone().settled().weights == small.weights


def test_an_edit_that_waits_is_evaluated_where_the_next_one_is_undone(tmp_path: Path) -> None:
    small = session_on(tmp_path / "pack", SMALL)
    small = small.with_methods(small.options._replace(normalise="zscore:0,1")).settled()
    edited = small.edited(small.weights.with_points("State", 80.0))
    failing = edited.with_methods(edited.options._replace(aggregate=("geometric",)))
    found, why_not = failing.settled_or_undone()
    assert "above 0" in why_not
    assert found.options == small.options
    assert found.study.weights == found.weights == edited.weights


async def test_edits_under_way_are_of_the_pack_that_was_open(
    table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, goes = threading.Event(), threading.Event()
    edits = Session.with_columns

    def held(session: Session, *given: object, **named: object) -> Session:
        begun.set()
        goes.wait(20)
        return edits(session, *given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(settling, "MOST_CELLS", 0)
    monkeypatch.setattr(Session, "with_columns", held)
    other = table.with_name("other.csv")
    other.write_text(TABLE, encoding="utf-8")
    async with exploring(table) as d:
        await d.press("9", "j", "x")
        await until(d, begun.is_set)
        await d.command(f"open {other}")
        await until(d, lambda: d.session.pack.folder == other)
        goes.set()
        await settle(d)
        assert d.session.columns.columns == ()
        await d.press("9", "g", "j", "x")
        await until(d, lambda: d.session.columns.columns != ())
        assert len(d.session.pack.index.tree.leaves) == 1


async def test_what_is_looked_at_meanwhile_stays_when_an_edit_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, goes = threading.Event(), threading.Event()
    edits = Session.with_columns

    def held(session: Session, *given: object, **named: object) -> Session:
        begun.set()
        goes.wait(20)
        return edits(session, *given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(settling, "MOST_CELLS", 0)
    monkeypatch.setattr(Session, "with_columns", held)
    async with opened(tmp_path, SMALL) as d:
        await d.press("9", "j", "x")
        await until(d, begun.is_set)
        name = d.session.catalogue.by_key["name"]
        d.app.take(replace(d.session.sorted_by(name), panel="radius", near=True))
        goes.set()
        await until(d, lambda: "Rails" not in d.session.pack.index.tree)
        assert d.session.board.sort.column.key == "name"
        assert (d.session.panel, d.session.near) == ("radius", True)
        assert d.codes == sorted(d.codes, key=lambda code: d.session.board.line_of(
            d.session.pack.index.codes.index(code)) or 0)  # fmt: skip


async def test_another_question_ends_where_the_next_is_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    question, ended = questions()["radius"], threading.Event()

    def endless(study: Study, asked: object, progress: Progress) -> object:
        del study, asked
        while progress(1, 5):
            threading.Event().wait(0.001)
        ended.set()
        return None

    other = questions()["pair"]._replace(instant=-1)
    monkeypatch.setitem(questions(), "pair", other)
    monkeypatch.setitem(questions(), "radius", question._replace(answer=endless, instant=-1))
    async with opened(tmp_path, SMALL) as d:
        d.app.take(opened_at(d.session, other))
        await until(d, lambda: any(found.ended for found in d.session.answers.values()))
        d.app.take(replace(d.session, panel="radius"))
        await until(d, lambda: "Esc stops" in d.screen)
        d.app.take(replace(d.session, panel="pair"))
        await until(d, ended.is_set)
        await d.press("escape")
        assert d.session.view.name == "RANKING"


async def test_no_view_waits_for_an_ensemble(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A method is changed: in every view the tables are computed beside it."""
    read, here, goes = Pack._ensemble, threading.get_ident(), threading.Event()
    there: list[bool] = []

    def held(pack: Pack) -> object:
        there.append(threading.get_ident() != here)
        if there[-1]:
            goes.wait(20)
            return read(pack)
        return None

    session = Session.of(replace(load_pack(find_pack("ici-cn-2020")), kept_faults=[]))
    monkeypatch.setattr(Pack, "_ensemble", held)
    async with opened(tmp_path, session) as d:
        await d.command("method treat=winsorise")
        await d.press(*"234567891")
        await d.command(f"write {tmp_path / 'ranking.md'}")
        assert "are being read" in d.answer
        assert all(there)
        assert d.session.pack.ensemble_waits
        goes.set()
        await until(d, lambda: not d.session.pack.ensemble_waits)
        await d.press("6")
        assert "tables of values that each agree" in d.screen
