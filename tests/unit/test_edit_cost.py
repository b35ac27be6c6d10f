"""What an edit computes, and what it does not compute again: counted, not clocked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from ici_tui.analysis.probability import beats
from ici_tui.evidence import ensemble as ensembles
from ici_tui.packs.find import find_pack
from ici_tui.packs.load import load_pack
from ici_tui.tui.documents import profile
from ici_tui.tui.session import Session
from ici_tui.views import beats_next
from ici_tui.views.beats_next import BLOCK, BeatsNext
from ici_tui.views.frame import frame
from ici_tui.views.siblings import siblings
from ici_tui.views.study import Study
from tests.pilot.packs import many

if TYPE_CHECKING:
    from ici_tui.packs.pack import Pack


@pytest.fixture(scope="module")
def bundled() -> Pack:
    pack = load_pack(find_pack())
    assert pack.ensemble is not None
    return pack


def share_of(found: BeatsNext, place: int) -> float:
    chance = found.chance(place)
    assert chance is not None
    return chance.share


def test_the_chances_of_a_block_of_lines_are_those_of_single_pairs() -> None:
    study = Study.of(many(3 * BLOCK + 5))
    found, sums = BeatsNext.of(study), frame(study)
    assert found is not None
    order = found.order
    drawn = found._directions if found._whole is None else None
    for line, place in enumerate(order[:-1].tolist()):
        gap = sums.table[sums.row(place)] - sums.table[sums.row(int(order[line + 1]))]
        alone = float(beats(gap, found._whole)[0]) if drawn is None else (gap @ drawn > 0).mean()
        assert share_of(found, place) == pytest.approx(alone, abs=1e-12)
    assert found.chance(int(order[-1])) is None


def test_drawn_chances_are_near_the_exact_ones() -> None:
    found = BeatsNext.of(Study.of(many(40)))
    assert found is not None
    whole = np.zeros(len(found.sums.weights))
    whole[:2] = 0.35, 0.65
    beside = whole.copy()
    beside[:2] += 0.001, -0.001
    exact = replace(found, sums=found.sums._replace(weights=whole))
    drawn = replace(found, sums=found.sums._replace(weights=beside))
    assert exact._whole is not None
    assert drawn._whole is None
    for place in exact.order[:-1].tolist():
        assert share_of(drawn, place) == pytest.approx(share_of(exact, place), abs=0.06)


def test_lines_of_a_screen_are_computed_together(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[int] = []
    chances = BeatsNext._chances

    def counted(self: BeatsNext, first: int) -> np.ndarray:
        calls.append(first)
        return chances(self, first)

    monkeypatch.setattr(beats_next.BeatsNext, "_chances", counted)
    found = BeatsNext.of(Study.of(many(1000)))
    assert found is not None
    for _ in range(3):  # the cursor moves, and lines are painted again
        for place in found.order[10:50].tolist():
            assert found.chance(place) is not None
    assert calls == [0]


def test_an_edit_of_pillars_asks_the_tables_for_the_index_alone(
    bundled: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Session.of(bundled).settled()
    ensemble = bundled.ensemble
    assert ensemble is not None
    tree, root = bundled.index.tree, bundled.index.tree.root.code
    for node in tree.nodes:
        ensemble.score_range(node.code, tree, session.weights)
    sorts: list[int] = []
    quantiles = ensembles.quantiles

    def counted(values: np.ndarray, shares: tuple[float, ...]) -> np.ndarray:
        sorts.append(values.size)
        return quantiles(values, shares)

    monkeypatch.setattr(ensembles, "quantiles", counted)
    edited = session.edited(session.weights.with_points("Enterprise", 55)).settled()
    before = {node.code: ensemble.scores(node.code, tree, session.weights) for node in tree.nodes}
    for node in tree.nodes:
        ensemble.score_range(node.code, tree, edited.weights)
    assert len(sorts) == 1
    for node in tree.nodes:
        again = ensemble.scores(node.code, tree, edited.weights)
        assert (again is before[node.code]) == (node.code != root)
    # What was kept of the index is of other weights: it is not taken for these.
    fresh = ensembles.Ensemble.of(ensemble.tables).scores(root, tree, edited.weights)
    assert np.array_equal(ensemble.scores(root, tree, edited.weights), fresh)


def test_an_edit_inside_a_pillar_reaches_the_pillar_and_the_index(bundled: Pack) -> None:
    ensemble, tree = bundled.ensemble, bundled.index.tree
    assert ensemble is not None
    own = Session.of(bundled).weights
    for code, points in (
        ("Proficiency", 70.0),
        ("Research", 10.0),
        ("Proficiency", 0.0),
        ("Applicability", 100.0),
    ):
        own = own.with_points(code, points)
        for node in tree.nodes:
            kept = ensemble.scores(node.code, tree, own)
            fresh = ensembles.Ensemble.of(ensemble.tables).scores(node.code, tree, own)
            assert np.array_equal(kept, fresh)


def test_a_node_without_weight_has_scores_of_its_own_family(bundled: Pack) -> None:
    ensemble, tree = bundled.ensemble, bundled.index.tree
    assert ensemble is not None
    own = Session.of(bundled).weights
    nothing = own.with_points("Research", 0)
    assert np.array_equal(
        ensemble.scores("Research", tree, own), ensemble.scores("Research", tree, nothing)
    )


def test_profiles_are_not_written_again_for_an_edit(bundled: Pack) -> None:
    session = Session.of(bundled)
    first = profile.text_lines(session, 70)
    known = profile._told.cache_info().hits
    edited = session.edited(session.weights.with_points("Enterprise", 55)).settled()
    assert profile.text_lines(edited, 70) == first
    assert profile._told.cache_info().hits == known + 1
    other = session.at_unit((session.unit + 1) % bundled.index.size)
    assert profile.text_lines(other, 70) != first


def test_strip_and_ranking_look_at_one_table(bundled: Pack) -> None:
    study = Session.of(bundled).study
    root = bundled.index.tree.root.code
    assert np.shares_memory(frame(study).table, siblings(study, root).table)
