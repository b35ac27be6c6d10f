"""Tables that were written once more with the numbers of their rows before them."""

from __future__ import annotations

from tests.tables.reading import lines, seen

ROWS = ("Town,Doctors,Beds", "A,1,2", "B,2,3", "C,4,5", "D,3,1")
BELOW = (",,", "Source: the office,,", "Last updated: 09/15/2021,,")


def _numbered(*rows: str, head: int) -> str:
    return lines(*(f"{'' if k < head else k - head},{row}" for k, row in enumerate(rows)))


def test_notes_and_blank_rows_below_with_numbers_are_no_units() -> None:
    found = seen(_numbered(*ROWS, *BELOW, head=1))
    assert found.units == ["A", "B", "C", "D"]
    assert found.indicators == ["Doctors", "Beds"]
    assert seen(_numbered(*ROWS, ",,", ",,", head=1)).units == ["A", "B", "C", "D"]


def test_a_title_above_numbers_of_rows_is_no_pillar() -> None:
    values = ("4,Chad,2019,5,UN", "4,Chad,2020,6,UN", "8,Mali,2019,7,UN", "8,Mali,2020,8,UN")
    long = ("T29,Internet usage,,,", "Region,,Year,Value,Source", *values)
    found = seen(_numbered(*long, head=2))
    assert found.units == ["Chad", "Mali"]
    assert found.indicators == ["Internet usage"]
    assert found.times == ["2019", "2020"]
