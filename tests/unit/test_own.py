"""Settings of single indicators: their language, and each against a second algorithm."""

from __future__ import annotations

import math
import shlex
import statistics
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ici_tui.cli.common import Common
from ici_tui.cli.options import overridden
from ici_tui.index.errors import PipelineError
from ici_tui.index.model import Group, Index, Info
from ici_tui.index.options import PipelineOptions
from ici_tui.index.own import as_texts, parse_own, settings_of, written
from ici_tui.index.pipeline import run_pipeline
from ici_tui.index.transform import likeliest_power
from ici_tui.index.treat import Thresholds, winsorise
from ici_tui.index.tree import Goalposts, Node, Tree
from ici_tui.index.weights import WeightSet
from ici_tui.index.what_if import WhatIf
from ici_tui.packs.check import check_pack
from ici_tui.packs.export import write_pack
from ici_tui.packs.load import load_pack
from ici_tui.questions.command_line import _own_settings
from ici_tui.views.robust.pipelines import _with

if TYPE_CHECKING:
    from pathlib import Path

NAN = math.nan
A = [3.0, 1.0, 100.0, 7.5, 2.0, 4.0, 5.0, 6.0]
B = [10.0, 20.0, NAN, 40.0, 55.0, 60.0, NAN, 80.0]


def index_of(options: PipelineOptions, direction: int = 1, **more: object) -> Index:
    leaf = Node("a", "Alpha", 1, "top", direction=direction, **more)  # type: ignore[arg-type]
    tree = Tree.build([leaf, Node("b", "Beta", 1, "top"), Node("top", "Top", 2, None)])
    labels = ["x", "x", "x", "y", "y", "y", "y", "x"]
    codes = tuple(f"u{k}" for k in range(len(A)))
    return Index(
        Info("t", "T", "T"), tree, codes, codes, (None,) * len(A), {"G": Group("G", "G", labels)},
        np.asfortranarray(np.column_stack([A, B])), options=options,
    )  # fmt: skip


TREE = index_of(PipelineOptions()).tree


def scaled(setting: str, direction: int = 1, usual: str = "minmax:0,100", **more: object) -> list:
    options = PipelineOptions(normalise=usual, indicators=(f"a: {setting}",))
    return run_pipeline(index_of(options, direction, **more)).normalised[:, 0].tolist()


def between(values: list[float], low: float, high: float, scale: float = 1.0) -> list[float]:
    return [(value - low) / (high - low) * scale for value in values]


# The language


@pytest.mark.parametrize(
    ("text", "as_written"),
    [
        ("log, goalposts 100..75000", "log, goalposts 100..75000"),
        ("LN; ".replace(";", ","), "log"),
        ("target 80 capped", "distance-to-target 80 capped"),
        ("minmax:0,100", "minmax 0..100"),
        ("winsorise skew 1 most 3, impute median", "impute median, treat winsorise skew 1 most 3"),
        ("goalposts -5..-1 scale 10 untruncated", "goalposts -5..-1 scale 10 untruncated"),
        ("box-cox 0.5", "boxcox 0.5"),
        ("treat none, impute group-mean:G", "impute group-mean G, treat none"),
        ("if minmax 1..10", "if minmax 1..10"),
        ("log, as all", ""),
    ],
)
def test_what_is_typed_is_written_one_way(text: str, as_written: str) -> None:
    assert written(parse_own(text)) == as_written
    assert parse_own(as_written) == parse_own(text)


@pytest.mark.parametrize(
    "text",
    [
        "lgo", "none", "goalposts 5..1", "goalposts 100..75,500", "minmax 3", "winsorise 3",
        "winsorise skew", "winsorise skew -1", "winsorise most 1.5", "zscore 0..0", "impute group-mean",
        "log 3", "goalposts nan..3", "if log", "if", "transform minmax 0..1", "target x",
    ],
)  # fmt: skip
def test_what_means_nothing_is_refused_with_the_option(text: str) -> None:
    with pytest.raises(PipelineError, match=r"^set-indicator: .+"):
        parse_own(text)


def test_an_unknown_indicator_is_named_with_the_nearest() -> None:
    options = PipelineOptions(indicators=("alpa: log",))
    with pytest.raises(PipelineError, match="did you mean a"):
        run_pipeline(index_of(options))


numbers = st.floats(-1e9, 1e9, allow_nan=False).filter(lambda x: x == 0 or abs(x) > 1e-9)


@given(numbers, numbers)
def test_numbers_come_back_as_they_went(low: float, high: float) -> None:
    if low < high:
        own = parse_own(f"goalposts {low!r}..{high!r}")
        assert own.normalise is not None
        assert own.normalise.numbers == (low, high)
        assert parse_own(written(own)) == own


