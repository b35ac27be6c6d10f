"""Where exact methods do not apply: sampled, marked so, and true at the weights returned."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from ici_tui.index.ranking import last_where_missing
from ici_tui.packs.load import load_pack
from ici_tui.views.frame import Over
from ici_tui.views.robust.basis import basis
from ici_tui.views.robust.pipelines import _same
from ici_tui.views.robust.scorer import weights_of
from ici_tui.views.study import Study
from tests.unit.robust_packs import gap_pack, t4_pack
from tests.unit.test_cli import run

if TYPE_CHECKING:
    from pathlib import Path

OUTSIDE = {
    "missing": ('normalise = "none"', "lack a value"),
    "copeland": ('normalise = "none"\nimpute = "mean"\naggregate = "copeland"', "Copeland"),
    "median": ('normalise = "none"\nimpute = "mean"\naggregate = "weighted-median"', "median"),
    "mixed": (
        'normalise = "none"\nimpute = "mean"\naggregate = "arithmetic,geometric"',
        "different means",
    ),
    "rounded": ('normalise = "none"\nimpute = "mean"\nrank_decimals = 0', "rounded"),
}


@pytest.fixture(params=OUTSIDE)
def case(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, str]:
    pipeline, why = OUTSIDE[request.param]
    # The order of fewer than half of the units is not asked for instead.
    lacking = ("U3", "U4", "U5", "U6") if request.param == "missing" else ("U3",)
    return gap_pack(tmp_path / request.param, pipeline, lacking), why


def asked(pack: str, *words: str) -> Any:
    done = run("robust", *words, "--pack", pack, "--over", "indicators", "--format", "json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def marked(record: dict[str, Any], why: str, *, drawn: bool = True) -> None:
    assert record["sampled"] is True
    assert why in record["why_sampled"]
    assert "ask by sampling" not in record["why_sampled"]
    assert (record["draws"] is not None) is drawn


def ranks_by_command(pack: str, weights: dict[str, float]) -> dict[str, int]:
    """Ranks from `rank --weights`, another way through the program."""
    tops = {"A": weights["A1"] + weights["A2"], "B": weights["B1"] + weights["B2"]}
    text = ",".join(f"{code}={100 * share:.15f}" for code, share in tops.items())
    for family in (("A1", "A2"), ("B1", "B2")):
        total = sum(weights[code] for code in family)
        text += "," + ",".join(f"{code}={100 * weights[code] / total:.15f}" for code in family)
    done = run("rank", "--pack", pack, "--weights", text, "--format", "json")
    return {row["code"]: row["rank"] for row in json.loads(done.stdout)}


def test_ranks_are_seen_and_true(case: tuple[str, str]) -> None:
    pack, why = case
    for unit in asked(pack, "ranks", "--draws", "300", "--within", "anywhere"):
        marked(unit, why)
        assert unit["best"] <= unit["rank"] <= unit["worst"]
        assert unit["best_exact"] is unit["worst_exact"] is False
        assert unit["best_at_least"] == 1
        for end in ("best", "worst"):
            there = ranks_by_command(pack, unit[f"weights_{end}"])
            assert there[unit["code"]] == unit[end]


def test_overtake_is_true_at_its_weights(case: tuple[str, str]) -> None:
    pack, why = case
    ranking = json.loads(run("rank", "--pack", pack, "--format", "json").stdout)
    found = asked(pack, "overtake", ranking[3]["code"], ranking[2]["code"], "--draws", "800")
    marked(found, why)
    assert found["possible"] is True
    there = ranks_by_command(pack, found["weights"])
    assert there[found["x"]] < there[found["y"]]
    assert found["points_moved"] == pytest.approx(
        50 * sum(abs(found["weights"][c] - w) for c, w in found["weights_now"].items())
    )
    locked = asked(
        pack, "overtake", ranking[3]["code"], "--to", "rank:3", "--lock", "A1", "--norm", "linf"
    )
    if locked["possible"]:
        assert locked["weights"]["A1"] == pytest.approx(locked["weights_now"]["A1"])


def test_nothing_found_is_no_proof(tmp_path: Path) -> None:
    pack = gap_pack(tmp_path / "p")
    found = asked(pack, "overtake", "U3", "U1", "--draws", "200")
    assert found["possible"] is None
    assert found["distance"] is None
    shown = run("robust", "overtake", "U3", "U1", "--over", "indicators", "--pack", pack).stdout
    assert "That is no proof that none does." in " ".join(shown.split())


def test_weights_that_change_nothing(tmp_path: Path) -> None:
    """A plain median knows no weights: no draw changes the order, and that is no proof."""
    pack = gap_pack(tmp_path / "m", 'normalise = "none"\nimpute = "mean"\naggregate = "median"')
    found = asked(pack, "radius", "--draws", "200")
    assert found["above"] is found["distance"] is None
    shown = run("robust", "radius", "--over", "indicators", "--pack", pack).stdout
    assert "that is no proof that none does" in " ".join(shown.split())


def test_sweep_pair_radius_and_shares(case: tuple[str, str]) -> None:
    pack, why = case
    sweep = asked(pack, "sweep", "--weight", "A1")
    marked(sweep, why, drawn=False)
    assert sweep["step"] == 0.005
    low, high = sweep["order_interval"]
    assert low <= sweep["share"] <= high
    pair = asked(pack, "pair", "U3", "U2", "--draws", "500", "--within", "5")
    marked(pair, why)
    assert pair["terms"] == []
    assert pair["epsilon"] is None
    assert pair["p_beats_uniform_exact"] is pair["p_beats_near_exact"] is False
    radius = asked(pack, "radius", "--draws", "500")
    marked(radius, why)
    assert radius["distance"] >= 0
    units = asked(pack, "acceptability", "--draws", "300")
    marked(units[0], why)
    assert all(unit["expected_exact"] is False and unit["first_exact"] is None for unit in units)
    assert sum(unit["shares"][0] for unit in units) >= 1 - 1e-9


def test_the_sampled_answers_agree_with_the_exact_ones(tmp_path: Path) -> None:
    """The same sums, told exactly and as if they had to be sampled."""
    exact = json.loads(
        run(
            "robust", "pair", "NOR", "CHE", "--pack", t4_pack(tmp_path / "e"), "--format", "json"
        ).stdout
    )
    study = Study.of(load_pack(tmp_path / "e"))
    rests = basis(study, Over.PARTS)
    from ici_tui.views.robust.overtake import build_overtake
    from ici_tui.views.robust.scorer import parts_scorer
    from ici_tui.views.robust.terms import Sampling

    score = parts_scorer(study, rests.nodes, rests.places)
    weights = np.random.default_rng(0).dirichlet(np.ones(4), size=20)
    np.testing.assert_allclose(score(weights), rests.score(weights), rtol=1e-12)
    one, other = rests.units.index("NOR"), rests.units.index("CHE")
    scores = score(np.random.default_rng(1).dirichlet(np.ones(4), size=4000))
    assert (scores[:, one] > scores[:, other]).mean() == pytest.approx(
        exact["p_beats_uniform"], abs=0.02
    )
    sure = build_overtake(study, Over.PARTS, one, other)
    from ici_tui.analysis.moves import limits
    from ici_tui.index.ranking import competition_ranks
    from ici_tui.views.robust.nearest_found import nearest_found

    most = []

    def ahead(rows: np.ndarray) -> np.ndarray:
        most.append(len(rows))
        ranks = competition_ranks(score(rows))
        return ranks[:, one] < ranks[:, other]

    near = nearest_found(
        ahead, rests.weights, limits(rests.weights), "l1", count=4000, seed=Sampling().seed
    )
    assert near is not None
    found = 50 * np.abs(near - rests.weights).sum()
    assert sure.points_moved <= found <= 1.6 * sure.points_moved
    assert max(most) == 1000
    most.clear()
    again = nearest_found(
        ahead, rests.weights, limits(rests.weights), "l1", count=4000, seed=1, units=400_000
    )
    assert max(most) == 10, "of many units fewer weightings are looked at together"
    np.testing.assert_array_equal(again, near)


def test_weights_of_gives_back_effective_weights(tmp_path: Path) -> None:
    study = Study.of(load_pack(gap_pack(tmp_path / "p") and tmp_path / "p"))
    tree = study.pack.index.tree
    wanted = [0.1, 0.2, 0.3, 0.4]
    effective = weights_of(tree, wanted).effective(tree)
    assert [effective[leaf.code] for leaf in tree.leaves] == pytest.approx(wanted)


def test_a_unit_without_a_score_is_last() -> None:
    filled = last_where_missing(np.array([[1.0, np.nan, 3.0], [2.0, 2.0, 2.0]]))
    assert np.isfinite(filled).all()
    assert filled[0].argmin() == 1
    assert (filled[1] == 2).all()


@pytest.mark.parametrize("written", ["geometric", "Geometric"])
def test_a_geometric_index_is_exact(written: str, tmp_path: Path) -> None:
    pack = t4_pack(tmp_path / "g", written, "minmax:1,100")
    done = run("robust", "pair", "NOR", "CHE", "--pack", pack, "--format", "json")
    found = json.loads(done.stdout)
    assert found["sampled"] is False
    assert found["ratio"] is True
    assert found["gap"] == pytest.approx(found["score_x"] / found["score_y"])
    assert found["gap"] == pytest.approx(np.prod([term["contribution"] for term in found["terms"]]))


def test_a_method_is_not_varied_to_itself() -> None:
    assert _same("aggregate", "Geometric", "geometric")
    assert _same("normalise", "zscore: 50, 10", "ZScore:50,10")
    assert not _same("aggregate", "geometric,arithmetic", "geometric")
