"""Ranks of many rows at once: those of the index, whatever the portions and the threads."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from ici_tui.analysis import acceptability as asking
from ici_tui.analysis import rank_counts, rank_tally, sampling, weighted_sums
from ici_tui.analysis.acceptability import acceptability
from ici_tui.analysis.buffers import Buffers
from ici_tui.analysis.narrow_order import narrow_order
from ici_tui.analysis.rank_counts import parts, placed, ranks_of
from ici_tui.analysis.rank_tally import RankTally
from ici_tui.index.ranking import TIE_SHARE, competition_ranks

TIE = int(TIE_SHARE * 2**52)

coarse = st.integers(-9, 9).map(lambda v: v / 4)
"""Scores that often tie."""
beside_a_tie = st.tuples(st.integers(0, 3), st.integers(-9, 9)).map(
    lambda at: at[0] * TIE_SHARE + at[1] * 2.0**-52
)
"""Scores whose distance is that of a tie, but for the last bits."""
beside_packed = st.integers(-70_000, 70_000).map(lambda bits: (TIE + bits) / 2**52)
"""Scores whose distance from 0 is that of a tie, but for the bits that packing takes."""
beside_narrow = st.tuples(st.integers(0, 3), st.integers(-1300, 1300)).map(
    lambda at: at[0] / 4 + at[1] * 2.0**-32
)
"""Scores whose distance is about what a narrow number tells."""
wild = st.floats(allow_nan=False, allow_infinity=False)
level = st.integers(0, 40).map(lambda bits: 50.0 + bits * 2.0**-47)
"""Scores that differ in their last bits only."""


def tables(scores: st.SearchStrategy[float]) -> st.SearchStrategy[np.ndarray]:
    """Up to 5 rows of up to 20 scores."""
    shapes = st.tuples(st.integers(1, 5), st.integers(1, 20))
    return shapes.flatmap(lambda shape: arrays(np.float64, shape, elements=scores))


@given(st.sampled_from([coarse, wild, level]).flatmap(tables))
def test_ranks_are_competition_ranks(scores: np.ndarray) -> None:
    with np.errstate(over="ignore"):
        assert (ranks_of(scores) == competition_ranks(scores)).all()


@given(
    tables(st.one_of(beside_a_tie, beside_packed, beside_narrow, coarse.map(lambda v: (v + 3) / 6)))
)
def test_ranks_are_competition_ranks_where_it_depends_on_a_bit(scores: np.ndarray) -> None:
    # All scores lie from 0 to 1, and somebody has each of these: so the tie is 1e-9 wide.
    ends = np.tile([0.0, 1.0], (len(scores), 1))
    scores = np.hstack([ends, np.clip(scores, 0.0, 1.0)])
    assert (ranks_of(scores) == competition_ranks(scores)).all()


@pytest.mark.parametrize("units", [1, 2, 255, 256, 257, 512, 513, 1000, 5000])
def test_ranks_of_many_units(units: int) -> None:
    scores = np.random.default_rng(units).normal(size=(30, units))
    scores[:, units // 2] = scores[:, 0]
    assert (ranks_of(scores) == competition_ranks(scores)).all()


def test_only_rows_in_doubt_are_ranked_the_slow_way(monkeypatch: pytest.MonkeyPatch) -> None:
    slowly: list[int] = []

    def spy(scores: np.ndarray) -> np.ndarray:
        slowly.append(len(scores))
        return competition_ranks(scores)

    monkeypatch.setattr(rank_counts, "competition_ranks", spy)
    scores = np.random.default_rng(0).permuted(np.tile(np.linspace(0, 1, 500), (40, 1)), axis=1)
    found = placed(scores)
    assert not len(found.tied)
    scores[3, 7] = scores[3, 8]  # a tie beyond doubt
    assert placed(scores).tied.tolist() == [3]
    assert slowly == []
    scores[5, 7] = scores[5, 8] + TIE_SHARE  # perhaps a tie
    scores[6] = 50 + scores[6] * 1e-14  # level but for the last bits
    found = placed(scores)
    assert found.tied.tolist() == [3, 5, 6]
    assert slowly == [2]
    assert (found.by_unit() == competition_ranks(scores)).all()


def test_narrow_numbers_leave_what_they_do_not_tell() -> None:
    scores = np.random.default_rng(0).permuted(np.tile(np.linspace(0, 1, 500), (40, 1)), axis=1)
    scores[3, 7] = scores[3, 8]
    scores[4, 7] = scores[4, 8] + 2.0**-24
    scores[5] = 7.0
    scores[6] *= 1.7e308
    scores[6, 0] = -1.7e308
    found = narrow_order(scores, Buffers())
    assert found is not None
    order, doubt = found
    assert np.flatnonzero(doubt).tolist() == [3, 4, 5, 6]
    assert (order[~doubt] == np.argsort(-scores[~doubt], axis=1)).all()


def test_among_twins_narrow_numbers_are_not_tried_on_every_row() -> None:
    scores = np.repeat(np.random.default_rng(1).normal(size=(40, 100)), 2, axis=1)
    assert narrow_order(scores, Buffers()) is None
    assert (ranks_of(scores) == competition_ranks(scores)).all()


@given(tables(coarse))
def test_who_is_first(scores: np.ndarray) -> None:
    found = placed(scores).firsts()
    pairs = [*enumerate(found.leaders.tolist())]
    pairs += zip(found.rows.tolist(), found.others.tolist(), strict=True)
    assert len(pairs) == len(set(pairs))
    assert set(pairs) == {(r, u) for r, u in np.argwhere(competition_ranks(scores) == 1).tolist()}


def test_no_more_units_than_a_packed_number_tells_apart() -> None:
    with pytest.raises(ValueError, match="at most 65536 units"):
        placed(np.zeros((1, rank_counts.PACKED_UNITS + 1)))


def counted(scores: np.ndarray) -> np.ndarray:
    """The second algorithm: one draw and one unit after the other."""
    counts = np.zeros((scores.shape[1],) * 2, dtype=np.int64)
    for row in competition_ranks(scores):
        for unit, rank in enumerate(row):
            counts[unit, rank - 1] += 1
    return counts


@pytest.mark.parametrize("columns", [1, 7, 32])
@pytest.mark.parametrize("kind", ["plain", "some tie", "all tie"])
def test_ranks_are_counted_by_columns(
    columns: int, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rank_tally, "COLUMNS", columns)
    monkeypatch.setattr(rank_tally, "MOST_KEPT", 1)
    monkeypatch.setattr(rank_tally, "BLOCK", 17)
    scores = np.random.default_rng(1).normal(size=(40, 33))
    scores[:: {"plain": 99, "some tie": 2, "all tie": 1}[kind], :4] = 0.0
    tally = RankTally(33, 40)
    assert tally.room == 17
    tally.add(scores)
    np.testing.assert_array_equal(tally.counts, counted(scores))


def one_after_the_other(table: np.ndarray, draws: sampling.Draws) -> tuple[np.ndarray, np.ndarray]:
    """Shares and central weights, with a general sort and sums in the order of the draws."""
    units = len(table)
    ranks = np.vstack([competition_ranks(weights @ table.T) for weights in draws.blocks()])
    shares = np.stack([(ranks == rank).mean(axis=0) for rank in range(1, units + 1)], axis=1)
    weights = draws.all()
    central = [
        np.mean([weights[k] for k in np.flatnonzero(ranks[:, unit] == 1)] or [[np.nan] * 3], axis=0)
        for unit in range(units)
    ]
    return shares, np.array(central)


@pytest.mark.parametrize("twice", [False, True])
def test_the_same_whatever_the_threads_and_the_room(
    twice: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = np.random.default_rng(2).normal(size=(90, 3))
    table = np.repeat(table[:45], 2, axis=0) if twice else table
    draws = sampling.uniform_draws(3, 3500, 1)
    shares, central = one_after_the_other(table, draws)
    found = []
    for cores, kept, cells in ((1, 1 << 25, 1 << 16), (2, 1, 1 << 16), (7, 180_000, 1 << 12)):
        monkeypatch.setattr(asking.os, "cpu_count", lambda cores=cores: cores)
        monkeypatch.setattr(rank_tally, "MOST_KEPT", kept)
        monkeypatch.setattr(rank_counts, "CELLS_AT_ONCE", cells)
        found.append(acceptability(table, draws))
        np.testing.assert_array_equal(found[-1].shares, shares)
        np.testing.assert_allclose(found[-1].central, central, rtol=1e-12)
    for other in found[1:]:
        assert found[0].shares.tobytes() == other.shares.tobytes()
        assert found[0].expected_rank.tobytes() == other.expected_rank.tobytes()
    assert len({one.central.tobytes() for one in found}) == 1


def test_scores_are_never_made_for_more_than_a_portion(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rank_counts, "CELLS_AT_ONCE", 1000)
    assert [p.stop - p.start for p in parts(25, 90)] == [9, 9, 7]
    assert [p.stop - p.start for p in parts(2, 5000)] == [1, 1]
    asked: list[int] = []

    def score(weights: np.ndarray) -> np.ndarray:
        asked.append(len(weights))
        return weights @ np.ones((3, 90)) + np.arange(90)

    asking.sampled(score, sampling.uniform_draws(3, 50, 1))
    assert max(asked) <= 11


@pytest.mark.parametrize("shape", [(1000, 3, 40), (30, 12, 3000), (20, 60, 9000), (1, 2, 5)])
def test_sums_are_made_in_portions_below_the_threads_of_the_library(
    shape: tuple[int, int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    draws, components, units = shape
    generator = np.random.default_rng(4)
    weights, columns = generator.random((draws, components)), generator.random((components, units))
    sizes: list[int] = []
    plain = np.matmul

    def spy(left: np.ndarray, right: np.ndarray, out: np.ndarray) -> np.ndarray:
        # A pile of products is computed one by one.
        sizes.extend([left.shape[-2] * right.size] * (len(left) if left.ndim == 3 else 1))
        return plain(left, right, out=out)

    monkeypatch.setattr(weighted_sums.np, "matmul", spy)
    found = weighted_sums.weighted_sums(weights, columns)
    monkeypatch.undo()
    np.testing.assert_allclose(found, weights @ columns, rtol=1e-13)
    assert max(sizes) <= weighted_sums.ONE_THREAD
    assert sum(sizes) == draws * components * units


def test_columns_are_counted_in_threads() -> None:
    scores = np.random.default_rng(5).normal(size=(50, 200))
    tally = RankTally(200, 50)
    for part in parts(*scores.shape):
        tally.keep(part.start, placed(scores[part]))
    with ThreadPoolExecutor(3) as pool:
        tally.count(50, pool.map)
    np.testing.assert_array_equal(tally.counts, counted(scores))
