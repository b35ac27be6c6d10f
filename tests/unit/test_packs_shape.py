"""Shapes of tables: what is past a limit, uneven or there twice is told where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ici_tui.packs import limits, load, meta, panel, shape
from ici_tui.packs.check import check_pack
from ici_tui.packs.large import files
from ici_tui.packs.load import load_pack
from tests.unit.test_packs import META, write

if TYPE_CHECKING:
    from pathlib import Path

    from ici_tui.packs.faults import Fault

ROWS = [f"U{k},Unit {k},east,{k},{k}.5" for k in range(40)]


@pytest.fixture(params=["small", "large"])
def _read(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the standard library, and by polars."""
    monkeypatch.setattr(files, "SMALL", 1 << 20 if request.param == "small" else -1)


def data(*rows: str, header: str = "uCode,uName,Zone,x,y") -> str:
    return "\n".join((header, *rows)) + "\n"


def places(faults: tuple[Fault, ...]) -> list[tuple[str, int | None, str | None]]:
    return [(fault.file, fault.row, fault.column) for fault in faults]


@pytest.mark.usefixtures("_read")
@pytest.mark.parametrize(
    ("row", "line"),
    [
        ("V,V", 42),
        ("V,V,east,1,2,3", 42),
        ('V,"two\nlines",east,1', 42),
        ("\n\nV,V,east,1", 44),
        (f"V,{'n' * (limits.MOST_TEXT + 1)},east,1,2", 42),
    ],
)
def test_a_row_of_another_length_is_told_with_its_line(tmp_path: Path, row: str, line: int) -> None:
    found = check_pack(write(tmp_path, data(*ROWS, row, *ROWS)))
    assert [(fault.file, fault.row) for fault in found] == [("iData.csv", line)]


@pytest.mark.usefixtures("_read")
def test_a_download_that_was_cut_off_does_not_open(tmp_path: Path) -> None:
    whole = data(*ROWS)
    assert check_pack(write(tmp_path, whole)) == ()
    assert places(check_pack(write(tmp_path, whole[: whole.rindex(",")]))) == [
        ("iData.csv", 41, None)
    ]


@pytest.mark.usefixtures("_read")
def test_lines_count_also_behind_blank_ones_and_cells_of_several(tmp_path: Path) -> None:
    rows = ["", 'V,"two\nlines",east,1,2', "", "W,W,east,one,2"]
    assert places(check_pack(write(tmp_path, data(*rows)))) == [("iData.csv", 6, "x")]


@pytest.mark.usefixtures("_read")
@pytest.mark.parametrize(
    "header", ["uCode,x,Zone,x,y", "uCode,x,Zone, x,y", "uCode,x,Zone,x\u200b,y"]
)
def test_columns_that_coincide_are_told(tmp_path: Path, header: str) -> None:
    (fault,) = check_pack(write(tmp_path, data(*ROWS, header=header)))
    assert (fault.file, "'x'" in fault.message) == ("iData.csv", True)


@pytest.mark.usefixtures("_read")
def test_a_column_may_be_called_as_it_likes(tmp_path: Path) -> None:
    name = "a_duplicated_b"
    header = f"uCode,uName,Zone,x,{name}"
    pack = load_pack(write(tmp_path, data(*ROWS, header=header), META.replace("y,Y", f"{name},Y")))
    assert pack.index.tree.leaves[1].code == name
    assert pack.index.data[3].tolist() == [3, 3.5]


@pytest.mark.usefixtures("_read")
def test_columns_without_a_name_are_left_out_only_where_they_are_empty(tmp_path: Path) -> None:
    header = "uCode,uName,Zone,x,y,,"
    rows = [row + ",," for row in ROWS]
    assert check_pack(write(tmp_path, data(*rows, header=header))) == ()
    for last in ("V,V,east,1,2,3,", "V,V,east,1,2,3,4"):
        assert [f.file for f in check_pack(write(tmp_path, data(*rows, last, header=header)))] == [
            "iData.csv"
        ]


