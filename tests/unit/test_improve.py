"""What a unit needs: against a bisection through the whole pipeline, and against scipy."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from scipy.optimize import linprog, minimize

from ici_tui.analysis.improve import Rise, least_sum
from ici_tui.analysis.inputs import AnalysisError
from ici_tui.analysis.level_point import least_level
from ici_tui.analysis.transform import family_of
from ici_tui.index.pipeline import run_pipeline, through_stages
from ici_tui.index.tree import Tree
from ici_tui.index.what_if import WhatIf, with_values
from ici_tui.packs.load import load_pack
from ici_tui.views.robust.improve import build_improve
from ici_tui.views.study import Study
from tests.unit.robust_packs import plain_pack

if TYPE_CHECKING:
    from ici_tui.index.model import Index
    from ici_tui.index.pipeline import Through
    from ici_tui.index.table import Table

NORMALISE = (
    "none", "minmax:0,100", "minmax:1,100", "zscore", "rank", "percentile-rank", "borda",
    "distance-to-max", "fraction-of-max", "zscore:100,10",
)  # fmt: skip
AGGREGATE = ("arithmetic", "geometric", "harmonic", "power:0.5", "power:2", "median")


def pack(folder: Path, seed: int, units: int = 9, gaps: bool = False) -> Path:
    """A pack of four indicators in two pillars, one of which is better where it is less."""
    rng = np.random.default_rng(seed)
    values = rng.uniform(5, 50, (units, 4)).round(3)
    rows = [[f"{value}" for value in row] for row in values]
    if gaps:
        rows[2][1] = rows[4][3] = ""
    folder.mkdir()
    lines = ["uCode,uName,A1,A2,B1,B2"]
    lines += [",".join([f"U{k}", f"Unit {k}", *row]) for k, row in enumerate(rows)]
    (folder / "iData.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    meta = """iCode,iName,Type,Level,Parent,Direction,Weight
