"""The ranking that is shipped for the first frame: the computed one, drawn as the widgets draw it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from ici_tui import lookup
from ici_tui.packs.find import find_pack
from ici_tui.packs.load import load_pack
from ici_tui.settings.themes import find_theme
from ici_tui.tui.app import Explorer
from ici_tui.tui.ink import Ink
from ici_tui.tui.session import Session
from ici_tui.tui.startup import shipped_frame
from ici_tui.tui.startup.write_shipped_frame import shipped_ranking_of
from ici_tui.tui.workroom import Workroom
from ici_tui.views.beats_next import remember

if TYPE_CHECKING:
    from pathlib import Path

SIZES = [(120, 40), (80, 30), (100, 24), (200, 60), (45, 40), (80, 12), (40, 10), (120, 9)]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("CONFIG", "DATA", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    return tmp_path


def test_what_is_shipped_is_what_is_computed() -> None:
    """Where it is not, `python -m tests.golden.regenerate` writes it anew."""
    pack = load_pack(find_pack())
    assert pack.ensemble is not None  # read now, not when it is first needed
    assert shipped_frame.shipped() == shipped_ranking_of(Session.of(pack))


def test_nothing_is_drawn_of_what_is_shipped() -> None:
    shipped, session = shipped_frame.shipped(), Session.of(load_pack(find_pack()))
    assert shipped is not None
    remember(session.study, shipped.chances)
    assert [session.board.beats_next(place) for place in range(11)] == [
        shipped.beats_next(place) for place in range(11)
    ]
    assert session.pack.ensemble is not None
    assert [session.board.beats_next(place) for place in range(11)] == [
        shipped.beats_next(place) for place in range(11)
    ]


def test_what_is_written_comes_back_as_it_was() -> None:
    first = shipped_ranking_of(Session.of(load_pack(find_pack("asem-2018"))))
    assert shipped_frame.parse(shipped_frame.dump(first)) == first


@pytest.mark.parametrize("theme", ["dark", "paper"])
@pytest.mark.parametrize("size", SIZES)
async def test_it_is_drawn_as_the_widgets_draw_it(
    size: tuple[int, int], theme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The title, and the ranking while the ensemble is still to be read, cell for cell."""
    monkeypatch.setattr(Workroom, "read_ensemble", lambda _: None)
    found = find_theme(theme)
    first = shipped_frame.shipped()
    assert first is not None
    frame = first.frame(*size, Ink(found))
    assert frame is not None
    assert len(frame.strips) == size[1]
    assert {strip.cell_length for strip in frame.strips} == {size[0]}
    session = Session.of(load_pack(find_pack()))
    remember(session.study, first.chances)
    app = Explorer(session, found)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        title, table = app.main.query_one("#title"), app.table
        regions = [(0, size[0], y, title.render_line(y)) for y in range(title.size.height)]
        regions += [
            (0, table.size.width, table.region.y + y, table.render_line(y))
            for y in range(table.size.height)
        ]
        assert len(regions) >= min(13, size[1] - 3)
        for start, end, y, strip in regions:
            assert frame.strips[y].crop(start, end).simplify() == strip.simplify()


def test_where_there_is_no_room_for_title_and_row_there_is_no_such_frame() -> None:
    first = shipped_frame.shipped()
    assert first is not None
    assert first.frame(80, 3, Ink(find_theme("dark"))) is None


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The bundled packs in a place where they can be changed."""
    data = tmp_path / "data"
    shutil.copytree(find_pack().parent, data)
    for module in (shipped_frame, sys.modules["ici_tui.packs.find"]):
        monkeypatch.setattr(module, "bundled_folder", lambda _: data)
    return data / "ici-cn-2020"


@pytest.mark.parametrize(
    "harm", ["pack", "version", "changed", "cut", "gone", "foreign", "nonsense"]
)
def test_what_is_of_another_pack_or_version_or_damaged_is_not_believed(
    copied: Path, harm: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert shipped_frame.shipped() is not None
    file = copied / shipped_frame.SHIPPED
    if harm == "pack":
        data = copied / "iData.csv"
        data.write_text(data.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    elif harm == "version":
        monkeypatch.setattr(shipped_frame, "__version__", "9")
    elif harm == "changed":
        file.write_bytes(file.read_bytes().replace(b"Beijing", b"Peiping"))
    elif harm == "cut":
        file.write_bytes(file.read_bytes()[:-9])
    elif harm == "gone":
        file.unlink()
    elif harm == "foreign":
        file.write_bytes(lookup.sealed("another", file.read_bytes().partition(b"\n")[2]))
    else:
        file.write_bytes(lookup.sealed(shipped_frame.name_of(copied), json.dumps([1]).encode()))
    assert shipped_frame.shipped() is None


def test_a_pack_of_the_users_with_the_same_name_goes_before(home: Path) -> None:
    shutil.copytree(find_pack(), home / "data" / "ici-tui" / "packs" / "ici-cn-2020")
    assert shipped_frame.shipped() is None


@pytest.mark.parametrize("setting", ["", 'pack = "asem-2018"\n', 'view = "map"\n'])
def test_before_the_first_frame_neither_numpy_nor_polars_is_imported(
    home: Path, setting: str
) -> None:
    """Where another pack or view would open there is no such frame."""
    file = home / "config" / "ici-tui" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text(setting, encoding="utf-8")
    code = (
        "import os, sys; os.get_terminal_size = lambda _: os.terminal_size((120, 40));"
        "from ici_tui.tui import run; found = run.with_shipped_frame();"
        "print(found is not None,"
        "*[m for m in ('numpy', 'polars', 'typer', 'ici_tui.packs.load') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(not setting)