@given(
    text=st.lists(
        st.sampled_from(
            [",", ",", "\n", "\n", '"', '""', '"a,b"', "\r\n", "\r", "1", "x", " ", "é", "\ufeff"]
        ),
        max_size=24,
    ).map("".join)
)
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60
)
def test_both_readers_take_and_refuse_the_same(tmp_path: Path, text: str) -> None:
    write(tmp_path, f"uCode,x\nA,1\n{text}", META.replace("y,Y,Indicator,1,I,1,3\n", ""))
    found = []
    for small in (1 << 20, -1):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(files, "SMALL", small)
            found.append(check_pack(tmp_path))
    assert found[0] == found[1]


@pytest.mark.parametrize("other", ["iData.parquet", "book.xlsx"])
def test_a_table_that_is_there_twice_is_told(tmp_path: Path, other: str) -> None:
    folder = write(tmp_path, data(*ROWS))
    frame = pl.read_csv(folder / "iData.csv")
    if other == "iData.parquet":
        frame.write_parquet(folder / other)
    else:
        frame.write_excel(folder / other, worksheet="iData")
    (fault,) = check_pack(folder)
    assert other in fault.text()
    assert fault.file == "iData.csv"


def test_a_workbook_that_has_nothing_of_a_pack_is_nobody_s_business(tmp_path: Path) -> None:
    folder = write(tmp_path, data(*ROWS))
    pl.DataFrame({"a": [1]}).write_excel(folder / "notes.xlsx", worksheet="notes")
    (folder / "broken.xlsx").write_bytes(b"PK")
    assert check_pack(folder) == ()


@pytest.mark.parametrize(
    "code", ["A=b", "a b", "-x", ".x", "a,b", "$(x)", "a;b", "a/b", "a'b", "~"]
)
def test_codes_of_nodes_can_be_typed(tmp_path: Path, code: str) -> None:
    quoted = '"' + code + '"'
    found = check_pack(
        write(
            tmp_path,
            meta=META.replace(",I,1", f",{quoted},1").replace("I,Index", f"{quoted},Index"),
        )
    )
    assert ("iMeta.csv", 4, "iCode") in places(found)


@pytest.mark.parametrize("code", ["Pillar_1", "CO2", "2nd", "a-b.c", "武汉", "Größe", "é\u0301"])
def test_codes_of_nodes_are_of_any_script(tmp_path: Path, code: str) -> None:
    meta_text = META.replace(",I,1", f",{code},1").replace("I,Index", f"{code},Index")
    assert check_pack(write(tmp_path, meta=meta_text)) == ()


def chain(levels: int) -> str:
    rows = ["x,X,Indicator,1,L2,1,1", "y,Y,Indicator,1,L2,1,1", "Zone,Zone,Group,,,,"]
    rows += [f"L{k},L{k},Aggregate,{k},L{k + 1},1,1" for k in range(2, levels)]
    return "\n".join([META.splitlines()[0], *rows, f"L{levels},Top,Aggregate,{levels},,1,1"]) + "\n"


def test_a_tree_has_a_hundred_levels_at_most(tmp_path: Path) -> None:
    assert check_pack(write(tmp_path, meta=chain(limits.MOST_LEVELS))) == ()
    found = check_pack(write(tmp_path, meta=chain(1_500)))
    assert places(found)[0] == ("iMeta.csv", 104, "Level")


