"""Weights that keep to statements: corners against draws, walks against rejection."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from ici_tui.analysis.inputs import AnalysisError
from ici_tui.analysis.moves import limits
from ici_tui.analysis.probability import expected_ranks
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


@pytest.mark.parametrize("seed", range(4))
def test_a_walk_is_as_uniform_as_draws_that_are_thrown_away(seed: int) -> None:
    rng = np.random.default_rng(seed)
    goal = rng.dirichlet(np.ones(4))
    rows = rng.normal(size=(5, 4))
    rows *= np.sign(rows @ goal)[:, None]
    # A margin makes them rare, so that the walk is taken.
    asked = Asked(rows, 0.9 * rows @ goal, limits(goal))
    walked = region_draws(asked, 3000, 1).all()
    assert (walked @ rows.T >= asked.margins - 1e-9).all()
    every = uniform_draws(4, 2_000_000, 2).all()
    kept = every[(every @ rows.T >= asked.margins).all(axis=1)]
    assert len(kept) > 500
    spread = kept.std(axis=0)
    error = 5 * spread * np.sqrt(1 / len(kept) + 1 / len(walked))
    assert (np.abs(walked.mean(axis=0) - kept.mean(axis=0)) < error).all()
    assert walked.std(axis=0) == pytest.approx(spread, rel=0.15)


def test_statements_that_contradict_leave_nothing_to_draw_from() -> None:
    rows = np.array([[1.0, -1.0, 0.0], [-1.0, 1.0, 0.0]])
    asked = Asked(rows, np.full(2, 1e-3), limits(np.full(3, 1 / 3)))
    with pytest.raises(AnalysisError):
        region_draws(asked, 10, 1)


def test_the_most_telling_pair_splits_most_evenly() -> None:
    scores = np.array([[3, 2, 1], [3, 1, 2], [2, 3, 1], [3, 2, 1.5]])
    assert most_telling(scores) == (0, 1, 0.75)
    assert most_telling(np.array([[3.0, 2, 1], [6, 5, 4]])) is None
