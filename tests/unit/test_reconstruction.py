"""The reconstruction: every shipped table is admissible, and broken ones are told."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from ici_tui.index.weights import WeightSet
from ici_tui.packs.find import find_pack
from ici_tui.packs.load import load_pack

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    import numpy.typing as npt

PACK = Path(__file__).parents[2] / "data" / "ici-cn-2020"
Table = dict[str, list[int]]


@pytest.fixture(scope="module")
def parts() -> tuple[ModuleType, ModuleType, ModuleType]:
    """The script's checker, its model and its arrays, imported from the pack's folder."""
    sys.path.insert(0, str(PACK))
    try:
        names = ("reconstruction.check", "reconstruction.model", "reconstruction.tables")
        check, model, tables = (importlib.import_module(name) for name in names)
    finally:
        sys.path.remove(str(PACK))
    return check, model, tables


@pytest.fixture
def shown() -> Table:
    """The table that the pack shows, in tenths."""
    sys.path.insert(0, str(PACK))
    try:
        script = importlib.import_module("reconstruct")
    finally:
        sys.path.remove(str(PACK))
    return next(table for _, table in script.shipped(PACK))


def script(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(PACK / "reconstruct.py"), *words],
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_table_of_the_pack_is_admissible_and_in_its_ranges() -> None:
    done = script("--check")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1001 tables checked, 0 faults" in done.stdout


def test_a_table_that_does_not_stand_for_the_ensemble_is_told(shown: Table) -> None:
    sys.path.insert(0, str(PACK))
    try:
        script = importlib.import_module("reconstruct")
        arrays = np.array([list(table.values()) for _, table in script.shipped(PACK)])
        ensemble = arrays[1:]
        assert script.stands(PACK, arrays[0], ensemble) == []
        for table, word in (
            (off(arrays[0], 2, 8, 1000), "leader of Patents"),
            (off(arrays[0], 3, 2, 0), "middle of Guangzhou, Enterprise"),
            (off(arrays[0], 9, 11, 990), "value of Chengdu, Policies"),
        ):
            assert any(word in line for line in script.stands(PACK, table, ensemble)), word
        # The ensemble's own medians lack the exceptions' reason, and so make them needless.
        median = np.median(ensemble, axis=0).astype(int)
        assert any("no exception any more" in f for f in script.stands(PACK, median, ensemble))
    finally:
        sys.path.remove(str(PACK))


def off(table: npt.NDArray[np.int64], unit: int, node: int, value: int) -> npt.NDArray[np.int64]:
    found = table.copy()
    found[unit, node] = value
    return found


def test_the_first_steps_of_the_chains_give_the_recorded_states() -> None:
    done = script("--short")
    assert done.returncode == 0, done.stdout + done.stderr


def put(unit: str, place: int, value: int) -> Callable[[Table], None]:
    def change(table: Table) -> None:
        table[unit][place] = value

    return change


def swap(one: str, other: str) -> Callable[[Table], None]:
    def change(table: Table) -> None:
        table[one], table[other] = table[other], table[one]

    return change


def full_top100(table: Table) -> None:
    for row in table.values():
        row[2] = row[2] or 1000


def odd_top100(table: Table) -> None:
    column = sorted(row[2] for row in table.values())
    middle = next(row for row in table.values() if row[2] == column[5])
    middle[2] += 3


def crowded(table: Table) -> None:
    """All cities together employ more than 100 % of the country."""
    most = min(20 * table["Xian"][1], 1000)
    for unit, row in table.items():
        row[1] = row[1] if unit == "Xian" else most


def flat_government(table: Table) -> None:
    for unit in ("Harbin", "Chengdu", "Shenyang", "Xian"):
        table[unit][11] = 999


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (swap("Guangzhou", "Shenzhen"), "Guangzhou is not above Shenzhen"),
        (swap("Wuhan", "Shanghai"), "scores"),
        (put("Beijing", 5, 0), "Beijing scores"),
        (put("Shenyang", 5, 1000), "not tied"),
        (put("Shenzhen", 11, 1), "differ in Policies"),
        (put("Beijing", 0, 999), "outside"),
        (put("Shenzhen", 10, 999), "outside"),
        (full_top100, "whole companies"),
        (odd_top100, "whole companies"),
        (put("Xian", 1, 1), "more than all of the country"),
        (crowded, "more than all of the country"),
        (put("Shanghai", 3, 0), "Agility: Shanghai ranks below"),
        (put("Beijing", 4, 0), "Investment: Beijing ranks below"),
        (put("Chengdu", 11, 0), "Government: Chengdu ranks below"),
        (put("Nanjing", 11, 999), "no leader"),
        (put("Hangzhou", 6, 300), "Hangzhou is below Harbin"),
        (put("Wuhan", 11, 1), "Government: Wuhan ranks below"),
        (flat_government, "correlate"),
        (put("Harbin", 11, 999), "not the strongest pillar of Harbin"),
    ],
)
def test_a_broken_table_is_refused_by_both_checks(
    parts: tuple[ModuleType, ModuleType, ModuleType],
    shown: Table,
    change: Callable[[Table], None],
    words: str,
) -> None:
    check, model, tables = parts
    change(shown)
    assert any(words in fault for fault in check.broken(shown)), check.broken(shown)
    table = np.array([[shown[unit] for unit in model.UNITS]])
    assert not tables.admissible(table)[0]


def test_the_two_checks_agree_on_tables_near_the_edge(
    parts: tuple[ModuleType, ModuleType, ModuleType], shown: Table
) -> None:
    check, model, tables = parts
    start = np.array([shown[unit] for unit in model.UNITS])
    random = np.random.default_rng(1)
    nearby = np.repeat(start[None], 300, axis=0)
    for table in nearby:
        unit, node = random.integers(0, 11), random.integers(0, 12)
        table[unit, node] += random.integers(-30, 31)
    verdicts = tables.admissible(nearby)
    for table, verdict in zip(nearby, verdicts, strict=True):
        rows = {unit: [int(v) for v in table[k]] for k, unit in enumerate(model.UNITS)}
        assert bool(verdict) == (not check.broken(rows))
    assert 0 < verdicts.sum() < len(verdicts)


def test_the_ranks_in_the_cells_are_those_of_the_ensemble() -> None:
    pack = load_pack(find_pack("ici-cn-2020"))
    assert pack.cells is not None
    assert pack.ensemble is not None
    tree = pack.index.tree
    own = WeightSet.from_tree(tree)
    for node in tree.nodes:
        kept = pack.cells.rank_range(pack.index.codes, node.code)
        assert kept == [tuple(r) for r in pack.ensemble.rank_range(node.code, tree, own).tolist()]
