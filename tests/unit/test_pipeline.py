"""The pipeline as a whole: order of the stages, its record, what never happens."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from ici_tui.index.errors import PipelineError
from ici_tui.index.model import Group, Index, Info
from ici_tui.index.options import PipelineOptions
from ici_tui.index.pipeline import run_pipeline
from ici_tui.index.tree import Node, Tree
from ici_tui.index.weights import WeightSet
from ici_tui.packs.find import find_pack
from ici_tui.packs.load import load_pack
from ici_tui.views.study import Study
from tests.pilot.packs import AS_IT_IS
from tests.unit.test_packs import write

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

NAN = math.nan
TREE = Tree.build(
    [
        Node("a", "A", 1, "P", denominator="pop"),
        Node("b", "B", 1, "P", 2.0, direction=-1),
        Node("c", "C", 1, "Q"),
        Node("P", "Pillar", 2, "I", 3.0),
        Node("Q", "Other", 2, "I", 1.0),
        Node("I", "Index", 3, None),
    ]
)
MINMAX = PipelineOptions(normalise="minmax:0,100")


def index(
    values: object, labels: Sequence[str | None] = (), pop: Sequence[float] = (), tree: Tree = TREE
) -> Index:
    data = np.array(values, dtype=np.float64)
    codes = tuple(f"u{k}" for k in range(len(data)))
    return Index(
        info=Info("t", "T", "T"),
        tree=tree,
        codes=codes,
        names=codes,
        local_names=(None,) * len(data),
        groups={"G": Group("G", "G", tuple(labels or ["x"] * len(data)))},
        data=data,
        denominators={"pop": np.array(pop or [1.0] * len(data))},
    )


def total(values: object, options: PipelineOptions, code: str = "I") -> list[float]:
    chosen = index(values)
    prepared = run_pipeline(chosen, options)
    return prepared.scores(WeightSet.from_tree(chosen.tree)).of(code).tolist()


cells = st.one_of(st.just(NAN), st.integers(0, 40).map(float))
tables = st.integers(1, 9).flatmap(lambda n: arrays(np.float64, (n, 3), elements=cells))
pipelines = st.builds(
    PipelineOptions()._replace,  # of a class hypothesis would make up what is left out here
    denominate=st.booleans(),
    impute=st.sampled_from(
        ["none", "mean", "median", "group-mean:G", "group-median:G", "row-mean"]
    ),
    treat=st.sampled_from(["none", "winsorise", "winsorise-log"]),
    normalise=st.sampled_from(
        ["none", "minmax:1,100", "zscore", "rank", "percentile-rank", "borda", "distance-to-max"]
    ),
    aggregate=st.sampled_from(
        [("arithmetic",), ("median",), ("weighted-median",), ("copeland",), ("copeland", "median")]
    ),
    min_available=st.sampled_from([None, 0.5, 1.0]),
)


@settings(max_examples=60)
@given(tables, pipelines, st.data())
def test_relabelling_the_units_commutes(
    values: np.ndarray, options: PipelineOptions, data: st.DataObject
) -> None:
    order = list(data.draw(st.permutations(range(len(values)))))
    labels = data.draw(
        st.lists(st.sampled_from(["x", "y", None]), min_size=len(values), max_size=len(values))
    )
    pop = [1.0 + k for k in range(len(values))]
    weights = WeightSet.from_tree(TREE)
    straight = run_pipeline(index(values, labels, pop), options).scores(weights)
    moved_index = index(values[order], [labels[k] for k in order], [pop[k] for k in order])
    moved = run_pipeline(moved_index, options).scores(weights)
    np.testing.assert_allclose(moved.values, straight.values[order], rtol=1e-9, atol=1e-9)


@given(tables, pipelines, st.floats(0.01, 100))
def test_scaling_the_weights_changes_nothing(
    values: np.ndarray, options: PipelineOptions, factor: float
) -> None:
    scaled = Tree.build([node._replace(weight=node.weight * factor) for node in TREE.nodes])
    prepared = run_pipeline(index(values), options)
    one = prepared.scores(WeightSet.from_tree(TREE))
    other = prepared.scores(WeightSet.from_tree(scaled))
    np.testing.assert_allclose(other.values, one.values, rtol=1e-9, atol=1e-9)


@settings(max_examples=60)
@given(tables, pipelines)
def test_every_missing_score_has_a_reason_and_no_other_has(
    values: np.ndarray, options: PipelineOptions
) -> None:
    prepared = run_pipeline(index(values, pop=[NAN] + [2.0] * (len(values) - 1)), options)
    scores = prepared.scores(WeightSet.from_tree(TREE))
    for node in TREE.nodes:
        column = scores.of(node.code)
        assert not np.isinf(column).any()
        for place, score in enumerate(column):
            assert bool(prepared.why_missing(scores, place, node.code)) == math.isnan(score)


def test_preparation_is_the_same_for_all_weights_and_cannot_be_written() -> None:
    prepared = run_pipeline(index([[1, 2, 3], [4, 5, 6], [7, 9, 8]]), MINMAX)
    before = prepared.normalised.copy()
    weights = WeightSet.from_tree(TREE)
    first = prepared.scores(weights).of("I").tolist()
    prepared.scores(weights.with_points("P", 10))
    assert prepared.scores(weights).of("I").tolist() == first
    assert (prepared.normalised == before).all()
    with pytest.raises(ValueError, match="read-only"):
        prepared.normalised[0, 0] = 1


def test_a_worked_example() -> None:
    # a: 0, 50, 100. b, less is better: 100, 50, missing. c: 0, 100, 50. P weighs a 1 and b 2.
    data = [[0, 1, 0], [5, 3, 10], [10, NAN, 5]]
    options = MINMAX._replace(impute="none")
    assert total(data, options, "P") == pytest.approx([200 / 3, 50 / 3, 100.0])
    assert total(data, options) == pytest.approx([50, 0.75 * 50 / 3 + 25, 0.75 * 100 + 12.5])


def test_screening_happens_after_denominating_and_before_everything_else() -> None:
    chosen = index([[1, 1, 1], [2, 2, 2], [900, NAN, 900]], labels=["x", "x", "x"], pop=[1, 1, NAN])
    options = MINMAX._replace(denominate=True, screen=0.5, impute="mean")
    prepared = run_pipeline(chosen, options)
    scores = prepared.scores(WeightSet.from_tree(TREE))
    # The third unit has one indicator of three: it is out, and its 900 sets no maximum.
    assert prepared.kept.tolist() == [True, True, False]
    assert prepared.record.screened_out == ("u2",)
    assert scores.of("c").tolist()[:2] == [0.0, 100.0]
    assert math.isnan(scores.of("I")[2])
    assert scores.ranks("I")[2] == 0
    why = prepared.why_missing(scores, 2, "I")
    assert why == "screened out: 33.3 % of the indicators are there, and 50 % are needed"
    with pytest.raises(PipelineError, match="no unit has 1 of the indicators"):
        run_pipeline(index([[1, NAN, 1]]), PipelineOptions(screen=1.0))


def test_the_record_says_what_was_imputed_and_what_was_winsorised() -> None:
    column = [*map(float, range(20)), 1000.0]
    data = [[value, 1.0 + k % 3, 2.0 + k % 5] for k, value in enumerate(column)]
    data[4][1] = NAN
    prepared = run_pipeline(index(data), MINMAX._replace(impute="median", treat="winsorise"))
    (imputed,) = prepared.record.imputed()
    assert (imputed.unit, imputed.indicator, imputed.value) == ("u4", "b", 2.0)
    (moved,) = prepared.record.winsorised()
    assert (moved.unit, moved.indicator, moved.value, moved.cap) == ("u20", "a", 1000.0, 19.0)
    assert prepared.record.logged == ()


def test_reasons_follow_what_happened() -> None:
    chosen = index([[1, 7, NAN], [2, 7, NAN], [3, 7, 5]], pop=[NAN, 1, 1])
    prepared = run_pipeline(chosen, MINMAX._replace(denominate=True, min_available=0.6))
    scores = prepared.scores(WeightSet.from_tree(TREE))

    def why(place: int, code: str) -> str:
        return prepared.why_missing(scores, place, code)

    assert why(0, "a") == "its denominator is missing"
    assert why(0, "b") == "every unit has the same value: the column tells nothing"
    assert why(0, "c") == "not in the data, and not imputed"
    assert why(2, "c") == why(0, "b")
    assert why(1, "P") == "1 of 2 children are there, and 60 % are needed"
    assert why(0, "P") == "none of A, B is there"
    assert prepared.record.constant == ("b", "c")


def test_a_denominator_of_zero_and_one_that_is_not_there_are_refused() -> None:
    zero = index([[1, 2, 3], [4, 5, 6]], pop=[1, 0])
    with pytest.raises(PipelineError, match="a of u1 is 4, and its denominator pop is 0"):
        run_pipeline(zero, PipelineOptions(denominate=True))
    assert run_pipeline(zero, PipelineOptions()).normalised[1, 0] == 4.0
    with pytest.raises(PipelineError, match="names the denominator pop, which"):
        run_pipeline(replace(zero, denominators={}), PipelineOptions(denominate=True))


def test_impossible_aggregations_name_node_unit_and_value() -> None:
    data = [[1, 2, 3], [4, 5, 6]]
    with pytest.raises(PipelineError, match="aggregate: a of u0 is 0, and a geometric mean"):
        total(data, MINMAX._replace(aggregate=("geometric",)))
    with pytest.raises(PipelineError, match="aggregate: Q of u0 is 0, and a harmonic mean"):
        total(data, MINMAX._replace(aggregate=("arithmetic", "harmonic")))
    with pytest.raises(PipelineError, match="3 methods for a tree with 2 levels of aggregates"):
        total(data, MINMAX._replace(aggregate=("arithmetic",) * 3))
    with pytest.raises(PipelineError, match="there is no group 'H'"):
        total(data, MINMAX._replace(impute="group-mean:H"))


def test_one_unit_and_one_component() -> None:
    assert math.isnan(total([[1, 2, 3]], MINMAX)[0])
    assert total([[1, 2, 3]], PipelineOptions())[0] == pytest.approx((1 - 4) / 3 * 0.75 + 0.75)
    single = Tree.build([Node("a", "A", 1, "I"), Node("I", "I", 2, None)])
    chosen = index([[1.0], [3.0], [2.0]], tree=single)
    scores = run_pipeline(chosen, MINMAX).scores(WeightSet.from_tree(single))
    assert scores.of("I").tolist() == [0.0, 100.0, 50.0]
    assert scores.ranks("I").tolist() == [3, 1, 2]


def test_more_than_255_units() -> None:
    data = np.column_stack([np.arange(700.0), -np.arange(700.0), np.arange(700.0)])
    for options in (MINMAX, PipelineOptions(normalise="rank", aggregate=("copeland",))):
        prepared = run_pipeline(index(data), options)
        ranks = prepared.scores(WeightSet.from_tree(TREE)).ranks("I")
        assert ranks.tolist() == list(range(700, 0, -1))


def test_a_study_keeps_its_data_and_its_pipeline(tmp_path: Path) -> None:
    data = "uCode,uName,Zone,x,y\nA,A,e,1,2\nB,B,e,2,4\nC,C,w,3,3\n"
    pack = load_pack(write(tmp_path, data, pack__toml=AS_IT_IS))
    study = Study.of(pack)
    heavier = study.with_weights(study.weights.with_points("x", 90))
    assert heavier.prepared is study.prepared
    assert Study.of(pack, heavier.weights).prepared is study.prepared
    assert heavier.scores.of("I")[0] == pytest.approx(1.1)
    scaled = heavier.with_options(MINMAX)
    assert scaled.weights is heavier.weights
    assert scaled.scores.of("I")[2] == pytest.approx(95.0)
    assert scaled.pack.index.options == MINMAX
    assert Study.of(scaled.pack, scaled.weights).prepared is scaled.prepared
    assert Study.of(pack).scores.of("I")[0] == pytest.approx(1.75)
    assert scaled.why_missing(0, "I") == ""
    assert not scaled.own
    assert scaled.with_options(pack.index.options).pack is pack


def test_under_another_pipeline_nothing_reported_remains_and_estimates_stay_estimates() -> None:
    own = Study.of(load_pack(find_pack()))
    other = own.with_options(PipelineOptions(normalise="zscore"))
    assert own.own
    assert not other.own
    cells, ensemble = other.pack.cells, other.pack.ensemble
    assert cells is not None
    assert ensemble is not None
    assert {cell.status for _, cell in cells.items()} <= {"derived", "estimated"}
    assert all(cell.low is None and cell.max is None for _, cell in cells.items())
    assert own.pack.cells is not None
    estimates = {key for key, cell in own.pack.cells.items() if cell.status == "estimated"}
    assert estimates == {key for key, cell in cells.items() if cell.status == "estimated"}
    assert other.pack.reported("Beijing", "ICI", "score") is None
    assert other.pack.reported("Beijing", "ICI", "rank") is not None
    # Every table went through the pipeline: each column of each has mean 0.
    np.testing.assert_allclose(ensemble.tables.mean(axis=1), 0, atol=1e-9)
    back = other.with_options(own.pack.index.options)
    assert back.pack is own.pack
    assert other.with_options(PipelineOptions(aggregate=("median",))).pack.ensemble is None


TWO = "uCode,uName,Zone,x,y\nA,A,e,1000,0.2\nB,B,e,5000,0.9\nC,C,w,3000,0.5\n"


def test_a_pack_that_names_no_pipeline_is_not_averaged_raw(tmp_path: Path) -> None:
    for said in (None, 'title = "T"\n'):
        files = {} if said is None else {"pack__toml": said}
        pack = load_pack(write(tmp_path / f"{said is None}", TWO, **files))
        assert pack.index.options == PipelineOptions(normalise="minmax:0,100")
        assert pack.assumed_pipeline == "no pipeline in this pack: normalised by minmax:0,100"
        study = Study.of(pack)
        assert study.own
        assert study.scores.of("I").tolist() == pytest.approx([0.0, 100.0, (50 + 3 * 300 / 7) / 4])
        assert study.with_options(PipelineOptions(normalise="minmax")).pack is pack
        assert not study.with_options(PipelineOptions(normalise="rank")).pack.assumed_pipeline
    for place, named in enumerate(("[pipeline]\n", AS_IT_IS)):
        pack = load_pack(write(tmp_path / f"named{place}", TWO, pack__toml=named))
        assert pack.index.options == PipelineOptions()
        assert not pack.assumed_pipeline


def test_columns_of_unlike_spread_that_stay_as_they_are_are_warned_of(tmp_path: Path) -> None:
    def said(data: str, normalise: str) -> list[str]:
        pack = load_pack(write(tmp_path, data, pack__toml=f'[pipeline]\nnormalise = "{normalise}"'))
        return [note.text for note in run_pipeline(pack.index).record.notes]

    (note,) = said(TWO, "none")
    assert "x spreads over 4000, y over 0.7" in note
    assert said(TWO, "minmax") == []
    like = TWO.replace("0.2", "200").replace("0.9", "900").replace("0.5", "500")
    assert said(like, "none") == []
    constant = like.replace(",200", ",7").replace(",900", ",7").replace(",500", ",7")
    assert said(constant, "none") == []


@pytest.mark.parametrize("pipeline", ['normalise = "minmax:0,100"', 'normalise = "none"', None])
def test_an_ensemble_goes_through_the_packs_own_pipeline(
    tmp_path: Path, pipeline: str | None
) -> None:
    files = {} if pipeline is None else {"pack__toml": f"[pipeline]\n{pipeline}\n"}
    folder = write(tmp_path / "p", TWO, **files)
    columns = {
        "table": [0, 0, 0, 1, 1, 1],
        "code": list("ABC") * 2,
        "x": [1000.0, 5000.0, 3000.0, 2000.0, 4000.0, 2500.0],
        "y": [0.2, 0.9, 0.5, 0.2, 0.3, 0.25],
    }
    pl.DataFrame(columns).write_parquet(folder / "ensemble.parquet")
    pack = load_pack(folder)
    raw, through = pack.raw_ensemble, pack.ensemble
    assert raw is not None
    assert through is not None
    assert raw.tables[0, 0].tolist() == [1000.0, 0.2]
    for table, made in zip(raw.tables, through.tables, strict=True):
        alone = run_pipeline(replace(pack.index, data=table)).normalised
        np.testing.assert_allclose(made, alone)
    assert Study.of(pack, options=MINMAX).pack.raw_ensemble is raw
