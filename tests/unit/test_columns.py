"""The ranking's columns: which there are, and how one is found by what is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ici_tui.views.columns import Column, Kind, find_column
from tests.pilot.packs import BARE, LONE, SMALL, session_on

if TYPE_CHECKING:
    from pathlib import Path

    from ici_tui.tui.session import Session


@pytest.fixture
def small(tmp_path: Path) -> Session:
    return session_on(tmp_path / "small", SMALL)


def test_the_columns_of_a_pack(small: Session) -> None:
    found = [column.id for column in small.catalogue.columns]
    expected = ["rank", "delta", "name", "score", "bar", "Transport", "Learning", "State"]
    assert [name for name in found if name != "ahead"] == [*expected, "Zone", "Kind"]
    assert small.catalogue.columns[2].title == "Country"


def test_a_pack_without_groups_or_ensemble_has_no_such_columns(tmp_path: Path) -> None:
    for files in (BARE, LONE):
        kinds = {
            c.kind for c in session_on(tmp_path / str(len(str(files))), files).catalogue.columns
        }
        assert not kinds & {Kind.GROUP, Kind.RANGE}


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
    assert (column.id if column else None) == found


def test_a_column_whose_title_is_a_sign_is_found_by_its_id(small: Session) -> None:
    for column in small.catalogue.columns:
        if column.sortable:
            assert find_column(small.catalogue.columns, column.id) is column


def test_numbers_begin_with_the_greatest() -> None:
    assert [kind for kind in Kind if Column(kind, "").descending] == [
        Kind.DELTA,
        Kind.SCORE,
        Kind.NODE,
    ]
