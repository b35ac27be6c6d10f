"""Files that polars reads, column by column: the same index as the plain reader, or its faults."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ici_tui.packs import tables
from ici_tui.packs.faults import Faults, PackError
from ici_tui.packs.large import block, files
from ici_tui.packs.large.compact import cleaned
from ici_tui.packs.large.labels import Labels
from ici_tui.packs.large.packed import PackedTexts
from ici_tui.packs.load import load_pack
from ici_tui.sanitise import clean
from tests.unit.test_packs import META, write

if TYPE_CHECKING:
    from pathlib import Path

    from ici_tui.index.model import Index

TABLE = META.replace("Zone,Zone,Group", "Zone,Zone,Group,,,,\nMore,More,Other")
HEADER = ["uCode", "uName", "Zone", "More", "x", "y"]

numbers = st.one_of(
    st.floats(allow_nan=False, allow_infinity=False).map(repr),
    st.integers(-(10**18), 10**18).map(str),
    st.sampled_from(["", "NA", " 1.5", "2 ", "+1", ".5", "5.", "1E+5", "1e-320", "0.1"]),
)
odd_numbers = st.sampled_from(
    ["inf", "nan", "NaN", "1e400", "1_0", "one", "1.5abc", "１２", "0x10", "true", "\u200b7"]
)
texts = st.one_of(
    st.sampled_from(["east", "west", "", "NA", "2015", " x ", "a,b", 'say "x"', "武汉", "1.5"]),
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=5),
)
codes = st.one_of(
    st.integers(0, 10**6).map(lambda n: f"U{n}"),
    st.sampled_from(["A", "B", "x", "1a", "a b", "", "uCode", "٣a", "É", "NA"]),
)


def rows_of(*, odd: bool) -> st.SearchStrategy[list[list[str]]]:
    number = st.one_of(numbers, odd_numbers) if odd else numbers
    code = codes if odd else st.integers(0, 10**9).map(lambda n: f"U{n}")
    row = st.tuples(code, texts, texts, texts, number, number).map(list)
    unique = None if odd else (lambda row: row[0])
    return st.lists(row, min_size=0 if odd else 1, max_size=8, unique_by=unique)


def pack_of(folder: Path, rows: list[list[str]]) -> Path:
    write(folder, meta=TABLE)
    with (folder / "iData.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADER, *rows])
    return folder


def opened(folder: Path, small: int) -> Index | list[str]:
    """The index, or its faults, with files up to so many bytes read without polars."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "SMALL", small)
        try:
            return load_pack(folder).index
        except PackError as error:
            return [fault.text() for fault in error.faults]


def same(one: Index | list[str], other: Index | list[str]) -> bool:
    if isinstance(one, list) or isinstance(other, list):
        return one == other
    return (
        one.codes == other.codes
        and list(one.names) == list(other.names)
        and one.data.tobytes() == other.data.tobytes()
        and list(one.groups["Zone"].labels) == list(other.groups["Zone"].labels)
        and list(one.pass_through["More"]) == list(other.pass_through["More"])
    )


@pytest.mark.parametrize("odd", [False, True])
@settings(suppress_health_check=list(HealthCheck), deadline=None)
@given(data=st.data())
def test_both_readers_give_the_same_index_or_the_same_faults(
    data: st.DataObject, tmp_path: Path, odd: bool
) -> None:
    folder = pack_of(tmp_path, data.draw(rows_of(odd=odd)))
    plain, quick = opened(folder, 1 << 20), opened(folder, -1)
    assert same(plain, quick), (plain, quick)


def test_a_column_that_stops_being_numbers_late_is_named_with_its_row(tmp_path: Path) -> None:
    """The sample says numbers; the cell is far below it."""
    rows = [[f"U{k}", f"n{k}", "east", "1", str(k), "1"] for k in range(block.SAMPLE + 100)]
    rows[block.SAMPLE + 50][4] = "one"
    folder = pack_of(tmp_path, rows)
    found = opened(folder, -1)
    assert found == opened(folder, 1 << 20)
    assert found == [
        f"iData.csv, row {block.SAMPLE + 52}, column x: 'one' is not a number; "
        "write a number, or leave the cell empty where it is missing"
    ]


