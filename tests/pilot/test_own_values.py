"""Values of the user's own in the explorer: set on a line, applied from Improve, taken back."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from typing import TYPE_CHECKING

from ici_tui.index.own_values import OwnValue
from ici_tui.packs.find import find_pack
from ici_tui.packs.load import load_pack
from ici_tui.packs.pack import Pack
from ici_tui.settings.sessions import read
from ici_tui.tui.continuing import continued
from ici_tui.tui.keeping import record_of
from ici_tui.tui.session import Session
from ici_tui.tui.state_line import state_line
from tests.pilot.driving import opened, settle, until

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def bundled_session() -> Session:
    """The index that is shipped."""
    return Session.of(load_pack(find_pack("ici-cn-2020")))


def own_of(session: Session) -> dict[tuple[str, str], float]:
    return {one.place: one.value for one in session.own}


async def test_e_on_a_value_of_a_profile_sets_it_and_u_takes_it_back(tmp_path: Path) -> None:
    async with opened(tmp_path, bundled_session()) as d:
        await d.command("set wuhan.startups=50")
        assert own_of(d.session) == {("Wuhan", "Startups"): 50}
        assert d.session.study.pack.own == d.session.own
        await d.press("u")
        assert d.session.own == ()
        assert "Startups" in d.answer or "start-ups" in d.answer
        await d.press("enter")
        leaves = [line for line in d.app.main.page.lines if line.key.startswith("value:")]
        d.app.main.page.go_to(leaves[2].key)
        await d.press("e", "7", "5", "enter")
        (place, value), *more = own_of(d.session).items()
        assert (value, more) == (75, [])
        assert place == (d.unit, leaves[2].key.removeprefix("value:"))
        assert any("*75" in line.text for line in d.app.main.page.lines)
        assert "Yours" in "".join(d.lines("title"))


async def test_what_cannot_be_is_answered_and_changes_nothing(tmp_path: Path) -> None:
    async with opened(tmp_path, bundled_session()) as d:
        for typed in ("set wuhan=5", "set wuhan.startups=x", "set nobody.startups=4"):
            await d.command(typed)
            assert d.answer
            assert d.session.own == ()


async def test_ranges_over_the_tables_are_made_beside_and_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, through = [], Pack._ensemble

    def noted(pack: Pack) -> object:
        made.append(threading.current_thread())
        return through(pack)

    monkeypatch.setattr(Pack, "_ensemble", noted)
    pack = replace(load_pack(find_pack("ici-cn-2020")), kept_faults=[])
    async with opened(tmp_path, Session.of(pack)) as d:
        for typed in ("set wuhan.startups=50", "method normalise=zscore:50,10"):
            await d.command(typed)
            await settle(d)
            assert d.session.board.ranges is not None
            low, high = d.session.board.row_of(0).ranks or (0, 0)
            assert 1 <= low <= high
    assert len(made) == 3  # as it is opened, with the value, with the method
    assert threading.main_thread() not in made


async def test_own_data_lists_and_takes_back_one_or_all(tmp_path: Path) -> None:
    async with opened(tmp_path, bundled_session()) as d:
        await d.command("set wuhan.startups=50")
        await d.command("set xian.patents=5")
        await d.command("own-data")
        await d.press("enter")
        assert own_of(d.session) == {("Xian", "Patents"): 5}
        await d.command("set wuhan.startups=50")
        await d.command("own-data all")
        assert d.session.own == ()
        await d.press("u")
        assert len(d.session.own) == 2
        line = state_line(d.session)
        assert "--set Xian.Patents=5" in line
        assert "--set Wuhan.Startups=50" in line


async def test_enter_on_a_line_of_improve_reaches_the_goal(tmp_path: Path) -> None:
    async with opened(tmp_path, bundled_session(), size=(80, 24)) as d:
        await d.press("j", "j", "j")
        unit = d.unit
        await settle(d)
        await d.command("improve")
        await settle(d)
        before = d.session.board.row_of(d.session.unit).rank
        await d.press("enter")
        await settle(d)
        row = d.session.board.row_of(d.session.unit)
        assert (len(d.session.own), d.session.own[0].unit) == (1, unit)
        assert before is not None
        assert row.rank is not None
        assert row.rank < before
        await d.press("u")
        await settle(d)
        page = d.app.main.page
        page.go_to("values:")  # all together
        await d.press("enter")
        await settle(d)
        assert d.session.board.row_of(d.session.unit).rank == row.rank


async def test_x_holds_an_indicator_of_improve(tmp_path: Path) -> None:
    async with opened(tmp_path, bundled_session()) as d:
        await d.press("j", "j", "j")
        await settle(d)
        await d.command("improve")
        await settle(d)
        key = d.app.main.page.key
        await d.press("x")
        await settle(d)
        assert d.session.fixed == {key.removeprefix("values:")}
        assert f"--fix {key.removeprefix('values:')}" in state_line(d.session)
        d.app.main.page.go_to(key)
        await d.press("enter")
        assert d.session.own == ()
        await d.press("x")
        assert d.session.fixed == frozenset()


def test_a_session_is_continued_with_its_values() -> None:
    session = bundled_session()
    index = session.pack.index
    kept = session.with_own((OwnValue(index.codes[1], index.tree.leaves[0].code, 0.1),), by="one")
    record = {**record_of(kept, None), "format": 1}
    again = read(json.dumps(record).encode())
    assert again is not None

    class Kept:
        record = again
        when = "now"

    found, _ = continued(bundled_session(), Kept())  # type: ignore[arg-type]
    assert found.own == kept.own
    assert found.study.pack.own == kept.own
    for hostile in (
        [["x", "y", 1.0]],
        [[index.codes[1], index.tree.leaves[0].code, 1e999]],
        7,
        [3],
    ):
        record["settings"][-1]["own"] = hostile
        Kept.record = read(json.dumps(record).encode()) or {}
        found, _ = continued(bundled_session(), Kept())  # type: ignore[arg-type]
        assert found.own == ()


async def test_a_line_under_the_weights_tells_what_edits_did(tmp_path: Path) -> None:
    async with opened(tmp_path, bundled_session(), size=(80, 24)) as d:
        line = d.app.main.query_one("#change")
        assert not line.display
        await d.command("set xian.researchers=95")
        await d.command("set xian.top100=95")
        await settle(d)
        assert line.display
        (told,) = d.lines("change")
        ranks = d.session.catalogue.ranks
        unmoved = int((ranks == d.session.board.ranks).sum())
        assert f"{unmoved} of {len(ranks)} unmoved" in told
        assert "Xi'an" in told
        assert "τ" in told
        await d.press("E")
        await settle(d)
        assert d.session.panel == "change"
        keys = [line.key for line in d.app.main.page.lines if line.key]
        assert "unit:Xian" in keys
        assert state_line(d.session).startswith("ici-tui change")
        await d.press("u", "u")
        await settle(d)
        assert not line.display
        await d.resize(40, 10)
        await d.press("R")
        await d.command("set xian.top100=95")
        assert d.session.own


async def test_e_in_compare_is_about_the_unit_at_the_cursor(tmp_path: Path) -> None:
    async with opened(tmp_path, bundled_session()) as d:
        await d.press("j", "j", "c")
        page = d.app.main.page

        def keys() -> list[str]:
            return [line.key for line in page.lines if line.key.startswith("value:")]

        await until(d, lambda: bool(keys()))
        page.go_to(keys()[0])
        node = page.key.removeprefix("value:")
        await d.press("e", "3", "3", "enter")
        assert own_of(d.session) == {(d.unit, node): 33}
