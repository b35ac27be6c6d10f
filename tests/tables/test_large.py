"""Large texts are read by polars, columns of plain numbers as such: nothing else differs."""

from __future__ import annotations

import dataclasses
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ici_tui.packs.large.labels import Labels
from ici_tui.packs.large.packed import PackedTexts
from ici_tui.packs.texts import texts_of
from ici_tui.tables import byte_look, delimited, lines
from ici_tui.tables.as_pack import pack_of
from ici_tui.tables.byte_look import Look, look_through
from ici_tui.tables.described import described
from ici_tui.tables.lines import Lines
from ici_tui.tables.options import ReadingOptions
from ici_tui.tables.read import read_cells
from ici_tui.tables.series import combinations
from ici_tui.tables.source import read_content
from ici_tui.tables.without_totals import MOST_SUMMED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ici_tui.tables.reading import Reading

ROWS = 700
LATE = 600
NEVER = 1 << 40
ODD = (
    "nan", "inf", "-1e400", "1.5e3", "+7", "007", "-007", "0.50", "00.5", ".5", "5.", "-0", "-999", "-99.0",
    " 12", "12 ", "\t12", " 012", "", " ", '""', '"12"', '"012"', "..", "n/a", "oops", "0x10", "1_000", "12,5",
    "'1,234'", "12%", "$12", "<5", "12 kg", "٣", "12\u00a0", "2020", "12345678901234567890",
)  # fmt: skip


def table(
    odd: str, place: int, *, end: str = "\n", separator: str = ";", height: int = ROWS
) -> bytes:
    """Names, a zone, three columns of numbers, and one odd cell in the last but one."""
    rows = [["code", "name", "zone", "a", "b", "c"]]
    rows += [
        [f"U{k:04}", f"Place {k}", f"Zone {k % 7}", str(k * 7 % 101), f"{k / 8}", str(-k)]
        for k in range(height)
    ]
    rows[place][4] = odd
    return (end.join(separator.join(row) for row in rows) + end).encode()


def read(content: bytes, large: int, monkeypatch: pytest.MonkeyPatch) -> Reading:
    monkeypatch.setattr(delimited, "LARGE", large)
    return read_cells(read_content(content), "places.csv", ReadingOptions())


def alike(one: Reading, other: Reading, path: Path) -> None:
    """Whether all of two readings, and of the indices that they become, is the same."""
    assert dataclasses.asdict(described(one)) == dataclasses.asdict(described(other))
    for a, b in zip(one.shaped.measures, other.shaped.measures, strict=True):
        np.testing.assert_array_equal(a.values, b.values)
    first, second = pack_of(one, path).index, pack_of(other, path).index
    assert list(first.codes) == list(second.codes)
    assert list(first.names) == list(second.names)
    assert {k: list(g.labels) for k, g in first.groups.items()} == {
        k: list(g.labels) for k, g in second.groups.items()
    }
    np.testing.assert_array_equal(first.data, second.data)


