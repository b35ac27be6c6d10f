"""How far each weight may move where units lack values, against the ranking at those weights."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from ici_tui import OpenIndex, open_index
from ici_tui.analysis.curves import Curves, Means, all_meetings
from ici_tui.analysis.inputs import AnalysisError
from ici_tui.analysis.strip import strip
from ici_tui.analysis.strip_gaps import strip_gaps
from ici_tui.views.intervals import intervals
from tests.unit.robust_packs import written

if TYPE_CHECKING:
    from pathlib import Path

    import numpy.typing as npt

    FloatArray = npt.NDArray[np.float64]

NEAR = 1e-6


def ahead(table: FloatArray, weights: FloatArray, k: int, share: float) -> npt.NDArray[np.bool_]:
    """Who is ahead of whom with one weight at a share, the others in proportion: n × n."""
    rest = np.delete(weights, k)
    others = rest / rest.sum() if rest.sum() > 0 else np.full(len(rest), 1 / len(rest))
    moved = np.insert((1 - share) * others, k, share)
    present = ~np.isnan(table)
    scores = np.where(present, table, 0) @ moved / (present @ moved)
    apart = scores[:, None] - scores[None, :]
    found: npt.NDArray[np.bool_] = apart > 1e-12
    return found


def first(before: npt.NDArray[np.bool_], count: int) -> npt.NDArray[np.bool_]:
    """Pairs of one of the first so many and one who is not, among those who are ahead of whom."""
    better = before.sum(axis=0) < count
    pairs: npt.NDArray[np.bool_] = before & better[:, None] & ~better[None, :]
    return pairs


@pytest.mark.parametrize("seed", range(12))
def test_within_the_ends_nobody_passes_and_beyond_them_somebody_does(seed: int) -> None:
    rng = np.random.default_rng(seed)
    units, count = int(rng.integers(2, 9)), int(rng.integers(2, 6))
    table = rng.integers(0, 30, (units, count)).astype(float)
    lacking = rng.random((units, count)) < 0.3
    lacking[np.arange(units), rng.integers(0, count, units)] = False
    table[lacking] = np.nan
    weights = rng.dirichlet(np.ones(count))
    found = strip_gaps(Means.of(table, weights), top=2)
    for k in range(count):
        now = ahead(table, weights, k, float(weights[k]))
        for ends, kept in (
            (found.order[k], now),
            (found.leader[k], first(now, 1)),
            (found.top[k], first(now, 2)),
        ):
            low, high = ends.tolist()
            assert 0 <= low <= weights[k] <= high <= 1
            for share in np.linspace(max(low, 0) + NEAR, min(high, 1) - NEAR, 101).tolist():
                assert ahead(table, weights, k, share)[kept].all(), (k, share)
            for beyond, inside in ((low - NEAR, low > NEAR), (high + NEAR, high < 1 - NEAR)):
                if inside:
                    assert not ahead(table, weights, k, beyond)[kept].all(), (k, beyond)


@pytest.mark.parametrize("seed", range(12))
def test_every_meeting_along_a_weight_is_found(seed: int) -> None:
    rng = np.random.default_rng(100 + seed)
    table = rng.integers(0, 50, (6, 4)) + rng.random((6, 4))
    table[rng.random((6, 4)) < 0.3] = np.nan
    table[:, 0] = np.where(np.isnan(table).all(axis=1), 1.5, table[:, 0])
    weights, k = rng.dirichlet(np.ones(4)), int(rng.integers(4))
    met = all_meetings(Curves.of(Means.of(table, weights), k))
    assert list(met.at) == sorted(met.at)
    grid = np.linspace(1e-7, 1 - 1e-7, 4001)
    along = np.array([ahead(table, weights, k, share) for share in grid.tolist()])
    for one in range(6):
        for other in range(6):
            passes = np.flatnonzero(~along[:-1, one, other] & along[1:, one, other])
            told = met.at[(met.up == one) & (met.down == other)]
            # Two passes between neighbouring places of the grid are seen as none.
            assert len(told) >= len(passes)
            for place in passes.tolist():
                assert np.abs(told - grid[place]).min() <= 2 / 4000
            for at in told.tolist():
                assert not ahead(table, weights, k, at - 1e-9)[one, other]
                assert ahead(table, weights, k, at + 1e-9)[one, other]


@pytest.mark.parametrize("weights", [(0.5, 0.3, 0.2), (0.0, 0.6, 0.4), (1.0, 0.0, 0.0)])
def test_where_nothing_is_missing_it_is_the_straight_lines(weights: tuple[float, ...]) -> None:
    table = np.random.default_rng(3).random((40, 3))
    lines = strip(table, np.array(weights), top=3)
    curves = strip_gaps(Means.of(table, np.array(weights)), top=3)
    for what in ("order", "leader", "top"):
        assert getattr(curves, what) == pytest.approx(getattr(lines, what), abs=1e-9)


def test_ties_now_may_part_and_too_many_of_them_are_refused() -> None:
    level = np.array([[4.0, 2.0, np.nan], [2.0, 4.0, np.nan], [1.0, np.nan, 1.0]])
    found = strip_gaps(Means.of(level, np.full(3, 1 / 3)))
    # Neither of the two that are level can fall to the third.
    assert found.order == pytest.approx(np.array([[0, 1], [0, 1], [0, 1]]))
    many = np.where(np.arange(6000)[:, None] < 3000, 1.0, [2.0, np.nan])
    with pytest.raises(AnalysisError):
        strip_gaps(Means.of(many, np.full(2, 0.5)))


META = """iCode,iName,Type,Level,Parent,Direction,Weight
A1,A1,Indicator,1,A,1,3
A2,A2,Indicator,1,A,1,2
A3,A3,Indicator,1,A,1,1
B1,B1,Indicator,1,B,1,1
B2,B2,Indicator,1,B,1,1
A,Part A,Aggregate,2,Index,1,45
B,Part B,Aggregate,2,Index,1,55
Index,Index,Aggregate,3,,1,1
"""
ROWS = [
    (5, 9, 2, 4, 8), (7, None, 3, 6, 1), (None, 2, 6, None, 5), (3, 4, None, 9, None),
    (8, 1, 1, None, None), (None, None, None, 6, 7), (2, 2, 5, 1, 9),
]  # fmt: skip


def nested(folder: Path, aggregate: str) -> OpenIndex:
    data = ["uCode,uName,A1,A2,A3,B1,B2"]
    data += [f"U{k},U{k},{','.join('' if v is None else str(v) for v in row)}"
             for k, row in enumerate(ROWS)]  # fmt: skip
    pipeline = f'normalise = "none"\naggregate = "{aggregate}"\n'
    return open_index(written(folder / "pack", data, META.splitlines(), pipeline))


@pytest.mark.parametrize("aggregate", ["arithmetic", "geometric", "harmonic"])
@pytest.mark.parametrize("parent", ["Index", "A", "B"])
def test_the_ends_of_weights_inside_a_tree_are_those_of_its_ranking(
    tmp_path: Path, parent: str, aggregate: str
) -> None:
    study = nested(tmp_path, aggregate).study
    found = intervals(study, parent, 3)
    now = study.scores.ranks("Index")
    before = now[:, None] < now[None, :]
    assert found.by_code

    def kept(code: str, points: float) -> bool:
        family = study.weights.families[parent]
        others = {c: s for c, s in zip(family.codes, family.shares, strict=True) if c != code}
        left = (100 - points) / sum(others.values())
        text = ",".join(f"{c}={left * s:.13f}" for c, s in others.items())
        moved = OpenIndex(study).with_weights(f"{code}={points:.13f},{text}").study
        ranks = moved.scores.ranks("Index")
        return bool((ranks[:, None] < ranks[None, :])[before].all())

    for code, ends in found.by_code.items():
        low, high = ends.order
        for points in np.linspace(low + 1e-3, high - 1e-3, 9).tolist():
            assert kept(code, points), (code, points)
        assert low == 0 or not kept(code, low - 1e-3)
        assert high == 100 or not kept(code, high + 1e-3)
