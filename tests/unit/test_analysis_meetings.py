"""Where units meet, without looking at every pair: against every pair."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ici_tui.analysis import meetings, sweep
from tests.unit.test_analysis_sweep import cases


def case(units: int, seed: int) -> sweep.Lines:
    """Continuous values: no ties, and no two places alike."""
    table = np.random.default_rng(seed).random((units, 4))
    return sweep.lines(table, np.array([0.4, 0.3, 0.2, 0.1]), 1)


def told(found: meetings.Meetings) -> list[tuple[float, int, int]]:
    return list(zip(*(part.tolist() for part in found), strict=True))


def all_of(lines: sweep.Lines) -> list[tuple[float, int, int]]:
    return [(c.at, c.up, c.down) for c in sweep.crossings(lines)]


@pytest.mark.parametrize(("units", "seed"), [(1, 0), (2, 1), (7, 2), (60, 3), (150, 4)])
def test_they_are_those_of_all_pairs(units: int, seed: int) -> None:
    lines = case(units, seed)
    every = all_of(lines)
    assert meetings.count_meetings(lines) == len(every)
    for count in (0, 1, 5, 12):
        near = sorted(every, key=lambda one: abs(one[0] - lines.share))[:count]
        assert told(meetings.nearest_meetings(lines, count)) == sorted(near)
    unit = units // 2
    own = [one for one in every if unit in one[1:]]
    assert told(meetings.meetings_of(lines, unit)) == own
    others = [one for one in every if unit not in one[1:]]
    near = sorted(others, key=lambda one: abs(one[0] - lines.share))[:6]
    assert told(meetings.nearest_meetings(lines, 6, without=unit)) == sorted(near)


@given(cases(), st.integers(0, 8))
def test_also_where_units_are_tied_and_meet_at_one_place(
    case: tuple[np.ndarray, np.ndarray], count: int
) -> None:
    table, weights = case
    for k in range(len(weights)):
        lines = sweep.lines(table, weights, k)
        every = all_of(lines)
        # Which of those at one place come first is left open: how far away they are is not.
        near = sorted(abs(at - lines.share) for at, _, _ in every)[:count]
        found = told(meetings.nearest_meetings(lines, count))
        assert sorted(abs(at - lines.share) for at, _, _ in found) == pytest.approx(near, abs=1e-9)
        assert set(found) <= set(every) | {(at, down, up) for at, up, down in every}
        assert meetings.count_meetings(lines) == len(every)


def test_the_nearest_are_looked_for_among_neighbours(monkeypatch: pytest.MonkeyPatch) -> None:
    looked = []
    met = meetings._Pairs.met

    def counted(self: meetings._Pairs, one: np.ndarray, other: np.ndarray) -> meetings.Meetings:
        looked.append(len(one))
        return met(self, one, other)

    monkeypatch.setattr(meetings._Pairs, "met", counted)
    meetings.nearest_meetings(case(2000, 5), 12)
    assert sum(looked) <= 2 * 12 * 2000
