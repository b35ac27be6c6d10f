"""Small CSV files are read by the standard library, large ones by polars: the same table."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ici_tui.packs import tables
from ici_tui.packs.faults import Faults
from ici_tui.packs.find import bundled_folder

if TYPE_CHECKING:
    from pathlib import Path

texts = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff\u2028\u2029"),
    max_size=6,
)
cells = st.one_of(texts, st.sampled_from(["", "NA", "1.5", "a,b", 'say "x"', "two\nlines", " x "]))


def both(path: Path) -> list[tables.Table | None]:
    found = []
    for read in (tables._read_small, tables._read_large):
        faults = Faults()
        found.append(read(path, faults))
        assert (found[-1] is None) == bool(faults.found)
    return found


@given(
    width=st.integers(2, 4),
    rows=st.lists(st.lists(cells, min_size=4, max_size=4), max_size=5),
    quoted=st.booleans(),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_both_readers_give_the_same_table(
    tmp_path: Path, width: int, rows: list[list[str]], quoted: bool
) -> None:
    path = tmp_path / "iData.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL)
        writer.writerow([f"column{k}" for k in range(width)])
        writer.writerows(row[:width] for row in rows)
    small, large = both(path)
    assert small == large


@pytest.mark.parametrize("name", ["iData", "iMeta", "cells", "published", "figures"])
def test_both_read_the_bundled_pack_alike(name: str) -> None:
    small, large = both(bundled_folder("data") / "ici-cn-2020" / f"{name}.csv")
    assert small == large
    assert small is not None
    assert small.height


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "empty"),
        (b"a,b\n1,2,3\n", "the row has 3 cells, and the header 2"),
        (b"a,b\n\xff\xfe,2\n", "cannot be read"),
        (b'a,b\n"x,2\n', "cannot be read"),
    ],
)
def test_what_cannot_be_read_is_said(content: bytes, told: str, tmp_path: Path) -> None:
    path = tmp_path / "iData.csv"
    path.write_bytes(content)
    faults = Faults()
    assert tables._read_small(path, faults) is None
    assert told in faults.found[0].text()


def test_a_column_that_is_there_twice_is_a_fault_in_both(tmp_path: Path) -> None:
    path = tmp_path / "iData.csv"
    path.write_text("a,a,b\n1,2,3\n", encoding="utf-8")
    for read in (tables._read_small, tables._read_large):
        faults = Faults()
        read(path, faults)
        assert "the column 'a' is there twice" in faults.found[0].text()
