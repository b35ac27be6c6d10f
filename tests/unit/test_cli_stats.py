"""`ici-tui stats`: the numbers, the flags, and how much of them is shown."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import numpy as np
import pytest
from rich.cells import cell_len

from ici_tui.packs.find import find_pack
from ici_tui.packs.load import load_pack
from ici_tui.views.statistics import build_statistics
from ici_tui.views.study import Study
from tests.golden.cases import PACK
from tests.unit.test_cli import run
from tests.unit.test_packs import write

if TYPE_CHECKING:
    from pathlib import Path

ASEM = ("--pack", "asem-2018")


def records(*words: str) -> dict[str, dict[str, object]]:
    found = json.loads(run("stats", *words, "--format", "json").stdout)
    return {record["code"]: record for record in found}


def test_there_is_a_record_per_node_in_tree_order() -> None:
    found = records(*ASEM)
    assert len(found) == 49 + 11
    assert list(found)[:4] == ["Index", "Conn", "Physical", "LPI"]
    speed = found["ConSpeed"]
    assert (speed["present"], speed["availability"]) == (43, pytest.approx(43 / 51))
    assert speed["alpha"] is None
    assert found["Physical"]["mean"] is None
    assert found["Physical"]["alpha"] == pytest.approx(0.62, abs=0.005)
    assert "estimated" not in speed
    assert records()["Companies"]["estimated"] > 0


def test_influence_is_what_its_definition_says() -> None:
    given = (*ASEM, "--impute", "group-mean:EurAsia_group", "--treat", "winsorise-log")
    found = records(*given)
    leaves = {code: record for code, record in found.items() if record["level"] == 1}
    study = Study.of(load_pack(find_pack("asem-2018")))
    scored = json.loads(run("rank", *given, "--level", "all", "--format", "json").stdout)
    total = np.array([row["pillars"]["Index"] for row in scored])
    for code, record in leaves.items():
        column = np.array([row["pillars"][code] for row in scored])
        covariance = np.cov(column, total, ddof=1)
        weight = study.weights.effective(study.pack.index.tree)[code]
        assert record["weight"] == pytest.approx(weight)
        assert record["influence"] == pytest.approx(weight * covariance[0, 1] / covariance[1, 1])
        squared = np.corrcoef(column, total)[0, 1] ** 2
        assert record["r2_index"] == pytest.approx(squared)
    for level in (1, 2, 3, 4):
        shares = [record["influence"] for record in found.values() if record["level"] == level]
        assert sum(shares) == pytest.approx(1)


def test_influence_is_left_out_where_it_means_nothing() -> None:
    given = (*ASEM, "--normalise", "minmax:1,100", "--aggregate", "geometric")
    assert {record["influence"] for record in records(*given).values()} == {None}
    page = " ".join(run("stats", *given).stdout.split())
    assert "influence needs weighted means on every level" in page
    assert "31 of 51 countries" in " ".join(run("stats", *ASEM).stdout.split())


def test_influences_sum_to_1_over_the_complete_units() -> None:
    study = Study.of(load_pack(find_pack("asem-2018")))
    whole = build_statistics(study)
    assert sum(row.influence or 0 for row in whole.nodes if row.node.level == 1) == pytest.approx(1)
    assert whole.complete == 31


def test_a_column_that_tells_nothing_leaves_its_weight_to_the_others(tmp_path: Path) -> None:
    data = "uCode,uName,Zone,x,y\nA,A,e,1,5\nB,B,e,4,5\nC,C,w,9,5\n"
    pack = ("--pack", str(write(tmp_path / "p", data)), "--normalise", "minmax:0,100")
    found = records(*pack)
    assert found["x"]["influence"] == pytest.approx(1)
    assert found["y"]["influence"] is None
    assert found["y"]["sd"] == 0


def test_flags_name_who_and_with_whom() -> None:
    found = records("--pack", str(PACK))
    assert found["Transport"]["redundant_with"] == "State"
    assert found["Transport"]["redundant_in_most"] == "State"
    assert records(*ASEM)["TBTs"]["negative"] is True
    page = " ".join(run("stats", *ASEM).stdout.split())
    assert re.search(r"N negative with the parent: TBTs with Instit \(r = -0\.\d\d\)\.", page)
    assert "O outliers, |skewness| ≥ 2 and kurtosis ≥ 3.5: Flights, Bord," in page


def test_pairs_have_their_kin() -> None:
    pairs = json.loads(run("stats", *ASEM, "--correlations", "--format", "json").stdout)
    kin = {(pair["one"], pair["other"]): pair for pair in pairs}
    assert kin["LPI", "Flights"]["kin"] == "sibling"
    assert kin["LPI", "Physical"]["kin"] == "parent"
    assert kin["LPI", "Index"]["kin"] == "ancestor"
    assert ("LPI", "Goods") not in kin
    assert kin["TBTs", "Instit"]["flag"] == "negative"
    assert all(-1 <= pair["correlation"] <= 1 for pair in pairs)


def test_what_rests_on_estimates_is_coarse_and_said() -> None:
    page = run("stats").stdout
    table = page.split("Mean to kurtosis")[0]
    assert re.search(r"Companies +(?:AI companies +)?100 % +≈\d+ +≈\d+", table)
    assert not re.search(r"≈-?(?:\d\d+|[2-9])\.\d|≈-?\d\.\d\d", page)
    told = " ".join(page.split())
    assert "≈ rests on estimates: coarse, and of one admissible table only." in told
    assert told.endswith("the rest is estimated (i)")
    assert "≈" not in run("stats", *ASEM).stdout


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("words", [(), ("--correlations",)])
def test_49_indicators_stay_legible(width: int, words: tuple[str, ...]) -> None:
    done = run("stats", *ASEM, *words, COLUMNS=str(width))
    lines = done.stdout.splitlines()
    assert max(cell_len(line) for line in lines) <= width
    if width >= 80 and not words:
        rows = [line for line in lines if re.match(r"\w+ .* %", line)]
        assert len(rows) == 49, "one line each, in one table"
        assert len({line.index("%") for line in rows}) == 1
