"""What grows with the data is done once, beside the interface, or no further than it is shown."""

from __future__ import annotations

import shlex
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ici_tui import near
from ici_tui.packs.find import find_pack
from ici_tui.packs.load import load_pack
from ici_tui.tui import checking, editing, presets, taking
from ici_tui.tui.documents import map as map_page
from ici_tui.tui.documents.columns import column_lines
from ici_tui.tui.documents.map import map_lines
from ici_tui.tui.documents.sources import source_lines
from ici_tui.tui.presets import offered
from ici_tui.tui.session import Session
from ici_tui.tui.state_line import order_told, state_line
from ici_tui.views import names, places, rule_weights
from ici_tui.views.names import UnitNotFoundError, find_unit
from tests.golden.cases import PACK
from tests.pilot.driving import opened, settle, until
from tests.pilot.packs import SMALL, many, session_on

if TYPE_CHECKING:
    from pathlib import Path

PLACED = {
    **SMALL,
    "iData.csv": """\
uCode,uName,Latitude,Longitude,Roads,Schools
Alpha,Alpha,10,20,0.91,0.92
Beta,Beta,20,30,0.92,0.91
Gamma,Gamma,30,40,0.90,0.89
""",
    "iMeta.csv": """\
iCode,iName,Type,Level,Parent,Direction,Weight
Roads,Roads,Indicator,1,Whole,1,2
Schools,Schools,Indicator,1,Whole,1,1
Whole,Whole index,Aggregate,2,,1,1
Latitude,Latitude,Other,,,,
Longitude,Longitude,Other,,,,
""",
    "pack.toml": '[pipeline]\nnormalise = "none"\n',
    "profiles.toml": "",
}


@pytest.fixture
def small(tmp_path: Path) -> Session:
    return session_on(tmp_path / "small", SMALL)


def test_what_rules_give_hangs_on_no_edited_weight(
    small: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def by_deviation(session: Session) -> list[float]:
        offer = next(one for one in offered(session) if one.name == "by standard deviation")
        return [offer.weights.points(part.code) for part in session.catalogue.parts]

    edited = small.edited(small.weights.with_points("Rails", 90.0)).settled()
    presets._BY_DATA.clear()
    found = by_deviation(edited)
    monkeypatch.setattr(rule_weights, "weights_by_rule", lambda *_, **__: pytest.fail("again"))
    assert by_deviation(small) == found
    monkeypatch.undo()
    presets._BY_DATA.clear()
    assert by_deviation(small) == found


async def test_a_preset_that_is_not_there_is_told(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL) as d:
        await d.command("preset WRONG")
        assert "no preset is called 'WRONG'; there are authors" in d.answer


def test_a_mistyped_name_is_held_against_few(monkeypatch: pytest.MonkeyPatch) -> None:
    index = many(30_000).index
    held: list[int] = []
    whole = near.nearest

    def counted(wanted: str, known: dict[str, list[int]]) -> list[str]:
        held.append(len(known))
        return whole(wanted, known)

    monkeypatch.setattr(names, "nearest", counted)
    for wrong, meant in (("u1234x", "u1234"), ("u29999y", "u29999"), ("xyz", "give one of")):
        with pytest.raises(UnitNotFoundError, match=meant):
            find_unit(index, wrong)
    assert max(held) <= names.MOST_COMPARED


async def test_no_more_rows_are_made_than_a_clipboard_takes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []
    whole = taking._row

    def counted(session: Session, place: int) -> str:
        made.append(place)
        return whole(session, place)

    monkeypatch.setattr(taking, "_row", counted)
    async with opened(tmp_path, Session.of(many(9_000))) as d:
        await d.press("Y")
        assert "too much for a terminal's clipboard" in d.answer
        assert len(made) < 5_000


async def test_a_long_ranking_is_written_beside_the_interface(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking, "MOST_ROWS", 3)
    async with opened(tmp_path, SMALL) as d:
        for name in ("a.txt", "b.svg"):
            await d.command(f"write {tmp_path / name}")
            await settle(d)
            assert f"written to {tmp_path / name}" in d.answer
        await d.command(f"write {tmp_path / 'a.txt'}")
        await settle(d)
        assert "exists" in d.answer
    assert "<desc>" in (tmp_path / "b.svg").read_text(encoding="utf-8")


def test_places_on_the_map_are_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = session_on(tmp_path / "placed", PLACED)
    lines = [line.text for line in map_lines(session, 100)]
    # 0.913 and 0.917: with one decimal they would read the same.
    assert any("0.913" in line for line in lines)
    assert any("0.917" in line for line in lines)
    monkeypatch.setattr(places, "_degrees", lambda *_: pytest.fail("read again"))
    monkeypatch.setattr(map_page, "on_grid", lambda *_: pytest.fail("placed again"))
    moved = session.edited(session.weights.with_points("Roads", 20.0)).settled()
    assert [line.text for line in map_lines(moved, 100)] != lines


async def test_statements_are_checked_beside_the_interface(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Session.of(replace(load_pack(PACK), kept_faults=[]))
    monkeypatch.setattr(checking, "AT_ONCE", -1)
    async with opened(tmp_path, session) as d:
        await until(d, lambda: not d.session.pack.ensemble_waits)
        await d.press("6")
        await until(d, lambda: checking.checked_at_once(d.session.study) is not None)
        node = d.session.node
        edited = d.session.edited(d.session.weights.with_points(node, 90.0)).settled()
        text = "\n".join(line.text for line in source_lines(edited, 100))
        assert "results, as before the edit" in text
        d.app.take(edited)
        await until(d, lambda: checking.checked_at_once(edited.study) is not None)
        text = "\n".join(line.text for line in source_lines(edited, 100))
        assert "results, checked" in text


def test_the_line_of_a_filtered_ranking_has_its_filter(small: Session) -> None:
    found = small.arranged(text="zone=North score>40")
    assert "--where=zone=North score>40" in shlex.split(state_line(found))
    assert "--where" not in state_line(replace(found, profile=True))
    assert order_told(found) == ""
    assert "sorted by" in order_told(found.sorted_by(found.catalogue.by_key["name"]))


async def test_a_step_that_locks_cut_short_is_called_by_where_it_came_to(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL) as d:
        weights = d.session.weights.with_points("Learning", 40.0).with_lock("Learning", locked=True)
        d.app.take(replace(d.session.edited(weights), node="Transport"))
        editing.step_weight(d.app, 50.0)
        assert d.points("Transport") == 60.0
        assert d.session.history.now.by == "Transport 60.0"


def test_columns_are_told_by_codes_where_names_have_no_room() -> None:
    session = Session.of(load_pack(find_pack("ici-cn-2020")))
    narrow, wide = ([line.text for line in column_lines(session, width)] for width in (78, 150))
    assert any(line.startswith("Startups") for line in narrow)
    assert "Codes stand for names" in " ".join(narrow)
    assert any(line.startswith("AI start-ups") for line in wide)
    told = [line.split()[0] for line in narrow[3:-4] if line]
    assert len(set(told)) == len(told)
