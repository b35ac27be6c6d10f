"""What nodes add to a score, against plain Python for each unit."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from ici_tui.index.options import PipelineOptions
from ici_tui.packs.load import load_pack
from ici_tui.views.contributions import contributions, contributions_of_all
from ici_tui.views.ranking import build_ranking, row_of
from ici_tui.views.study import Study
from tests.unit.robust_packs import gap_pack


def by_hand(study: Study, place: int, code: str, share: float, found: dict[str, float]) -> None:
    tree = study.pack.index.tree
    value = {n.code: float(study.scores.of(n.code)[place]) for n in tree.nodes}
    found[code] = share * value[code]
    there = [c for c in tree.children(code) if not math.isnan(value[c.code])]
    whole = math.fsum(study.weights.share(child.code) for child in there)
    for child in there:
        by_hand(study, place, child.code, share * study.weights.share(child.code) / whole, found)


@pytest.mark.parametrize("level", [1, 2])
def test_each_adds_its_share_where_values_are_missing(level: int, tmp_path: Path) -> None:
    study = Study.of(load_pack(Path(gap_pack(tmp_path))))
    tree = study.pack.index.tree
    nodes, root = tree.at_level(level), tree.root.code
    every = contributions_of_all(study, root, nodes)
    for place in range(study.pack.index.size):
        found: dict[str, float] = {}
        by_hand(study, place, root, 1.0, found)
        one = contributions(study, root, nodes, place)
        wanted = [found.get(node.code, 0.0) for node in nodes]
        assert list(one) == pytest.approx(wanted)
        assert every[place].tolist() == pytest.approx(wanted)
        assert math.fsum(wanted) == pytest.approx(float(study.scores.of(root)[place]))


def test_another_mean_is_shared_out_in_full(tmp_path: Path) -> None:
    study = Study.of(
        load_pack(Path(gap_pack(tmp_path))), options=PipelineOptions(aggregate=("median",))
    )
    root = study.pack.index.tree.root.code
    total = contributions_of_all(study, root, study.pack.index.tree.at_level(2)).sum(axis=1)
    assert total.tolist() == pytest.approx(study.scores.of(root).tolist())


def test_without_a_score_nothing_is_drawn(tmp_path: Path) -> None:
    options = PipelineOptions(min_available=1.0)
    study = Study.of(load_pack(Path(gap_pack(tmp_path))), options=options)
    place = study.pack.index.codes.index("U3")
    assert math.isnan(float(study.scores.of("Index")[place]))
    assert set(row_of(study, place).contributions) == {0.0}
    assert set(build_ranking(study).row(-1).contributions) == {0.0}
