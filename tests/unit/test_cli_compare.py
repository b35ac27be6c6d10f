"""The gap of two units in parts: it adds up for units that lack values, or is not split."""

from __future__ import annotations

import json
import math

import pytest

from ici_tui.index.options import PipelineOptions
from ici_tui.packs.find import find_pack
from ici_tui.packs.load import load_pack
from ici_tui.views.compare import build_comparison, contributions
from ici_tui.views.study import Study
from tests.unit.test_cli import run

ASEM = load_pack(find_pack("asem-2018"))
PIPELINES = {
    "own": ASEM.index.options,
    "available": PipelineOptions(normalise="zscore", min_available=0.85),
    "screened": PipelineOptions(normalise="minmax:0,100", screen=0.9),
}


@pytest.mark.parametrize("options", PIPELINES.values(), ids=PIPELINES.keys())
def test_contributions_of_children_sum_to_their_parents(options: PipelineOptions) -> None:
    study = Study.of(ASEM, options=options)
    tree = study.pack.index.tree
    lacking = 0
    for place in range(study.pack.index.size):
        found = contributions(study, place)
        root = float(study.scores.of(tree.root.code)[place])
        if math.isnan(root):
            assert found == {}
            continue
        assert found[tree.root.code] == root
        for node in tree.aggregates:
            if node.code in found:
                children = [found.get(child.code) for child in tree.children(node.code)]
                lacking += None in children
                parts = math.fsum(part for part in children if part is not None)
                assert parts == pytest.approx(found[node.code], abs=1e-9)
    assert lacking > 0 or options.screen


def test_the_gap_adds_up_for_any_two() -> None:
    study = Study.of(ASEM)
    for other in range(1, study.pack.index.size):
        comparison = build_comparison(study, [other - 1, other])
        assert comparison.adds_up
        gaps = {node.code: node.gap for node in comparison.nodes}
        whole = study.scores.of("Index")
        assert gaps["Index"] == pytest.approx(whole[other - 1] - whole[other])
        leaves = [gaps[leaf.code] or 0.0 for leaf in study.pack.index.tree.leaves]
        assert math.fsum(leaves) == pytest.approx(gaps["Index"], abs=1e-9)


def test_edited_weights_and_a_weight_of_0() -> None:
    study = Study.of(ASEM)
    edited = study.with_weights(study.weights.only("Physical").with_points("Conn", 100))
    assert build_comparison(edited, [0, 1]).adds_up


def test_what_is_no_weighted_mean_is_not_split() -> None:
    given = ("compare", "MMR", "CHN", "--pack", "asem-2018", "--normalise", "minmax:1,100")
    done = run(*given, "--aggregate", "geometric", "--format", "json")
    gaps = {record["code"]: record["gap"] for record in json.loads(done.stdout)}
    assert gaps.pop("Index") is not None
    assert set(gaps.values()) == {None}
    page = " ".join(run(*given, "--aggregate", "geometric").stdout.split())
    assert "It is not split: the index is no weighted mean of its parts here." in page
    mixed = run(*given, "--aggregate", "geometric,arithmetic,arithmetic", "--format", "json")
    gaps = {record["code"]: record["gap"] for record in json.loads(mixed.stdout)}
    assert gaps["Conn"] + gaps["Sust"] == pytest.approx(gaps["Index"])
    assert gaps["LPI"] is None


def test_without_a_score_there_is_no_gap() -> None:
    words = ("compare", "MMR", "CHN", "--pack", "asem-2018", "--screen", "0.95")
    records = json.loads(run(*words, "--format", "json").stdout)
    assert {record["gap"] for record in records} == {None}
    assert "Gap" not in run(*words).stdout