# Methods, each computed again with plain Python


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("log", math.log),
        ("log10", math.log10),
        ("sqrt", math.sqrt),
        ("boxcox 0", math.log),
        ("boxcox 0.5", lambda x: (x**0.5 - 1) / 0.5),
        ("boxcox -1", lambda x: 1 - 1 / x),
    ],
)
def test_a_transform_is_its_function(name: str, function: object) -> None:
    through = [function(value) for value in A]  # type: ignore[operator]
    assert scaled(f"{name}, normalise none") == pytest.approx(through, rel=1e-12)
    ends = (function(2), function(50))  # type: ignore[operator]
    wanted = [min(max(x, 0.0), 1.0) for x in between(through, *ends)]
    assert scaled(f"{name}, goalposts 2..50") == pytest.approx(wanted, rel=1e-12)
    wanted = between(through, min(through), function(50))  # type: ignore[operator]
    assert scaled(f"{name}, target 50") == pytest.approx(wanted, rel=1e-12)


@given(st.lists(st.floats(0.01, 1000), min_size=5, max_size=30, unique=True))
def test_the_likeliest_power_is_a_top_of_the_likelihood(values: list[float]) -> None:
    # Second algorithm: the likelihood as Box and Cox write it, on a grid.
    def likelihood(power: float) -> float:
        through = [math.log(x) if power == 0 else (x**power - 1) / power for x in values]
        logs = sum(math.log(x) for x in values)
        spread = statistics.pvariance(through)
        return (power - 1) * logs - len(values) / 2 * math.log(spread) if spread > 0 else -math.inf

    found = likeliest_power(np.array(values))
    best = max(likelihood(power / 4) for power in range(-20, 21) if abs(power) <= 8)
    assert -5 <= found <= 5
    assert likelihood(found) >= best - 1e-6 * max(1.0, abs(best))


def test_a_value_that_has_no_logarithm_is_refused_with_its_unit() -> None:
    index = index_of(PipelineOptions(indicators=("a: log",)))
    data = index.data.copy()
    data[3, 0] = 0.0
    with pytest.raises(PipelineError, match=r"a is 0 of u3 and log needs values above 0"):
        run_pipeline(replace(index, data=data))


@pytest.mark.parametrize("direction", [1, -1])
def test_ends_are_of_the_indicator(direction: int) -> None:
    signed = [value * direction for value in A]
    low, high = min(signed), max(signed)
    wanted = [1 + 9 * share for share in between(signed, low, high)]
    assert scaled("minmax 1..10", direction) == pytest.approx(wanted, rel=1e-12)
    mean, deviation = statistics.fmean(signed), statistics.stdev(signed)
    wanted = [(value - mean) / deviation * 15 + 100 for value in signed]
    assert scaled("zscore 100..15", direction) == pytest.approx(wanted, rel=1e-12)


def test_a_target_is_capped_only_where_that_is_said() -> None:
    plain = between(A, 1.0, 7.0)
    assert scaled("target 7") == pytest.approx(plain)
    assert scaled("target 7 capped") == pytest.approx([min(x, 1.0) for x in plain])
    less = [(100.0 - value) / (100.0 - 2.0) for value in A]
    assert scaled("target 2 capped", -1) == pytest.approx([min(x, 1.0) for x in less])


def test_goalposts_are_truncated_but_where_that_is_said() -> None:
    plain = between(A, 2.0, 10.0, 5.0)
    clipped = [min(max(x, 0.0), 5.0) for x in plain]
    assert scaled("goalposts 2..10 scale 5") == pytest.approx(clipped)
    assert scaled("goalposts 2..10 scale 5 untruncated") == pytest.approx(plain)
    turned = [5.0 - x for x in plain]
    assert scaled("goalposts 2..10 scale 5 untruncated", -1) == pytest.approx(turned)
    posts = Goalposts(2.0, 10.0, 5.0)  # iMeta's own ends, and one word more
    assert scaled("goalposts untruncated", goalposts=posts) == pytest.approx(plain)


def test_thresholds_are_of_the_indicator() -> None:
    options = PipelineOptions(treat="winsorise", normalise="none")
    usual = run_pipeline(index_of(options)).normalised[:, 0].tolist()
    assert max(usual) == 7.5  # 100 takes the next value
    for setting, wanted in (
        ("treat none", A), ("winsorise skew 9", A), ("winsorise kurtosis 99", A),
        ("winsorise skew 0.5 kurtosis 0.5", usual),
    ):  # fmt: skip
        own = options._replace(indicators=(f"a: {setting}",))
        assert run_pipeline(index_of(own)).normalised[:, 0].tolist() == wanted, setting


def test_steps_end_after_as_many_moved_values_as_are_said() -> None:
    values = np.array([*range(1, 21), 100.0, 1000.0, 10000.0])
    for most, greatest in ((1, 1000.0), (2, 100.0)):
        assert winsorise(values, Thresholds(most=most))[0].max() == greatest


