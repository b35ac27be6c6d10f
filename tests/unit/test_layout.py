"""Columns on a width: they never overlap or overflow, and the sort column is always there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ici_tui.packs.find import find_pack
from ici_tui.packs.load import load_pack
from ici_tui.tui.session import Session
from ici_tui.tui.widgets.layout import GUTTER, lay_out
from ici_tui.views.column_kinds import SAMPLED, NameColumn, NodeColumn
from ici_tui.views.columns import BAR, RANK
from tests.pilot.packs import BARE, HOSTILE, LONE, SMALL, session_on

if TYPE_CHECKING:
    from ici_tui.views.board import Catalogue


@pytest.fixture(scope="module")
def catalogues(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Catalogue]:
    packs = {"small": SMALL, "hostile": HOSTILE, "lone": LONE, "bare": BARE}
    found = {
        name: session_on(tmp_path_factory.mktemp(name), files).catalogue
        for name, files in packs.items()
    }
    found["ici"] = Session.of(load_pack(Path(find_pack()))).catalogue
    return found


PACKS = ("small", "hostile", "lone", "bare", "ici")


@pytest.mark.parametrize("name", PACKS)
def test_columns_fit_every_width(catalogues: dict[str, Catalogue], name: str) -> None:
    catalogue = catalogues[name]
    for width in range(10, 251):
        for column in catalogue.columns:
            if column == BAR:
                continue
            slots = lay_out(catalogue, width, column)
            edge = GUTTER
            for slot in slots:
                assert slot.x >= edge, f"{slot.column.key} overlaps at {width}"
                assert slot.width >= 1
                edge = slot.x + slot.width
            assert edge <= width, f"{edge} cells in {width}, sorted by {column.key}"


@pytest.mark.parametrize("name", PACKS)
def test_rank_and_name_are_kept_and_the_sort_column_with_them(
    catalogues: dict[str, Catalogue], name: str
) -> None:
    catalogue = catalogues[name]
    for width in range(48, 251):
        for column in catalogue.columns:
            if column != BAR:
                shown = {slot.column.key for slot in lay_out(catalogue, width, column)}
                assert {"rank", "name", column.key} <= shown, f"{column.key} at {width}"


@pytest.mark.parametrize("name", PACKS)
def test_scores_of_the_parts_are_all_there_or_none(
    catalogues: dict[str, Catalogue], name: str
) -> None:
    catalogue = catalogues[name]
    every = sum(isinstance(column, NodeColumn) for column in catalogue.columns)
    for width in range(10, 251):
        shown = [isinstance(s.column, NodeColumn) for s in lay_out(catalogue, width, RANK)]
        assert sum(shown) in {0, every}


def test_more_room_shows_no_fewer_columns(catalogues: dict[str, Catalogue]) -> None:
    for catalogue in catalogues.values():
        counts = [len(lay_out(catalogue, width, RANK)) for width in range(10, 251)]
        assert counts == sorted(counts)


def test_names_of_usual_length_are_whole_before_the_bar_grows(tmp_path: Path) -> None:
    rows = "\n".join(f"U{k},Unit number {k:04},{k % 3},{k}" for k in range(40))
    meta = (
        "iCode,iName,Type,Level,Parent,Direction,Weight\n"
        "x,X,Indicator,1,I,1,1\ny,Y,Indicator,1,I,1,1\nI,Index,Aggregate,2,,1,1\n"
    )
    pack = {"iData.csv": f"uCode,uName,x,y\n{rows}\n", "iMeta.csv": meta}
    catalogue = session_on(tmp_path / "pack", pack).catalogue
    for width in range(40, 120):
        slots = {slot.column.key: slot.width for slot in lay_out(catalogue, width, RANK)}
        whole = slots["name"] >= len("Unit number 0000")
        assert whole or slots.get("bar", 0) <= (BAR.least or 0), f"{slots} at {width}"


def test_long_names_at_the_end_of_many_are_seen(tmp_path: Path) -> None:
    rows = "".join(f"U{k},Unit number {k},{k}\n" for k in range(3 * SAMPLED))
    meta = (
        "iCode,iName,Type,Level,Parent,Direction,Weight\n"
        "x,X,Indicator,1,I,1,1\nI,Index,Aggregate,2,,1,1\n"
    )
    pack = {"iData.csv": f"uCode,uName,x\n{rows}", "iMeta.csv": meta}
    catalogue = session_on(tmp_path / "pack", pack).catalogue
    name = next(c for c in catalogue.columns if isinstance(c, NameColumn))
    assert name.ideal(catalogue.pack.index) == len(f"Unit number {3 * SAMPLED - 1}")
