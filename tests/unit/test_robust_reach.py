"""The ranks above a unit's own: each answer is checked where it says it holds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ici_tui import child
from ici_tui.analysis import optional
from ici_tui.analysis.inputs import AnalysisError
from ici_tui.index.ranking import competition_ranks
from ici_tui.packs.find import find_pack
from ici_tui.packs.load import load_pack
from ici_tui.pages.focus import Focus
from ici_tui.pages.layout import lay_out
from ici_tui.pages.robust.frame import as_panel
from ici_tui.pages.robust.reach import page
from ici_tui.stopped import Stopped
from ici_tui.views.frame import Over, frame
from ici_tui.views.robust.reach import ReachView, build_reach, ranks_above
from ici_tui.views.robust.terms import Sampling
from ici_tui.views.study import Study
from tests.unit.robust_packs import gap_pack, t4_pack

ICI = Study.of(load_pack(find_pack("ici-cn-2020")))


@pytest.fixture(scope="module")
def t4(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return Study.of(load_pack(Path(t4_pack(tmp_path_factory.mktemp("t4") / "pack"))))


def place_of(study: Study, code: str) -> int:
    return study.pack.index.codes.index(code)


def answered(study: Study, code: str, over: Over = Over.PARTS, **asked: object) -> ReachView:
    *_, last = build_reach(study, over, place_of(study, code), **asked)  # type: ignore[arg-type]
    assert last.ended
    return last


@pytest.mark.parametrize(
    ("rank", "most", "wanted"),
    [
        (1, 10, ()),
        (2, 10, (1,)),
        (7, 10, (6, 5, 4, 3, 2, 1)),
        (11, 10, (10, 9, 8, 7, 6, 5, 4, 3, 2, 1)),
        (12, 10, (11, 10, 9, 8, 7, 6, 5, 4, 3, 1)),
        (51, 3, (50, 49, 1)),
        (9, 1, (1,)),
    ],
)
def test_the_nearest_ranks_are_asked_about_and_always_the_first(
    rank: int, most: int, wanted: tuple[int, ...]
) -> None:
    assert ranks_above(rank, most) == wanted


@pytest.mark.parametrize("code", ["SGP", "GBR", "POL"])
@pytest.mark.parametrize("locked", [(), ("Physical",)])
def test_every_rank_is_reached_at_the_weights_that_are_told(
    t4: Study, code: str, locked: tuple[str, ...]
) -> None:
    view = answered(t4, code, locked=locked, most=4)
    table = frame(t4, Over.PARTS)
    row = table.row(place_of(t4, code))
    before = 0.0
    for answer in view.answers:
        found = answer.found
        assert found is not None
        if not found.possible:
            continue
        weights = np.array([found.weights[c] for c in table.codes])
        assert competition_ranks(table.table @ weights)[row] <= answer.rank < view.rank
        assert weights.sum() == pytest.approx(1)
        assert 50 * np.abs(weights - table.weights).sum() == pytest.approx(
            found.points_moved, abs=0.01
        )
        assert found.points_moved >= before - 1e-9
        before = found.points_moved
        if locked:
            assert found.weights["Physical"] == pytest.approx(0.4)


def test_no_weights_of_a_grid_are_nearer(t4: Study) -> None:
    """All weights in steps of 2.5 points, ranked one by one."""
    view = answered(t4, "SGP", most=3)
    table = frame(t4, Over.PARTS)
    row = table.row(place_of(t4, "SGP"))
    steps = np.arange(0, 41)
    grid = np.array(
        [(a, b, c, 40 - a - b - c) for a in steps for b in steps for c in steps if a + b + c <= 40]
    )
    ranks = competition_ranks((grid / 40) @ table.table.T)[:, row]
    points = 50 * np.abs(grid / 40 - table.weights).sum(axis=1)
    asked = 0
    for answer in view.answers:
        found = answer.found
        assert found is not None
        near = points[ranks <= answer.rank]
        if found.possible:
            asked += 1
            assert near.min() >= found.points_moved - 1e-6
        else:
            assert len(near) == 0
    assert asked


def test_after_an_impossible_rank_only_the_first_is_asked_for() -> None:
    view = answered(ICI, "Harbin")
    assert view.wanted == (7, 6, 5, 4, 3, 2, 1)
    assert [answer.rank for answer in view.answers] == [7, 6, 5, 4, 3, 1]
    founds = [answer.found for answer in view.answers]
    assert [found.possible for found in founds if found] == [True, True, True, True, False, False]
    assert founds[-1] is not None
    # Level everywhere, by each component: these are all whom no weights put behind.
    sums = frame(ICI, Over.PARTS)
    harbin = sums.table[sums.row(place_of(ICI, "Harbin"))]
    there = (sums.table >= harbin).all(axis=1) & (sums.table > harbin).any(axis=1)
    names = [ICI.pack.index.names[place] for place in sums.units[there]]
    assert sorted(founds[-1].ahead) == sorted(names)
    assert names


def test_over_the_tables_a_rank_holds_in_the_share_that_a_naive_count_gives() -> None:
    view = answered(ICI, "Hangzhou")
    sums = frame(ICI, Over.PARTS)
    assert sums.tables is not None
    assert view.terms.tables == len(sums.tables)
    row = sums.row(place_of(ICI, "Hangzhou"))
    now = competition_ranks(sums.tables @ sums.weights)[:, row]
    for answer in view.answers:
        found = answer.found
        assert found is not None
        assert found.across is not None
        assert found.across.now == pytest.approx((now <= answer.rank).mean())
        if found.possible:
            there = sums.tables @ np.array([found.weights[code] for code in sums.codes])
            share = (competition_ranks(there)[:, row] <= answer.rank).mean()
            assert found.holds_in == pytest.approx(share)


def test_what_is_known_is_told_rank_by_rank() -> None:
    seen = list(build_reach(ICI, Over.PARTS, place_of(ICI, "Nanjing")))
    assert [len(view.answers) for view in seen] == [0, 1, 2, 2]
    assert [view.ended for view in seen] == [False, False, False, True]


def test_one_process_proves_rank_after_rank(t4: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    tasks: list[str] = []
    started: list[child.Child] = []
    start, begin = child.Child.__init__, child.Child.begin

    def counted(self: child.Child) -> None:
        started.append(self)
        start(self)

    def noted(self: child.Child, target: str, arguments: tuple[Any, ...]) -> None:
        tasks.append(target)
        begin(self, target, arguments)

    monkeypatch.setattr(child.Child, "__init__", counted)
    monkeypatch.setattr(child.Child, "begin", noted)
    answered(t4, t4.pack.index.codes[-1])
    assert len(tasks) > 1
    assert len(started) == 1
    assert started[0]._process.returncode is not None


def test_where_nothing_is_proved_a_better_rank_is_never_nearer(tmp_path: Path) -> None:
    study = Study.of(load_pack(Path(gap_pack(tmp_path / "pack", lacking=("U2", "U3", "U5", "U6")))))
    for code in study.pack.index.codes:
        view = answered(study, code, Over.INDICATORS, sampling=Sampling(300))
        points = [a.found.points_moved for a in view.answers if a.found and a.found.possible]
        assert points == sorted(points)
        for answer in view.answers:
            assert answer.found is not None
            assert answer.found.possible is not False
            assert answer.found.terms.sampled
            assert not answer.found.possible or answer.found.rank_x <= answer.rank


def test_the_first_has_nothing_to_reach_and_a_lock_on_nothing_is_a_fault(t4: Study) -> None:
    assert answered(ICI, "Beijing").wanted == ()
    with pytest.raises(AnalysisError, match="is not among the weights that move"):
        answered(t4, "SGP", locked=("nothing",))


def test_it_stops_when_told_to() -> None:
    looked = 0

    def stop() -> bool:
        nonlocal looked
        looked += 1
        return looked > 1

    with pytest.raises(Stopped):
        list(build_reach(ICI, Over.PARTS, place_of(ICI, "Wuhan"), stop=stop))
    assert looked == 2


def test_without_scipy_one_line_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(optional, "find_spec", lambda _: None)
    with pytest.raises(AnalysisError, match="needs scipy; install"):
        answered(ICI, "Wuhan")


@pytest.mark.parametrize(
    ("most", "told"), [(1, "For the first the"), (2, "For the nearest better rank and the first")]
)
def test_few_ranks_are_told_as_few(t4: Study, most: int, told: str) -> None:
    view = answered(t4, "SGP", most=most)
    text = "\n".join(line.text for line in lay_out(as_panel(page(view, t4, Focus()), t4), 400))
    assert told in text
    assert "0 nearest" not in text