def test_imputation_is_of_the_indicator() -> None:
    there = [value for value in B if not math.isnan(value)]
    for setting, u2, u6 in (
        ("impute median", statistics.median(there), statistics.median(there)),
        ("impute group-mean G", statistics.fmean([10.0, 20.0, 80.0]),
         statistics.fmean([40.0, 55.0, 60.0])),
        ("impute none", NAN, NAN),
    ):  # fmt: skip
        options = PipelineOptions(impute="mean", indicators=(f"b: {setting}",))
        found = run_pipeline(index_of(options)).normalised[:, 1]
        assert (found[2], found[6]) == pytest.approx((u2, u6), nan_ok=True), setting
    options = PipelineOptions(impute="none", indicators=("b: log, impute mean",))
    record = run_pipeline(index_of(options)).record
    assert [v.value for v in record.imputed()] == pytest.approx([statistics.fmean(there)] * 2)


def test_a_unit_s_mean_is_taken_over_all_it_has() -> None:
    for own, usual in (("row-mean", "none"), ("row-mean", "median")):
        options = PipelineOptions(impute=usual, indicators=(f"b: impute {own}",))
        alone = run_pipeline(index_of(PipelineOptions(impute="row-mean"))).normalised
        assert run_pipeline(index_of(options)).normalised[:, 1].tolist() == alone[:, 1].tolist()


SETTINGS = ("a: log, winsorise skew 1", "b: impute median, goalposts 0..90")


@given(st.integers(0, 7), st.integers(0, 1), st.floats(0.5, 200))
def test_one_other_value_gives_what_the_whole_pipeline_does(k: int, m: int, value: float) -> None:
    index = index_of(PipelineOptions(normalise="minmax:0,1", indicators=SETTINGS))
    if math.isnan(index.data[k, m]):
        return
    prepared, weights = run_pipeline(index), WeightSet.from_tree(index.tree)
    data = index.data.copy()
    data[k, m] = value
    wanted = run_pipeline(replace(index, data=data)).scores(weights).of("top")
    assert WhatIf(index, prepared, weights).root({(k, m): value}).tolist() == wanted.tolist()


# Who has the last word


def given_with(own: tuple[str, ...], **typed: object) -> PipelineOptions:
    base = PipelineOptions(normalise="minmax:0,100", indicators=own)
    return overridden(base, TREE, Common(**typed))  # type: ignore[arg-type]


def test_parameters_are_of_the_method_in_force() -> None:
    own = "if minmax 1..10, if zscore 100..15"
    assert (min(scaled(own)), max(scaled(own))) == (1.0, 10.0)
    assert statistics.fmean(scaled(own, usual="zscore")) == pytest.approx(100)
    assert scaled(own, usual="rank") == scaled("rank")


def test_a_typed_method_overrides_all() -> None:
    own = ("a: log, zscore 0..1, if minmax 1..10", "b: treat winsorise skew 1")
    typed = given_with(own, normalise="minmax:0,50")
    assert typed.indicators == ("a: log", "b: treat winsorise skew 1")
    typed = given_with(own, treat="none", set_indicator=("b: rank",))
    assert typed.indicators == ("a: log, zscore 0..1, if minmax 1..10", "b: rank")
    both = given_with((), normalise="zscore", set_indicator=("a: rank, sqrt",))
    assert both.indicators == ("a: sqrt",)


@pytest.mark.parametrize(
    "text",
    [
        "winsorise skew 0.1", "goalposts 0..100", "target 80", "minmax 0..1, if zscore 1..2",
        "distance-to-target capped", "log",
    ],
)  # fmt: skip
def test_what_only_one_indicator_can_have_is_refused_for_all(text: str) -> None:
    with pytest.raises(PipelineError, match=r"is set for one indicator, not for all$"):
        given_with((), set_indicator=(f"*: {text}",))


def test_a_number_for_all_is_the_one_that_was_typed() -> None:
    assert given_with((), set_indicator=("*: minmax 0..0.30000000000000004",)).normalise == (
        "minmax:0,0.30000000000000004"
    )


