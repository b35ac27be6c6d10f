"""Large files that a process of its own reads: the same pack, and nothing left of polars."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
import pytest

from ici_tui import child
from ici_tui.packs.faults import PackError
from ici_tui.packs.large import Reader, files
from ici_tui.packs.large.labels import Labels
from ici_tui.packs.large.packed import PackedTexts
from ici_tui.packs.load import load_pack
from ici_tui.tables.loading import Loading
from tests.unit.test_packs import META, write
from tests.unit.test_scale import folder_of

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = ["[b]x[/b]", "\x1b[31mred", "武汉 市", "n" * 300, "a,b"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A pack whose tables all count as large, with hostile names and a column that is passed on."""
    monkeypatch.setattr(files, "SMALL", -1)
    write(tmp_path, meta=META.replace("Zone,Zone,Group", "Zone,Zone,Group,,,,\nMore,More,Other"))
    rows = ["uCode,uName,Zone,More,x,y"]
    rows += [f'U{k},"{HOSTILE[k % 5]} {k}",z{k % 3},0{k},{k}.5,{k * k}' for k in range(60)]
    (tmp_path / "iData.csv").write_text("\n".join(rows), encoding="utf-8")
    return tmp_path


def begun(folder: Path) -> Reader:
    """What reads a pack that is loading."""
    return Loading.begun(str(folder))._reader


def as_parquet(folder: Path) -> None:
    file = folder / "iData.csv"
    pl.read_csv(file, schema_overrides={"More": pl.String}).write_parquet(folder / "iData.parquet")
    file.unlink()


@pytest.mark.parametrize("parquet", [False, True])
def test_a_folder_is_called_as_it_likes(folder: Path, parquet: bool) -> None:
    """What a shell, and polars where it is not told otherwise, takes for a pattern is a name."""
    if parquet:
        as_parquet(folder)
    here = load_pack(folder).index
    odd = folder / "[b]*? {x} ~$y"
    odd.mkdir()
    for file in [*folder.glob("i*")]:
        file.rename(odd / file.name)
    there = load_pack(odd).index
    assert np.array_equal(here.data, there.data)
    assert list(here.groups["Zone"].labels) == list(there.groups["Zone"].labels)


@pytest.mark.parametrize("parquet", [False, True])
@pytest.mark.parametrize("begun", [False, True])
def test_a_pack_is_the_same_wherever_it_was_read(folder: Path, parquet: bool, begun: bool) -> None:
    if parquet:
        as_parquet(folder)
    here = load_pack(folder).index
    reader = Reader()
    if begun:
        for path in files.large_files(folder):
            reader.begin(path)
        assert len(reader._begun) == 2
    there = load_pack(folder, reader=reader).index
    assert not reader._begun
    assert np.array_equal(here.data, there.data)
    assert there.data.flags.f_contiguous
    assert isinstance(there.names, PackedTexts)
    assert isinstance(there.groups["Zone"].labels, Labels)
    for one, other in (
        (here.codes, there.codes),
        (here.names, there.names),
        (here.groups["Zone"].labels, there.groups["Zone"].labels),
        (here.pass_through["More"], there.pass_through["More"]),
    ):
        assert list(one) == list(other)
    assert there.pass_through["More"][7] == "07"


def test_faults_are_the_same(folder: Path) -> None:
    text = (folder / "iData.csv").read_text(encoding="utf-8").replace("7.5,49", "seven,49")
    told = []
    for content in (text, text + "\nU,1,2,3,4,5,6,7", "\0\xff", ""):
        (folder / "iData.csv").write_text(content, encoding="latin-1", errors="replace")
        for options in ({}, {"reader": Reader()}):
            with pytest.raises(PackError) as raised:
                load_pack(folder, **options)
            told.append([fault.text() for fault in raised.value.faults])
        assert told[-1] == told[-2]
    assert "'seven' is not a number" in told[0][0]


