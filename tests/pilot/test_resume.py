"""What somebody did is kept when the explorer ends, whatever ends it, and continued."""

from __future__ import annotations

import json
import os
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from ici_tui.packs.load import load_pack
from ici_tui.settings import sessions, state
from ici_tui.settings.sessions import Kept, newest, read
from ici_tui.settings.themes import find_theme
from ici_tui.tables.options import ReadingOptions, words_of
from ici_tui.tui.app import Explorer
from ici_tui.tui.continuing import continued
from ici_tui.tui.keeper import Keeper
from ici_tui.tui.keeping import record_of
from ici_tui.tui.session import Session
from ici_tui.tui.some_units import session_among
from ici_tui.tui.start import (
    StartError,
    continued_on,
    kept_reading,
    kept_session,
    opened,
    prepared,
)
from ici_tui.tui.view import View
from tests.pilot.driving import Driver
from tests.pilot.packs import SMALL, write_pack

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return write_pack(tmp_path / "pack", SMALL)


@asynccontextmanager
async def exploring(pack: Path) -> AsyncIterator[Driver]:
    """The explorer on a pack, as the command line opens it."""
    ready = prepared(str(pack), None, None, False)
    app = Explorer(ready.session, find_theme("dark"), keeper=ready.keeper)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        yield Driver(app, pilot)


EDITS = (
    "w", "l", "l", "x", "j", "L", "u", "o", "escape", "j", "space", "space", "slash", "t", "enter",
    "greater_than_sign", "4", "b", "v", "a",
)  # fmt: skip


def end(app: Explorer, how: str) -> None:
    """End the explorer as a signal, a fault or the user does."""
    if how == "signal":
        app.exit(return_code=143)
    elif how == "fault":
        app.fail(ValueError("no"))
    else:
        app.exit(0)


@pytest.mark.parametrize("how", ["signal", "fault", "quits"])
async def test_everything_is_continued_as_it_was(pack: Path, how: str) -> None:
    async with exploring(pack) as d:
        await d.press(*EDITS)
        left = d.session
        end(d.app, how)
    kept = newest(pack)
    assert kept is not None
    found = prepared(str(pack), None, None, False, kept=kept).session
    assert found.history.now == left.history.now
    assert found.weights.families == left.weights.families
    assert len(found.history.past) == len(left.history.past)
    assert len(found.history.future) == len(left.history.future)
    # Everything that a record has is as it was.
    assert record_of(found, None) | {"kept": ""} == record_of(left, None) | {"kept": ""}
    assert (found.board.sort, found.text, found.marks, found.unit) == (
        left.board.sort,
        left.text,
        left.marks,
        left.unit,
    )
    assert found.view is View.ROBUSTNESS


async def test_the_next_start_says_that_there_is_something_to_continue(pack: Path) -> None:
    async with exploring(pack) as d:
        assert d.answer == ""
        await d.press("w", "l")
        end(d.app, "quits")
    async with exploring(pack) as d:
        assert ":resume" in d.answer
        assert not d.session.weights.edited
        await d.command("resume")
        assert d.points("Transport") == 51
        assert "continued from" in d.answer
        end(d.app, "signal")
    async with exploring(pack) as d:
        assert ":resume" in d.answer
        await d.command("resume")
        await d.press("u")
        end(d.app, "quits")
    async with exploring(pack) as d:
        # All of it was undone.
        assert d.answer == ""
        await d.command("resume")
        assert "no session" in d.answer


async def test_a_session_without_edits_takes_the_place_of_none_with_them(pack: Path) -> None:
    async with exploring(pack) as d:
        await d.press("w", "l")
        end(d.app, "quits")
    for keys, how in (((), "quits"), ((), "signal"), (("j", "4"), "signal"), (("j",), "quits")):
        async with exploring(pack) as d:
            await d.press(*keys)
            end(d.app, how)
    kept = newest(pack)
    assert kept is not None
    assert len(kept.record["settings"]) == 2
    assert len(list(kept.file.parent.iterdir())) == 1


async def test_a_view_is_kept_where_there_is_nothing_better(pack: Path) -> None:
    async with exploring(pack) as d:
        await d.press("6")
        end(d.app, "signal")
    kept = newest()
    assert kept is not None
    assert kept.record["view"] == "SOURCES"


async def test_what_is_edited_meanwhile_is_one_undo_away(pack: Path) -> None:
    async with exploring(pack) as d:
        await d.press("w", "l")
        end(d.app, "quits")
    async with exploring(pack) as d:
        await d.press("w", "h", "h", "h")
        await d.command("resume")
        assert d.points("Transport") == 51
        await d.press("u")
        assert d.answer.startswith("undone: Transport 51.0")
        await d.press("u")
        assert d.answer.startswith("undone: a session continued")
        assert d.points("Transport") == 47


async def test_several_explorers_keep_their_own(pack: Path, tmp_path: Path) -> None:
    other = write_pack(tmp_path / "other", SMALL)
    for folder, keys in ((pack, "l"), (pack, "L"), (other, "H")):
        async with exploring(folder) as d:
            await d.press("w", keys)
            end(d.app, "quits")
    files = state.files_of(state.SESSIONS)
    assert len(files) == 3
    for age, file in enumerate(files):
        os.utime(file, ns=(10**9 * (3 - age), 10**9 * (3 - age)))
    kept, folder = kept_session(None)
    assert (kept.folder, folder) == (other, other)
    kept, _ = kept_session(str(pack))
    assert kept.file == files[1]
    other.rename(tmp_path / "away")
    with pytest.raises(StartError, match="other"):
        kept_session(None)


