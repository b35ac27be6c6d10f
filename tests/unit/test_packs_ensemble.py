"""Ensembles at fault: one located line for whoever asks, and an explorer that opens without it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import polars as pl
import pytest

from ici_tui import lookup
from ici_tui.cli.app import run
from ici_tui.packs import ensemble as packs_ensemble
from ici_tui.packs.check import check_pack
from ici_tui.packs.faults import PackError
from ici_tui.packs.large import ensemble_file as ensemble
from ici_tui.packs.load import load_pack
from ici_tui.tui.start import prepared
from tests.golden.cases import PACK

if TYPE_CHECKING:
    from pathlib import Path

    from ici_tui.evidence.ensemble import Ensemble
    from ici_tui.index.model import Index

GOOD = pl.read_parquet(PACK / "ensemble.parquet")
LEAVES = [name for name in GOOD.columns if name not in {"table", "code"}]
CHANGES: dict[str, pl.DataFrame] = {
    "nan": GOOD.with_columns(Roads=pl.lit(float("nan"))),
    "infinite": GOOD.with_columns(Roads=pl.lit(float("inf"))),
    "huge": GOOD.with_columns(Roads=pl.lit(1e200)),
    "missing values": GOOD.with_columns(Roads=pl.lit(None, dtype=pl.Float64)),
    "text": GOOD.with_columns(Roads=pl.lit("x")),
    "list": GOOD.with_columns(Roads=pl.lit([1.0])),
    "struct": GOOD.with_columns(Roads=pl.struct("Rails")),
    "code": GOOD.with_columns(code="table"),
    "no column": GOOD.drop("Roads"),
    "no unit": GOOD.slice(1),
    "other units": GOOD.with_columns(code=pl.lit("x") + pl.col("code")),
    "no table": GOOD.with_columns(table=pl.lit(None, dtype=pl.Int64)),
    "no rows": GOOD.head(0),
    "twice": pl.concat([GOOD, GOOD.head(1)]),
    "coincide": GOOD.with_columns(pl.col("Roads").alias("Roads ")),
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(lookup.OFF, "1")
    return shutil.copytree(PACK, tmp_path / "pack")


def commands(folder: Path) -> list[list[str]]:
    pack = ["--pack", str(folder), "--weights", "Roads=50"]
    return [
        ["rank", *pack],
        ["check", *pack],
        ["--city", "Alpha", *pack],
        ["robust", "uncertainty", *pack],
        ["pack", "check", str(folder)],
    ]


@pytest.mark.parametrize("name", CHANGES)
def test_every_fault_is_found_while_it_is_read(tmp_path: Path, name: str) -> None:
    CHANGES[name].write_parquet(tmp_path / "ensemble.parquet")
    units = GOOD.get_column("code").unique(maintain_order=True).to_list()
    with pytest.raises(ensemble.ShapeError):
        ensemble.read_tables(tmp_path / "ensemble.parquet", units, LEAVES)


def test_a_fault_says_its_row_and_column(folder: Path) -> None:
    CHANGES["nan"].write_parquet(folder / "ensemble.parquet")
    (fault,) = check_pack(folder)
    assert (fault.file, fault.row, fault.column) == ("ensemble.parquet", 2, "Roads")


@pytest.mark.parametrize("number", range(5))
def test_whoever_asks_is_told(folder: Path, number: int, capfd: pytest.CaptureFixture[str]) -> None:
    (folder / "ensemble.parquet").write_bytes(b"PAR1 and nothing more of it")
    assert run(commands(folder)[number]) == 1
    out, err = capfd.readouterr()
    told = [line for line in (out + err).splitlines() if "ensemble.parquet" in line]
    assert len(told) == 1
    assert "Traceback" not in out + err


def test_what_is_at_fault_is_read_once_however_often_it_is_asked_for(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads: list[Path] = []
    real = packs_ensemble.read_ensemble

    def noted(folder: Path, index: Index) -> Ensemble | None:
        reads.append(folder)
        return real(folder, index)

    monkeypatch.setattr(packs_ensemble, "read_ensemble", noted)
    CHANGES["nan"].write_parquet(folder / "ensemble.parquet")
    assert run(commands(folder)[0]) == 1
    pack = load_pack(folder)
    told = []
    for _ in range(2):
        with pytest.raises(PackError) as error:
            _ = pack.ensemble
        told.append(str(error.value))
    assert told[0] == told[1]
    assert len(reads) == 2


def test_the_explorer_has_none_and_keeps_the_fault(folder: Path) -> None:
    CHANGES["nan"].write_parquet(folder / "ensemble.parquet")
    pack = prepared(str(folder), None, None, no_color=False).session.pack
    assert pack.ensemble_waits
    assert pack.ensemble is None
    assert not pack.ensemble_waits
    (fault,) = pack.kept_faults or ()
    assert "row 2, column Roads" in str(fault)


def test_too_many_cells_are_told_before_they_are_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ensemble, "MOST_CELLS", 10)
    monkeypatch.setattr(pl, "read_parquet", lambda *_, **__: pytest.fail("it was read"))
    with pytest.raises(ensemble.ShapeError, match="10 is the most"):
        ensemble.read_tables(folder / "ensemble.parquet", ["Alpha"], LEAVES)
