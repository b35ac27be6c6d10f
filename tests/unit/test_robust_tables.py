"""Robustness of a pack with an ensemble: every share of tables counted a second time, naively."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from ici_tui.index.ranking import competition_ranks
from ici_tui.packs.find import find_pack
from ici_tui.packs.load import load_pack
from ici_tui.views.frame import Over, frame
from ici_tui.views.study import Study
from tests.unit.test_cli import run

STUDY = Study.of(load_pack(find_pack("ici-cn-2020")))
FRAME = frame(STUDY, Over.PARTS)
TABLES, UNITS = FRAME.tables, [STUDY.pack.index.codes[place] for place in FRAME.units]
assert TABLES is not None


def asked(*words: str) -> Any:
    done = run("robust", *words, "--pack", "ici-cn-2020", "--format", "json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def ranks_at(weights: dict[str, float]) -> np.ndarray:
    """Ranks in every table, T × n."""
    return competition_ranks(TABLES @ np.array([weights[code] for code in FRAME.codes]))


def test_overtake_says_in_which_share_it_holds() -> None:
    found = asked("overtake", "wuhan", "nanjing", "--within", "12")
    x, y = UNITS.index("Wuhan"), UNITS.index("Nanjing")
    there = ranks_at(found["weights"])
    assert found["holds_in"] == pytest.approx((there[:, x] < there[:, y]).mean())
    now = ranks_at(found["weights_now"])
    assert found["now_in"] == pytest.approx((now[:, x] < now[:, y]).mean())
    assert found["within"] == 12
    assert 0 < found["within_holds_in"] < found["possible_in"] <= 1
    # Every table by itself, as if it were a pack without an ensemble.
    from ici_tui.analysis.overtake import overtake

    each = [overtake(t, FRAME.weights, x, y) for t in TABLES[::10]]
    near = np.mean([o.points_moved <= 12 for o in each])
    assert found["within_holds_in"] == pytest.approx(near, abs=0.15)
    assert found["tables"] == len(TABLES)


def test_impossible_here_says_in_which_share_it_is_impossible() -> None:
    found = asked("overtake", "shenyang", "beijing")
    assert found["possible"] is False
    d = TABLES[:, UNITS.index("Shenyang")] - TABLES[:, UNITS.index("Beijing")]
    assert found["holds_in"] == pytest.approx((d.max(axis=1) <= 0).mean(), abs=0.002)


def test_to_a_rank_over_tables() -> None:
    found = asked("overtake", "hangzhou", "--to", "rank:4")
    there = ranks_at(found["weights"])[:, UNITS.index("Hangzhou")]
    assert found["holds_in"] == pytest.approx((there <= 4).mean())
    assert found["rank_x"] <= 4


def test_an_impossible_rank_is_not_said_to_be_so_where_it_is_only_not_held() -> None:
    """Shanghai is not first now in any table, which does not make it impossible in all."""
    found = asked("overtake", "shanghai", "--to", "first")
    x = UNITS.index("Shanghai")
    assert found["possible"] is False
    gaps = TABLES[:, [x]] - TABLES
    never = ((gaps <= 0).all(axis=2) & (gaps < 0).any(axis=2)).any(axis=1).mean()
    assert found["holds_in"] == pytest.approx(never, abs=0.005)


def test_pair_over_tables() -> None:
    found = asked("pair", "chengdu", "shenyang")
    gaps = (TABLES[:, UNITS.index("Chengdu")] - TABLES[:, UNITS.index("Shenyang")]) @ FRAME.weights
    assert found["tied_in"] == pytest.approx((np.abs(gaps) < 1e-6).mean())
    assert found["ahead_in"] + found["tied_in"] + found["behind_in"] == pytest.approx(1)
    assert found["holds_in"] == found["tied_in"]
    assert found["epsilon"] == 0
    other = asked("pair", "guangzhou", "shenzhen")
    assert other["p_beats_uniform_low"] <= other["p_beats_uniform"] <= other["p_beats_uniform_high"]
    assert other["holds_in"] == other["ahead_in"] == 1


def test_ties_are_reported_apart() -> None:
    sweep = asked("sweep", "--weight", "enterprise")
    assert sweep["tied"] == [["Chengdu", "Shenyang"]]
    assert sweep["order_interval"][0] < 0.4 < sweep["order_interval"][1]
    radius = asked("radius")
    assert radius["tied"] == [["Chengdu", "Shenyang"]]
    assert radius["distance"] > 0


def test_sweep_over_tables() -> None:
    found = asked("sweep", "--weight", "enterprise")
    kept = np.ones(len(TABLES), dtype=bool)
    order = np.argsort(-(FRAME.table @ FRAME.weights), kind="stable")
    rest = FRAME.weights * [0, 1, 1, 1]
    for end in found["order_interval"]:
        weights = np.array([end, 0, 0, 0]) + (1 - end) * rest / rest.sum()
        scores = (TABLES @ weights)[:, order]
        falls = scores[:, :-1] - scores[:, 1:]
        falls[:, -1] = 0  # Chengdu and Shenyang are tied here and have no order to keep
        falls[:, -2] = scores[:, -3] - scores[:, -2:].max(axis=1)
        kept &= (falls >= -1e-6).all(axis=1)
    assert found["order_holds_in"] == pytest.approx(kept.mean(), abs=0.003)
    across = found["across"]
    assert across["share"] == 0.9
    assert across["order_interval"][0] <= 0.4 <= across["order_interval"][1]
    for crossing in found["crossings"][:5]:
        up, down = UNITS.index(crossing["up"]), UNITS.index(crossing["down"])
        ends = [np.array([t, 0, 0, 0]) + (1 - t) * rest / rest.sum() for t in (0.0, 1.0)]
        # Who are tied at an end do not change places; the gap's last bits say nothing.
        gaps = [np.round((TABLES[:, up] - TABLES[:, down]) @ end, 9) for end in ends]
        signs = [np.sign(gap) for gap in gaps]
        assert crossing["holds_in"] == pytest.approx(((signs[0] < 0) & (signs[1] > 0)).mean())


def test_ranks_over_tables() -> None:
    for unit in asked("ranks", "wuhan", "nanjing"):
        place = UNITS.index(unit["code"])
        best = ranks_at(unit["weights_best"])[:, place]
        worst = ranks_at(unit["weights_worst"])[:, place]
        assert unit["best_holds_in"] == pytest.approx((best <= unit["best"]).mean())
        assert unit["worst_holds_in"] == pytest.approx((worst >= unit["worst"]).mean())
        assert unit["low"] <= unit["rank"] <= unit["high"]


def test_acceptability_over_tables() -> None:
    found = asked("acceptability", "--draws", "500")
    for unit in found:
        assert sum(unit["shares_over_tables"]) == pytest.approx(1)
        assert unit["expected_low"] <= unit["expected_high"]
        if unit["central"] is not None:
            first = ranks_at(unit["central"])[:, UNITS.index(unit["code"])] == 1
            assert unit["holds_in"] == pytest.approx(first.mean())


def test_radius_over_tables() -> None:
    found = asked("radius", "--within", "2")
    assert found["tables_used"] == 200
    assert 0 <= found["holds_in"] <= 1
    assert found["distance_low"] <= found["distance_median"] <= found["distance_high"]
    assert 0 <= found["within_holds_in"] <= 1


def test_leave_one_out_over_tables() -> None:
    found = {node["code"]: node for node in asked("leave-one-out")}
    assert found["Enterprise"]["part"] is True
    left = {"Enterprise": 0.0, "Research": 0.5, "Infrastructure": 1 / 3, "Government": 1 / 6}
    here = competition_ranks(FRAME.table @ np.array([left[c] for c in FRAME.codes]))
    now = competition_ranks(FRAME.table @ FRAME.weights)
    assert found["Enterprise"]["mean_change"] == pytest.approx(np.abs(here - now).mean())
    assert found["Enterprise"]["leaders"] == [UNITS[i] for i in np.flatnonzero(here == 1)]
    before = ranks_at(dict(zip(FRAME.codes, FRAME.weights, strict=True)))
    stays = ((ranks_at(left) == 1) == (before == 1)).all(axis=1)
    assert found["Enterprise"]["holds_in"] == pytest.approx(stays.mean())


def test_clusters_over_tables() -> None:
    for found in asked("clusters", "--count", "3"):
        assert len(found["clusters"]) == 3
        assert sorted(code for group in found["clusters"] for code in group) == sorted(UNITS)
        assert 0 <= found["holds_in"] <= 1
        assert found["agreement"] <= 1
        assert set(found["adjusted_rand"]) == {"Cluster", "Region", "Province"} & set(
            found["adjusted_rand"]
        )


def test_weights_alone_vary_as_in_acceptability() -> None:
    """With everything else held, uncertainty and acceptability are the same experiment."""
    words = ("--near", "--draws", "4000", "--seed", "3")
    alone = asked("uncertainty", "--vary", "weights", *words)
    assert [factor["name"] for factor in alone["factors"]] == ["weights"]
    assert alone["tables"] is None
    shares = {unit["code"]: unit["shares"] for unit in asked("acceptability", *words)}
    for unit in alone["units"]:
        mean = sum(rank * share for rank, share in enumerate(shares[unit["code"]], start=1))
        assert unit["mean"] == pytest.approx(mean, abs=0.05)
        assert unit["first"] == pytest.approx(shares[unit["code"]][0], abs=0.01)


def test_data_alone_vary_as_the_ranking_says() -> None:
    """Drawn tables at the present weights give the ranks of all tables, up to the draws."""
    data = asked("uncertainty", "--vary", "data", "--draws", "3000")
    ranks = ranks_at(dict(zip(FRAME.codes, FRAME.weights, strict=True)))
    for unit in data["units"]:
        place = UNITS.index(unit["code"])
        assert unit["mean"] == pytest.approx(ranks[:, place].mean(), abs=0.05)


def test_another_pipeline_says_that_the_tables_have_no_part() -> None:
    found = asked("radius", "--aggregate", "median")
    assert found["sampled"] is True
    assert found["tables"] is None
    assert any("one table" in held for held in found["held"])


@pytest.mark.parametrize(
    ("words", "first"),
    [
        (("overtake", "wuhan", "nanjing"), "Wuhan passes Nanjing within 10 points in"),
        (("sweep", "--weight", "enterprise"), "In 90 % of the 1,000 admissible tables"),
        (("pair", "wuhan", "nanjing"), "Wuhan is ahead in"),
        (("radius",), "Over the 1,000 admissible tables"),
    ],
)
def test_the_tables_come_first_and_nothing_has_six_digits(
    words: tuple[str, ...], first: str
) -> None:
    import re

    shown = run("robust", *words, "--pack", "ici-cn-2020", COLUMNS="300").stdout
    assert shown.split("\n\n")[1].startswith(first)
    assert not re.search(r"\d\.\d{4}", shown)
    assert "In this table" in shown or "This table" in shown
