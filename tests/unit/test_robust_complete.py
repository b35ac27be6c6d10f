"""Some units lack a value: what is said of the others is as exact as without those units."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from ici_tui import open_index
from ici_tui.api.errors import AskError
from tests.unit.robust_packs import written

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


ORDER = [
    ("ranks", {}),
    ("acceptability", {}),
    ("radius", {}),
    ("radius", {"over": "indicators"}),
    ("reach", {"x": "Hull"}),
    ("overtake", {"x": "Cork", "to": "rank:2"}),
]
"""Questions about the whole order."""


def records(index: OpenIndex, question: str, words: dict[str, Any]) -> list[dict[str, Any]]:
    rows = index.ask(f"robust {question}", **words).records
    return [{k: v for k, v in row.items() if k not in {"rests_on", "moved_if_turned"}}
            for row in rows]  # fmt: skip


@pytest.mark.parametrize(("question", "words"), ORDER)
def test_the_order_of_those_with_every_value_is_as_exact_as_without_the_others(
    some: OpenIndex, whole: OpenIndex, question: str, words: dict[str, Any]
) -> None:
    found = records(some, question, words)
    assert not any(row["sampled"] for row in found)
    assert found == records(whole, question, words)
    assert all(row["rests_on"] for row in some.ask(f"robust {question}", **words).records)


@pytest.mark.parametrize("aggregate", ["geometric", "harmonic"])
def test_the_order_is_exact_under_other_means_too(
    some: OpenIndex, whole: OpenIndex, aggregate: str
) -> None:
    under = {"aggregate": aggregate, "normalise": "minmax:1,100"}
    found, alone = (records(index.with_methods(**under), "ranks", {}) for index in (some, whole))
    assert not any(row["sampled"] for row in found)
    assert found == alone


def test_the_order_in_which_one_has_a_place_that_lacks_a_value_is_sampled(
    some: OpenIndex,
) -> None:
    (bern,) = some.ask("robust ranks", units=["Bern"]).records
    assert bern["sampled"]
    assert asked(some, "overtake", x="Bern", to="rank:1")["sampled"]


def test_the_order_of_a_few_is_none_of_all(tmp_path: Path) -> None:
    few = (
        dict(list(WHOLE.items())[:1]) | LACKING | {"Ayr": (18, 58, None, 11), "Bam": (9, 38, 29, 7)}
    )
    index = opened(tmp_path, "few", few)
    for question, words in (("ranks", {}), ("radius", {})):
        rows = index.ask(f"robust {question}", **words).records
        assert all(row["sampled"] and not row["rests_on"] for row in rows)


TREE = """Town,Wealth: income,Wealth: saved,Life: health,Life: school
Avon,12,45,33,9
Bern,15,58,,8
Cork,9,38,29,
Dale,20,60,55,12
Fife,7,30,22,5
Gent,16,,44,6
Hull,11,41,31,6
"""


@pytest.mark.parametrize(
    ("weight", "sibling", "over"),
    [("Life_health", "Life_school", "siblings"), ("Wealth_saved", "Wealth_income", "siblings"),
     ("Wealth", "Life", "parts")],
)  # fmt: skip
def test_one_weight_is_swept_over_all_units_as_the_ranking_has_it(
    tmp_path: Path, weight: str, sibling: str, over: str
) -> None:
    file = tmp_path / "tree.csv"
    file.write_text(TREE, encoding="utf-8")
    index = open_index(file)
    (found,) = index.ask("robust sweep", weight=weight, over=over).records
    assert not found["sampled"]
    assert not found["rests_on"]

    def ranks(points: float) -> dict[str, int]:
        there = index.with_weights(f"{weight}={points:.12f},{sibling}={100 - points:.12f}")
        return {row["code"]: row["rank"] for row in there.rank().records}

    for stop in range(1, 10):
        assert {code: row[stop] for code, row in found["ranks"].items()} == ranks(10 * stop)
    assert found["crossings"]
    for met in found["crossings"]:
        before, after = (ranks(100 * met["at"] + moved) for moved in (-1e-4, 1e-4))
        assert before[met["down"]] < before[met["up"]]
        assert after[met["up"]] < after[met["down"]]


def test_indicators_of_several_parts_are_swept_over_those_that_lack_none(tmp_path: Path) -> None:
    file = tmp_path / "tree.csv"
    file.write_text(TREE, encoding="utf-8")
    (found,) = open_index(file).ask("robust sweep", weight="Life_health", over="indicators").records
    assert not found["sampled"]
    assert found["rests_on"]


def test_what_is_asked_of_all_looks_at_the_weights_that_statements_leave(
    some: OpenIndex, whole: OpenIndex
) -> None:
    found, alone = (
        records(index.under(prefer="cork>hull"), "acceptability", {}) for index in (some, whole)
    )
    assert found == alone
    expected = {row["name"]: row["expected_rank"] for row in found}
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


def test_whoever_tells_the_order_of_some_says_of_whom(some: OpenIndex) -> None:
    """Audit and report take their answers from questions whose headings they do not show."""
    whose = "6 of 8 units that have every value"
    (audit,) = some.ask("audit").records
    findings = [found for section in audit["sections"] for found in section["findings"]]
    (radius,) = [found for found in findings if "radius" in (found["command"] or "")]
    assert whose in radius["text"]
    report = some.ask("report", units=["Avon"])
    (told,) = report.records
    assert whose in told["ranks_rest_on"]
    assert whose in report._repr_html_()


def test_statements_beside_a_part_that_nobody_has_leave_the_ranking_there(tmp_path: Path) -> None:
    """What is drawn has a weight for it; what is compared has none."""
    values = [(1, 5, 7), (4, 5, 3), ("", 5, 8), (9, 5, ""), (6, 5, 5)]
    data = ["uCode,uName,A,B,C"]
    data += [f"U{k},U{k},{','.join(map(str, row))}" for k, row in enumerate(values)]
    meta = ["iCode,iName,Type,Level,Parent,Direction,Weight"]
    meta += [f"{code},{code},Indicator,1,I,1,1" for code in "ABC"] + ["I,I,Aggregate,2,,1,1"]
    index = open_index(written(tmp_path / "pack", data, meta, 'normalise = "minmax"\n'))
    free, stated = ([row["beats_next"] for row in one.rank().records]
                    for one in (index, index.under(order="A>C")))  # fmt: skip
    assert stated[-1] is None
    assert all(0 <= share <= 1 for share in stated[:-1])
    # With more weight on A alone, whoever leads by A is surer of it.
    assert stated != free
