"""The ranking's columns: which there are, and how one is found by what is typed."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from ici_tui.packs.find import find_pack
from ici_tui.packs.load import load_pack
from ici_tui.views.beats_next import BeatsNext
from ici_tui.views.board import Board, Sort
from ici_tui.views.column_kinds import GroupColumn, NodeColumn
from ici_tui.views.columns import AHEAD, RANGE, RANK, find_column
from ici_tui.views.ranking import build_ranking
from ici_tui.views.study import Study
from tests.pilot.packs import BARE, LONE, SMALL, session_on

if TYPE_CHECKING:
    from pathlib import Path

    from ici_tui.tui.session import Session


@pytest.fixture
def small(tmp_path: Path) -> Session:
    return session_on(tmp_path / "small", SMALL)


def test_the_columns_of_a_pack(small: Session) -> None:
    found = [column.key for column in small.catalogue.columns]
    expected = ["rank", "delta", "name", "score", "bar", "Transport", "Learning", "State"]
    assert [name for name in found if name != AHEAD.key] == [*expected, "Zone", "Kind"]
    assert small.catalogue.columns[2].head == "Country"


def test_a_pack_without_groups_or_ensemble_has_no_such_columns(tmp_path: Path) -> None:
    for files in (BARE, LONE):
        columns = session_on(tmp_path / str(len(str(files))), files).catalogue.columns
        assert RANGE not in columns
        assert not any(isinstance(column, GroupColumn) for column in columns)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("rank", "rank"),
        ("SCORE", "score"),
        ("country", "name"),
        ("name", "name"),
        ("tra", "Transport"),
        ("zone", "Zone"),
        ("st", "State"),
        ("s", None),
        ("bar", None),
        ("", None),
        ("nothing", None),
        ("[/x]", None),
    ],
)
def test_a_column_is_found_by_its_beginning_where_that_is_clear(
    small: Session, text: str, found: str | None
) -> None:
    column = find_column(small.catalogue.columns, text)
    assert (column.key if column else None) == found


def test_a_column_whose_title_is_a_sign_is_found_by_its_key(small: Session) -> None:
    for column in small.catalogue.columns:
        if column.sortable:
            assert find_column(small.catalogue.columns, column.key) is column


def test_numbers_begin_with_the_greatest(small: Session) -> None:
    found = [column.key for column in small.catalogue.columns if column.descending]
    assert found == ["delta", "score", "Transport", "Learning", "State"]


CALLED = ("rank", "bar", "score")
"""Codes of nodes that are words for columns too."""


@pytest.fixture
def odd(tmp_path: Path) -> Session:
    """A pack whose parts are called as the ranking's own columns are."""
    files = dict(SMALL)
    for code, word in zip(("Transport", "Learning", "State"), CALLED, strict=True):
        files = {name: re.sub(rf"\b{code}\b", word, text) for name, text in files.items()}
    return session_on(tmp_path / "odd", files)


def test_no_two_columns_have_one_key_whatever_nodes_are_called(odd: Session) -> None:
    columns = odd.catalogue.columns
    nodes = [column for column in columns if isinstance(column, NodeColumn)]
    assert [node.code for node in nodes] == list(CALLED)
    assert len({column.key for column in columns}) == len(columns)
    assert find_column(columns, "rank") is RANK
    for column in columns:
        if column.sortable:
            assert find_column(columns, column.key) is column


def test_a_node_called_rank_is_sorted_by_its_own_scores(odd: Session) -> None:
    node = next(c for c in odd.catalogue.columns if isinstance(c, NodeColumn) and c.code == "rank")
    board = Board.of(odd.catalogue, odd.study, Sort(node))
    values = [board.value(int(place), "rank").value for place in board.order]
    held = [value for value in values if value is not None]
    assert held == sorted(held, reverse=True)
    assert Board.of(odd.catalogue, odd.study, Sort()).order.tolist() != board.order.tolist()


def test_both_doors_have_the_same_text_in_every_column(odd: Session) -> None:
    """The ranking of the command line reads its cells from the same columns."""
    ranking = build_ranking(odd.study, ahead=True)
    for line, row in enumerate(ranking.rows):
        other = odd.board.row(line)
        for column in odd.catalogue.columns:
            if column.key != "bar":
                assert column.plain(ranking, row) == column.plain(odd.board, other)
        assert row.contributions == other.contributions


def test_only_who_is_ahead_on_everything_is_ahead_for_sure() -> None:
    """In every table and every part: draws alone prove nothing."""
    study = Study.of(load_pack(find_pack()))
    chances = BeatsNext.of(study)
    assert chances is not None
    sums = chances.sums
    assert sums.tables is not None
    for above, below in pairwise(chances.order.tolist()):
        chance = chances.chance(above)
        assert chance is not None
        gaps = sums.tables[:, sums.row(above)] - sums.tables[:, sums.row(below)]
        assert chance.certain == bool((gaps >= 0).all() or (gaps <= 0).all())
