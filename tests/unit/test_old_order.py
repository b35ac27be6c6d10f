"""Whether an order is lost, against a comparison of all pairs."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ici_tui.analysis.old_order import OldOrder
from ici_tui.index.ranking import competition_ranks


@given(st.integers(1, 9), st.integers(0, 2**32))
def test_the_order_is_lost_where_some_pair_is_turned(count: int, seed: int) -> None:
    draw = np.random.default_rng(seed)
    scores = draw.integers(0, 5, count).astype(float)
    moved = scores + draw.integers(0, 2, (6, count)) * draw.integers(0, 3, (6, 1))
    ranks, others = competition_ranks(scores), competition_ranks(moved)
    above = ranks[:, None] < ranks[None, :]
    turned = above & (others[:, :, None] >= others[:, None, :])
    order = OldOrder(ranks)
    lost = order.lost(others)
    assert lost.tolist() == turned.any(axis=(1, 2)).tolist()
    for pairs, row in zip(turned[lost], others[lost], strict=True):
        assert order.first_swapped(row) == tuple(np.argwhere(pairs)[0].tolist())


def test_many_units_need_no_room_for_their_pairs() -> None:
    ranks = np.arange(1, 50_001)
    others = np.stack([ranks, np.append(ranks[:-2], [50_000, 49_999])])
    order = OldOrder(ranks)
    assert order.lost(others).tolist() == [False, True]
    assert order.first_swapped(others[1]) == (49_998, 49_999)
