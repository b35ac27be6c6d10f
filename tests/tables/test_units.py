"""Who the units are where names repeat, and which rows are totals of parts."""

from __future__ import annotations

from tests.tables.reading import lines, seen

TOWNS = ("Springfield,US,1", "Springfield,CA,2", "Paris,FR,3", "Paris,US,4", "Rome,IT,5")


def test_names_that_another_column_tells_apart() -> None:
    found = seen(lines("city,country,level", *TOWNS))
    assert found.layout == "wide"
    assert found.units == ["Springfield, US", "Springfield, CA", "Paris, FR", "Paris, US", "Rome"]
    assert found.indicators == ["level"]
    assert found.told("name")


def test_names_that_another_column_tells_apart_over_time() -> None:
    rows = [f"{town},{year}" for town in TOWNS for year in (2019, 2020)]
    found = seen(lines("city,country,level,year", *rows))
    assert found.times == ["2019", "2020"]
    assert len(found.units) == 5
    assert found.value("Paris, US", "level", "2019") == 4


def test_a_dimension_that_most_units_share_is_none_of_their_names() -> None:
    rows = [f"{place},{fuel},{k}" for k, place in enumerate("ABCDEF") for fuel in ("coal", "gas")]
    found = seen(lines("place,fuel,burnt", *rows[:-2]))
    assert found.indicators == ["coal", "gas"]
    told = seen(lines("city,country,level", *TOWNS), layout="long", id="country")
    assert told.layout == "long"


def test_subtotals_and_a_total_that_stands_in_another_column() -> None:
    rows = ("N,A,1", "N,B,2", "N,Subtotal,3", "S,C,4", "S,D,5", "S,Subtotal,9", "Grand total,,12")
    found = seen(lines("Region,District,level", *rows))
    assert found.layout == "wide"
    assert found.units == ["A", "B", "C", "D"]
    assert found.totals == ["Subtotal", "Subtotal", "Grand total"]
    assert found.role("Region") == "group"
