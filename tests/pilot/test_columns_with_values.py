"""Columns edited beside values of the user's, statements and units alone: none loses the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from ici_tui.index.own_values import OwnValue
from ici_tui.packs.load import load_pack
from ici_tui.settings.sessions import Kept
from ici_tui.tui.continuing import continued
from ici_tui.tui.keeping import record_of
from ici_tui.tui.session import Session
from ici_tui.tui.some_units import session_among
from ici_tui.views.statement_text import UNITS, WEIGHTS, Statement
from tests.pilot.driving import opened, until
from tests.pilot.packs import SMALL, session_on

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def small(tmp_path: Path) -> Session:
    return session_on(tmp_path / "small", SMALL)


def believed(session: Session) -> Session:
    """With a value on each of two indicators, a statement on units, two on weights, one off."""
    unit, other = session.pack.index.codes[:2]
    weights = Statement(WEIGHTS, "Roads", "Rails")
    found = session.with_own((OwnValue(unit, "Roads", 1.0), OwnValue(unit, "Rails", 2.0)), by="two")
    units = Statement(UNITS, other, unit)
    found = found.stating(units, weights, Statement(WEIGHTS, "Transport", "State"), by="stated")
    return found.switching(weights, by="off").settled()


def test_edits_of_columns_keep_what_is_still_about_something(small: Session) -> None:
    full = believed(small)
    turned = full.with_columns(full.columns.with_("Schools", direction=-1), by="turned")
    assert (turned.own, turned.history.now.stated) == (full.own, full.history.now.stated)
    assert not turned.due
    assert turned.pack.own == full.own
    assert turned.study.stated == full.study.stated
    column = [leaf.code for leaf in turned.pack.index.tree.leaves].index("Rails")
    assert turned.pack.index.data[0, column] == 2.0

    out = full.with_columns(full.columns.with_("Rails", on=False), by="out")
    assert [one.node for one in out.own] == ["Roads"]
    assert "Roads>Rails" not in [one.text for one in out.history.now.statements]
    assert len(out.history.now.statements) == 2
    assert out.history.now.off == frozenset()
    back = out.undone().settled()
    assert (back.own, back.history.now.stated) == (full.own, full.history.now.stated)
    assert np.array_equal(back.board.ranks, full.board.ranks)
    assert back.undone().history.now.off == frozenset()


def test_values_and_statements_come_on_columns_that_are_edited(small: Session) -> None:
    turned = small.with_columns(small.columns.with_("Rails", on=False), by="out")
    full = turned.with_own((OwnValue(turned.pack.index.codes[0], "Roads", 1.0),), by="one")
    full = full.settled()
    assert [leaf.code for leaf in full.pack.index.tree.leaves] == ["Roads", "Schools", "Rules"]
    assert full.pack.index.data[0, 0] == 1.0
    assert not full.due
    assert full.undone().settled().columns == turned.columns


def test_all_of_it_is_kept_and_continued(small: Session, tmp_path: Path) -> None:
    full = believed(small)
    out = full.with_columns(full.columns.with_("Schools", on=False), by="out")
    found, told = continued(small, Kept(tmp_path / "s.json", record_of(out, "small")))
    assert "not there" not in told
    assert found.history.now == out.history.now
    assert found.pack.own == out.own
    assert np.array_equal(found.board.ranks, out.board.ranks)
    again = found.undone().settled()
    assert again.history.now == full.history.now
    record = record_of(out, "small")
    record["settings"][-1]["own"].append([small.pack.index.codes[0], "Schools", 1.0])
    found, told = continued(small, Kept(tmp_path / "s.json", record))
    assert "Schools" in told
    assert found.own == out.own


def test_columns_that_are_undone_by_continuing_go(small: Session, tmp_path: Path) -> None:
    record = record_of(believed(small), "small")
    now = small.with_columns(small.columns.with_("Roads", on=False), by="out")
    found, _ = continued(now, Kept(tmp_path / "s.json", record))
    assert found.columns.columns == ()
    assert found.pack.index.tree.leaves == small.pack.index.tree.leaves


def test_a_setting_of_one_indicator_is_another_pipeline(small: Session) -> None:
    options = small.options._replace(indicators=("Rails: log",))
    changed = small.with_methods(options).settled()
    assert changed.pack.index.options == options
    assert not changed.due
    assert changed.pack.origin is small.pack


def test_some_units_alone_keep_values_and_columns(small: Session) -> None:
    full = believed(small.with_columns(small.columns.with_("Rules", on=False), by="out"))
    found = session_among(full, "rank<3")
    kept = set(found.pack.index.codes)
    assert found.own == tuple(one for one in full.own if one.unit in kept)
    assert found.pack.index.tree.leaves == full.pack.index.tree.leaves
    assert not found.due


async def test_what_is_left_out_is_said_and_all_is_exported(tmp_path: Path) -> None:
    async with opened(tmp_path, SMALL) as d:
        d.app.take(believed(d.session))
        await d.press("9", "j", "x")
        await until(d, lambda: "Rails" not in d.session.pack.index.tree)
        assert "left out: 1 value of yours and 1 statement" in d.answer
        folder = tmp_path / "written"
        await d.command(f"export {folder}")
        await until(d, (folder / "pack.toml").exists)
        again = load_pack(folder)
        assert again.index.data[0, 0] == 1.0
        assert again.cells is not None
        cell = again.cells.get(again.index.codes[0], "Roads")
        assert cell is not None
        assert cell.status == "yours"
        ranks = Session.of(again).board.ranks
        assert ranks.tolist() == d.session.board.ranks.tolist()
        await d.press("u")
        await until(d, lambda: "Rails" in d.session.pack.index.tree)
        assert len(d.session.own) == 2
        await d.command("among rank<3")
        await until(d, lambda: d.session.whole is not None)
        await d.press("9", "g", "j", "x")
        await until(d, lambda: "Rails" not in d.session.pack.index.tree)
        await d.command("among")
        await until(d, lambda: d.session.whole is None)
        assert "Rails" not in d.session.pack.index.tree
        assert not d.session.due
        await d.press("u")
        await until(d, lambda: "Rails" in d.session.pack.index.tree)
