"""Some units lack a value: what is said of the others is as exact as without those units."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from ici_tui import open_index
from ici_tui.api.errors import AskError

if TYPE_CHECKING:
    from pathlib import Path

    from ici_tui.api.index import OpenIndex

WHOLE = {
    "Avon": (12, 45, 33, 9),
    "Cork": (9, 38, 29, 7),
    "Dale": (20, 60, 55, 12),
    "Fife": (7, 30, 22, 5),
    "Gent": (16, 50, 44, 6),
    "Hull": (11, 41, 31, 6),
}
"""The least and the greatest of every indicator are among them: others change no score."""
LACKING = {"Bern": (15, None, 40, 8), "Eden": (18, 58, None, 11)}


def opened(folder: Path, name: str, rows: dict[str, tuple[int | None, ...]]) -> OpenIndex:
    file = folder / f"{name}.csv"
    lines = ["Town,Income,Health,School,Roads"]
    lines += [
        ",".join([town, *("" if v is None else str(v) for v in row)])
        for town, row in sorted(rows.items())
    ]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return open_index(file)


@pytest.fixture
def some(tmp_path: Path) -> OpenIndex:
    return opened(tmp_path, "some", WHOLE | LACKING)


@pytest.fixture
def whole(tmp_path: Path) -> OpenIndex:
    return opened(tmp_path, "whole", WHOLE)


OF_ALL = {"rank_x", "rank_y", "rank_x_now", "rests_on", "moved_if_turned"}
"""What is told of all units: ranks are those among them."""


def asked(index: OpenIndex, question: str, **words: Any) -> dict[str, Any]:
    """The one record of an answer."""
    (record,) = index.ask(f"robust {question}", **words).records
    return record


@pytest.mark.parametrize(("x", "y"), [("Avon", "Gent"), ("Cork", "Hull"), ("Dale", "Fife")])
@pytest.mark.parametrize("question", ["pair", "overtake"])
def test_a_pair_with_every_value_is_as_exact_as_without_the_others(
    some: OpenIndex, whole: OpenIndex, question: str, x: str, y: str
) -> None:
    found, alone = (asked(index, question, x=x, y=y) for index in (some, whole))
    assert not found["sampled"]
    assert found["rests_on"]
    assert not alone["rests_on"]
    for key in found.keys() - OF_ALL:
        assert found[key] == alone[key], key


def test_ranks_are_those_among_all_units(some: OpenIndex) -> None:
    ranks = {row["name"]: row["rank"] for row in some.rank().records}
    pair = asked(some, "pair", x="Avon", y="Gent")
    assert (pair["rank_x"], pair["rank_y"]) == (ranks["Avon"], ranks["Gent"])


def test_a_unit_that_lacks_a_value_is_compared_by_sampling(some: OpenIndex) -> None:
    pair = asked(some, "pair", x="Avon", y="Bern")
    assert pair["sampled"]
    assert not pair["rests_on"]


def test_statements_hold_as_without_the_others(some: OpenIndex, whole: OpenIndex) -> None:
    found, alone = (asked(index.under(prefer="cork>hull"), "statements") for index in (some, whole))
    assert found["weights"] == alone["weights"]
    with pytest.raises(AskError, match="Bern"):
        some.under(prefer="avon>bern").ask("robust statements")


def test_what_is_asked_of_all_units_looks_at_the_weights_that_statements_leave(
    some: OpenIndex,
) -> None:
    under = some.under(prefer="cork>hull")
    rows = under.ask("robust acceptability").records
    expected = {row["name"]: row["expected_rank"] for row in rows}
    assert len(rows) == len(WHOLE) + len(LACKING)
    assert expected["Cork"] < expected["Hull"]


def test_clusters_are_those_of_the_units_with_every_value(
    some: OpenIndex, whole: OpenIndex
) -> None:
    found, alone = (index.ask("robust clusters", count=3).records for index in (some, whole))
    assert [one["clusters"] for one in found] == [one["clusters"] for one in alone]


FAR = {"Dale": (10**6, None, 10**6, 8), "Eden": (10**6, 10**6, None, 8)}
"""Beside these the others are nearly level, and the last column tells nobody apart."""
NEAR = {"Avon": (1, 5, 3, 8), "Bern": (2, 3, 4, 8), "Cork": (3, 1, 5, 8)}


@pytest.mark.parametrize(("x", "y"), [("Avon", "Cork"), ("Cork", "Avon"), ("Bern", "Avon")])
def test_the_weights_found_do_it_in_the_ranking_of_all(tmp_path: Path, x: str, y: str) -> None:
    index = opened(tmp_path, "far", NEAR | FAR)
    found = asked(index, "overtake", x=x, y=y)
    assert found["possible"]
    assert not found["sampled"]
    there = index.with_weights(",".join(f"{k}={100 * v:.12f}" for k, v in found["weights"].items()))
    ranks = {row["name"]: row["rank"] for row in there.rank().records}
    assert ranks[x] < ranks[y]
    assert (ranks[x], ranks[y]) == (found["rank_x"], found["rank_y"])


def test_units_that_are_level_beside_the_others_are_sampled(tmp_path: Path) -> None:
    far = {town: tuple(v and v * 10**9 if k < 3 else v for k, v in enumerate(row))
           for town, row in FAR.items()}  # fmt: skip
    assert asked(opened(tmp_path, "far", NEAR | far), "pair", x="Avon", y="Cork")["sampled"]


def test_other_means_than_the_arithmetic_are_sampled(some: OpenIndex) -> None:
    other = some.with_methods(aggregate="geometric", normalise="minmax:1,100")
    assert asked(other, "pair", x="Avon", y="Gent")["sampled"]
