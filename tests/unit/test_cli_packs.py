"""Packs from the command line: new ones, written-back ones, workbooks."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import polars as pl
import pytest

from ici_tui.packs.faults import PackNotFoundError
from ici_tui.packs.find import find_pack, installed_packs
from ici_tui.packs.pack import NOT_PUBLISHED
from tests.golden.cases import PACK
from tests.unit.test_cli import run
from tests.unit.test_packs import write

if TYPE_CHECKING:
    from pathlib import Path


def workbook(file: Path, pack: str = "asem-2018") -> Path:
    import xlsxwriter

    file.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(file) as book:
        for sheet in ("iData", "iMeta"):
            frame = pl.read_csv(find_pack(pack) / f"{sheet}.csv", infer_schema_length=None)
            frame.write_excel(book, worksheet=sheet)
    return file


def test_a_new_pack_opens_and_is_never_written_over(tmp_path: Path) -> None:
    folder = tmp_path / "my index"
    done = run("pack", "new", str(folder))
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        str(folder / name) for name in ("iData.csv", "iMeta.csv", "pack.toml")
    ]
    assert run("pack", "check", str(folder)).returncode == 0
    assert "towns" in run("rank", "--pack", str(folder)).stdout
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    again = run("pack", "new", str(folder))
    assert (again.returncode, again.stdout, again.stderr.count("\n")) == (1, "", 1)
    assert "something is there already; choose a folder that does not exist yet" in again.stderr
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before
    lost = run("pack", "new", str(tmp_path / "no" / "where"))
    assert (lost.returncode, lost.stderr.count("\n")) == (1, 1)
    listed = run("pack", "new", str(tmp_path / "other"), "--format", "json")
    assert [record["file"] for record in json.loads(listed.stdout)] == [
        str(tmp_path / "other" / name) for name in ("iData.csv", "iMeta.csv", "pack.toml")
    ]


ASEM = ("--pack", "asem-2018")


@pytest.mark.parametrize(
    ("pack", "given"),
    [
        (("--pack", "ici-cn-2020"), ("--weights", "enterprise=33.3,research=11")),
        (ASEM, ("--weights", "pca")),
        (ASEM, ("--impute", "group-mean:EurAsia_group", "--treat", "winsorise-log",
                "--normalise", "minmax:1,100", "--aggregate", "arithmetic,geometric,geometric",
                "--weights", "sd:all")),
        (ASEM, ("--no-denominate", "--screen", "0.95", "--min-available", "0.8",
                "--normalise", "zscore", "--rank-decimals", "2")),
        (("--pack", str(PACK)), ("--weights", "transport=10")),
    ],
)  # fmt: skip
def test_what_is_exported_opens_to_the_same_result(
    pack: tuple[str, ...], given: tuple[str, ...], tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    done = run("export", str(folder), *pack, *given)
    assert done.returncode == 0, done.stderr
    assert run("pack", "check", str(folder)).returncode == 0
    there = run("scores", *pack, *given, "--format", "json")
    back = run("scores", "--pack", str(folder), "--format", "json")
    # At these weights nothing is published: a pack with estimates says so, here and there.
    standing = "" if pack == ASEM else f"ici-tui: {NOT_PUBLISHED}\n"
    assert back.stderr == standing
    assert there.stderr.endswith(standing)
    for one, other in zip(json.loads(there.stdout), json.loads(back.stdout), strict=True):
        assert one.keys() == other.keys()
        for key, value in one.items():
            if isinstance(value, float):
                assert other[key] == pytest.approx(value, rel=1e-13)
            else:
                assert other[key] == value, key
    full = run("export", str(folder), *pack)
    assert (full.returncode, full.stderr.count("\n")) == (1, full.stderr.count("ici-tui: "))
    assert "something is there already" in full.stderr


def test_a_workbook_is_a_pack(tmp_path: Path) -> None:
    file = workbook(tmp_path / "asem.xlsx")
    assert find_pack(str(file)) == file
    given = ("--denominate", "--normalise", "minmax:0,100", "--format", "json")
    found = json.loads(run("scores", "--pack", str(file), *given).stdout)
    for one, other in zip(found, json.loads(run("scores", *ASEM, *given).stdout), strict=True):
        # A workbook that was written so holds sixteen digits of a number.
        assert one.pop("code") == other.pop("code")
        assert one == pytest.approx(other, rel=1e-12)
    checked = run("pack", "check", str(file))
    assert (checked.returncode, checked.stdout) == (0, "")
    assert run("packs").returncode == 0
    with pytest.raises(PackNotFoundError, match="no folder or file is there"):
        find_pack(str(tmp_path / "other.xlsx"))


def test_a_faulty_workbook_is_reported_with_sheet_row_and_column(tmp_path: Path) -> None:
    import xlsxwriter

    file = tmp_path / "bad.xlsx"
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet("iData")
        for row, cells in enumerate((("uCode", "x", "z"), ("A", "one", 2), ("B", 3, 4))):
            sheet.write_row(row, 0, cells)
        sheet = book.add_worksheet("iMeta")
        header = ("iCode", "iName", "Type", "Level", "Parent", "Direction", "Weight")
        for row, cells in enumerate((header, ("x", "X", "Indicator", 1, "I", 1, 1),
                                     ("I", "I", "Aggregate", 2, "", 1, 1))):  # fmt: skip
            sheet.write_row(row, 0, cells)
    done = run("pack", "check", str(file))
    assert done.returncode == 1
    assert "column z: iMeta does not list this column" in done.stdout
    assert "Traceback" not in done.stderr


def test_a_folder_that_holds_only_a_workbook_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packs = tmp_path / "ici-tui" / "packs"
    workbook(packs / "mine" / "book.xlsx")
    (packs / "locked").mkdir()
    (packs / "locked" / "~$book.xlsx").write_bytes(b"")
    (packs / "empty").mkdir()
    write(packs / "plain")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    names = [place.name for place in installed_packs() if place.kind == "user"]
    assert names == ["mine", "plain"]
    done = run(
        "rank", "--pack", "MINE", "--format", "csv", XDG_DATA_HOME=os.environ["XDG_DATA_HOME"]
    )
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 52
    assert "mine" in run("packs", XDG_DATA_HOME=str(tmp_path)).stdout