def test_no_walk_through_a_tree_is_as_deep_as_the_tree(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(meta, "MOST_LEVELS", 5_000)
    tree = load_pack(write(tmp_path, meta=chain(3_000))).index.tree
    assert len(list(tree.descendants(tree.root.code))) == len(tree.nodes) - 1


@pytest.mark.usefixtures("_read")
def test_past_a_limit_the_limit_and_the_size_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wide = ",".join(f"x{k}" for k in range(limits.MOST_COLUMNS + 1))
    (fault,) = check_pack(write(tmp_path, f"{wide}\n{wide}\n"))
    assert "16,385 columns, and 16,384 is the most" in fault.text()
    monkeypatch.setattr(panel, "MOST_TIMES", 3)
    rows = [f"A,{time},east,1,2" for time in range(4)]
    (fault,) = check_pack(write(tmp_path, data(*rows, header="uCode,Time,Zone,x,y")))
    assert (fault.column, "4 times, and 3 is the most" in fault.text()) == ("Time", True)
    monkeypatch.setattr(shape, "MOST_CELLS", 50)
    monkeypatch.setattr(files, "SMALL", -1)
    (fault,) = check_pack(write(tmp_path, data(*ROWS)))
    assert "50 is the most" in fault.text()


@pytest.mark.parametrize(
    ("column", "told"),
    [
        (pl.lit([1.0]), "List"),
        (pl.struct(pl.lit(1)), "Struct"),
        (pl.lit("z" * (limits.MOST_TEXT + 1)), "131,072 is the most"),
        (pl.lit(b"\xff"), "Binary"),
    ],
)
def test_parquet_that_is_no_table_of_numbers_and_texts(
    tmp_path: Path, column: pl.Expr, told: str
) -> None:
    folder = write(tmp_path, data(*ROWS))
    frame = pl.read_csv(folder / "iData.csv").with_columns(Zone=column)
    (folder / "iData.csv").unlink()
    frame.write_parquet(folder / "iData.parquet")
    (fault,) = check_pack(folder)
    assert fault.file == "iData.parquet"
    assert told in fault.text()


def test_damaged_parquet_is_one_fault_and_prints_nothing(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = write(tmp_path, data(*ROWS))
    pl.read_csv(folder / "iData.csv").write_parquet(folder / "iData.parquet")
    (folder / "iData.csv").unlink()
    whole = (folder / "iData.parquet").read_bytes()
    for damaged in (b"", whole[:-9], whole[:40] + bytes(40) + whole[80:]):
        (folder / "iData.parquet").write_bytes(damaged)
        assert {fault.file for fault in check_pack(folder)} == {"iData.parquet"}
    assert capfd.readouterr() == ("", "")


def test_many_faults_are_counted(tmp_path: Path) -> None:
    rows = [f"U{k},Unit,east,one,two" for k in range(900)]
    found = check_pack(write(tmp_path, data(*rows)))
    assert len(found) == 1_001
    assert "800 faults more" in found[-1].text()


def test_the_check_runs_the_pipeline_at_every_time(tmp_path: Path) -> None:
    rows = ["A,1,east,1,2", "B,1,east,3,4", "A,2,east,-1,2", "B,2,east,3,4"]
    lines = "[pipeline]\naggregate = 'geometric'\n"
    folder = write(tmp_path, data(*rows, header="uCode,Time,Zone,x,y"), pack__toml=lines)
    assert [fault.file for fault in check_pack(folder)] == ["pack.toml"]
    good = data(*rows[:2], header="uCode,Time,Zone,x,y")
    assert check_pack(write(tmp_path, good, pack__toml=lines)) == ()


def test_a_panel_is_read_once_however_many_times_it_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    table = load.read_table
    monkeypatch.setattr(
        load, "read_table", lambda f, stem, *a, **k: (read.append(stem), table(f, stem, *a, **k))[1]
    )
    rows = [f"{unit},{time},east,1,2" for time in range(30) for unit in "AB"]
    cells = "uCode,iCode,status\nA,x,estimated\n"
    folder = write(tmp_path, data(*rows, header="uCode,Time,Zone,x,y"), cells__csv=cells)
    assert check_pack(folder) == ()
    assert read == ["iData", "iMeta"]


def test_evidence_names_units_that_every_time_has(tmp_path: Path) -> None:
    rows = ["A,1,east,1,2", "B,1,east,1,2", "A,2,east,1,2"]
    cells = "uCode,iCode,status\nA,x,estimated\nB,x,estimated\n"
    folder = write(tmp_path, data(*rows, header="uCode,Time,Zone,x,y"), cells__csv=cells)
    assert places(check_pack(folder)) == [("cells.csv", 3, "uCode")]
