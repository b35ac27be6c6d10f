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


def test_statistics_below_a_mean_are_no_units() -> None:
    below = ("Mean,4", "SD,3.5", "N,4", "Min,1", "Max,10")
    found = seen(lines("place,level", "A,1", "B,2", "C,3", "D,10", *below))
    assert found.units == ["A", "B", "C", "D"]
    assert len(seen(lines("player,level", "Ann,1", "Bo,2", "Min,3", "Max,10")).units) == 4


def test_totals_of_groups_are_no_units() -> None:
    rows = ("Europe:,,", "France,1,2", "Spain,2,3", "Total Europe,3,5", "Asia:,,", "Japan,3,4",
            "China,4,5", "Total Asia,7,9", "Grand Total,10,14")  # fmt: skip
    found = seen(lines("Item,X,Y", *rows))
    assert found.units == ["France", "Spain", "Japan", "China"]
    oil = seen(lines("Firm,Staff", "Total Energies,100", "Shell,80", "BP,70", "Eni,50"))
    assert "Total Energies" in oil.units


def test_what_stands_before_the_country_it_lies_in_is_the_unit() -> None:
    rows = ("Wien,Austria,95", "Bern,Switzerland,94", "Rom,Italy,80", "Oslo,Norway,79")
    assert seen(lines("City,Country,Safety", *rows)).units == ["Wien", "Bern", "Rom", "Oslo"]
    turned = [",".join((row.split(",")[1], row.split(",")[0], row.split(",")[2])) for row in rows]
    assert seen(lines("Country,Capital city,Safety", *turned)).units[0] == "Austria"


def test_months_as_rows_and_firms_as_columns() -> None:
    rows = ("Jan 2020,1,2,3", "Feb 2020,2,3,4", "Mar 2020,3,4,5")
    found = seen(lines("Month,Alpha Corp,Beta Corp,Gamma Corp", *rows))
    assert found.units == ["Alpha Corp", "Beta Corp", "Gamma Corp"]
    assert found.times == ["2020-01", "2020-02", "2020-03"]


def test_a_total_of_two_is_offered_and_off() -> None:
    found = seen(lines("Place,Overall score,Health,Schools", "A,1.5,1,2", "B,3.5,3,4", "C,5,5,6"))
    assert found.off == ["Overall score"]


def test_numbers_without_the_percent_sign_of_others_are_told() -> None:
    assert "1 number" in seen(lines("place,x", "A,50%", "B,0.4", "C,30%", "D,20%")).told("numbers")
