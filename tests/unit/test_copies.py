"""Copies of ensembles: the same doubles, and none believed that is of another file or damaged."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from ici_tui import lookup
from ici_tui.evidence import ensemble as ensembles
from ici_tui.evidence.ensemble import Ensemble
from ici_tui.packs import copies
from ici_tui.packs.find import find_pack
from ici_tui.packs.large import Reader
from ici_tui.packs.large.ensemble_file import read_tables
from ici_tui.packs.load import load_pack
from tests.golden.cases import PACK

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no cache there")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv(lookup.OFF, raising=False)
    return tmp_path


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A pack of the user's with an ensemble."""
    return shutil.copytree(PACK, tmp_path / "own")


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are read in this process, as where no other can be had: the copies are the same."""

    def none() -> None:
        raise OSError

    monkeypatch.setattr("ici_tui.child.Child", none)


def kept(home: Path) -> list[Path]:
    place = home / "cache" / "ici-tui" / "ensembles"
    return sorted(place.iterdir()) if place.exists() else []


def tables(folder: Path) -> np.ndarray:
    ensemble = load_pack(folder).ensemble
    assert ensemble is not None
    return ensemble.tables


def never(*_: object) -> np.ndarray:
    raise AssertionError("the file was read again")


def same(one: np.ndarray, other: np.ndarray) -> bool:
    """The same bits, and the same place in memory: sums are rounded by it."""
    return one.tobytes() == other.tobytes() and one.strides == other.strides


def test_the_copy_that_is_shipped_is_the_ensemble(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it is not, `python -m tests.golden.regenerate` makes it anew."""
    pack = load_pack(find_pack())
    leaves = [leaf.code for leaf in pack.index.tree.leaves]
    expected = read_tables(pack.folder / "ensemble.parquet", pack.index.codes, leaves)
    monkeypatch.setattr(Reader, "tables", never)
    monkeypatch.setenv(lookup.OFF, "1")
    assert same(tables(pack.folder), expected)


def test_a_pack_of_the_users_is_read_once(
    own: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = tables(own)
    assert len(kept(home)) == 1
    monkeypatch.setattr(Reader, "tables", never)
    assert same(tables(own), first)


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("change", ["values", "units", "indicators"])
def test_a_copy_of_another_file_or_index_is_not_taken(own: Path, home: Path, change: str) -> None:
    first = tables(own)
    file = own / "ensemble.parquet"
    frame = pl.read_parquet(file)
    data, meta = own / "iData.csv", own / "iMeta.csv"
    if change == "values":
        frame.with_columns(pl.col("Roads") + 1).write_parquet(file)
        moved = first.copy()
        moved[:, :, 0] += 1
    elif change == "units":
        lines = data.read_text(encoding="utf-8").splitlines(keepends=True)
        data.write_text("".join([lines[0], *reversed(lines[1:])]), encoding="utf-8")
        moved = first[:, ::-1]
    else:
        lines = meta.read_text(encoding="utf-8").splitlines(keepends=True)
        meta.write_text("".join([lines[0], lines[2], lines[1], *lines[3:]]), encoding="utf-8")
        moved = first[:, :, [1, 0, 2, 3]]
    np.testing.assert_array_equal(tables(own), moved)
    assert len(kept(home)) == 2


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("harm", ["cut", "changed", "open", "empty", "folder", "nonsense"])
def test_a_damaged_copy_is_not_believed(own: Path, home: Path, harm: str) -> None:
    first = tables(own)
    (file,) = kept(home)
    whole = file.read_bytes()
    if harm == "cut":
        file.write_bytes(whole[:-5])
    elif harm == "changed":
        file.write_bytes(whole[:-5] + bytes(5))
    elif harm == "open":
        file.write_bytes(lookup.sealed(file.name, copies.packed(Ensemble.of(first + 1))))
        file.chmod(0o666)
    elif harm == "nonsense":
        file.write_bytes(lookup.sealed(file.name, b'{"shape": [1, 2], "kind": "<i2"}\nxx'))
    elif harm == "folder":
        file.unlink()
        file.mkdir()
    else:
        file.write_bytes(b"")
    assert same(tables(own), first)


@pytest.mark.usefixtures("alone")
def test_a_copy_in_a_pack_of_the_users_is_not_looked_at(own: Path, home: Path) -> None:
    first = tables(own)
    (file,) = kept(home)
    (own / copies.SHIPPED).write_bytes(
        lookup.sealed(file.name, copies.packed(Ensemble.of(first + 1)))
    )
    file.unlink()
    assert same(tables(own), first)


@pytest.mark.usefixtures("alone")
def test_without_a_cache_nothing_is_kept_and_nothing_fails(
    own: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "cache").write_text("a file where the folder should be", encoding="utf-8")
    first = tables(own)
    (home / "cache").unlink()
    monkeypatch.setenv(lookup.OFF, "1")
    assert same(tables(own), first)
    assert kept(home) == []


def test_only_the_newest_are_kept(own: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copies, "MOST_COPIES", 2)
    for number in range(4):
        copies.keep(f"{number:048x}", Ensemble.of(np.zeros((1, 1, 1))))
        os.utime(home / "cache" / "ici-tui" / "ensembles" / f"{number:048x}", (number, number))
    assert [int(file.name, 16) for file in kept(home)] == [2, 3]


SHAPES = arrays.array_shapes(min_dims=3, max_dims=3, max_side=4)
TENTHS = st.integers(-20_000, 20_000).map(lambda k: k / 10)


@given(arrays.arrays(np.float64, SHAPES, elements=st.floats(allow_nan=False) | TENTHS))
def test_any_tables_come_back_bit_for_bit(values: np.ndarray) -> None:
    back = copies.unpacked(copies.packed(Ensemble.of(values)))
    assert back is not None
    assert back.tables.shape == values.shape
    assert back.tables.tobytes() == values.tobytes()


@given(arrays.arrays(np.float64, SHAPES, elements=TENTHS))
def test_tenths_come_back_bit_for_bit(values: np.ndarray) -> None:
    back = copies.unpacked(copies.packed(Ensemble.of(values)))
    assert back is not None
    assert back.tables.tobytes() == values.tobytes()


def test_many_values_are_kept_as_they_are_computed_with(monkeypatch: pytest.MonkeyPatch) -> None:
    values = np.arange(24.0).reshape(2, 3, 4) / 10
    body = copies.packed(Ensemble.of(values))
    for module in (copies, ensembles):
        monkeypatch.setattr(module, "MOST_COMPACT", 8)
    back = copies.unpacked(body)
    assert back is not None
    for found in (back, Ensemble.of(values)):
        assert found.tables is found.tables
        assert found.tables.tobytes() == values.tobytes()
    assert copies.packed(back) == body