def test_nothing_kept_is_one_line(pack: Path) -> None:
    for asked in (None, str(pack)):
        with pytest.raises(StartError) as found:
            kept_session(asked)
        assert found.value.code == 1
    with pytest.raises(StartError) as found:
        kept_session("nowhere at all")
    assert found.value.code == 2


def kept_of(session: Session) -> dict[str, Any]:
    """A record as it is read back."""
    found = read(json.dumps({**record_of(session, None), "format": 1}).encode())
    assert found is not None
    return found


def edited(pack: Path) -> Session:
    session = Session.of(load_pack(pack))
    weights = session.weights.with_points("Transport", 61.0).with_lock("State", True)
    weights = weights.with_points("Roads", 12.5).only("Learning")
    session = session.edited(weights).settled()
    codes = session.pack.index.codes
    marks = tuple(map(codes.index, ("Wuhan", "Gamma")))
    return replace(session, marks=marks, unit=codes.index("Wuhan"), node="Transport")


def test_what_is_gone_from_the_pack_is_said_and_the_rest_continued(
    pack: Path, tmp_path: Path
) -> None:
    kept = sessions.Kept(tmp_path / "kept", kept_of(edited(pack)))
    rows = SMALL["iData.csv"].splitlines(keepends=True)
    changed = SMALL | {
        "iData.csv": "".join(row for row in rows if not row.startswith("Wuhan")),
        "iMeta.csv": SMALL["iMeta.csv"].replace("Rails,Rails,", "Trams,Trams,"),
    }
    changed["iData.csv"] = changed["iData.csv"].replace("Rails", "Trams")
    other = Session.of(load_pack(write_pack(tmp_path / "other", changed)))
    found, told = continued(other, kept)
    assert found.weights.families["Whole"] == edited(pack).weights.families["Whole"]
    assert found.weights.families["Transport"] == other.weights.families["Transport"]
    assert "Wuhan" in told
    assert "Transport" in told
    assert [found.pack.index.codes[place] for place in found.marks] == ["Gamma"]


ODD: tuple[Any, ...] = (
    None, True, -1, 10**400, float("nan"), float("inf"), 1e308, "", "no\x1b[31m\u202e", "\0", [], [[]],
    {}, {"Whole": []}, [{}], [{"weights": {}, "methods": {}}], "RANKING", "Whole", "bar", "pair",
)  # fmt: skip


@pytest.mark.parametrize("key", list(sessions.SHAPE))
def test_whatever_a_damaged_record_holds_it_is_refused_or_continued(
    pack: Path, tmp_path: Path, key: str
) -> None:
    session = Session.of(load_pack(pack))
    good = {**record_of(edited(pack), None), "format": 1}
    for value in ODD:
        record = read(json.dumps(good | {key: value}).encode())
        if record is not None:
            found, told = continued(session, sessions.Kept(tmp_path, record))
            assert found.settled().board.size == session.board.size
            assert told.isprintable()


@pytest.mark.parametrize("part", ["codes", "relative", "proportions", "locked", "methods"])
def test_damaged_weights_and_methods_are_left_out(pack: Path, tmp_path: Path, part: str) -> None:
    session = Session.of(load_pack(pack))
    for value in (*ODD, [0.0, 0.0, 0.0], [-1.0, 1.0, 1.0], [1e308] * 3, ["State"] * 3):
        raw = {**record_of(edited(pack), None), "format": 1}
        for setting in raw["settings"]:
            if part == "methods":
                setting["methods"] = dict.fromkeys(setting["methods"], value)
            for family in setting["weights"].values():
                if part in family:
                    family[part] = value
        record = read(json.dumps(raw).encode())
        if record is not None:
            found, _ = continued(session, sessions.Kept(tmp_path, record))
            assert found.settled().board.size == session.board.size


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"{}", b"\xff\xfe", b"[" * 100_000, b"1" * 9999]
)
def test_what_is_no_record_is_not_believed(pack: Path, content: bytes) -> None:
    file = state.keep(sessions.new_name(pack), content)
    assert file is not None
    assert newest(pack) is None
    assert newest() is None
    assert Keeper(Session.of(load_pack(pack)), str(pack)).greet() == ""


async def test_a_full_or_read_only_disk_does_not_keep_it_from_leaving(
    pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(state, "write_whole", full)
    async with exploring(pack) as d:
        await d.press("w", "l")
        end(d.app, "quits")
    assert d.app.return_code == 0
    assert newest(pack) is None


def test_a_table_is_continued_as_it_was_read_and_among_whom(tmp_path: Path) -> None:
    file = tmp_path / "prices.csv"
    rows = [f"U{k};{'x' if k % 2 else 'y'};{k}.25;{9 - k}.5" for k in range(8)]
    text = "\n".join(["name;kind;cost;size", *rows])
    file.write_text(text, encoding="utf-8")
    session = session_among(opened(str(file), ("--lower-is-better", "size")), "kind=x")
    kept = Kept(tmp_path / "kept.json", record_of(session, str(file)))
    assert words_of(kept_reading(kept)) == ("--lower-is-better", "size")
    again, told = continued_on(opened(str(file), words_of(kept_reading(kept))), kept)
    assert again.pack.index.codes == session.pack.index.codes
    assert (again.pack.among, told) == ("kind=x", f"continued from {kept.when}")
    file.write_text(text.replace(";x;", ";z;"), encoding="utf-8")
    again, told = continued_on(opened(str(file)), kept)
    assert again.pack.index.size == 8
    assert "all units are ranked" in told


def test_sessions_of_before_have_no_reading(tmp_path: Path) -> None:
    for said in ({}, {"reading": None}, {"reading": ["--no-option", "x"]}, {"reading": ["odd"]}):
        assert kept_reading(Kept(tmp_path, said)) == ReadingOptions()
