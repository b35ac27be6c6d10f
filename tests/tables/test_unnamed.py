"""Rows that no column of texts names, and names that the header leaves out."""

from __future__ import annotations

import pytest

from ici_tui.tables.errors import TableError
from tests.tables.reading import lines, seen


def test_rows_of_numbers_alone_are_numbered() -> None:
    rows = [f"{7 + k / 10};{k % 3}.5;{k * 2};0.{k}" for k in range(1, 9)]
    found = seen(lines("acid;sugar;density;alcohol", *rows))
    assert found.reading.shaped.unit_column == "(row numbers)"
    assert found.units == [str(k) for k in range(1, 9)]
    assert found.indicators == ["acid", "sugar", "density", "alcohol"]
    assert "from 1 on" in found.told("name")


def test_a_series_over_time_is_no_ranking() -> None:
    rows = [f"{1990 + k},{k}.5,{k * 2}.25" for k in range(9)]
    with pytest.raises(TableError, match="names the units"):
        seen(lines("year,mean,trend", *rows))


def test_an_identifier_names_rows_where_texts_are_those_of_groups() -> None:
    rows = [f"{k + 1},{'RL' if k % 3 else 'RM'},{8450 + k * 31},{5 + k % 4}" for k in range(12)]
    found = seen(lines("Id,Zoning,LotArea,Quality", *rows))
    assert found.reading.shaped.unit_column == "Id"
    assert found.role("Zoning") == "group"
    assert seen(lines("Id,Zoning,LotArea,Quality", *rows), id="Zoning").units[:2] == ["RM", "RL"]


def test_row_numbers_of_any_size_name_no_unit_and_measure_nothing() -> None:
    rows = [f"{4 + k * 1000},{name},{k}.5,{k}" for k, name in enumerate(("Ann", "Bob", "Cy", "Di", "Ed"))]  # fmt: skip
    found = seen(lines('"","name","x","y"', *rows))
    assert (found.indicators, found.role("(blank-named first column)")) == (["x", "y"], "ignored")
    series = [f"{k},{1990 + k},{k}.5,{k * 2},{9 - k}" for k in range(1, 9)]
    assert seen(lines('"","Year","Males","Females","Others"', *series)).units == ["Males", "Females", "Others"]  # fmt: skip


def test_rows_are_units_where_a_panel_would_lose_most_of_them() -> None:
    rows = [f"{'a4' if k < 6 else 'tt'},{1999 + k % 2},{'auto' if k % 3 else 'manual'},{k}.5,{20 + k}" for k in range(12)]  # fmt: skip
    found = seen(lines("model,year,trans,displ,cty", *rows))
    assert (len(found.units), found.times) == (12, [])
    assert "each row is a unit" in found.told("rows")


@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_a_header_without_a_name_above_the_names_of_rows(delimiter: str) -> None:
    rows = ["mpg,cyl,disp", "Mazda RX4,21,6,160", "Datsun 710,22.8,4,108", "Valiant,18.1,6,225"]
    found = seen(lines(*rows).replace(",", delimiter))
    assert found.units == ["Mazda RX4", "Datsun 710", "Valiant"]
    assert (found.indicators, found.column("cyl")) == (["mpg", "cyl", "disp"], [6, 4, 6])


def test_a_delimiter_at_the_end_of_rows_is_no_name() -> None:
    found = seen(lines("name,x,y", "A,1,2,", "B,2,3,", "C,3,5,"))
    assert (found.units, found.indicators) == (["A", "B", "C"], ["x", "y"])


def test_columns_that_blanks_part_around_quoted_names() -> None:
    found = seen(lines('"Income" "Life Exp" "Murder"', '"Alabama" 3624 69.05 15.1', '"New York" 4903 70.55 10.9', '"Ohio" 4561 70.82 7.4'))  # fmt: skip
    assert found.units == ["Alabama", "New York", "Ohio"]
    assert found.column("Life Exp") == [69.05, 70.55, 70.82]


def test_a_row_that_names_the_columns_without_numbers() -> None:
    pandas = seen(lines(",GDP,GDP,Life,Life", ",mean,max,mean,max", "country,,,,", "A,1.5,2,60,61", "B,2.5,3,61,62", "C,3.5,4,62,64"))  # fmt: skip
    assert pandas.reading.shaped.unit_column == "country"
    assert (pandas.units, list(pandas.reading.header_rows)) == (["A", "B", "C"], [0, 1, 2])
    oecd = seen(lines("Dataset: A level,,,", ",Time,2019,2020", "Country,Unit,,", "Chile,US Dollar,1.5,2", "Peru,US Dollar,2.5,..", "Cuba,US Dollar,3.5,3"))  # fmt: skip
    assert (oecd.reading.shaped.unit_column, oecd.units) == ("Country", ["Chile", "Peru", "Cuba"])
    eurostat = seen(lines("TIME,2019,2020,2021", "GEO (Labels),,,", "Belgium,1.5,2,3", "France,2.5,:,4", "Spain,3.5,3,5"))  # fmt: skip
    assert (eurostat.reading.shaped.unit_column, eurostat.times) == ("GEO (Labels)", ["2019", "2020", "2021"])  # fmt: skip


def test_rows_with_identifiers_are_no_values_of_dimensions() -> None:
    rows = [f"{k + 1},{('Apple', 'HP', 'Dell')[k % 3]},Model {k // 2},{('Ultrabook', 'Notebook')[k % 2]},{13 + k % 3}.3,{8 * (1 + k % 2)}GB,{900 - k}.5" for k in range(20)]  # fmt: skip
    found = seen(lines("laptop_ID,Company,Product,TypeName,Inches,Ram,Price", *rows))
    assert (found.reading.shaped.unit_column, len(found.units)) == ("laptop_ID", 20)
    assert found.indicators == ["Inches", "Ram", "Price"]
