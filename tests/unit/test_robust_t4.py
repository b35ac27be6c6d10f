"""`ici-tui robust … --format json` on the published case T4, to the digits that are published."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.unit.robust_packs import WEIGHTS, t4_pack
from tests.unit.test_analysis_t4 import CODES, TABLE
from tests.unit.test_cli import run

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder: Path = tmp_path_factory.mktemp("t4")
    return t4_pack(folder / "t4")


def asked(pack: str, *words: str) -> Any:
    done = run("robust", *words, "--pack", pack, "--format", "json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def rank_at(code: str, weights: dict[str, float]) -> int:
    """A rank straight from the table, by nothing but sums."""
    shares = [weights[name] for name in WEIGHTS]
    scores = {
        c: sum(w * x for w, x in zip(shares, row, strict=True))
        for c, row in zip(CODES, TABLE, strict=True)
    }
    return 1 + sum(score > scores[code] + 1e-7 for score in scores.values())


@pytest.mark.parametrize(
    ("weight", "order", "leader"),
    [
        ("Physical", (0.398409, 0.401946), (0.074945, 0.532847)),
        ("Instit", (0.298189, 0.301946), (0.084532, 0.540289)),
        ("Social", (0.198763, 0.201109), (0, 1)),
        ("Environ", (0.099407, 0.100676), (0, 0.814166)),
    ],
)
def test_sweep(
    pack: str, weight: str, order: tuple[float, float], leader: tuple[float, float]
) -> None:
    found = asked(pack, "sweep", "--weight", weight.lower())
    assert found["weight"] == weight
    assert found["order_interval"] == pytest.approx(order, abs=5.1e-7)
    assert found["leader_interval"] == pytest.approx(leader, abs=5.1e-7)
    assert found["tied"] == []
    assert found["sampled"] is False
    if weight == "Physical":
        assert len(found["crossings"]) == 287
        assert all(
            a["at"] <= b["at"]
            for a, b in zip(found["crossings"], found["crossings"][1:], strict=False)
        )
    for crossing in found["crossings"]:
        t = crossing["at"]
        rest = sum(points for code, points in WEIGHTS.items() if code != weight)
        for side in (-1e-7, 1e-7):
            w = {c: (1 - t - side) * p / rest for c, p in WEIGHTS.items()} | {weight: t + side}
            above = rank_score(crossing["up"], w) > rank_score(crossing["down"], w)
            assert above is (side > 0)


def rank_score(code: str, weights: dict[str, float]) -> float:
    return float(TABLE[CODES.index(code)] @ [weights[name] for name in WEIGHTS])


@pytest.mark.parametrize(
    ("x", "y", "l1", "linf", "l2"),
    [
        ("NOR", "CHE", 0.395464, 0.147602, 0.238657),
        ("SGP", "CHE", 0.354976, 0.145931, 0.217912),
        ("NLD", "BEL", 0.521322, 0.195534, 0.347713),
        ("DNK", "SWE", 0.026630, 0.009636, 0.016790),
        ("JPN", "DEU", 1.724484, 0.862242, 1.002337),
    ],
)
def test_overtake(pack: str, x: str, y: str, l1: float, linf: float, l2: float) -> None:
    for norm, distance in (("l1", l1), ("linf", linf), ("l2", l2)):
        found = asked(pack, "overtake", x, y, "--norm", norm)
        assert found["possible"] is True
        assert found["norm"] == norm
        assert found["distance"] == pytest.approx(distance, abs=5.1e-7)
        assert found["certificate"] is None
        assert found["holds_in"] is None
        assert (found["rank_x"], found["rank_y"]) == (
            rank_at(x, found["weights"]),
            rank_at(y, found["weights"]),
        )
        assert found["rank_x"] < found["rank_y"]
        assert sum(found["weights"].values()) == pytest.approx(1)
    assert asked(pack, "overtake", x, y)["points_moved"] == pytest.approx(50 * l1, abs=5e-5)


@pytest.mark.parametrize(("x", "y"), [("SWE", "CHE"), ("CHN", "POL")])
def test_overtake_impossible(pack: str, x: str, y: str) -> None:
    found = asked(pack, "overtake", x, y)
    assert found["possible"] is False
    assert found["distance"] is found["points_moved"] is None
    assert all(code in found["certificate"] for code in WEIGHTS)


def test_overtake_with_a_lock_and_to_a_rank(pack: str) -> None:
    locked = asked(pack, "overtake", "NOR", "CHE", "--lock", "Physical")
    assert locked["weights"]["Physical"] == pytest.approx(0.4)
    assert locked["locked"] == ["Physical"]
    assert locked["distance"] >= 0.395464
    first = asked(pack, "overtake", "SGP", "--to", "first")
    assert first["possible"] is True
    assert rank_at("SGP", first["weights"]) == 1
    third = asked(pack, "overtake", "SGP", "--to", "rank:3")
    assert rank_at("SGP", third["weights"]) == third["rank_x"] <= 3
    assert third["distance"] <= first["distance"] + 1e-9
    assert asked(pack, "overtake", "SWE", "--to", "first")["possible"] is False


@pytest.mark.parametrize(
    ("x", "y", "uniform", "near"),
    [
        ("CHE", "NLD", 0.996357, 0.999997),
        ("NOR", "CHE", 0.115908, 0.018650),
        ("SGP", "CHE", 0.048445, 0.028400),
        ("DNK", "SWE", 0.684438, 0.389168),
        ("DEU", "SVN", 0.202748, 0.003762),
    ],
)
def test_pair_chances(pack: str, x: str, y: str, uniform: float, near: float) -> None:
    found = asked(pack, "pair", x, y)
    assert found["p_beats_uniform"] == pytest.approx(uniform, abs=5.1e-7)
    assert found["p_beats_near"] == pytest.approx(near, abs=5.1e-7)
    assert found["draws"] is None
    other = asked(pack, "pair", y, x)
    assert found["p_beats_uniform"] + other["p_beats_uniform"] == pytest.approx(1)


def test_pair_terms_and_epsilon(pack: str) -> None:
    found = asked(pack, "pair", "CHE", "NOR")
    parts = {term["code"]: term["contribution"] for term in found["terms"]}
    expected = {"Physical": 2.0901, "Instit": -1.0538, "Social": 0.1690, "Environ": 0.6308}
    assert parts == pytest.approx(expected, abs=5.1e-5)
    assert found["gap"] == pytest.approx(sum(parts.values()))
    assert [t["code"] for t in found["terms"]] == ["Physical", "Instit", "Environ", "Social"]
    assert found["epsilon"] == pytest.approx(0.34327, abs=5.1e-6)


def test_radius(pack: str) -> None:
    found = asked(pack, "radius", "--norm", "l2")
    assert found["distance"] == pytest.approx(0.000589862, abs=5.1e-10)
    assert (found["above"], found["below"]) == ("SVK", "CZE")
    epsilons = [pair["epsilon"] for pair in found["pairs"]][:7]
    expected = [0.34327, 0.04163, 0.36871, 0.14304, 0.04679, 0.01812, 0.00892]
    assert epsilons == pytest.approx(expected, abs=5.1e-6)
    plain = asked(pack, "radius")
    assert plain["norm"] == "l1"
    assert plain["distances"]["l2"] == found["distance"]
    assert plain["points_moved"] == pytest.approx(50 * plain["distance"])


def test_acceptability(pack: str) -> None:
    found = {unit["code"]: unit for unit in asked(pack, "acceptability", "--draws", "2000")}
    for code, rank in {"CHE": 1.2757, "NOR": 2.3194, "BEL": 6.4506, "NLD": 7.4016}.items():
        assert found[code]["expected_rank"] == pytest.approx(rank, abs=5.1e-5)
    first = {"CHE": 0.776938, "NOR": 0.115908, "BEL": 0.069453, "SGP": 0.031864, "MMR": 0.005837}
    for code, share in first.items():
        assert found[code]["first_exact"] == pytest.approx(share, abs=5.1e-7)
        assert found[code]["shares"][0] == pytest.approx(share, abs=0.05)
    assert sum(unit["first_exact"] for unit in found.values()) == pytest.approx(1)
    for unit in found.values():
        assert sum(unit["shares"]) == pytest.approx(1)
        assert (unit["draws"], unit["seed"]) == (2000, 1)
        assert (unit["central"] is None) is (unit["shares"][0] == 0)


@pytest.mark.parametrize(
    ("within", "ranges"),
    [
        ("10", {"CHE": (1, 2), "NLD": (4, 5), "JPN": (27, 36), "GBR": (8, 12), "CHN": (38, 48),
                "SGP": (4, 11), "POL": (24, 27)}),
        ("anywhere", {"CHE": (1, 5), "NLD": (2, 31), "SGP": (1, 43)}),
    ],
)  # fmt: skip
def test_ranks(pack: str, within: str, ranges: dict[str, tuple[int, int]]) -> None:
    for unit in asked(pack, "ranks", *ranges, "--within", within):
        assert (unit["best"], unit["worst"]) == ranges[unit["code"]]
        assert unit["best_exact"]
        assert unit["worst_exact"]
        for end in ("best", "worst"):
            weights = unit[f"weights_{end}"]
            assert rank_at(unit["code"], weights) == unit[end]
            if within == "10":
                moved = max(abs(weights[c] - p / 100) for c, p in WEIGHTS.items())
                assert moved <= 0.1 + 1e-9


def test_locks_hold_where_two_units_are_to_be_swapped(pack: str) -> None:
    locks = ("--lock", "Physical", "--lock", "Instit", "--lock", "Social")
    free, locked = (asked(pack, "pair", "NOR", "CHE", *words) for words in ((), locks))
    last, first = ("NOR", "CHE") if free["rank_x"] > free["rank_y"] else ("CHE", "NOR")
    needs = asked(pack, "overtake", last, first, *locks)
    assert free["points_to_swap"] is not None
    assert locked["points_to_swap"] == needs["points_moved"] != free["points_to_swap"]
    assert any("Physical (locked" in held for held in locked["held"])
    assert locked["p_beats_uniform"] == free["p_beats_uniform"]
