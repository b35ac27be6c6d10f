"""The published case T4: four ASEM pillars at 40/30/20/10, values from an independent source."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from ici_tui.analysis import explain, first_rank, overtake, probability, stability, sweep
from ici_tui.analysis.acceptability import acceptability
from ici_tui.analysis.rank_range import rank_range
from ici_tui.analysis.sampling import uniform_draws
from ici_tui.analysis.strip import strip

with (Path(__file__).parent.parent / "reference" / "t4.csv").open(encoding="utf-8") as source:
    COMPONENTS, *ROWS = csv.reader(source)
PILLARS = tuple(COMPONENTS[1:])
CODES = tuple(row[0] for row in ROWS)
TABLE = np.array([[float(cell) for cell in row[1:]] for row in ROWS])
WEIGHTS = np.array([0.4, 0.3, 0.2, 0.1])
TOP_TEN = {
    "CHE": 76.437282,
    "NOR": 74.601210,
    "BEL": 74.002319,
    "NLD": 70.657811,
    "SGP": 68.553408,
    "SWE": 67.143086,
    "DNK": 67.079067,
    "LUX": 67.027216,
    "SVN": 66.888044,
    "DEU": 65.023252,
}


def place(code: str) -> int:
    return CODES.index(code)


def test_the_table_gives_the_published_scores() -> None:
    scores = TABLE @ WEIGHTS
    order = np.argsort(-scores)[:10]
    assert [CODES[i] for i in order] == list(TOP_TEN)
    np.testing.assert_allclose(scores[order], list(TOP_TEN.values()), atol=5e-7)


@pytest.mark.parametrize(
    ("pillar", "order", "leader"),
    [
        ("Physical", (0.398409, 0.401946), (0.074945, 0.532847)),
        ("Instit", (0.298189, 0.301946), (0.084532, 0.540289)),
        ("Social", (0.198763, 0.201109), (0, 1)),
        ("Environ", (0.099407, 0.100676), (0, 0.814166)),
    ],
)
def test_intervals_of_one_weight(
    pillar: str, order: tuple[float, float], leader: tuple[float, float]
) -> None:
    k = PILLARS.index(pillar)
    found = sweep.one_weight(TABLE, WEIGHTS, k)
    np.testing.assert_allclose(found.order_interval, order, atol=5.1e-7)
    np.testing.assert_allclose(found.leader_interval, leader, atol=5.1e-7)
    quick = strip(TABLE, WEIGHTS)
    np.testing.assert_allclose(quick.order[k], found.order_interval, atol=1e-14)
    np.testing.assert_allclose(quick.leader[k], found.leader_interval, atol=1e-14)
    assert found.tied == quick.tied == ()


def test_the_physical_sweep_has_287_crossings() -> None:
    assert len(sweep.one_weight(TABLE, WEIGHTS, 0).crossings) == 287


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
def test_overtake(x: str, y: str, l1: float, linf: float, l2: float) -> None:
    one, other = place(x), place(y)
    norms: list[tuple[overtake.Norm, float]] = [("l1", l1), ("linf", linf), ("l2", l2)]
    for norm, expected in norms:
        found = overtake.overtake(TABLE, WEIGHTS, one, other, norm=norm)
        assert found.possible
        assert found.distance == pytest.approx(expected, abs=5.1e-7)
        assert found.rank_x < found.rank_y
        steps = found.weights * 100_000
        assert found.gridded
        assert np.abs(steps - np.round(steps)).max() < 1e-6
        assert round(steps.sum()) == 100_000
        assert TABLE[one] @ found.weights > TABLE[other] @ found.weights
    assert overtake.overtake(TABLE, WEIGHTS, one, other).points_moved == pytest.approx(
        50 * l1, abs=5e-5
    )


@pytest.mark.parametrize(("x", "y"), [("SWE", "CHE"), ("CHN", "POL")])
def test_overtake_is_impossible_and_says_why(x: str, y: str) -> None:
    for norm in overtake.NORMS:
        found = overtake.overtake(TABLE, WEIGHTS, place(x), place(y), norm=norm)
        assert not found.possible
        assert found.distance == np.inf
        assert found.certificate is not None
        assert found.certificate.everywhere
        assert found.certificate.behind == (0, 1, 2, 3)
        sentence = found.certificate.sentence(x, y, PILLARS)
        assert sentence == (
            f"impossible: {y} is at least as good as {x} on every component "
            "(better on Physical, Instit, Social, Environ)"
        )


def test_stability_radius() -> None:
    found = stability.radius(TABLE, WEIGHTS, "l2")
    assert found.distance == pytest.approx(0.000589862, abs=5e-10)
    assert (found.above, found.below) == (place("SVK"), place("CZE"))


def test_epsilon_of_neighbours() -> None:
    found = stability.margins(TABLE, WEIGHTS)
    pairs = [(CODES[a], CODES[b]) for a, b in zip(found.above, found.below, strict=True)][:7]
    assert pairs == list(zip(list(TOP_TEN), list(TOP_TEN)[1:], strict=False))[:7]
    expected = [0.34327, 0.04163, 0.36871, 0.14304, 0.04679, 0.01812, 0.00892]
    np.testing.assert_allclose(found.epsilon[:7], expected, atol=5.1e-6)


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
def test_chance_to_beat(x: str, y: str, uniform: float, near: float) -> None:
    d = TABLE[place(x)] - TABLE[place(y)]
    assert probability.beats(d)[0] == pytest.approx(uniform, abs=5.1e-7)
    around = probability.near_parameters(WEIGHTS)
    assert probability.beats(d, around)[0] == pytest.approx(near, abs=5.1e-7)


@pytest.mark.parametrize(
    ("code", "expected"),
    [("CHE", 1.2757), ("NOR", 2.3194), ("BEL", 6.4506), ("NLD", 7.4016), ("SGP", 18.752)],
)
def test_expected_rank(code: str, expected: float) -> None:
    tolerance = 5.1e-4 if code == "SGP" else 5.1e-5
    assert probability.expected_rank(TABLE, place(code)) == pytest.approx(expected, abs=tolerance)
    assert probability.expected_ranks(TABLE)[place(code)] == pytest.approx(expected, abs=tolerance)


FIRST = {"CHE": 0.776938, "NOR": 0.115908, "BEL": 0.069453, "SGP": 0.031864, "MMR": 0.005837}


def test_first_rank_shares() -> None:
    shares = first_rank.first_shares(TABLE)
    for code, expected in FIRST.items():
        assert shares[place(code)] == pytest.approx(expected, abs=5.1e-7)
    assert (shares > 0).sum() == len(FIRST)
    assert shares.sum() == pytest.approx(1, abs=1e-12)


def test_sampled_first_rank_shares_are_those_of_uniform_weights() -> None:
    draws = 100_000
    found = acceptability(TABLE, uniform_draws(4, draws, seed=2020)).first
    for code, share in FIRST.items():
        error = np.sqrt(share * (1 - share) / draws)
        assert abs(found[place(code)] - share) < 5 * error
    # Uniform numbers divided by their sum are another distribution: they give CHE .920.
    crowded = np.random.default_rng(1).uniform(size=(draws, 4))
    crowded /= crowded.sum(axis=1, keepdims=True)
    best = np.argmax(crowded @ TABLE.T, axis=1)
    assert (best == place("CHE")).mean() == pytest.approx(0.920, abs=0.004)


@pytest.mark.parametrize(
    ("code", "within", "best", "worst"),
    [
        ("CHE", 0.1, 1, 2),
        ("NLD", 0.1, 4, 5),
        ("JPN", 0.1, 27, 36),
        ("GBR", 0.1, 8, 12),
        ("CHN", 0.1, 38, 48),
        ("SGP", 0.1, 4, 11),
        ("POL", 0.1, 24, 27),
        ("CHE", None, 1, 5),
        ("NLD", None, 2, 31),
        ("SGP", None, 1, 43),
    ],
)
def test_best_and_worst_rank(code: str, within: float | None, best: int, worst: int) -> None:
    unit = place(code)
    found = rank_range(TABLE, WEIGHTS, unit, within=within)
    assert found.exact
    assert (found.best.attained, found.worst.attained) == (best, worst)
    for end in (found.best, found.worst):
        scores = TABLE @ end.weights
        assert 1 + (scores > scores[unit]).sum() == end.attained
        assert end.weights.sum() == pytest.approx(1)
        if within is not None:
            assert np.abs(end.weights - WEIGHTS).max() <= within + 1e-9


def test_gap_of_two_countries() -> None:
    found = explain.gap(TABLE, WEIGHTS, place("CHE"), place("NOR"))
    np.testing.assert_allclose(found.parts, [2.0901, -1.0538, 0.1690, 0.6308], atol=5.1e-5)
    assert found.total == pytest.approx(found.parts.sum())
    assert [PILLARS[k] for k in found.order] == ["Physical", "Instit", "Environ", "Social"]


def test_influence_of_the_weights() -> None:
    found = explain.influence(TABLE, WEIGHTS)
    np.testing.assert_allclose(found.share, [0.435, 0.282, 0.284, -0.001], atol=5.1e-4)
    assert found.share.sum() == pytest.approx(1)
