"""The forms that a pack comes in: panels, workbooks, COINr's habits, and its pipeline."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import polars as pl
import pytest

from ici_tui.packs.check import check_pack
from ici_tui.packs.faults import PackError
from ici_tui.packs.find import find_pack
from ici_tui.packs.load import load_pack
from ici_tui.views.study import Study
from tests.unit.test_packs import DATA, META, texts, write

if TYPE_CHECKING:
    from pathlib import Path

    from ici_tui.packs.pack import Pack

PANEL = (
    "uCode,Time,Zone,x,y\nA,2019,east,1,2\nB,2019,west,2,4\n"
    "A,2020,east,5,6\nB,2020,east,7,8\nC,2020,west,9,9\nA,900,east,1,1\n"
)


def workbook(path: Path, **sheets: str) -> Path:
    import io

    import xlsxwriter

    with xlsxwriter.Workbook(path) as book:
        for name, text in sheets.items():
            frame = pl.read_csv(io.StringIO(text), null_values=[""])
            frame.write_excel(book, worksheet=name, float_precision=15)
    return path


def same(one: Pack, other: Pack) -> bool:
    return (
        one.index.codes == other.index.codes
        and one.index.tree.nodes == other.index.tree.nodes
        and one.index.data.tobytes() == other.index.data.tobytes()
        and {c: g.labels for c, g in one.index.groups.items()}
        == {c: g.labels for c, g in other.index.groups.items()}
    )


def test_a_panel_opens_at_its_newest_time_and_at_any_other(tmp_path: Path) -> None:
    folder = write(tmp_path, PANEL)
    pack = load_pack(folder)
    assert (pack.times, pack.time) == (("900", "2019", "2020"), "2020")
    assert pack.index.codes == ("A", "B", "C")
    assert pack.index.data.tolist() == [[5, 6], [7, 8], [9, 9]]
    earlier = load_pack(folder, "2019")
    assert earlier.time == "2019"
    assert earlier.index.data.tolist() == [[1, 2], [2, 4]]
    assert earlier.index.groups["Zone"].labels == ("east", "west")
    assert load_pack(folder, "2019.0").time == "2019"
    assert check_pack(folder) == ()


def test_times_that_are_not_numbers_go_by_their_text(tmp_path: Path) -> None:
    folder = write(tmp_path, PANEL.replace("2019", "2019-Q4").replace("2020", "2020-Q1"))
    assert load_pack(folder).time == "900"
    folder = write(tmp_path, PANEL.replace("2019", "b").replace("2020", "c").replace("900", "a"))
    assert load_pack(folder).time == "c"


@pytest.mark.parametrize(
    ("data", "time", "words"),
    [
        (PANEL, "2021", "no time 2021; there are 900, 2019, 2020"),
        (PANEL, "x", "no time x; there are 900, 2019, 2020"),
        (DATA, "2020", "no time 2020: the data have none; leave the time out"),
        (PANEL.replace("C,2020", "C,"), None, "row 6, column Time: the row has no time"),
        (PANEL.replace("7,8", "seven,8"), None, "row 5, column x: 'seven' is not a number"),
        (
            PANEL.replace("B,2019", "A,2019"),
            "2019",
            "row 3, column uCode: the code A is used twice",
        ),
    ],
)
def test_faults_of_panels_name_their_rows(
    tmp_path: Path, data: str, time: str | None, words: str
) -> None:
    with pytest.raises(PackError) as caught:
        load_pack(write(tmp_path, data), time)
    assert words in str(caught.value)


def test_a_check_looks_at_every_time(tmp_path: Path) -> None:
    found = texts(write(tmp_path, PANEL.replace("1,2\n", "one,2\n").replace("9,9", "nine,9")))
    assert "row 2, column x: 'one'" in found
    assert "row 6, column x: 'nine'" in found


def test_a_workbook_is_a_pack_and_keeps_every_digit(tmp_path: Path) -> None:
    data = DATA.replace(",1,2", ",0.333333333333333,123456789.123457")
    plain = load_pack(write(tmp_path / "csv", data))
    (tmp_path / "book").mkdir()
    path = workbook(tmp_path / "book" / "index.xlsx", iData=data, iMeta=META)
    assert same(load_pack(path), plain)
    assert load_pack(path).index.info.name == "index"
    assert same(load_pack(tmp_path / "book"), plain)
    assert check_pack(path) == ()


def test_faults_of_workbooks_name_sheet_row_and_column(tmp_path: Path) -> None:
    bad = DATA.replace(",1,2", ",one,2").replace("B,Beta,west,,4", "B,Beta,west,3,NA")
    path = workbook(tmp_path / "a.xlsx", iData=bad, iMeta=META)
    assert [fault.text() for fault in check_pack(path)] == [
        "a.xlsx, sheet iData, row 2, column x: 'one' is not a number; write a number, or leave "
        "the cell empty where it is missing"
    ]
    alone = workbook(tmp_path / "b.xlsx", iData=DATA)
    assert "b.xlsx: there is no sheet iMeta" in texts(alone)
    assert "there are 2 workbooks: a.xlsx, b.xlsx; keep one" in texts(tmp_path)
    (tmp_path / "c.xlsx").write_text("no workbook", encoding="utf-8")
    assert "c.xlsx: cannot be read" in texts(tmp_path / "c.xlsx")
    assert "a pack is a folder, or a workbook" in texts(tmp_path / "d.xlsx")


def test_the_habits_of_coinr_are_no_faults(tmp_path: Path) -> None:
    rows = [line.split(",") for line in META.splitlines()]
    table = [[*reversed(row), "more"] for row in rows]
    table[0][-1] = "Notes"
    meta = "\n".join(",".join(cell or "NA" for cell in row) for row in table) + "\n"
    plain = load_pack(write(tmp_path / "a"))
    other = load_pack(write(tmp_path / "b", DATA.replace(",,", ",NA,"), meta))
    assert same(plain, other)


def test_parquet_keeps_every_digit(tmp_path: Path) -> None:
    folder = tmp_path / "asem"
    folder.mkdir()
    for table in ("iData", "iMeta"):
        frame = pl.read_csv(find_pack("asem-2018") / f"{table}.csv")
        frame.write_parquet(folder / f"{table}.parquet")
    assert same(load_pack(folder), load_pack(find_pack("asem-2018")))


PIPELINE = "[pipeline]\n"


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ("normalize = 'none'", "there is no key 'normalize'; did you mean normalise?"),
        ("aggregate = 'power'", "power needs the power"),
        ("impute = 'group-mean:Zon'", "there is no group 'Zon'; did you mean Zone?"),
        ("aggregate = ['median', 'median']", "2 methods for a tree with 1 levels"),
        ("aggregate = 'geometrik'", "did you mean geometric?"),
        ("screen = 95", "screen: 95 is out of range; write a number from 0 to 1"),
    ],
)
def test_a_pipeline_that_cannot_be_is_a_fault_of_the_pack(
    tmp_path: Path, lines: str, words: str
) -> None:
    found = texts(write(tmp_path, pack__toml=PIPELINE + lines + "\n"))
    assert re.match(r"pack\.toml(, line 2)?: pipeline", found)
    assert words in found


def test_the_pipeline_of_a_pack_is_run(tmp_path: Path) -> None:
    lines = PIPELINE + "impute = 'mean'\nnormalise = 'zscore:50,10'\naggregate = 'arithmetic'\n"
    study = Study.of(load_pack(write(tmp_path, pack__toml=lines)))
    assert study.scores.of("y").mean() == pytest.approx(50.0)
    assert study.prepared.record.constant == ("x",)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("1,,1", "one goalpost is missing"),
        ("2,1,1", "the goalposts run from 2 to 1"),
        ("1,2,0", "a scale is above 0"),
    ],
)
def test_goalposts_that_cannot_be_are_faults(tmp_path: Path, row: str, words: str) -> None:
    lines = META.splitlines()
    ends = ["goalpost_lower,goalpost_upper,goalpost_scale", row, *[",,"] * (len(lines) - 2)]
    meta = "\n".join(f"{line},{end}" for line, end in zip(lines, ends, strict=True))
    assert words in texts(write(tmp_path, meta=meta + "\n"))


def test_the_second_bundled_index(tmp_path: Path) -> None:
    folder = find_pack("asem-2018")
    assert check_pack(folder) == ()
    study = Study.of(load_pack(folder))
    index = study.pack.index
    assert (index.size, len(index.tree.leaves), index.tree.depth) == (51, 49, 4)
    assert (index.info.words.singular, index.info.words.plural) == ("country", "countries")
    assert index.groups[index.info.default_group].ordered_labels() == ("Europe", "Asia")
    assert index.options.denominate
    ranks = study.scores.ranks("Index")
    assert index.names[int(ranks.argmin())] == "Switzerland"
    assert study.scores.incomplete("Index").sum() > 0
