"""Answers over an ensemble of tables: each table asked alone must agree."""

from __future__ import annotations

import numpy as np
import pytest

from ici_tui.analysis import across_tables as across
from ici_tui.analysis import sweep
from ici_tui.analysis.inputs import AnalysisError
from ici_tui.analysis.moves import limits
from ici_tui.analysis.overtake import overtake
from ici_tui.analysis.probability import beats
from ici_tui.analysis.reach_rank import reach_rank
from ici_tui.analysis.strip_across import strip_across
from ici_tui.index.ranking import competition_ranks

GENERATOR = np.random.default_rng(12)
TABLES = np.round(GENERATOR.random((60, 11, 4)) * 20)
WEIGHTS = np.array([0.4, 0.3, 0.2, 0.1])


def test_a_pair_is_ahead_level_or_behind_in_each_table() -> None:
    for x, y in ((0, 1), (3, 7), (10, 2)):
        found = across.pair(TABLES, WEIGHTS, x, y)
        ranks = competition_ranks(TABLES @ WEIGHTS)
        assert found.ahead == (ranks[:, x] < ranks[:, y]).mean()
        assert found.tied == pytest.approx((ranks[:, x] == ranks[:, y]).mean())
        assert found.ahead + found.tied + found.behind == pytest.approx(1)
        assert across.holds(TABLES, WEIGHTS, x, y) == found.ahead


@pytest.mark.parametrize("locked", [(), (1,)])
def test_overtaking_is_exact_in_each_table(locked: tuple[int, ...]) -> None:
    allowed = limits(WEIGHTS, locked)
    found = across.overtake(TABLES, WEIGHTS, 0, 1, allowed)
    alone = np.array(
        [overtake(table, WEIGHTS, 0, 1, allowed=allowed).points_moved for table in TABLES]
    )
    np.testing.assert_allclose(found.points, alone, atol=1e-9)
    assert found.ever == np.isfinite(alone).mean()
    assert found.within(10) == (alone <= 10).mean()
    low, middle, high = found.quantiles()
    assert low <= middle <= high
    assert middle in found.points


@pytest.mark.parametrize("locked", [(), (1,)])
@pytest.mark.parametrize("wanted", [1, 2, 4])
def test_a_rank_that_rivals_keep_out_of_reach(wanted: int, locked: tuple[int, ...]) -> None:
    """Corners of the weights tell who can be passed; where they say never, never it is."""
    allowed = limits(WEIGHTS, locked)
    free = [k for k in range(4) if k not in locked]
    corners = np.zeros((len(free), 4))
    corners[:, list(locked)] = WEIGHTS[list(locked)]
    corners[np.arange(len(free)), free] = 1 - WEIGHTS[list(locked)].sum()
    for x in (0, 6):
        found = across.out_of_reach(TABLES, WEIGHTS, x, wanted, allowed)
        gaps = (TABLES[:, [x]] - TABLES) @ corners.T
        never = ((gaps <= 1e-9).all(axis=2) & (gaps < -1e-9).any(axis=2)).sum(axis=1) >= wanted
        assert found == never.mean()
        for table in TABLES[never][:5]:
            assert not reach_rank(table, WEIGHTS, x, wanted, allowed=allowed).possible
    assert across.out_of_reach(TABLES, WEIGHTS, 0, 1) > 0


def test_chances_are_those_of_each_table() -> None:
    found = across.chance(TABLES, WEIGHTS, 2, 3, (8, 6, 4, 2))
    for table, chance in zip(TABLES, found, strict=True):
        assert chance == pytest.approx(beats(table[2] - table[3], (8, 6, 4, 2))[0], abs=1e-12)


def test_an_interval_stands_in_a_table_if_it_stands_along_the_whole_way() -> None:
    base = sweep.one_weight(TABLES[0], WEIGHTS, 0)
    low, high = base.leader_interval
    leader = int(np.argmax(TABLES[0] @ WEIGHTS))
    others = np.array([i for i in range(11) if i != leader])
    ends = np.stack([sweep.weights_at(WEIGHTS, 0, t) for t in (low, high)])
    found = across.in_order(TABLES, ends, np.full(10, leader), others)
    path = np.stack([sweep.weights_at(WEIGHTS, 0, t) for t in np.linspace(low, high, 41)])
    slow = [
        all((table @ weights)[leader] >= (table @ weights).max() - 1e-9 for weights in path)
        for table in TABLES
    ]
    assert slow[0]
    assert found == pytest.approx(np.mean(slow))


def test_input_that_does_not_fit_is_refused() -> None:
    with pytest.raises(AnalysisError, match="tables × units × components"):
        across.pair(TABLES[0], WEIGHTS, 0, 1)
    broken = TABLES.copy()
    broken[3, 4, 0] = np.nan
    with pytest.raises(AnalysisError, match="missing values"):
        across.overtake(broken, WEIGHTS, 0, 1)
    with pytest.raises(AnalysisError, match="no unit 11"):
        across.pair(TABLES, WEIGHTS, 0, 11)


def test_noise_in_a_level_table_is_no_lead() -> None:
    noise = np.zeros((1, 6, 4))
    noise[0, :, 0] = np.arange(6) * 1e-14
    level = 100 + np.concatenate([noise, -noise])
    found = across.pair(level, WEIGHTS, 0, 1)
    assert found.tied == 1
    above, below = np.array([0, 1]), np.array([1, 2])
    assert across.in_order(level, WEIGHTS[None, :], above, below) == 1
    assert across.out_of_reach(level, WEIGHTS, 0, 1) == 0
    assert strip_across(level, WEIGHTS, 0.9).tied == 1