def test_without_another_process_it_is_read_here(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("no more processes")

    expected = list(load_pack(folder).index.names)
    monkeypatch.setattr(child.subprocess, "Popen", refuse)
    assert list(load_pack(folder, reader=Reader()).index.names) == expected


def test_a_process_that_dies_is_a_fault_of_the_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What ended it there would end this process here."""
    monkeypatch.setattr("ici_tui.packs.large.read.read", lambda _: pytest.fail("read here"))
    reader = begun(folder)
    for each in reader._begun.values():
        each._process.kill()
    with pytest.raises(PackError) as raised:
        load_pack(folder, reader=reader)
    reader.end()
    assert [fault.file for fault in raised.value.faults] == ["iData.csv", "iMeta.csv"]


def test_one_process_tells_every_text_of_numbers(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Groups whose labels look like numbers are read as such first."""
    meta = META.replace(
        "Zone,Zone,Group", "Zone,Zone,Group,,,,\nMore,More,Group,,,,\nYear,Year,Group"
    )
    (folder / "iMeta.csv").write_text(meta, encoding="utf-8")
    rows = ["uCode,uName,Zone,More,Year,x,y"]
    rows += [f"U{k},Unit {k},z{k % 3},0{k},{2000 + k % 9},{k}.5,{k * k}" for k in range(600)]
    (folder / "iData.csv").write_text("\n".join(rows), encoding="utf-8")
    here = load_pack(folder).index.groups
    started: list[child.Child] = []
    start = child.Child.__init__

    def counted(self: child.Child) -> None:
        started.append(self)
        start(self)

    monkeypatch.setattr(child.Child, "__init__", counted)
    reader = Reader()
    there = load_pack(folder, reader=reader).index.groups
    for code in ("More", "Year"):
        assert list(there[code].labels) == list(here[code].labels)
    assert len(started) == 1
    assert started[0]._process.returncode is None
    reader.end()
    assert started[0]._process.returncode is not None
    assert reader(folder / "iData.csv").cells["Year"][3] == "2003"
    assert len(started) == 3
    assert all(each._process.returncode is not None for each in started)


def test_who_has_left_waits_for_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = begun(folder)
    children = list(reader._begun.values())
    reader.break_off()
    assert all(each._process.returncode is not None for each in children)
    monkeypatch.setattr(child.Child, "__init__", lambda _: pytest.fail("one more process"))
    monkeypatch.setattr("ici_tui.packs.large.read.read", lambda _: pytest.fail("read all the same"))
    with pytest.raises(PackError, match="reading was broken off"):
        load_pack(folder, reader=reader)


def test_who_leaves_in_the_middle_ends_what_is_told(folder: Path) -> None:
    reader = begun(folder)
    path = folder / "iData.csv"
    asked_child = reader._begun.pop(path)
    answers = reader._answers(asked_child)
    next(answers)
    reader.break_off()
    assert asked_child._process.returncode is not None
    answers.close()


def test_what_was_begun_in_vain_ends(folder: Path) -> None:
    reader = begun(folder)
    children = list(reader._begun.values())
    assert len(children) == 2
    reader.end()
    assert all(each._process.returncode is not None for each in children)
    assert not begun(folder / "nowhere")._begun
    assert not Loading.begun(None).takes_long


def test_a_link_out_of_the_pack_is_not_begun(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "iData.csv"
    (folder / "iData.csv").rename(elsewhere)
    (folder / "iData.csv").symlink_to(elsewhere)
    assert [path.name for path in files.large_files(folder)] == ["iMeta.csv"]


def test_the_explorer_sorts_and_filters_without_polars(tmp_path: Path) -> None:
    """60 MB of a process that reads once and stays open for hours."""
    pack = folder_of(tmp_path / "pack", 300)
    code = (
        "import sys\n"
        "from ici_tui.packs.large import files\n"
        "files.SMALL = -1\n"
        "from ici_tui.tui.start import prepared\n"
        f"session = prepared({str(pack)!r}, None, None, False).session\n"
        "session = session.sorted_by(session.catalogue.by_key['name']).arranged(text=session.pack.index.names[3])\n"
        "assert len(session.board) > 0\n"
        "from ici_tui.views.names import find_unit\n"
        "find_unit(session.pack.index, session.pack.index.names[3])\n"
        "print('polars' in sys.modules, type(session.pack.index.names).__name__)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "PackedTexts"]
