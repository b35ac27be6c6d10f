"""What edits did: against scipy, against every pair looked at, and against the ranking itself."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from ici_tui.analysis.agreement import agreement, inversions, kendall_tau
from ici_tui.analysis.inputs import AnalysisError
from ici_tui.analysis.passing import most_moved, moved, passing
from ici_tui.cli.app import run
from ici_tui.index.ranking import competition_ranks
from ici_tui.packs.find import find_pack
from ici_tui.packs.load import load_pack
from ici_tui.views.change import build_change, change_line, edits_of
from ici_tui.views.own_values import parse_own
from ici_tui.views.ranking import build_ranking
from ici_tui.views.study import Study
from tests.unit.robust_packs import plain_pack
from tests.unit.test_improve import pack

PAIRS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=2, max_size=25)


@given(PAIRS, st.integers(1, 10))
def test_agreement_is_that_of_scipy(pairs: list[tuple[int, int]], top: int) -> None:
    one, other = np.array(pairs, float).T
    old, new = competition_ranks(one), competition_ranks(other)
    found = agreement(old, new, top)
    if np.ptp(one) > 0 and np.ptp(other) > 0:
        assert found.kendall == pytest.approx(stats.kendalltau(one, other).statistic, abs=1e-12)
        assert found.spearman == pytest.approx(stats.spearmanr(one, other).statistic, abs=1e-12)
    else:
        assert np.isnan(found.kendall)
        assert np.isnan(found.spearman)
    shifts = np.abs(old - new)
    assert found.mean_change == pytest.approx(shifts.mean())
    assert found.largest_change == shifts.max()
    first, then = set(np.flatnonzero(old <= top)), set(np.flatnonzero(new <= top))
    assert found.top_overlap == len(first & then) / max(len(first), len(then))
    assert agreement(old, old, top).top_overlap == 1


@pytest.mark.parametrize("ties", [1, 50, 10**6])
def test_agreement_of_many_is_that_of_scipy(ties: int) -> None:
    rng = np.random.default_rng(ties)
    one = rng.integers(0, ties + 1, 3000)
    other = one + rng.integers(0, ties + 1, 3000)
    found = kendall_tau(
        competition_ranks(one.astype(float)), competition_ranks(other.astype(float))
    )
    assert found == pytest.approx(stats.kendalltau(one, other).statistic, abs=1e-12)


def test_agreement_with_the_opposite() -> None:
    ranks = np.arange(1, 11)
    found = agreement(ranks, ranks[::-1], top=3)
    assert found.kendall == pytest.approx(-1)
    assert found.spearman == pytest.approx(-1)
    assert found.top_overlap == 0
    assert found.largest_change == 9
    with pytest.raises(AnalysisError, match="without a rank"):
        agreement(np.array([1, 0]), np.array([1, 2]))


@given(st.lists(st.integers(0, 40), max_size=40))
def test_inversions_are_those_of_every_pair(values: list[int]) -> None:
    expected = sum(a > b for k, a in enumerate(values) for b in values[k + 1 :])
    assert inversions(np.array(values, dtype=np.int64)) == expected


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), min_size=1, max_size=12))
def test_who_passed_whom_is_found_by_looking_at_every_pair(pairs: list[tuple[int, int]]) -> None:
    old, new = np.array(pairs).T
    there = [k for k in range(len(old)) if old[k] and new[k]]
    assert sorted(moved(old, new).tolist()) == [k for k in there if old[k] != new[k]]
    first = moved(old, new)[:1].tolist()
    assert [row for row in (most_moved(old, new),) if row is not None] == first
    sizes = [abs(old[k] - new[k]) for k in moved(old, new).tolist()]
    assert sizes == sorted(sizes, reverse=True)
    for x in there:
        found = passing(old, new, x)
        above = {y for y in there if old[y] <= old[x] and new[y] > new[x]}
        below = {y for y in there if old[y] >= old[x] and new[y] < new[x]}
        assert set(found.passes.tolist()) == above - {x}
        assert set(found.passed_by.tolist()) == below - {x}


def edited(study: Study, seed: int) -> Study:
    """The study at other weights of the pillars."""
    rng = np.random.default_rng(seed)
    tree = study.pack.index.tree
    shares = dict(zip((n.code for n in tree.pillars), rng.dirichlet([1, 1]).tolist(), strict=True))
    return study.with_weights(study.weights.with_effective(tree, shares))


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("aggregate", ["arithmetic", "geometric", "median"])
def test_a_change_is_what_two_rankings_say(tmp_path: Path, seed: int, aggregate: str) -> None:
    found = load_pack(pack(tmp_path / "p", seed, units=12, gaps=True))
    options = found.index.options._replace(aggregate=(aggregate,), normalise="minmax:1,100")
    before = Study.of(found, options=options)
    after = edited(before, seed)
    view = build_change(before, after)
    old, new = (
        {row.code: row for row in build_ranking(study).rows if row.rank is not None}
        for study in (before, after)
    )
    changed = {code for code in old if old[code].rank != new[code].rank}
    assert {one.code for one in view.moved} == changed
    assert view.unmoved == len(old) - len(changed)
    for one in view.moved:
        assert (one.before, one.after) == (old[one.code].rank, new[one.code].rank)
        score = new[one.code].score.value - old[one.code].score.value  # type: ignore[operator]
        assert one.score_change == pytest.approx(score)
        gained = np.subtract(new[one.code].contributions, old[one.code].contributions)
        assert [part.points for part in one.parts] == pytest.approx(gained.tolist(), abs=1e-9)
        assert sum(part.points for part in one.parts) == pytest.approx(score, abs=1e-9)
        # Whoever is passed says so too.
        for other in one.passes:
            entry = next((m for m in view.moved if m.code == other), None)
            if entry is not None and old[other].rank != one.before:
                assert one.code in entry.passed_by
    for place in range(len(view.moved[0].parts) if view.moved else 0):
        mean = np.mean([new[c].contributions[place] - old[c].contributions[place] for c in old])
        part = view.moved[0].parts[place]
        assert part.relative == pytest.approx(part.points - mean, abs=1e-9)


def test_over_the_tables_a_change_holds_where_it_is_looked_at_one_by_one() -> None:
    before = Study.of(load_pack(find_pack("ici-cn-2020")))
    index, weights = before.pack.index, before.weights
    after = before.with_own(parse_own(index, ["xian.researchers=90", "xian.policies=90"]))
    after = after.with_weights(weights.with_points("Research", 60))
    view = build_change(before, after)
    old, new = before.pack.ensemble, after.pack.ensemble
    assert old is not None
    assert new is not None
    assert view.moved
    assert view.tables == len(old)
    code = index.tree.root.code
    by_table = [
        stats.rankdata(-e.scores(code, index.tree, w).round(9), method="min", axis=1)
        for e, w in ((old, before.weights), (new, after.weights))
    ]
    for one in view.moved:
        row = index.codes.index(one.code)
        same = np.sign(by_table[0][:, row] - by_table[1][:, row]) == np.sign(one.places)
        assert one.holds_in == same.mean()
    told = change_line(after, before, 200)
    assert view.moved[0].name in told
    assert f"{view.unmoved} of {view.of} unmoved" in told


def test_the_command_tells_it_and_begins_from_other_weights(
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = ["change", "--weights", "enterprise=70", "--format", "json"]
    assert run(words) == 0
    found = json.loads(capsys.readouterr().out)
    assert run([*words, "--from-weights", "enterprise=70"]) == 0
    none = json.loads(capsys.readouterr().out)
    assert found["moved"]
    assert none["moved"] == []
    assert none["edits"] == []
    assert (none["tau"], none["spearman"], none["overlap"]) == pytest.approx((1, 1, 1))
    assert run([*words, "--most", "1"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["left_out"] == len(found["moved"]) - 1
    assert err
    assert run([*words, "--from-weights", "enterprise=much"]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert (
        run(
            ["change", "--set", "xian.researchers=99", "--set", "xian.top100=99", "--format", "csv"]
        )
        == 0
    )
    assert "Xian" in capsys.readouterr().out


def test_an_edit_is_told_with_digits_that_differ(tmp_path: Path) -> None:
    rows = [(1.0, 2.0, 3.0), (3.0, 1.0, 2.0), (2.0, 3.0, 1.0)]
    study = Study.of(load_pack(Path(plain_pack(tmp_path, rows, weights=(1, 1, 1)))))
    on_grid = study.with_weights(study.weights.with_points("c0", 33.333))
    for told in edits_of(study, on_grid):
        before, _, after = told.partition(" ")[2].partition(" → ")
        assert float(before) != float(after)
    assert not list(edits_of(study, study))
