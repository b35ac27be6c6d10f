"""Best and worst ranks, and the least change for a rank, against going through all cases."""

from __future__ import annotations

import threading
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import pytest

from ici_tui.analysis.inputs import AnalysisError, pass_margin
from ici_tui.analysis.moves import Limits, limits
from ici_tui.analysis.overtake import NORMS, overtake
from ici_tui.analysis.programmes import most_slack, nearest_satisfying
from ici_tui.analysis.rank_range import rank_bounds, rank_range
from ici_tui.analysis.reach_rank import reach_rank
from ici_tui.analysis.sampling import box_draws
from ici_tui.analysis.solver import Children, stream
from ici_tui.index.ranking import competition_ranks
from ici_tui.stopped import Stopped
from tests.unit.test_analysis_t4 import CODES, TABLE, WEIGHTS, place

if TYPE_CHECKING:
    from collections.abc import Iterator


def fewest_not_beaten(rows: np.ndarray, margin: float, allowed: Limits) -> int:
    """Go through all sets of rivals: the largest that some weights beat together."""
    for size in range(len(rows), 0, -1):
        for chosen in combinations(range(len(rows)), size):
            if most_slack(rows[list(chosen)], allowed)[1] >= margin:
                return len(rows) - size
    return len(rows)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("within", [0.08, 0.25, None])
def test_ranks_are_those_of_all_cases(seed: int, within: float | None) -> None:
    generator = np.random.default_rng(seed)
    table = np.round(generator.random((7, 4)) * 10)
    weights = generator.dirichlet(np.ones(4) * 3)
    allowed = limits(weights, within=within)
    margin = pass_margin(table, table @ weights)
    unit = int(generator.integers(7))
    found = rank_range(table, weights, unit, within=within)
    rows = np.delete(table[unit] - table, unit, axis=0)
    rows = rows[rows.any(axis=1)]  # identical units are level everywhere
    assert found.exact
    assert found.best.attained == 1 + fewest_not_beaten(rows, margin, allowed)
    assert found.worst.attained == 1 + len(rows) - fewest_not_beaten(-rows, margin, allowed)
    for end in (found.best, found.worst):
        assert competition_ranks(table @ end.weights)[unit] == end.attained
        assert (end.weights >= allowed.low - 1e-9).all()
        assert (end.weights <= allowed.high + 1e-9).all()


def test_no_draw_leaves_the_range() -> None:
    ranks = competition_ranks(box_draws(WEIGHTS, 0.05, 5000, 1).all() @ TABLE.T)
    for code in ("LUX", "CZE", "IDN"):
        unit = place(code)
        found = rank_range(TABLE, WEIGHTS, unit, within=0.05)
        assert found.best.attained <= ranks[:, unit].min()
        assert found.worst.attained >= ranks[:, unit].max()


def test_bounds_close_from_both_sides_and_start_at_once() -> None:
    unit = place("SGP")
    best = list(rank_bounds(TABLE, WEIGHTS, unit, "best"))
    worst = list(rank_bounds(TABLE, WEIGHTS, unit, "worst"))
    for bounds, sign in ((best, 1), (worst, -1)):
        attained = [sign * bound.attained for bound in bounds]
        proved = [sign * bound.proved for bound in bounds]
        assert attained == sorted(attained, reverse=True)
        assert proved == sorted(proved)
        assert all(p <= a for p, a in zip(proved, attained, strict=True))
        assert bounds[-1].exact
    assert not worst[0].exact


def test_without_time_the_answer_lies_between() -> None:
    generator = np.random.default_rng(5)
    table, weights = generator.random((120, 8)), np.full(8, 1 / 8)
    unit = int(np.argsort(table @ weights)[60])
    *_, last = rank_bounds(table, weights, unit, "best", within=0.05, seconds=0)
    assert not last.exact
    assert last.proved < last.attained <= competition_ranks(table @ weights)[unit]


def test_the_solver_can_be_stopped_and_closed() -> None:
    generator = np.random.default_rng(5)
    table, weights = generator.random((200, 10)), np.full(10, 0.1)
    unit = int(np.argsort(table @ weights)[100])
    stop = threading.Event()
    threading.Timer(0.2, stop.set).start()
    with pytest.raises(Stopped):
        list(rank_bounds(table, weights, unit, "best", within=0.2, stop=stop.is_set))
    bounds = rank_bounds(table, weights, unit, "worst", within=0.2)
    next(bounds)
    next(bounds)
    bounds.close()
    assert threading.active_count() < 4


def test_nothing_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    rank_range(TABLE, WEIGHTS, place("SGP"))
    reach_rank(TABLE, WEIGHTS, place("SWE"), 4)
    reach_rank(TABLE, WEIGHTS, place("SGP"), 1)
    assert capfd.readouterr() == ("", "")


def test_locks_and_single_weights() -> None:
    locked = limits(WEIGHTS, locked=[0, 1, 2, 3])
    ranks = competition_ranks(TABLE @ WEIGHTS)
    for unit in (0, 10, 50):
        found = rank_range(TABLE, WEIGHTS, unit, allowed=locked)
        assert found.exact
        assert found.best.attained == found.worst.attained == ranks[unit]
    single = rank_range(TABLE[:, :1], np.ones(1), 3)
    assert single.best.attained == single.worst.attained == competition_ranks(TABLE[:, 0])[3]
    alone = rank_range(TABLE[:1], WEIGHTS, 0)
    assert (alone.best.attained, alone.worst.attained) == (1, 1)