A1,A1,Indicator,1,A,1,2
A2,A2,Indicator,1,A,-1,1
B1,B1,Indicator,1,B,1,1
B2,B2,Indicator,1,B,1,3
A,A,Aggregate,2,Index,1,3
B,B,Aggregate,2,Index,1,2
Index,Index,Aggregate,3,,1,1
"""
    (folder / "iMeta.csv").write_text(meta, encoding="utf-8")
    (folder / "pack.toml").write_text('[pipeline]\nnormalise = "minmax:0,100"\n', encoding="utf-8")
    return folder


def study_of(folder: Path, **options: object) -> Study:
    """The pack with other methods."""
    found = load_pack(folder)
    return Study.of(found, options=found.index.options._replace(**options))  # type: ignore[arg-type]


def root_scores(study: Study, index: Index) -> np.ndarray:
    """Scores by the pipeline from its start."""
    return run_pipeline(index).scores(study.weights).of(index.tree.root.code)


def by_halving(study: Study, x: int, y: int, k: int, far: float) -> float | None:
    """The directed value at which x is level with y, by halving alone."""
    index = study.pack.index
    sign = index.tree.leaves[k].direction

    def ahead(value: float) -> bool:
        scores = root_scores(study, with_values(index, {(x, k): value * sign}))
        return bool(scores[x] >= scores[y] - 1e-11 * np.ptp(scores))

    low, high = index.data[x, k] * sign, far
    if not ahead(high):
        return None
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (low, middle) if ahead(middle) else (middle, high)
    return high


WITH_ZERO = {"none", "minmax:0,100", "distance-to-max", "percentile-rank", "borda", "zscore"}
"""Values of 0 and below have none of the means but the arithmetic and the median."""
PIPELINES = [
    (normalise, aggregate)
    for normalise in NORMALISE
    for aggregate in AGGREGATE
    if normalise not in WITH_ZERO or aggregate in {"arithmetic", "median"}
]


@pytest.mark.parametrize(("normalise", "aggregate"), PIPELINES)
def test_needed_values_agree_with_halving(tmp_path: Path, normalise: str, aggregate: str) -> None:
    study = study_of(pack(tmp_path / "p", 3), normalise=normalise, aggregate=(aggregate,))
    index = study.pack.index
    ranks = study.scores.ranks("Index")
    x, y = int(np.argmax(ranks)), int(np.argmin(ranks))
    view = build_improve(study, x, y)
    for k, alone in enumerate(view.alone):
        sign = index.tree.leaves[k].direction
        column = index.data[:, k] * sign
        span = float(np.ptp(column))
        reach = alone.best * sign if alone.possible else column.max() + 1e6 * span
        if normalise == "fraction-of-max" and sign < 0:
            reach = min(reach, -1e-12)  # where less is better there is no share of 0
        expected = by_halving(study, x, y, k, reach)
        assert (alone.needed is None) == (expected is None)
        if alone.needed is not None and expected is not None:
            tolerance = 1e-6 * max(span, abs(expected) * 1e-3)
            assert alone.needed * sign == pytest.approx(expected, abs=tolerance)
            assert alone.possible == (expected <= column.max() + 1e-9 * span)


@pytest.mark.parametrize("impute", ["none", "mean", "median", "row-mean"])
@pytest.mark.parametrize("treat", ["none", "winsorise"])
@pytest.mark.parametrize("normalise", ["minmax:0,100", "none"])
def test_other_values_cost_one_column_and_give_what_the_whole_pipeline_gives(
    tmp_path: Path, impute: str, treat: str, normalise: str
) -> None:
    methods = {"impute": impute, "treat": treat, "normalise": normalise}
    study = study_of(pack(tmp_path / "p", 5, units=20, gaps=True), **methods)
    index = study.pack.index
    asked = WhatIf(index, study.prepared, study.weights)
    rng = np.random.default_rng(0)
    for _ in range(20):
        values = {
            (int(rng.integers(20)), int(rng.integers(4))): float(rng.uniform(-20, 120))
            for _ in range(int(rng.integers(1, 4)))
        }
        expected = run_pipeline(with_values(index, values)).scores(study.weights)
        found = asked.scores(values)
        for node in index.tree.nodes:
            assert np.array_equal(found.of(node.code), expected.of(node.code), equal_nan=True)
        assert np.array_equal(found.present, expected.present)


@pytest.mark.parametrize("impute", ["none", "mean", "row-mean"])
@pytest.mark.parametrize("treat", ["none", "winsorise"])
@pytest.mark.parametrize("normalise", ["minmax:0,100", "rank", "none"])
def test_an_indicator_turned_gives_what_the_whole_pipeline_gives(
    tmp_path: Path, impute: str, treat: str, normalise: str
) -> None:
    methods = {"impute": impute, "treat": treat, "normalise": normalise}
    study = study_of(pack(tmp_path / "p", 5, units=20, gaps=True), **methods)
    index = study.pack.index
    asked = WhatIf(index, study.prepared, study.weights)
    for column, leaf in enumerate(index.tree.leaves):
        turned = leaf._replace(direction=-leaf.direction)
        tree = Tree.build(turned if node is leaf else node for node in index.tree.nodes)
        expected = run_pipeline(replace(index, tree=tree)).scores(study.weights)
        found = asked.turned(column)
        for node in index.tree.nodes:
            assert np.array_equal(found.of(node.code), expected.of(node.code), equal_nan=True)


def test_a_value_that_no_other_unit_sees_costs_one_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows: list[int] = []

    def watched(table: Table, *others: object) -> Through:
        rows.append(len(table.units))
        return through_stages(table, *others)  # type: ignore[arg-type]

    monkeypatch.setattr("ici_tui.index.what_if.through_stages", watched)
    for normalise in ("none", "minmax:0,100"):
        study = study_of(pack(tmp_path / normalise[:4], 5, units=20), normalise=normalise)
        WhatIf(study.pack.index, study.prepared, study.weights).root({(3, 1): 50.0})
    assert rows == [1, 20]


def rises(seed: int, power: str) -> tuple[Rise, float]:
    """A random programme, and a gain that is between nothing and all there is."""
    rng = np.random.default_rng(seed)
    m = int(rng.integers(2, 9))
    start = rng.uniform(1, 60, m)
    rise = Rise(
        family_of(power), start, start + rng.uniform(1, 40, m), rng.uniform(0.1, 1, m),
        rng.dirichlet(np.ones(m)),
    )  # fmt: skip
    return rise, float(rng.uniform(0.05, 0.95)) * rise.gain(rise.most)


@pytest.mark.parametrize("seed", range(20))
def test_the_least_sum_of_a_weighted_sum_is_that_of_a_linear_programme(seed: int) -> None:
    rise, missing = rises(seed, "arithmetic")
    found = least_sum(rise, missing)
    assert found is not None
    solved = linprog(
        np.ones(len(rise.most)),
        A_ub=-(rise.slope * rise.weight)[None, :],
        b_ub=[-missing],
        bounds=list(zip(np.zeros(len(rise.most)), rise.most, strict=True)),
    )
    assert found.sum() == pytest.approx(solved.fun, rel=1e-9)
    assert rise.gain(found) == pytest.approx(missing, rel=1e-9)
    assert (found >= 0).all()
    assert (found <= rise.most).all()


@pytest.mark.parametrize("power", ["geometric", "harmonic", "power:0.5"])
@pytest.mark.parametrize("seed", range(8))
def test_the_least_sum_of_a_concave_mean_is_that_of_a_solver(seed: int, power: str) -> None:
    rise, missing = rises(seed, power)
    found = least_sum(rise, missing)
    assert found is not None
    scale = 1 / missing
    solved = minimize(
        np.sum,
        rise.most,
        jac=np.ones_like,
        bounds=list(zip(np.zeros(len(rise.most)), rise.most, strict=True)),
        constraints={"type": "ineq", "fun": lambda t: scale * (rise.gain(t) - missing)},
        method="SLSQP",
        options={"ftol": 1e-12, "maxiter": 500},
    )
    assert rise.gain(found) >= missing * (1 - 1e-12)
    assert found.sum() <= solved.fun * (1 + 1e-6)


def test_more_than_all_there_is_cannot_be_gained() -> None:
    rise, _ = rises(1, "geometric")
    assert least_sum(rise, rise.gain(rise.most) * 1.001) is None


@pytest.mark.parametrize("aggregate", ["arithmetic", "geometric"])
@pytest.mark.parametrize("norm", ["l1", "linf"])
def test_a_joint_improvement_is_enough_and_no_less_is(
    tmp_path: Path, aggregate: str, norm: str
) -> None:
    study = study_of(pack(tmp_path / "p", 7), normalise="minmax:1,100", aggregate=(aggregate,))
    index = study.pack.index
    ranks = study.scores.ranks("Index")
    x, y = int(np.argmax(ranks)), int(np.flatnonzero(ranks == 4)[0])
    joint = build_improve(study, x, y, norm=norm).joint
    assert joint.possible
    places = {leaf.code: k for k, leaf in enumerate(index.tree.leaves)}

    def lead(part: float) -> float:
        values = {
            (x, places[step.code]): step.now + part * (step.to - step.now) for step in joint.steps
        }
        scores = root_scores(study, with_values(index, values))
        return float(scores[x] - scores[y])

    assert lead(1.0) == pytest.approx(0, abs=1e-6)
    assert lead(0.999) < 0
    shares = [step.share for step in joint.steps]
    assert (sum(shares) if norm == "l1" else max(shares)) == pytest.approx(getattr(joint, norm))
    assert joint.l1 <= joint.linf * len(index.tree.leaves) + 1e-12


def test_what_cannot_be_reached_says_what_is_missing(tmp_path: Path) -> None:
    study = study_of(pack(tmp_path / "p", 11))
    ranks = study.scores.ranks("Index")
    x, y = int(np.argmax(ranks)), int(np.argmin(ranks))
    codes = [leaf.code for leaf in study.pack.index.tree.leaves]
    joint = build_improve(study, x, y, fixed=codes[:3]).joint
    assert not joint.possible
    assert joint.certificate is not None
    assert [gain.code for gain in joint.certificate.indicators] == codes[3:]
    scores = study.scores.of("Index")
    gained = joint.certificate.indicators[0].best_gain
    assert scores[y] - scores[x] - gained == pytest.approx(joint.certificate.short_by)


def test_without_a_goal_it_is_the_unit_just_above(tmp_path: Path) -> None:
    study = study_of(pack(tmp_path / "p", 13))
    ranks = study.scores.ranks("Index").tolist()
    view = build_improve(study, ranks.index(5), None)
    assert view.y == f"U{ranks.index(4)}"
    with pytest.raises(AnalysisError):
        build_improve(study, ranks.index(1), None)


def test_a_rank_is_level_with_whoever_has_it(tmp_path: Path) -> None:
    study = study_of(pack(tmp_path / "p", 17), normalise="none")
    ranks = study.scores.ranks("Index").tolist()
    x, third = ranks.index(6), ranks.index(3)
    by_rank, by_unit = build_improve(study, x, None, wanted=3), build_improve(study, x, third)
    assert [a.needed for a in by_rank.alone] == pytest.approx([a.needed for a in by_unit.alone])
    assert by_rank.to == "rank:3"


def test_the_least_of_many_level_values_is_found() -> None:
    for where in (0.3, 3.0, 9.99):
        found = least_level(
            lambda value, at=where: min(0.0, value - at), 0.0, 10.0, 10.0, level=1e-13
        )  # type: ignore[misc]
        assert found == pytest.approx(where, abs=1e-8)


def test_a_value_of_0_rises_without_end_at_first() -> None:
    rng = np.random.default_rng(5)
    for _ in range(20):
        start = np.where(rng.random(3) < 0.6, 0.0, rng.uniform(1, 40, 3))
        rise = Rise(
            family_of("power:0.5"), start, start + 50, np.ones(3), rng.dirichlet(np.ones(3))
        )
        missing = 0.4 * rise.gain(rise.most)
        shares = least_sum(rise, missing)
        assert shares is not None
        assert rise.gain(shares) == pytest.approx(missing)
        # No split of a smaller sum gains as much.
        less = rng.dirichlet(np.full(3, 0.7), 3000) * shares.sum() * 0.999
        assert max(rise.gain(np.minimum(one, 1)) for one in less) < missing


def test_a_value_that_leaves_no_score_is_no_way(tmp_path: Path) -> None:
    rows, down = [[1.0, 2.0], [1.0, 1.0]], [-1, -1]
    folder = plain_pack(tmp_path / "p", rows, 'normalise = "borda"', directions=down)
    study = Study.of(load_pack(Path(folder)))
    for goal in ({"y": 1}, {"y": None, "wanted": 1}):
        found = build_improve(study, 0, **goal)  # type: ignore[arg-type]
        # Level on the only indicator that tells them apart, nobody has a score any more.
        assert not any(one.possible for one in found.alone)
        assert not found.joint.possible


def test_where_a_better_value_may_be_worse_nothing_is_proved(tmp_path: Path) -> None:
    folder = pack(tmp_path / "p", 3, gaps=True)
    found = build_improve(study_of(folder, impute="mean"), 0, None, wanted=1)
    assert not found.joint.proved
