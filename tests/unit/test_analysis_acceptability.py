"""Draws of weights and what they show: ranks, acceptability, exact first places."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ici_tui.analysis import sampling
from ici_tui.analysis.acceptability import acceptability, sampled
from ici_tui.analysis.first_rank import first_share, first_shares
from ici_tui.analysis.inputs import AnalysisError
from ici_tui.index.ranking import competition_ranks
from ici_tui.stopped import Stopped
from tests.unit.test_analysis_t4 import TABLE, WEIGHTS, place


def kinds(count: int, seed: int) -> list[sampling.Draws]:
    return [
        sampling.uniform_draws(4, count, seed),
        sampling.dirichlet_draws(WEIGHTS, 20, count, seed),
        sampling.noise_draws(WEIGHTS, 0.25, count, seed),
        sampling.box_draws(WEIGHTS, 0.1, count, seed),
    ]


def test_every_kind_gives_weights_and_the_same_for_the_same_seed() -> None:
    for one, again, other, fewer in zip(
        kinds(2500, 9), kinds(2500, 9), kinds(2500, 10), kinds(700, 9), strict=True
    ):
        weights = one.all()
        assert weights.shape == (2500, 4)
        assert (weights >= 0).all()
        np.testing.assert_allclose(weights.sum(axis=1), 1)
        np.testing.assert_array_equal(weights, again.all())
        assert (weights != other.all()).any()
        # Whatever the number of draws, the first ones are the same.
        np.testing.assert_array_equal(weights[:700], fewer.all())


def test_directions_are_multiples_of_weights_of_the_same_distribution() -> None:
    alpha = 20 * np.append(WEIGHTS, 0.0)
    found = sampling.directions(alpha, 40_000, 3)
    np.testing.assert_array_equal(found, sampling.directions(alpha, 40_000, 3))
    weights = found / found.sum(axis=0)
    assert not weights[-1].any()
    np.testing.assert_allclose(weights[:-1].mean(axis=1), WEIGHTS, atol=0.004)
    np.testing.assert_allclose(weights[:-1].var(axis=1), WEIGHTS * (1 - WEIGHTS) / 21, rtol=0.05)


def test_the_draws_have_the_distribution_that_they_name() -> None:
    count = 40_000
    uniform, near, noise, box = (draws.all() for draws in kinds(count, 3))
    # Uniform on the simplex of 4: each weight is Beta(1, 3).
    assert uniform[:, 0].mean() == pytest.approx(1 / 4, abs=0.005)
    assert (uniform[:, 0] > 0.5).mean() == pytest.approx(0.5**3, abs=0.008)
    np.testing.assert_allclose(near.mean(axis=0), WEIGHTS, atol=0.004)
    np.testing.assert_allclose(near.var(axis=0), WEIGHTS * (1 - WEIGHTS) / 21, rtol=0.05)
    raw = noise / WEIGHTS
    assert (raw.max(axis=1) / raw.min(axis=1)).max() <= 1.25 / 0.75 + 1e-9
    assert np.abs(box - WEIGHTS).max() <= 0.1
    np.testing.assert_allclose(box.mean(axis=0), WEIGHTS, atol=0.002)


@pytest.mark.parametrize("within", [0.005, 0.05, 0.2, 0.6, 1.0])
def test_box_draws_are_uniform_weights_that_lie_in_the_box(within: float) -> None:
    centre = np.array([0.5, 0.3, 0.2])
    box = sampling.box_draws(centre, within, 20_000, 1).all()
    plain = sampling.uniform_draws(3, 2_000_000 if within < 0.01 else 400_000, 2).all()
    kept = plain[np.abs(plain - centre).max(axis=1) <= within]
    assert np.abs(box - centre).max() <= within + 1e-12
    error = kept.std(axis=0) * np.sqrt(1 / len(kept) + 1 / len(box))
    assert (np.abs(box.mean(axis=0) - kept.mean(axis=0)) < 5 * error).all()
    spread = np.sqrt(1 / len(kept) + 1 / len(box))
    np.testing.assert_allclose(box.std(axis=0), kept.std(axis=0), rtol=5 * spread)


def test_a_box_without_room_holds_the_weights() -> None:
    np.testing.assert_allclose(
        sampling.box_draws(WEIGHTS, 0.0, 3, 0).all(), np.tile(WEIGHTS, (3, 1)), rtol=1e-15
    )


def test_acceptability_counts_every_draw() -> None:
    draws = sampling.uniform_draws(4, 3000, 5)
    found = acceptability(TABLE, draws)
    ranks = competition_ranks(draws.all() @ TABLE.T)
    for r in (1, 2, 17):
        np.testing.assert_allclose(found.shares[:, r - 1], (ranks == r).mean(axis=0))
    np.testing.assert_allclose(found.shares.sum(axis=1), 1)
    np.testing.assert_allclose(found.expected_rank, ranks.mean(axis=0))
    first = ranks[:, place("NOR")] == 1
    np.testing.assert_allclose(found.central[place("NOR")], draws.all()[first].mean(axis=0))
    assert (found.draws, found.seed, found.varied) == (3000, 5, "uniform over all weights")


def test_units_that_tie_share_the_better_rank() -> None:
    table = np.array([[1.0, 2.0], [1.0, 2.0], [0.0, 0.0]])
    found = acceptability(table, sampling.uniform_draws(2, 100, 0))
    np.testing.assert_array_equal(found.shares, [[1, 0, 0], [1, 0, 0], [0, 0, 1]])
    assert np.isnan(found.central[2]).all()
    np.testing.assert_allclose(found.central[0], found.central[1])


def test_with_its_central_weights_a_unit_is_first() -> None:
    found = acceptability(TABLE, sampling.uniform_draws(4, 20_000, 6), tables=TABLE[None])
    assert found.confidence is not None
    for unit in np.flatnonzero(found.first > 0):
        assert np.argmax(TABLE @ found.central[unit]) == unit
        assert found.confidence[unit] == 1
    assert np.isnan(found.confidence[found.first == 0]).all()
    # In half of these tables the countries' values are turned upside down.
    both = acceptability(
        TABLE, sampling.uniform_draws(4, 2000, 6), tables=np.stack([TABLE, -TABLE])
    )
    assert both.confidence is not None
    assert both.confidence[place("CHE")] == 0.5


def test_any_index_can_be_sampled_and_stopped() -> None:
    def median(weights: np.ndarray) -> np.ndarray:
        return np.tile(np.median(TABLE, axis=1), (len(weights), 1))

    found = sampled(median, sampling.uniform_draws(4, 1500, 0))
    assert (found.shares.max(axis=1) == 1).all()
    seen: list[tuple[int, int]] = []

    def once(done: int, total: int) -> bool:
        seen.append((done, total))
        return False

    with pytest.raises(Stopped):
        acceptability(TABLE, sampling.uniform_draws(4, 5000, 0), progress=once)
    assert seen == [(1000, 5000)]


@settings(deadline=None, max_examples=40)
@given(st.integers(1, 4), st.integers(1, 12), st.integers(0, 2**32))
def test_exact_first_places_sum_to_one_and_agree_with_sampling(
    components: int, units: int, seed: int
) -> None:
    table = np.random.default_rng(seed).normal(size=(units, components))
    shares = first_shares(table)
    assert shares.sum() == pytest.approx(1, abs=1e-9)
    draws = sampling.uniform_draws(components, 4000, 1).all()
    counted = np.bincount(np.argmax(draws @ table.T, axis=1), minlength=units) / 4000
    assert np.abs(counted - shares).max() < 5 * 0.5 / np.sqrt(4000)


def test_degenerate_first_places() -> None:
    assert first_shares(np.array([[1.0, 2, 3], [1, 2, 3], [0, 0, 0]])).tolist() == [1, 1, 0]
    corners = np.vstack([np.eye(4), np.full((1, 4), 0.25)])
    np.testing.assert_allclose(first_shares(corners), [0.25, 0.25, 0.25, 0.25, 0], atol=1e-12)
    # Level with both neighbours along a whole face: nobody's share is lost or counted twice.
    facing = np.array([[1.0, 0, 0], [0, 1, 0], [0.5, 0.5, 0], [0, 0, 1]])
    np.testing.assert_allclose(first_shares(facing).sum(), 1)
    # A unit that at best draws level never has a share.
    assert first_share(facing, 2) == 0
    assert first_share(np.array([[2.0, 2.0]]), 0) == 1


def test_first_places_of_several_hundred_units() -> None:
    table = np.random.default_rng(11).random((400, 4))
    assert first_shares(table).sum() == pytest.approx(1, abs=1e-9)


def test_requests_that_make_no_sense_are_refused() -> None:
    with pytest.raises(AnalysisError, match="exact for up to 4 components, not 5"):
        first_shares(np.zeros((2, 5)))
    with pytest.raises(AnalysisError, match="0 draws"):
        sampling.uniform_draws(3, 0, 1)
    with pytest.raises(AnalysisError, match="seed"):
        sampling.uniform_draws(3, 10, -1)
    with pytest.raises(AnalysisError, match="fraction"):
        sampling.noise_draws(WEIGHTS, 2, 10, 1)
    with pytest.raises(AnalysisError, match="missing values"):
        acceptability(np.array([[np.nan, 1.0]]), sampling.uniform_draws(2, 10, 1))
