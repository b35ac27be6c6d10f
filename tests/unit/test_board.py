"""The ranking's board: order by every column, ties, missing values, filters, size."""

from __future__ import annotations

import cProfile
import pstats
from typing import TYPE_CHECKING

import numpy as np
import pytest

from ici_tui.views.board import Board, Sort
from ici_tui.views.study import Study
from tests.pilot.packs import BARE, SMALL, many, session_on

if TYPE_CHECKING:
    from pathlib import Path

    from ici_tui.tui.session import Session
    from ici_tui.views.board import Catalogue
    from ici_tui.views.column_kinds import Column


@pytest.fixture
def small(tmp_path: Path) -> Session:
    return session_on(tmp_path / "small", SMALL)


def called(catalogue: Catalogue, key: str) -> Column:
    return catalogue.by_key[key]


def ordered(session: Session, column: str, *, reverse: bool = False, text: str = "") -> list[str]:
    sort = Sort(called(session.catalogue, column), reverse)
    board = Board.of(session.catalogue, session.study, sort, text)
    return [board.row(line).code for line in range(len(board))]


def test_the_ranking_is_by_score_and_ties_share_a_rank(small: Session) -> None:
    rows = [small.board.row(line) for line in range(len(small.board))]
    assert [row.code for row in rows] == ["Alpha", "Wuhan", "Twin", "Beta", "Gamma", "Delta"]
    assert [row.rank for row in rows] == [1, 2, 2, 4, 5, 6]
    assert [row.tied for row in rows] == [False, True, True, False, False, False]


@pytest.mark.parametrize(
    ("column", "forward", "backward"),
    [
        ("rank", "Alpha Wuhan Twin Beta Gamma Delta", "Delta Gamma Beta Wuhan Twin Alpha"),
        ("score", "Alpha Wuhan Twin Beta Gamma Delta", "Delta Gamma Beta Wuhan Twin Alpha"),
        ("name", "Alpha Beta Delta Gamma Twin Wuhan", "Wuhan Twin Gamma Delta Beta Alpha"),
        ("delta", "Alpha Wuhan Twin Beta Gamma Delta", "Alpha Wuhan Twin Beta Gamma Delta"),
        ("Learning", "Alpha Wuhan Twin Beta Delta Gamma", "Gamma Delta Beta Wuhan Twin Alpha"),
        ("State", "Alpha Wuhan Twin Beta Gamma Delta", "Delta Gamma Wuhan Twin Beta Alpha"),
        ("Zone", "Alpha Beta Wuhan Twin Gamma Delta", "Wuhan Twin Gamma Alpha Beta Delta"),
        ("Kind", "Alpha Wuhan Delta Twin Beta Gamma", "Twin Beta Gamma Alpha Wuhan Delta"),
    ],
)
def test_sorted_by_each_column_both_ways(
    small: Session, column: str, forward: str, backward: str
) -> None:
    """Equal values follow the ranking, units without a value come last both ways."""
    assert ordered(small, column) == forward.split()
    assert ordered(small, column, reverse=True) == backward.split()


def test_every_column_of_every_kind_sorts_all_units(small: Session) -> None:
    for column in small.catalogue.columns:
        if column.sortable:
            for reverse in (False, True):
                assert len(set(ordered(small, column.key, reverse=reverse))) == 6