def test_a_text_column_that_looks_like_numbers_keeps_its_text(tmp_path: Path) -> None:
    rows = [[f"U{k}", f"00{k}", "2015.0", "007", str(k), "1"] for k in range(20)]
    index = opened(pack_of(tmp_path, rows), -1)
    assert not isinstance(index, list)
    assert index.names[3] == "003"
    assert set(index.groups["Zone"].labels) == {"2015.0"}
    assert index.pass_through["More"][0] == "007"


def test_numbers_are_read_without_their_text(tmp_path: Path) -> None:
    """The text of twelve columns of numbers is most of a file, and nobody asks for it."""
    rows = [[f"U{k}", f"n{k}", "e", "t", str(k), "1"] for k in range(20)]
    table = tables._read_large(pack_of(tmp_path, rows) / "iData.csv", Faults())
    assert table is not None
    values = table.numbers("x", Faults())
    assert list(values) == list(range(20))
    assert "_texts" not in vars(table.columns["x"])
    assert list(table.columns["x"])[:2] == ["0", "1"]


@pytest.mark.parametrize("dtype", [pl.Float32, pl.Int64, pl.UInt8, pl.String, pl.Float64])
def test_parquet_gives_what_its_text_says(dtype: type[pl.DataType], tmp_path: Path) -> None:
    write(tmp_path)
    frame = pl.DataFrame({"uCode": ["A", "B"], "Zone": ["e", None], "y": [1.5, 2.5]})
    x = pl.Series("x", ["3", "0"] if dtype == pl.String else [3, 0]).cast(dtype)
    if dtype == pl.Float32:
        x = pl.Series("x", [0.1, 3.0], dtype=dtype)
    frame.with_columns(x).write_parquet(tmp_path / "iData.parquet")
    (tmp_path / "iData.csv").unlink()
    first = 0.1 if dtype == pl.Float32 else 3.0
    assert load_pack(tmp_path).index.data[0].tolist() == [first, 1.5]


@given(st.lists(st.one_of(st.none(), st.text(st.characters(exclude_categories=["Cs"])))))
def test_cleaning_a_column_is_cleaning_every_cell(cells: list[str | None]) -> None:
    one_by_one = [None if cell is None else clean(cell).strip() for cell in cells]
    expected = [None if cell in {"", "NA"} else cell for cell in one_by_one]
    assert cleaned(pl.Series(cells, dtype=pl.String)).to_list() == expected


@given(st.lists(st.sampled_from(["a", "b", "", None]), max_size=9))
def test_compact_texts_are_the_sequence_that_they_stand_for(cells: list[str | None]) -> None:
    levels = tuple(sorted({cell for cell in cells if cell is not None}))
    numbered = np.array([-1 if c is None else levels.index(c) for c in cells], dtype=np.int32)
    for held in (PackedTexts.of(cells), Labels(numbered, levels)):
        assert held == cells
        assert list(held) == cells
        assert [held[k] for k in range(len(held))] == cells
        assert list(held[1:3]) == cells[1:3]
        assert (None in held, "b" in held, "z" in held) == (None in cells, "b" in cells, False)
        assert held != [*cells, "more"]


def test_labels_are_numbers_where_there_are_few(tmp_path: Path) -> None:
    rows = [[f"U{k}", f"n{k}", f"z{k % 3}", "t", "1", str(k)] for k in range(60)]
    index = opened(pack_of(tmp_path, rows), -1)
    assert not isinstance(index, list)
    assert isinstance(index.groups["Zone"].labels, Labels)
    assert isinstance(index.names, PackedTexts)
