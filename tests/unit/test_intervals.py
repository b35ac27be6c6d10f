"""The intervals beside the weights: moved to their ends, a weight confirms what was said."""

from __future__ import annotations

import re

import pytest

from ici_tui.packs.find import find_pack
from ici_tui.packs.load import load_pack
from ici_tui.tui.session import Session
from ici_tui.views.intervals import intervals
from ici_tui.views.numbers import inward
from ici_tui.views.study import Study


@pytest.fixture(scope="module")
def study() -> Study:
    return Study.of(load_pack(find_pack("ici-cn-2020")))


@pytest.mark.parametrize("top", [2, 3, 5])
def test_at_the_ends_that_are_told_the_table_shown_is_as_it_was(study: Study, top: int) -> None:
    root = study.pack.index.tree.root.code
    found = intervals(study, root, top)
    assert (found.top, found.rough, found.share) == (top, True, 0.9)
    now = study.scores.ranks(root)
    for code, ends in found.by_code.items():
        told = {"order": ends.order, "leader": ends.leader, "top": ends.top}
        assert ends.leader[0] <= ends.order[0] <= ends.order[1] <= ends.leader[1]
        assert ends.top[0] <= ends.order[0] + 1e-9
        for what, span in told.items():
            first, *last = map(float, re.split("–", inward(*span, 0)))
            for points in (first, *last):
                moved = study.with_weights(study.weights.with_points(code, points))
                ranks = moved.scores.ranks(root)
                if what == "order":
                    # Whoever is ahead stays ahead; who are tied now (places 10) may part.
                    ahead = now[:, None] < now[None, :]
                    assert (ranks[:, None] < ranks[None, :])[ahead].all(), (code, points)
                elif what == "leader":
                    assert ((ranks == 1) == (now == 1)).all(), (code, points)
                else:
                    assert ((ranks <= top) == (now <= top)).all(), (code, points)


def test_without_an_ensemble_there_is_one_interval_and_no_mark() -> None:
    study = Study.of(load_pack(find_pack("asem-2018")))
    found = intervals(study, study.pack.index.tree.root.code, 3)
    assert (found.share, found.rough, found.top) == (None, False, 3)
    assert {ends.order_in_tables for ends in found.by_code.values()} == {None}


def test_the_first_one_or_all_are_no_block_of_their_own(study: Study) -> None:
    root = study.pack.index.tree.root.code
    assert intervals(study, root, 1).top == 0
    assert intervals(study, root, 11).top == 0
    assert Session.of(study.pack).top == 3
