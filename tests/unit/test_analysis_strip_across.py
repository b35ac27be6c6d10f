"""The strip over many tables against the strip of each table by itself."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ici_tui.analysis.inputs import AnalysisError
from ici_tui.analysis.strip import strip
from ici_tui.analysis.strip_across import strip_across


def one_by_one(tables, weights, share):
    alone = [strip(table, weights) for table in tables]
    found = []
    for name in ("order", "leader"):
        ends = np.stack([getattr(one, name) for one in alone])
        low = np.sort(ends[:, :, 0], axis=0)
        high = np.sort(ends[:, :, 1], axis=0)
        keep = int(np.ceil(share * len(tables) - 1e-9))
        found.append(np.stack([low[keep - 1], high[len(tables) - keep]], axis=1))
    return found


@given(
    st.integers(1, 12), st.integers(1, 7), st.integers(1, 5), st.integers(0, 10**6), st.booleans()
)
def test_each_end_is_what_the_tables_say_one_by_one(count, units, parts, seed, whole) -> None:
    random = np.random.default_rng(seed)
    # Whole numbers make ties, which have to be left out alike.
    tables = (
        random.integers(0, 4, (count, units, parts))
        if whole
        else random.random((count, units, parts))
    )
    weights = random.dirichlet(np.ones(parts))
    if whole:
        weights = np.full(parts, 1 / parts)
    # Where all scores are equal but for the last bit, who is tied is a matter of that bit.
    assume((np.ptp(tables @ weights, axis=1) > 1e-9).all())
    order, leader = one_by_one(tables.astype(float), weights, 0.8)
    found = strip_across(tables, weights, 0.8)
    assert found.order == pytest.approx(order, abs=1e-9)
    assert found.leader == pytest.approx(leader, abs=1e-9)


def test_all_weight_on_one_component_shares_the_rest_equally() -> None:
    tables = np.random.default_rng(3).random((20, 6, 3))
    weights = np.array([0.0, 1.0, 0.0])
    order, leader = one_by_one(tables, weights, 0.9)
    found = strip_across(tables, weights, 0.9)
    assert found.order == pytest.approx(order, abs=1e-9)
    assert found.leader == pytest.approx(leader, abs=1e-9)


def test_what_does_not_fit_is_said() -> None:
    with pytest.raises(AnalysisError, match="share of tables"):
        strip_across(np.ones((2, 3, 2)), np.array([0.5, 0.5]), 0.0)
    with pytest.raises(AnalysisError, match="not \\(3, 2\\)"):
        strip_across(np.ones((3, 2)), np.array([0.5, 0.5]))