def test_one_indicator_is_one_whatever_the_case() -> None:
    texts = ("a: log", "A: impute mean", "Alpha: rank")
    assert given_with((), set_indicator=texts).indicators == ("a: log, impute mean, rank",)
    assert given_with(("A: log",), set_indicator=("a: as all",)).indicators == ()
    options = PipelineOptions(indicators=texts)
    found = run_pipeline(index_of(options))
    wanted = run_pipeline(index_of(PipelineOptions(indicators=("a: log, impute mean, rank",))))
    assert found.normalised[:, 0].tolist() == wanted.normalised[:, 0].tolist()
    assert found.choices.settings["a"].transform is not None


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ((), ("a: log",)),
        (("a: log, rank",), ("a: sqrt",)),
        (("a: log",), ()),
        (("a: log",), ("a: log", "b: impute median")),
    ],
)
def test_the_line_for_a_shell_leads_there(before: tuple[str, ...], now: tuple[str, ...]) -> None:
    base = PipelineOptions(indicators=before)
    words = list(_own_settings(base._replace(indicators=now), base))
    assert words[::2] == ["--set-indicator"] * (len(words) // 2)
    texts = tuple(shlex.split(shlex.join(words[1::2])))
    assert overridden(base, TREE, Common(set_indicator=texts)).indicators == now


# In a pack

META = """\
iCode,iName,Type,Level,Parent,Direction,Weight,Target,minmax_lower,minmax_upper,{more}
a,Alpha,Indicator,1,top,1,1,7,1,10,{cell}
b,Beta,Indicator,1,top,1,1,70,,,
top,Top,Aggregate,2,,1,1,,,,
"""


def pack_at(folder: Path, more: str, cell: str, pipeline: str) -> Path:
    rows = "".join(
        f"u{k},{a},{'' if math.isnan(b) else b}\n"
        for k, (a, b) in enumerate(zip(A, B, strict=True))
    )
    (folder / "iData.csv").write_text("uCode,a,b\n" + rows)
    (folder / "iMeta.csv").write_text(META.format(more=more, cell=cell))
    (folder / "pack.toml").write_text(f"format = 1\n[pipeline]\n{pipeline}\n")
    return folder


def test_coinr_s_columns_are_parameters(tmp_path: Path) -> None:
    folder = pack_at(tmp_path, "dist2targ_cap_max", "TRUE", 'normalise = "minmax:0,100"')
    assert check_pack(folder) == ()
    index = load_pack(folder).index
    low = run_pipeline(index).normalised
    assert (low[:, 0].min(), low[:, 0].max(), np.nanmax(low[:, 1])) == (1.0, 10.0, 100.0)
    other = overridden(index.options, index.tree, Common(normalise="distance-to-target"))
    assert run_pipeline(index, other).normalised[:, 0].max() == 1.0
    assert np.nanmax(run_pipeline(index, other).normalised[:, 1]) > 1
    plain = overridden(index.options, index.tree, Common(normalise="minmax:0,100"))
    assert run_pipeline(index, plain).normalised[:, 0].max() == 100.0


def test_the_column_normalise_chooses(tmp_path: Path) -> None:
    folder = pack_at(tmp_path, "Normalise", "zscore 100..15", 'normalise = "minmax:0,100"')
    found = run_pipeline(load_pack(folder).index).normalised
    assert found[:, 0].mean() == pytest.approx(100)
    said = 'normalise = "minmax:0,100"\n[pipeline.indicators]\na = "log, rank"'
    found = run_pipeline(load_pack(pack_at(tmp_path, "Normalise", "zscore 0..1", said)).index)
    assert found.normalised[:, 0].max() == len(A)  # pack.toml stands above iMeta


@pytest.mark.parametrize(
    ("more", "cell", "pipeline", "where"),
    [
        ("Normalise", "zcore", "", "Normalise"),
        ("Normalise", "log", "", "Normalise"),
        ("dist2targ_cap_max", "maybe", "", "dist2targ_cap_max"),
        ("zscore_mean", "5", "", "zscore_sd"),
        ("x", "", '[pipeline.indicators]\na = "lgo"', "pipeline.indicators.a"),
        ("x", "", '[pipeline.indicators]\nq = "log"', "pipeline.indicators"),
    ],
)
def test_a_fault_says_where(
    tmp_path: Path, more: str, cell: str, pipeline: str, where: str
) -> None:
    faults = check_pack(pack_at(tmp_path, more, cell, pipeline))
    assert [fault.column for fault in faults] == [where]


def test_a_copy_has_the_same_settings(tmp_path: Path) -> None:
    source, copy = tmp_path / "one", tmp_path / "two"
    source.mkdir()
    said = (
        'normalise = "minmax:0,1"\n[pipeline.indicators]\na = "log, goalposts 0.5..200 untruncated"'
    )
    pack = load_pack(pack_at(source, "goalpost_trunc2posts", "FALSE", said))
    write_pack(pack, WeightSet.from_tree(pack.index.tree), copy)
    again = load_pack(copy)
    assert again.index.options == pack.index.options
    assert check_pack(copy) == ()
    assert as_texts(settings_of(again.index.options.indicators)) == pack.index.options.indicators


def test_another_method_that_is_tried_is_for_every_indicator() -> None:
    own = PipelineOptions(normalise="goalposts", indicators=("a: log, goalposts 1..9", "b: rank"))
    assert _with(own, "normalise", "goalposts") == own
    tried = _with(own, "normalise", "minmax:0,100")
    assert (tried.normalise, tried.indicators) == ("minmax:0,100", ("a: log",))