def test_units_without_a_score_are_last_both_ways(tmp_path: Path) -> None:
    bare = session_on(tmp_path / "bare", BARE)
    for column in ("rank", "score", "a"):
        for reverse in (False, True):
            found = ordered(bare, column, reverse=reverse)
            nobody = {"rank": {"Two"}, "score": {"Two"}, "a": {"Two", "Four"}}[column]
            assert set(found[-len(nobody) :]) == nobody
    row = bare.board.row(len(bare.board) - 1)
    assert (row.rank, row.tied, row.delta, row.present) == (None, False, None, 0)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", "Alpha Wuhan Twin Beta Gamma Delta"),
        ("   ", "Alpha Wuhan Twin Beta Gamma Delta"),
        ("武", "Wuhan"),
        ("武汉市", "Wuhan"),
        ("阿尔", "Alpha"),
        ("eire", "Beta"),
        ("ÉIRE", "Beta"),
        ("delta", "Delta"),
        ("d'elta", "Delta"),
        ("south small", "Twin Gamma"),
        ("small south", "Twin Gamma"),
        ("north gamma", ""),
        ("[/x]", ""),
        ("'", "Alpha Wuhan Twin Beta Gamma Delta"),
    ],
)
def test_a_filter_keeps_units_that_have_every_word(small: Session, text: str, found: str) -> None:
    assert ordered(small, "rank", text=text) == found.split()


def test_a_word_is_not_found_across_two_fields(small: Session) -> None:
    assert ordered(small, "rank", text="northbig") == []


def test_after_an_edit_the_change_is_against_the_packs_weights(small: Session) -> None:
    moved = small.edited(small.weights.with_points("State", 100.0)).settled()
    rows = {moved.board.row(line).code: moved.board.row(line) for line in range(6)}
    assert rows["Beta"].rank == 2
    assert rows["Beta"].delta == 2
    assert rows["Alpha"].delta == 0
    assert ordered(moved, "delta")[0] == "Beta"


def test_the_bar_adds_up_to_the_score_also_where_a_part_is_missing(tmp_path: Path) -> None:
    for files in (SMALL, BARE):
        session = session_on(tmp_path / str(len(files)), files)
        for line in range(len(session.board)):
            row = session.board.row(line)
            assert sum(row.contributions) == pytest.approx(row.score.value or 0.0)


def test_the_nearest_rank_is_found_and_a_hidden_unit_has_no_line(small: Session) -> None:
    board = small.board
    assert [board.line_of_rank(rank) for rank in (1, 2, 3, 4, 99)] == [0, 1, 1, 3, 5]
    filtered = Board.of(small.catalogue, small.study, Sort(), "gamma")
    assert filtered.line_of(0) is None
    assert filtered.line_of_rank(1) == 0
    nobody = Board.of(small.catalogue, small.study, Sort(), "nobody")
    assert (len(nobody), nobody.line_of_rank(1), nobody.size) == (0, None, 6)


@pytest.mark.parametrize("size", [255, 256, 257, 1000])
def test_as_many_units_as_a_byte_holds_and_more(size: int) -> None:
    board = board_of(size)
    scores = board.study.scores.of("top")
    assert sorted(board.order.tolist()) == list(range(size))
    assert np.all(np.diff(scores[board.order]) <= 1e-9)
    ranks = board.ranks[board.order]
    ties = np.flatnonzero(np.diff(ranks) == 0)
    assert np.all(board.order[ties] < board.order[ties + 1])
    assert ranks[0] == 1
    for line in (0, 128, 254):
        row = board.row(line)
        assert row.rank == 1 + int((scores > scores[row.place] + 1e-9).sum())


def board_of(size: int, sort: Sort | None = None) -> Board:
    from ici_tui.views.board import Catalogue

    study = Study.of(many(size))
    return Board.of(Catalogue.of(study), study, sort or Sort())


def test_a_hundred_thousand_units_are_ranked_without_work_per_unit() -> None:
    from ici_tui.views.board import Catalogue

    study = Study.of(many(100_000))
    catalogue = Catalogue.of(study)
    profile = cProfile.Profile()
    with profile:
        for column in ("rank", "score", "delta", "a", "b"):
            board = Board.of(catalogue, study, Sort(called(catalogue, column), reverse=True))
        edited = study.with_weights(study.weights.with_points("a", 12.5))
        board = Board.of(catalogue, edited, Sort())
        rows = [board.row(line) for line in range(40)]
    assert len(rows) == 40
    calls = pstats.Stats(profile).total_calls  # type: ignore[attr-defined]
    assert calls < 20_000, f"{calls} calls"
