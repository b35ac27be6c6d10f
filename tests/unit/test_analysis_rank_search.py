"""What makes the proof of a rank quick: lines, pairs that exclude each other, streams at once."""

from __future__ import annotations

import os
import threading
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from ici_tui import child
from ici_tui.analysis import solver
from ici_tui.analysis.comparisons import Comparisons
from ici_tui.analysis.conflicts import conflicting_pairs
from ici_tui.analysis.inputs import AnalysisError, pass_margin
from ici_tui.analysis.line_search import fewest_on_lines
from ici_tui.analysis.moves import furthest, limits
from ici_tui.analysis.programmes import most_slack
from ici_tui.analysis.rank_range import rank_bounds, rank_range
from ici_tui.analysis.side_by_side import side_by_side
from ici_tui.packs.load import load_pack
from ici_tui.tui.session import Session
from ici_tui.views.frame import Over
from ici_tui.views.robust.ranks import build_ranks
from ici_tui.views.robust.terms import Sampling
from tests.unit.robust_packs import t4_pack

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ici_tui.views.robust.proofs import RanksNow


def case(seed: int, units: int = 20, m: int = 5, within: float | None = 0.1) -> Comparisons:
    """The comparisons of a unit in the middle with all others."""
    generator = np.random.default_rng(seed)
    table, weights = generator.random((units, m)), generator.dirichlet(np.full(m, 4.0))
    scores = table @ weights
    unit = int(np.argsort(scores)[units // 2])
    rows = np.delete(table[unit] - table, unit, axis=0)
    return Comparisons(rows, pass_margin(table, scores), limits(weights, within=within))


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("within", [0.05, 0.2, None])
def test_pairs_that_exclude_each_other_are_those_of_linear_programmes(
    seed: int, within: float | None
) -> None:
    given = case(seed, within=within)
    open_rows = given.rows[furthest(given.rows, given.allowed) >= given.margin]
    asked = replace(given, rows=open_rows)
    named = {(int(a), int(b)) for a, b in conflicting_pairs(asked)}
    slacks = {
        pair: most_slack(asked.rows[list(pair)], asked.allowed)[1]
        for pair in combinations(range(len(asked.rows)), 2)
    }
    # A pair is named only with a proof; a few at the very edge may be left out.
    assert all(slacks[pair] < asked.margin for pair in named)
    assert {pair for pair, slack in slacks.items() if slack < asked.margin - 1e-3} <= named


def test_only_the_hardest_of_very_many_are_paired(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = case(1)
    every = {(int(a), int(b)) for a, b in conflicting_pairs(asked)}
    monkeypatch.setattr("ici_tui.analysis.conflicts.MOST_ROWS", 12)
    assert every
    some = {(int(a), int(b)) for a, b in conflicting_pairs(asked)}
    hardest = set(np.argsort(furthest(asked.rows, asked.allowed), kind="stable")[:12].tolist())
    assert some == {pair for pair in every if set(pair) <= hardest}
    monkeypatch.setattr("ici_tui.analysis.conflicts.PORTION", 7)
    assert {(int(a), int(b)) for a, b in conflicting_pairs(asked)} == some


@pytest.mark.parametrize("seed", range(8))
def test_on_the_only_line_there_is_the_fewest_are_found(seed: int) -> None:
    generator = np.random.default_rng(seed)
    asked = Comparisons(generator.normal(size=(25, 2)), 1e-6, limits(np.array([0.5, 0.5])))
    found = fewest_on_lines(asked, np.array([0.5, 0.5]))
    shares = np.linspace(0, 1, 100_001)
    grid = np.stack([shares, 1 - shares], axis=1)
    fewest = (grid @ asked.rows.T < asked.margin).sum(axis=1).min()
    assert asked.failing(found) <= fewest


@pytest.mark.parametrize("seed", range(6))
def test_weights_found_on_lines_are_allowed_and_no_worse(seed: int) -> None:
    generator = np.random.default_rng(seed)
    weights = generator.dirichlet(np.full(7, 3.0))
    allowed = limits(weights, locked=[2], within=0.07)
    asked = Comparisons(generator.normal(size=(60, 7)), 1e-6, allowed)
    found = fewest_on_lines(asked, weights)
    assert found.sum() == pytest.approx(1, abs=1e-12)
    assert found[2] == weights[2]
    assert (found >= allowed.low).all()
    assert (found <= allowed.high).all()
    assert asked.failing(found) <= asked.failing(weights)
    assert (fewest_on_lines(asked, weights) == found).all()


def test_where_no_weight_can_move_the_start_stays() -> None:
    weights = np.array([0.2, 0.3, 0.5])
    rows = np.random.default_rng(1).normal(size=(9, 3))
    for locked in ([0, 1, 2], [0, 1]):
        asked = Comparisons(rows, 1e-6, limits(weights, locked=locked))
        assert (fewest_on_lines(asked, weights) == weights).all()


@pytest.mark.parametrize("seed", range(5))
def test_the_proof_agrees_with_the_plain_programme(seed: int) -> None:
    """Without pairs, start or line search, solved by another copy of the solver."""
    generator = np.random.default_rng(seed)
    table, weights = generator.random((40, 6)), generator.dirichlet(np.full(6, 4.0))
    scores = table @ weights
    unit = int(np.argsort(-scores)[12])
    allowed, margin = limits(weights, within=0.06), pass_margin(table, scores)
    found = rank_range(table, weights, unit, within=0.06)
    assert found.exact
    for end, sign in ((found.best, 1.0), (found.worst, -1.0)):
        rows = sign * np.delete(table[unit] - table, unit, axis=0)
        free = margin + furthest(-rows, allowed)
        cost = np.append(np.zeros(6), np.ones(39))
        plain = milp(
            cost,
            constraints=[
                LinearConstraint(np.hstack([rows, np.diag(free)]), margin, np.inf),
                LinearConstraint((1 - cost)[None, :], 1, 1),
            ],
            integrality=cost,
            bounds=Bounds(
                np.append(allowed.low, np.zeros(39)), np.append(allowed.high, np.ones(39))
            ),
        )
        fewest = round(plain.fun)
        assert end.attained == (1 + fewest if sign > 0 else 40 - fewest)


def test_streams_side_by_side_do_not_wait_for_each_other() -> None:
    second = threading.Event()

    def first() -> Iterator[int]:
        yield 1
        assert second.wait(10)
        yield 2

    def other() -> Iterator[int]:
        yield 3
        second.set()

    found = list(side_by_side({"a": first(), "b": other()}, most=2))
    assert sorted(found) == [("a", 1), ("a", 2), ("b", 3)]
    assert [value for key, value in found if key == "a"] == [1, 2]


def test_streams_are_begun_in_their_order() -> None:
    streams = {key: iter(range(key)) for key in (2, 3, 1)}
    assert [key for key, _ in side_by_side(streams, most=1)] == [2, 2, 3, 3, 3, 1]
    assert list(side_by_side({})) == []


def test_a_fault_in_one_stream_ends_all() -> None:
    closed = threading.Event()

    def endless() -> Iterator[int]:
        try:
            while True:
                yield 1
        finally:
            closed.set()

    def broken() -> Iterator[int]:
        yield 2
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        for _ in side_by_side({"a": endless(), "b": broken()}, most=2):
            pass
    assert closed.wait(10)


def count_started(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Every child process that is started from now on."""
    started: list[object] = []
    start = child.subprocess.Popen

    def counted(*arguments: object, **options: object) -> object:
        process = start(*arguments, **options)  # type: ignore[call-overload]
        started.append(process)
        return process

    monkeypatch.setattr(child.subprocess, "Popen", counted)
    return started


def test_one_child_takes_one_task_after_another(monkeypatch: pytest.MonkeyPatch) -> None:
    started = count_started(monkeypatch)
    generator = np.random.default_rng(3)
    table, weights = generator.random((40, 6)), generator.dirichlet(np.full(6, 4.0))
    with solver.Children() as children:
        for unit in range(12):
            *_, last = rank_bounds(
                table, weights, unit, "best", within=0.06, seconds=30, children=children
            )
            assert last.exact
        assert len(started) == 1
        alive = started[0]
        assert alive.poll() is None  # type: ignore[attr-defined]
    assert alive.poll() is not None  # type: ignore[attr-defined]


def test_a_child_that_was_left_in_the_middle_is_not_asked_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    started = count_started(monkeypatch)
    generator = np.random.default_rng(5)
    table, weights = generator.random((200, 10)), np.full(10, 0.1)
    unit = int(np.argsort(table @ weights)[100])
    with solver.Children() as children:
        for _ in range(2):
            bounds = rank_bounds(table, weights, unit, "worst", within=0.2, children=children)
            while not started or started[-1].poll() is not None:  # type: ignore[attr-defined]
                next(bounds)
            bounds.close()  # type: ignore[attr-defined]
        with pytest.raises(AnalysisError, match="AttributeError"):
            list(children.stream("ici_tui.analysis.subsystem:nothing", ()))
    assert len(started) == 3
    assert all(process.poll() is not None for process in started)  # type: ignore[attr-defined]


def test_all_ranks_of_a_pack_are_proved_in_few_children(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    started = count_started(monkeypatch)
    study = Session.of(load_pack(Path(t4_pack(tmp_path / "t4")))).study
    told: list[RanksNow] = []
    found = build_ranks(
        study, Over.PARTS, (), ranges=(5.0,), sampling=Sampling(), report=told.append
    )
    assert found.unproved == 0
    assert len(found.units) == 51
    assert 1 <= len(started) <= (os.cpu_count() or 1)
    assert [now.done for now in told] == sorted(now.done for now in told)
