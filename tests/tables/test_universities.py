"""Headers of two rows in which scores and ranks stand below what they are of."""

from __future__ import annotations

import pytest

from tests.tables.reading import lines, seen

ROWS = (
    "1,3,MIT,US,100,4,99,2,100",
    "2,1,Cambridge,UK,99,2,98,3,99.2",
    "3,2,Oxford,UK,98.5,1,95.2,6,98.9",
    "=4,5,Harvard,US,97,3,100,1,98.3",
    "=4,4,Yale,US,96,6,90,9,98.3",
)
BELOW = "Rank 2024,Rank 2023,Institution,Country,Score,Rank,Score,Rank,Score"


@pytest.mark.parametrize(
    "head",
    [
        (",,,,Reputation,,Citations,,Overall", BELOW),
        (",,,,Reputation,Reputation,Citations,Citations,Overall", BELOW),
        ("2024 World University Rankings,,,,Reputation,,Citations,,Overall", BELOW),
        ("World University Rankings 2024", "", ",,,,Reputation,,Citations,,Overall", BELOW),
        ("Rank 2024,Rank 2023,Institution,Country,Reputation,,Citations,,Overall", "2024,2023,,,Score,Rank,Score,Rank,Score"),
    ],
)  # fmt: skip
def test_scores_are_named_by_what_stands_above_them(head: tuple[str, ...]) -> None:
    found = seen(lines(*head, *ROWS))
    assert found.indicators == ["Reputation Score", "Citations Score", "Overall Score"]
    assert found.off == ["Overall Score"]
    assert found.units == ["MIT", "Cambridge", "Oxford", "Harvard", "Yale"]
    assert found.role("Reputation Rank") == found.role("Citations Rank") == "rank"
    assert found.role("Rank 2024") == "rank"


def test_a_cell_above_two_columns_names_none_of_them_where_most_stand_above_one() -> None:
    found = seen(
        lines(
            "Institution,Overall,Teaching,Income,Pay,Age,Size,Reputation,,Citations,",
            ",,,,,,,Score,Rank,Score,Rank",
            "MIT,100,97,60,50,5,4,100,4,99,2",
            "Oxford,98,95,64,52,9,3,99.5,1,95.2,6",
            "Yale,97,94,61,52,7,2,99,3,100,1",
        )
    )
    assert found.indicators[-2:] == ["Reputation Score", "Citations Score"]
    assert found.role("Citations Rank") == "rank"


def test_words_that_stand_in_two_rows_are_said_once() -> None:
    found = seen(
        lines(
            "Location,Location,Quality,,Cost,",
            "Location,Location Full,2023,2024,2023,2024",
            "US,United States,1,2,3,4",
            "UK,United Kingdom,2,3,4,5",
            "CH,Switzerland,3,4,5,6",
        )
    )
    assert found.reading.shaped.unit_column == "Location Full"
    assert found.times == ["2023", "2024"]
    assert found.indicators == ["Quality", "Cost"]


def test_measures_below_one_name_have_it_as_their_pillar() -> None:
    found = seen(
        lines(
            ",Starting a business,,Getting electricity,",
            "Country,Time (days),Procedures (number),Time (days),Score",
            "A,1,2,3,4",
            "B,2,3,4,5",
            "C,3,4,5,6",
        )
    )
    assert [m.pillars for m in found.reading.shaped.measures] == [
        *[("Starting a business",)] * 2,
        *[("Getting electricity",)] * 2,
    ]
    assert [m.direction for m in found.reading.shaped.measures] == [-1, -1, -1, 1]
