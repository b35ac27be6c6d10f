"""The greatest rise per gap: found without the pairs, and among all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ici_tui.analysis import strip as strip_module
from ici_tui.analysis.steepest import Layers
from ici_tui.analysis.strip import strip
from tests.unit.test_analysis_sweep import cases

if TYPE_CHECKING:
    from random import Random

LEVELS = st.lists(
    st.tuples(st.floats(1e-7, 10), st.lists(st.floats(-100, 100), min_size=1, max_size=6)),
    min_size=2,
    max_size=8,
)
"""Groups of units: by how much the next one is below, and the values of the units."""


@given(LEVELS, st.randoms(use_true_random=False))
def test_it_is_the_greatest_of_all_pairs(
    levels: list[tuple[float, list[float]]], random: Random
) -> None:
    scores: list[float] = []
    values: list[float] = []
    starts: list[int] = []
    at = 50.0
    for fall, group in levels:
        starts.append(len(scores))
        # Tied units differ in their last bits, or not at all.
        scores += sorted((at - random.choice([0.0, 1e-9]) for _ in group), reverse=True)
        values += group
        at -= fall
    s, v = np.array(scores), np.array(values)
    bounds = [*starts, len(s)]
    pairs = [
        (v[b] - v[a]) / (s[a] - s[b])
        for k in range(len(levels) - 1)
        for a in range(bounds[k], bounds[k + 1])
        for b in range(bounds[k + 1], bounds[k + 2])
    ]
    found = Layers(s, np.array(starts)).steepest(v)
    assert found == pytest.approx(max(pairs), rel=1e-9, abs=1e-9)


@given(cases())
def test_the_strip_is_the_same_either_way(case: tuple[np.ndarray, np.ndarray]) -> None:
    table, weights = case
    twice = np.repeat(table, 2, axis=0)
    one = strip(twice, weights)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(strip_module, "MOST_PAIRS", 0)
        patch.setattr(strip_module, "FEW", 0)
        other = strip(twice, weights)
    np.testing.assert_allclose(other.order, one.order, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(other.leader, one.leader, rtol=1e-9, atol=1e-12)


def test_a_gap_that_is_next_to_nothing_is_no_fault() -> None:
    scores, values = np.array([5e-324, 0.0]), np.array([0.0, 1e300])
    assert Layers(scores, np.array([0, 1])).steepest(values) == np.inf
    assert Layers(scores, np.array([0, 1])).steepest(-values) == -np.inf
