"""Weights that keep to statements: corners against draws, walks against rejection."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from ici_tui.analysis.inputs import AnalysisError
from ici_tui.analysis.moves import limits
from ici_tui.analysis.probability import beats, expected_ranks
from ici_tui.analysis.region import complete_order, most_telling, order_corners, region_draws
from ici_tui.analysis.sampling import uniform_draws
from ici_tui.analysis.statements import Asked
from ici_tui.index.ranking import competition_ranks


def of_order(*order: int) -> np.ndarray:
    """The comparisons of an order."""
    m = len(order)
    return np.array([np.eye(m)[a] - np.eye(m)[b] for a, b in pairwise(order)])


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 3, 1), (4, 3, 2, 1, 0)])
def test_corners_give_the_weights_of_an_order_and_no_others(order: tuple[int, ...]) -> None:
    corners = order_corners(order)
    weights = uniform_draws(len(order), 2000, 1).all() @ corners.T
    assert weights.sum(axis=1) == pytest.approx(1)
    sorted_by_order = weights[:, list(order)]
    assert (np.diff(sorted_by_order, axis=1) <= 1e-15).all()
    # The mean of the order's weights is known: the rank-order centroid.
    m = len(order)
    centroid = [sum(1 / i for i in range(k, m + 1)) / m for k in range(1, m + 1)]
    assert corners.mean(axis=1)[list(order)] == pytest.approx(centroid)


def test_expected_ranks_in_an_order_are_exact() -> None:
    rng = np.random.default_rng(4)
    table = rng.uniform(0, 100, (6, 4))
    order = (2, 0, 3, 1)
    exact = expected_ranks(table @ order_corners(order))
    asked = Asked(of_order(2, 0, 3, 1), np.zeros(3), limits(np.full(4, 0.25)))
    draws = region_draws(asked, 20_000, 1).all()
    sampled = competition_ranks(draws @ table.T).mean(axis=0)
    assert exact == pytest.approx(sampled, abs=0.03)


def test_an_order_is_complete_only_if_it_names_every_neighbour() -> None:
    assert complete_order(of_order(2, 0, 1)) == (2, 0, 1)
    more = np.vstack([of_order(2, 0, 1), of_order(0, 1, 2)[:1]])
    assert complete_order(more) == (2, 0, 1)
    assert complete_order(of_order(2, 0, 1)[:1]) is None
    round_and_round = np.vstack([of_order(0, 1, 2), np.eye(3)[2] - np.eye(3)[0]])
    assert complete_order(round_and_round) is None
    assert complete_order(np.array([[1.0, 1.0, -2.0]])) is None


def off(found: np.ndarray, exact: np.ndarray, spread: np.ndarray) -> float:
    """By how many standard errors of as many draws the worst of some means is off."""
    return float((np.abs(found.mean(axis=0) - exact) / spread * np.sqrt(len(found))).max())


@pytest.mark.parametrize("m", [8, 12, 49])
def test_a_walk_in_an_order_has_the_means_of_the_order(m: int) -> None:
    order = np.random.default_rng(m).permutation(m)
    asked = Asked(of_order(*order), np.zeros(m - 1), limits(np.full(m, 1 / m)))
    walked = region_draws(asked, 2000, 1).all()
    assert walked.sum(axis=1) == pytest.approx(1)
    assert (np.diff(walked[:, order], axis=1) <= 1e-12).all()
    corners = order_corners(order.tolist())
    # Shares u of the corners are uniform: their covariances are known.
    covariance = (np.eye(m) / m - 1 / m**2) / (m + 1)
    spread = np.sqrt(np.einsum("ij,jk,ik->i", corners, covariance, corners))
    assert off(walked, corners.mean(axis=1), spread) < 5
    assert walked.std(axis=0) == pytest.approx(spread, rel=0.15)


@pytest.mark.parametrize("m", [6, 12, 30])
def test_a_walk_has_parts_of_a_region_as_often_as_they_are_large(m: int) -> None:
    # All but the last are in an order: the last has every place equally often.
    asked = Asked(of_order(*range(m))[:-1], np.zeros(m - 2), limits(np.full(m, 1 / m)))
    walked = region_draws(asked, 3000, 2).all()
    place = (walked[:, :-1] > walked[:, -1:]).sum(axis=1)
    counts = np.bincount(place, minlength=m) / len(walked)
    assert counts == pytest.approx(1 / m, abs=6 * np.sqrt(1 / m / len(walked)))


@pytest.mark.parametrize("seed", range(3))
def test_a_walk_behind_one_plane_is_exact_about_planes_further_on(seed: int) -> None:
    rng = np.random.default_rng(seed)
    way = rng.normal(size=10)
    levels = np.quantile(uniform_draws(10, 20_000, 3).all() @ way, (0.99, 0.993, 0.997))
    shares = beats(way[None, :] - levels[:, None])
    asked = Asked(way[None, :], levels[:1], limits(np.full(10, 0.1)))
    walked = region_draws(asked, 4000, 1).all()
    assert (walked @ way >= levels[0] - 1e-12).all()
    for level, share in zip(levels[1:], shares[1:] / shares[0], strict=True):
        error = np.sqrt(share * (1 - share) / len(walked))
        assert np.mean(walked @ way > level) == pytest.approx(share, abs=5 * error)


def test_draws_of_a_walk_are_the_first_of_more() -> None:
    asked = Asked(of_order(*range(7)), np.zeros(6), limits(np.full(7, 1 / 7)))
    many = region_draws(asked, 1500, 4).all()
    assert np.array_equal(many[:700], region_draws(asked, 700, 4).all())
    assert not np.array_equal(many[:500], region_draws(asked, 500, 5).all())


def test_statements_that_contradict_leave_nothing_to_draw_from() -> None:
    rows = np.array([[1.0, -1.0, 0.0], [-1.0, 1.0, 0.0]])
    asked = Asked(rows, np.full(2, 1e-3), limits(np.full(3, 1 / 3)))
    with pytest.raises(AnalysisError):
        region_draws(asked, 10, 1)


def test_the_most_telling_pair_splits_most_evenly() -> None:
    scores = np.array([[3, 2, 1], [3, 1, 2], [2, 3, 1], [3, 2, 1.5]])
    assert most_telling(scores) == (0, 1, 0.75)
    assert most_telling(np.array([[3.0, 2, 1], [6, 5, 4]])) is None
