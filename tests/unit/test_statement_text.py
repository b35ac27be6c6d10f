"""Statements as text: what is written is read back, whatever names hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ici_tui.views.names import NameNotFoundError
from ici_tui.views.statement_text import (
    MOST,
    UNITS,
    WEIGHTS,
    Stated,
    Statement,
    StatementError,
    _read,
    unit_statements,
    weight_statements,
)
from tests.pilot.packs import SMALL, session_on

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ici_tui.index.model import Index

NAMES = st.text(alphabet="ab>≥=,\"' \t\n-é城", min_size=1, max_size=6).filter(
    lambda name: name == name.strip() and name
)


@pytest.fixture
def index(tmp_path: Path) -> Index:
    return session_on(tmp_path, SMALL).pack.index


@given(st.lists(st.tuples(NAMES, NAMES, st.booleans()), min_size=1, max_size=5))
def test_what_is_written_is_read_back(drawn: list[tuple[str, str, bool]]) -> None:
    statements = dict.fromkeys(
        Statement(WEIGHTS, above, below, strict) for above, below, strict in drawn if above != below
    )
    text = ",".join(one.text for one in statements)
    if statements:
        assert _read(text, WEIGHTS, "a>b", str) == tuple(statements)


def test_chains_signs_and_names(index: Index) -> None:
    found = unit_statements(" beta eire > 阿尔法>delta , Gamma>Twin,gamma>twin", index)
    assert [one.text for one in found] == ["Beta>Alpha", "Alpha>Delta", "Gamma>Twin"]
    assert all(one.about == UNITS for one in found)
    ordered = weight_statements("learning>transport≥state >= roads", index)
    assert [(one.above, one.strict, one.below) for one in ordered] == [
        ("Learning", True, "Transport"), ("Transport", False, "State"), ("State", False, "Roads"),
    ]  # fmt: skip
    stated = Stated((*found, *ordered))
    assert unit_statements(stated.about(UNITS), index) == found
    assert weight_statements(stated.about(WEIGHTS), index) == ordered


def test_a_unit_whose_name_holds_the_sign_stands_in_quotes(tmp_path: Path) -> None:
    files = dict(SMALL)
    files["iData.csv"] = files["iData.csv"].replace("Beta Éire", '"B>C, or ""D"""')
    index = session_on(tmp_path, files).pack.index
    (found,) = unit_statements('"B>C, or ""D""" > Alpha', index)
    assert (found.above, found.below) == ("Beta", "Alpha")
    with pytest.raises(NameNotFoundError):
        unit_statements("B>C, or D>Alpha", index)


@pytest.mark.parametrize(
    ("read", "text", "told"),
    [
        (unit_statements, "", "no statement"),
        (unit_statements, " , ,", "no statement"),
        (unit_statements, "alpha", "A>B"),
        (unit_statements, "alpha>", "A>B"),
        (unit_statements, ">alpha", "A>B"),
        (unit_statements, "alpha>>beta", "A>B"),
        (unit_statements, "alpha>alpha", "above itself"),
        (unit_statements, "alpha>=beta", "write >"),
        (weight_statements, "whole>state", "has no weight"),
        (weight_statements, "state>state", "above itself"),
    ],
)
def test_what_is_no_statement_is_told(
    read: Callable[[str, Index], tuple[Statement, ...]], text: str, told: str, index: Index
) -> None:
    with pytest.raises(StatementError, match=told):
        read(text, index)


def test_there_is_a_most(index: Index) -> None:
    codes = [f"{a}>{b}" for a in range(20) for b in range(20) if a != b]
    with pytest.raises(StatementError, match=str(MOST)):
        _read(",".join(codes), UNITS, "a>b", str)
    del index