@pytest.mark.parametrize("place", [1, LATE, ROWS])
@pytest.mark.parametrize("odd", ODD)
def test_an_odd_cell_reads_alike_in_a_large_text(
    odd: str, place: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    content = table(odd, place)
    small, large = (read(content, most, monkeypatch) for most in (NEVER, 1 << 10))
    alike(small, large, tmp_path)


@pytest.mark.parametrize(("end", "separator"), product(("\n", "\r\n"), (",", "\t", ";")))
def test_ends_and_separators_of_a_large_text(
    end: str, separator: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    content = table("7", LATE, end=end, separator=separator)
    small, large = (read(content, most, monkeypatch) for most in (NEVER, 1 << 10))
    alike(small, large, tmp_path)


@pytest.mark.parametrize("more", ["Source: nobody\n", "\n\nNote: none\n", "Total;;;9;9;9\n", "x\n"])
def test_what_stands_below_a_large_table(
    more: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    content = table("7", LATE) + more.encode()
    small, large = (read(content, most, monkeypatch) for most in (NEVER, 1 << 10))
    alike(small, large, tmp_path)


@pytest.mark.parametrize("odd", ["7", "", "-999"])
def test_no_text_of_plain_numbers_is_read(odd: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    text = Lines.text
    monkeypatch.setattr(Lines, "text", lambda self, place: asked.append(place) or text(self, place))
    read(table(odd, LATE), 1 << 10, monkeypatch)
    assert set(asked) <= {4, 5}  # a number below −99 is looked at as it is written
    if odd == "7":
        assert 4 not in asked


def test_numbers_of_a_large_text_are_written_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    reading = read(table("7", LATE), 1 << 10, monkeypatch)
    data = pack_of(reading, tmp_path).index.data
    assert data.flags.f_contiguous
    assert all(np.shares_memory(measure.values, data) for measure in reading.shaped.measures)


def test_nobody_goes_through_names_and_labels_one_by_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    gone: list[object] = []

    def through(self: object) -> Iterator[str]:
        gone.append(self)
        return iter(())

    for kind in (PackedTexts, Labels):
        monkeypatch.setattr(kind, "__iter__", through)
    content = table("7", LATE, height=MOST_SUMMED + 1)
    pack = pack_of(read(content, 1 << 10, monkeypatch), tmp_path)
    assert pack.index.groups
    assert not gone


def test_the_bytes_of_a_large_text_are_looked_through_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[bytes] = []

    def look(content: bytes, delimiter: str, first: int) -> Look:
        looks.append(content)
        return look_through(content, delimiter, first)

    monkeypatch.setattr(lines, "look_through", look)
    content = table("7", LATE)
    read(content, 1 << 10, monkeypatch)
    assert len(looks) == 1
    assert looks[0] is content


@given(
    st.lists(st.sampled_from(["0", "07", "1", " 1", "1 ", "a", "é", "\x01", '"0"', '"01"', "", "0.5"]),
             min_size=2, max_size=40),
    st.sampled_from([",", ";", "\t"]), st.sampled_from(["\n", "\r\n"]), st.booleans(),
    st.sampled_from([1, 2, 3, 7, 1 << 18]),
)  # fmt: skip
def test_what_the_bytes_tell_is_what_the_cells_would(
    cells: list[str], mark: str, end: str, closed: bool, block: int
) -> None:
    rows = [mark.join(cells[k : k + 3]) for k in range(0, len(cells), 3)]
    text = end.join(rows) + (end if closed else "")
    above = f"a{mark}b{end}"
    content = (above + text).encode()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(byte_look, "BLOCK", block)
        found = look_through(content, mark, len(above))
    bare = [cell.strip('"') for cell in cells]
    assert found.led == sum(cell[:1] == "0" and cell[1:2].isdigit() for cell in bare)
    assert found.tight == all(cell == cell.strip(" ") for cell in cells)
    assert found.clean == (text.isascii() and '"' not in text and "\x01" not in text)
    lines_of = [len(above.encode())]
    for row in text.encode().splitlines(keepends=True) if "\x01" not in text else ():
        lines_of.append(lines_of[-1] + len(row))
    if "\x01" not in text:
        assert found.ends.tolist() == lines_of[1:]


@given(st.data())
def test_combinations_are_those_of_a_dictionary(data: st.DataObject) -> None:
    height = data.draw(st.integers(1, 60))
    column = st.lists(st.integers(-1, 4), min_size=height, max_size=height)
    columns = data.draw(st.lists(column, min_size=1, max_size=9))
    of, rows = combinations([(np.array(places), 5) for places in columns])
    keys = list(zip(*columns, strict=True))
    order = {key: place for place, key in enumerate(dict.fromkeys(keys))}
    assert of.tolist() == [order[key] for key in keys]
    assert rows.tolist() == [keys.index(key) for key in order]


@given(st.lists(st.text("aZ09_é ", max_size=4), min_size=1, max_size=120))
def test_codes_are_told_alike_one_by_one_and_side_by_side(texts: list[str]) -> None:
    plain = all(t.isascii() and t.isalnum() and t[0].isalpha() and len(t) < 4 for t in texts)
    expected = plain and len(set(texts)) == len(texts)
    few, many = texts_of(texts[:49]), texts_of([*texts, *(f"k{n}" for n in range(60))])
    assert many.are_codes(3) == (expected and not {f"k{n}" for n in range(60)} & set(texts))
    if len(texts) < 50:
        assert few.are_codes(3) == expected
