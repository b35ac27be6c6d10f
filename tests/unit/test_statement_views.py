"""Weights for statements about a pack: over parts and indicators, locks, means, tables, the next."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from ici_tui.analysis.inputs import AnalysisError
from ici_tui.packs.find import find_pack
from ici_tui.packs.load import load_pack
from ici_tui.questions.command_line import state_words
from ici_tui.questions.option import options_of
from ici_tui.questions.registry import questions
from ici_tui.views.beats_next import BeatsNext, why_untold
from ici_tui.views.frame import Over
from ici_tui.views.robust.acceptability import build_acceptability
from ici_tui.views.robust.basis import basis
from ici_tui.views.robust.pair import build_pair
from ici_tui.views.robust.ranks import build_ranks
from ici_tui.views.robust.region import region_of
from ici_tui.views.robust.terms import Around, Sampling
from ici_tui.views.robust.uncertainty import build_uncertainty
from ici_tui.views.statement_text import (
    UNITS,
    Stated,
    Statement,
    unit_statements,
    weight_statements,
)
from ici_tui.views.statements import weights_for
from ici_tui.views.study import Study
from tests.unit.robust_packs import gap_pack, plain_pack, t4_pack

if TYPE_CHECKING:
    from ici_tui.views.statements import StatementsView


def study_of(folder: str | Path) -> Study:
    return Study.of(load_pack(Path(folder)))


@pytest.fixture
def ici() -> Study:
    return study_of(find_pack("ici-cn-2020"))


def ranks_at(study: Study, found: StatementsView) -> dict[str, int]:
    """Ranks by the whole pipeline at the weights that were found."""
    there = study.with_weights(found.weights).scores
    root = study.pack.index.tree.root.code
    return dict(zip(study.pack.index.codes, there.ranks(root).tolist(), strict=True))


@pytest.mark.parametrize("mean", ["arithmetic", "geometric", "harmonic", "power:2"])
@pytest.mark.parametrize("norm", ["l1", "l2", "linf"])
def test_the_whole_pipeline_puts_them_in_order(tmp_path: Path, mean: str, norm: str) -> None:
    study = study_of(t4_pack(tmp_path, mean))
    index = study.pack.index
    codes, root = list(index.codes), index.tree.root.code
    order = [codes[k] for k in np.argsort(-study.scores.of(root), kind="stable")]
    tried = 0
    for behind in order[1:8]:
        asked = [Statement(UNITS, behind, order[0]), Statement(UNITS, order[0], order[-1])]
        found = weights_for(study, asked, norm=norm)  # type: ignore[arg-type]
        ranks = ranks_at(study, found)
        for held in found.held:
            ahead = ranks[held.statement.above] < ranks[held.statement.below]
            assert ahead == held.holds, (held, found.shares)
            assert (held.margin > 0) == held.holds
        tried += found.points_moved > 0
        assert bool(found.conflicts) == bool(found.clashes)
        assert sum(found.shares.values()) == pytest.approx(1, abs=1e-12)
    assert tried > 1


def test_margins_are_points_of_the_score(tmp_path: Path) -> None:
    study = study_of(t4_pack(tmp_path, "geometric"))
    index = study.pack.index
    scores = study.scores.of(index.tree.root.code)
    first, last = int(np.argmax(scores)), int(np.argmin(scores))
    (held,) = weights_for(study, [Statement(UNITS, index.codes[first], index.codes[last])]).held
    assert held.margin == pytest.approx(scores[first] - scores[last])


def test_indicators_move_where_one_of_them_is_compared(tmp_path: Path) -> None:
    study = study_of(
        gap_pack(tmp_path, 'normalise = "none"\nimpute = "mean"')
    )  # no value is missing, so that sums are exact
    parts = weights_for(study, weight_statements("B>A", study.pack.index))
    assert set(parts.shares) == {"A", "B"}
    assert parts.shares["B"] > parts.shares["A"]
    leaves = weights_for(study, weight_statements("A2>A1,B>A", study.pack.index))
    assert set(leaves.shares) == {"A1", "A2", "B1", "B2"}
    moved = leaves.weights.effective(study.pack.index.tree)
    assert moved["A2"] - moved["A1"] >= 1e-6
    assert moved["B"] - moved["A"] >= 1e-6
    said = weights_for(study, weight_statements("B>A", study.pack.index), Over.INDICATORS)
    assert said.weights.effective(study.pack.index.tree)["B"] > 0.5
    with pytest.raises(AnalysisError, match="--over indicators"):
        weights_for(study, weight_statements("A2>A1", study.pack.index), Over.PARTS)


def test_a_lock_stays_or_is_the_reason(ici: Study) -> None:
    asked = unit_statements("wuhan>guangzhou", ici.pack.index)
    before = weights_for(ici, asked)
    assert before.satisfied
    locked = weights_for(ici, asked, locked=["Enterprise"])
    now = ici.weights.effective(ici.pack.index.tree)["Enterprise"]
    assert locked.shares["Enterprise"] == pytest.approx(now, abs=1e-12)
    assert locked.points_moved >= before.points_moved or locked.conflicts
    every = [node.code for node in ici.pack.index.tree.pillars]
    held = weights_for(ici, asked, locked=every)
    assert held.conflicts
    assert held.points_moved == 0


def test_the_next_question_leaves_what_is_locked(ici: Study) -> None:
    asked = weight_statements("enterprise>research", ici.pack.index)
    found = weights_for(ici, asked, telling=True, locked=["Enterprise"]).telling
    assert found is not None
    rests = basis(ici)
    k, now = rests.codes.index("Enterprise"), rests.weights
    weights = np.random.default_rng(7).dirichlet(np.ones(4), 400_000)
    weights = weights[abs(weights[:, k] - now[k]) < 0.01]
    weights = weights[weights[:, k] > weights[:, rests.codes.index("Research")]]
    x, y = rests.units.index(found.x), rests.units.index(found.y)
    scores = rests.score(weights)
    assert found.share == pytest.approx((scores[:, x] > scores[:, y]).mean(), abs=0.1)
    every = [node.code for node in ici.pack.index.tree.pillars]
    assert weights_for(ici, asked, telling=True, locked=every).telling is None


def test_tables_tell_over_what_share_it_holds(ici: Study) -> None:
    index = ici.pack.index
    asked = (*unit_statements("wuhan>guangzhou,beijing>shanghai", index),
             *weight_statements("enterprise>research", index))  # fmt: skip
    found = weights_for(ici, asked)
    ensemble = ici.pack.ensemble
    assert ensemble is not None
    scores = ensemble.scores(index.tree.root.code, index.tree, found.weights)
    place = {code: k for k, code in enumerate(index.codes)}
    ahead = [scores[:, place[o.above]] > scores[:, place[o.below]] for o in asked[:2]]
    assert [h.holds_in for h in found.held[:2]] == pytest.approx([a.mean() for a in ahead])
    assert found.held[2].holds_in is None
    assert found.holds_in == pytest.approx((ahead[0] & ahead[1]).mean())
    assert found.terms.tables == len(ensemble)


def test_units_without_a_weighted_sum_are_told(tmp_path: Path) -> None:
    study = study_of(gap_pack(tmp_path / "gap"))
    with pytest.raises(AnalysisError, match="lacks a value"):
        weights_for(study, [Statement(UNITS, "U3", "U1")], Over.INDICATORS)
    median = 'normalise = "none"\nimpute = "mean"\naggregate = "median"'
    with pytest.raises(AnalysisError, match="weighted sum"):
        weights_for(
            study_of(gap_pack(tmp_path / "median", median)),
            [Statement(UNITS, "U2", "U1")],
            Over.INDICATORS,
        )


def test_the_next_question_halves_what_is_left(ici: Study) -> None:
    asked = weight_statements("enterprise>research", ici.pack.index)
    found = weights_for(ici, asked, telling=True).telling
    assert found is not None
    rests = basis(ici)
    rng = np.random.default_rng(7)
    weights = rng.dirichlet(np.ones(4), 40_000)
    weights = weights[weights[:, 0] > weights[:, 1]]
    scores = rests.score(weights)
    names = rests.units
    shares = {
        (names[a], names[b]): float((scores[:, a] > scores[:, b]).mean())
        for a in range(len(names)) for b in range(a + 1, len(names))
    }  # fmt: skip
    assert found.share == pytest.approx(shares[found.x, found.y], abs=0.08)
    evenest = min(abs(share - 0.5) for share in shares.values())
    assert abs(shares[found.x, found.y] - 0.5) <= evenest + 0.08


def test_the_state_as_a_line_asks_the_same(ici: Study) -> None:
    asked = unit_statements("wuhan>guangzhou", ici.pack.index)
    found = weights_for(ici, asked, norm="l2")
    study = ici.with_weights(found.weights).under(Stated(asked, ici.weights, "l2"))
    words = state_words(study)
    assert words[words.index("--prefer") + 1] == "Wuhan>Guangzhou"
    assert words[words.index("--nearest") + 1] == "l2"
    assert "--weights" not in words  # those that they were found from are the pack's own


# Probabilities, acceptability and ranks under statements

COMPLETE = "enterprise>research>infrastructure>government"


def ordered(study: Study, text: str) -> Study:
    return study.under(Stated(weight_statements(text, study.pack.index)))


def in_order(count: int, seed: int, m: int = 4) -> np.ndarray:
    """Weights in the order of their places, by sorting: not the way that is tested."""
    rng = np.random.default_rng(seed)
    return -np.sort(-rng.dirichlet(np.ones(m), count), axis=1)


def test_a_complete_order_is_exact(ici: Study) -> None:
    study = ordered(ici, COMPLETE)
    rests = basis(study)
    scores = rests.score(in_order(60_000, 3))
    x, y = rests.units.index("Wuhan"), rests.units.index("Xian")
    places = (int(rests.places[x]), int(rests.places[y]))
    pair = build_pair(study, Over.PARTS, *places, around=Around(), sampling=Sampling(2000))
    assert pair.p_beats_uniform.exact
    expected = float((scores[:, x] > scores[:, y]).mean())
    assert pair.p_beats_uniform.value == pytest.approx(expected, abs=0.01)
    near = pair.p_beats_near
    assert near is not None and not near.exact
    some = np.random.default_rng(6).dirichlet(20 * rests.weights, 60_000)
    kept = rests.score(some[(np.diff(some, axis=1) < 0).all(axis=1)])
    assert near.value == pytest.approx(float((kept[:, x] > kept[:, y]).mean()), abs=0.03)
    found = build_acceptability(study, Over.PARTS, around=Around(), sampling=Sampling(4000))
    assert not found.terms.sampled
    assert any("Enterprise weighs more than Research" in held for held in found.terms.held)
    ranks = 1 + (scores[:, None, :] > scores[:, :, None]).sum(axis=2)
    for unit in found.units:
        drawn = ranks[:, rests.units.index(unit.code)]
        assert unit.expected_exact
        assert unit.expected_rank == pytest.approx(drawn.mean(), abs=0.05)
        assert unit.first_exact == pytest.approx((drawn == 1).mean(), abs=0.01)
        assert unit.shares[0] == pytest.approx((drawn == 1).mean(), abs=0.04)


def test_best_and_worst_rank_in_a_complete_order_are_proved(ici: Study) -> None:
    study = ordered(ici, COMPLETE)
    rests = basis(study)
    scores = rests.score(in_order(60_000, 5))
    ranks = 1 + (scores[:, None, :] > scores[:, :, None]).sum(axis=2)
    found = build_ranks(study, Over.PARTS, [], ranges=[None], sampling=Sampling(1000))
    assert not found.terms.sampled
    for unit in found.units:
        seen = ranks[:, rests.units.index(unit.code)]
        assert unit.best_exact and unit.worst_exact
        assert unit.best <= seen.min()
        assert unit.worst >= seen.max()
        for shares, rank in ((unit.weights_best, unit.best), (unit.weights_worst, unit.worst)):
            weights = np.array([shares[code] for code in rests.codes])
            assert (-np.diff(weights) >= 0.99e-6).all()
            assert int(rests.ranks_at(weights)[rests.units.index(unit.code)]) == rank


@pytest.mark.parametrize("text", ["enterprise>research", "government>=research,enterprise>infra"])
def test_any_other_statement_is_sampled_and_said_so(ici: Study, text: str) -> None:
    study = ordered(ici, text)
    rests = basis(study)
    region = region_of(rests)
    assert region is not None
    weights = np.random.default_rng(1).dirichlet(np.ones(4), 60_000)
    weights = weights[(weights @ region.asked.rows.T >= region.asked.margins).all(axis=1)]
    scores = rests.score(weights)
    found = build_acceptability(study, Over.PARTS, around=Around(), sampling=Sampling(6000))
    assert found.terms.sampled
    assert "no complete order" in found.terms.sentence
    for unit in found.units:
        row = rests.units.index(unit.code)
        drawn = 1 + (scores > scores[:, [row]]).sum(axis=1)
        assert not unit.expected_exact
        assert unit.first_exact is None
        assert unit.expected_rank == pytest.approx(drawn.mean(), abs=0.12)
    ranks = build_ranks(study, Over.PARTS, [], ranges=[None], sampling=Sampling(1000))
    assert ranks.terms.sampled
    assert not ranks.unproved
    for one in ranks.units:
        assert not one.best_exact
        for shares in (one.weights_best, one.weights_worst):
            weights = np.array([shares[code] for code in rests.codes])
            assert (region.asked.slack(weights) >= -1e-12).all()


def test_statements_about_units_bound_the_draws_too(ici: Study) -> None:
    study = ici.under(Stated(unit_statements("wuhan>guangzhou", ici.pack.index)))
    found = build_acceptability(study, Over.PARTS, around=Around(), sampling=Sampling(2000))
    expected = {unit.code: unit.expected_rank for unit in found.units}
    assert expected["Wuhan"] < expected["Guangzhou"]
    region = region_of(basis(study))
    assert region is not None
    drawn = region.draws(3000, 1).all()
    assert (drawn @ region.asked.rows.T >= region.asked.margins).all()
    places = [list(ici.pack.index.codes).index(code) for code in ("Wuhan", "Guangzhou")]
    pair = build_pair(study, Over.PARTS, *places, around=Around(), sampling=Sampling(2000))
    assert pair.p_beats_uniform.value == 1
    near, alpha = pair.p_beats_near, 20 * basis(ici).weights
    some = np.random.default_rng(2).dirichlet(alpha, 20_000)
    share = (some @ region.asked.rows.T >= region.asked.margins).all(axis=1).mean()
    assert near is not None
    assert near.value == 1
    assert share > 0.005  # enough near these weights; from afar there are none
    away = study.with_weights(ici.weights.only("Enterprise"))
    far = build_pair(away, Over.PARTS, *places, around=Around(), sampling=Sampling(2000))
    assert far.p_beats_near is None
    assert far.p_beats_uniform.value == 1


def test_points_within_and_statements_together(ici: Study) -> None:
    study = ordered(ici, COMPLETE)
    rests = basis(study)
    found = build_acceptability(study, Over.PARTS, around=Around(8), sampling=Sampling(2000))
    assert found.terms.sampled
    region = region_of(rests, 0.08)
    assert region is not None
    drawn = region.draws(2000, 1).all()
    assert np.abs(drawn - rests.weights).max() <= 0.08 + 1e-9
    assert (np.diff(drawn) <= 1e-9).all()


def test_statements_that_nothing_satisfies_leave_no_answer(tmp_path: Path) -> None:
    study = study_of(plain_pack(tmp_path, [[9, 8, 7], [1, 2, 3], [5, 5, 4]]))
    stated = study.under(Stated((Statement(UNITS, "U1", "U0"),)))
    with pytest.raises(AnalysisError, match="no weights satisfy"):
        build_acceptability(stated, Over.PARTS, around=Around(), sampling=Sampling(100))


def test_the_next_of_the_ranking_is_beaten_where_what_is_stated_holds(tmp_path: Path) -> None:
    study = study_of(t4_pack(tmp_path, "arithmetic"))
    stated = ordered(study, "Social>Environ")
    found = BeatsNext.of(stated)
    assert found is not None
    rests = basis(study)
    draws = np.random.default_rng(3).dirichlet(20 * rests.weights, 40_000)
    social, environ = (rests.component(code) for code in ("Social", "Environ"))
    scores = rests.score(draws[draws[:, social] > draws[:, environ]])
    order = np.argsort(rests.ranks_at(rests.weights), kind="stable")
    shares = found.shares()[rests.places[order[:-1]]]
    expected = [(scores[:, a] > scores[:, b]).mean() for a, b in pairwise(order.tolist())]
    assert shares == pytest.approx(np.array(expected), abs=0.06)
    assert why_untold(stated) == ""
    assert BeatsNext.of(ordered(study, "Environ>Social>Instit>Physical")) is None
    assert "hardly any" in why_untold(ordered(study, "Environ>Social>Instit>Physical"))


def test_uncertainty_varies_weights_where_what_is_stated_holds(tmp_path: Path) -> None:
    study = study_of(plain_pack(tmp_path, [[9, 1], [1, 9]]))
    stated = Stated((Statement(UNITS, "U1", "U0"),))
    for around in (None, Around(near=True), Around(10)):
        asked = {"varied": ["weights"], "around": around, "draws": 200}
        free = build_uncertainty(study, Over.PARTS, **asked)  # type: ignore[arg-type]
        held = build_uncertainty(study.under(stated), Over.PARTS, **asked)  # type: ignore[arg-type]
        assert {unit.code: unit.first for unit in held.units} == {"U1": 1, "U0": 0}
        assert all(0 < unit.first < 1 for unit in free.units)
        assert any("U1 above U0" in text for text in held.terms.held)
        assert not held.terms.unused


def test_no_answer_passes_over_in_silence_what_is_stated(tmp_path: Path) -> None:
    study = study_of(plain_pack(tmp_path, [[9, 1, 5], [1, 9, 4], [4, 4, 6], [2, 3, 9]]))
    stated = study.under(Stated((Statement(UNITS, "U0", "U2"),)))
    given = {"x": "U1", "y": "U0", "weight": "c1", "draws": 50}
    for question in questions().values():
        known = options_of(question.asked)
        asked = question.asked(**{name: given[name] for name in known if name in given})
        view: Any = question.find(stated, asked, lambda *_, **__: True)
        told = [*view.terms.held, *view.terms.unused]
        looked_at = question.name == "statements" or any("U0 above U2" in text for text in told)
        assert looked_at, question.name
        assert ("Not used here" in view.terms.sentence) == bool(view.terms.unused)