def test_identical_units_are_level_and_count_for_neither_end() -> None:
    table = np.array([[2.0, 1.0], [2.0, 1.0], [1.0, 2.0]])
    found = rank_range(table, np.array([0.5, 0.5]), 0)
    assert (found.best.attained, found.worst.attained) == (1, 2)


@pytest.mark.parametrize("norm", NORMS)
def test_to_be_first_among_two_is_to_overtake(norm: str) -> None:
    two = TABLE[[place("SGP"), place("CHE")]]
    first = reach_rank(two, WEIGHTS, 0, 1, norm=norm)  # type: ignore[arg-type]
    over = overtake(two, WEIGHTS, 0, 1, norm=norm)  # type: ignore[arg-type]
    assert first.distance == pytest.approx(over.distance, abs=1e-8)
    assert first.points_moved == pytest.approx(over.points_moved, abs=1e-5)
    assert first.rank == over.rank_x == 1


@pytest.fixture(scope="module")
def children() -> Iterator[Children]:
    """Processes that solve one problem after another."""
    with Children() as found:
        yield found


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("norm", ["l1", "linf"])
def test_the_least_change_for_a_rank_is_that_of_all_cases(
    seed: int, norm: str, children: Children
) -> None:
    generator = np.random.default_rng(100 + seed)
    table, weights = generator.random((7, 4)), generator.dirichlet(np.ones(4) * 3)
    allowed = limits(weights)
    unit = int(np.argsort(table @ weights)[1])
    rivals = [i for i in range(7) if i != unit]
    for wanted in (1, 2, 4):
        least = np.inf
        for chosen in combinations(rivals, 7 - wanted):
            rows = table[unit] - table[list(chosen)]
            if most_slack(rows, allowed)[1] > 1e-7:
                near = nearest_satisfying(rows, 0.0, weights, allowed, norm)  # type: ignore[arg-type]
                assert near is not None
                gone = np.abs(near - weights)
                least = min(least, gone.sum() if norm == "l1" else gone.max())
        found = reach_rank(table, weights, unit, wanted, norm=norm, children=children)  # type: ignore[arg-type]
        assert found.possible == np.isfinite(least)
        assert found.distance == pytest.approx(least, abs=2e-5)
        assert found.exact
        if found.possible:
            assert competition_ranks(table @ found.weights)[unit] == found.rank <= wanted


def test_first_in_l2_is_nearest_among_weights_with_which_it_is_first() -> None:
    found = reach_rank(TABLE, WEIGHTS, place("SGP"), 1, norm="l2")
    assert found.rank == 1
    draws = box_draws(WEIGHTS, 0.3, 200_000, 3).all()
    first = draws[np.argmax(draws @ TABLE.T, axis=1) == place("SGP")]
    nearest = np.linalg.norm(first - WEIGHTS, axis=1).min()
    assert found.distance <= nearest
    assert found.distance == pytest.approx(nearest, abs=0.02)


def test_a_mix_of_rivals_proves_that_a_unit_is_never_first() -> None:
    found = reach_rank(TABLE, WEIGHTS, place("NLD"), 1)
    assert not found.possible
    assert found.certificate is not None
    shares = np.array([share for _, share in found.certificate.mix])
    rivals = [unit for unit, _ in found.certificate.mix]
    assert shares.sum() == pytest.approx(1)
    assert (shares @ TABLE[rivals] >= TABLE[place("NLD")] - 1e-9).all()
    sentence = found.certificate.sentence("NLD", 1, CODES)
    assert sentence.startswith("impossible: the mix ")
    assert "BEL" in sentence
    assert "CHE" in sentence


def test_rivals_that_stay_ahead_are_named() -> None:
    found = reach_rank(TABLE, WEIGHTS, place("SWE"), 1)
    assert found.certificate is not None
    assert found.certificate.ahead == (place("CHE"),)
    assert "CHE stay" in found.certificate.sentence("SWE", 1, CODES)
    proved = reach_rank(TABLE, WEIGHTS, place("CHN"), 30)
    assert not proved.possible
    assert proved.certificate is not None
    assert "never has rank 30" in proved.certificate.sentence("CHN", 30, CODES)
    already = reach_rank(TABLE, WEIGHTS, place("CHE"), 3)
    assert already.possible
    assert already.distance == 0


def test_questions_that_make_no_sense_are_refused() -> None:
    with pytest.raises(AnalysisError, match="no rank 0"):
        reach_rank(TABLE, WEIGHTS, 0, 0)
    with pytest.raises(AnalysisError, match="not in l2"):
        reach_rank(TABLE, WEIGHTS, place("SWE"), 4, norm="l2")
    with pytest.raises(AnalysisError, match="solver failed: AttributeError"):
        list(stream("ici_tui.analysis.subsystem:nothing_of_that_name", ()))
