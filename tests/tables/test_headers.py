"""Where a table begins and ends, and what its columns are called."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from ici_tui.tables.as_pack import pack_of
from tests.tables.reading import lines, seen
from tests.tables.workbooks import workbook


def test_title_lines_above_and_notes_below() -> None:
    found = seen(
        lines(
            "Quality of life in towns", "", "Published in 2020,,", "",
            "Town,Doctors,Noise", "A,1,4", "B,2,5", "C,3,6", "", "Source: the office,,", "Note: B is an estimate",
        )
    )  # fmt: skip
    assert found.units == ["A", "B", "C"]
    assert found.indicators == ["Doctors", "Noise"]
    assert found.reading.title == "Quality of life in towns"
    assert found.told("footer").startswith("2 lines")


def test_a_title_line_with_two_cells_is_no_pillar() -> None:
    found = seen(
        lines(
            "T29,Internet Usage,,,",
            ",Country,Users,Speed,Price",
            "1,A,5,1,3",
            "2,B,6,2,2",
            "3,C,7,3,1",
        )
    )
    assert found.reading.header_rows == (1,)
    assert found.indicators == ["Users", "Speed", "Price"]


def test_pillars_above_indicators_become_a_tree() -> None:
    found = seen(
        lines(
            "A title",
            "Place,Health,,Wealth,",
            ",Doctors,Beds,Income,Debt",
            "A,1,2,3,4",
            "B,2,3,4,5",
            "C,3,4,5,6",
            "D,1,1,1,1",
        )
    )
    assert found.reading.shaped.unit_column == "Place"
    assert [(m.name, m.pillars) for m in found.reading.shaped.measures] == [
        ("Doctors", ("Health",)), ("Beds", ("Health",)), ("Income", ("Wealth",)), ("Debt", ("Wealth",)),
    ]  # fmt: skip


def test_pillars_over_two_levels() -> None:
    found = seen(
        lines(
            ",Society,,,,Economy,", ",Health,,Schools,,Money,", "Name,Doctors,Beds,Teachers,Pupils,Income,Debt",
            "A,1,2,3,4,5,6", "B,2,3,4,5,6,7", "C,9,8,7,6,5,4",
        )
    )  # fmt: skip
    assert found.measure("Pupils").pillars == ("Society", "Schools")
    assert found.measure("Debt").pillars == ("Economy", "Money")


def test_rows_of_units_and_of_one_year_below_the_names_add_to_them() -> None:
    found = seen(
        lines(
            "Report,,,,", "", ",,Life expectancy,Schooling,Income", "Rank,Country,(years),(years),(PPP $)", ",,2021,2021,2021",
            "1,A,80.5,12.1,5000", "2,B,79.5,11.1,4000", "3,C,78.5,..,3000", "4,D,77.5,9.1,2000",
        )
    )  # fmt: skip
    assert found.indicators == [
        "Life expectancy (years) 2021",
        "Schooling (years) 2021",
        "Income (PPP $) 2021",
    ]
    assert found.reading.header_rows == (2, 3, 4)
    assert found.reading.shaped.unit_column == "Country"
    assert found.role("Rank") == "rank"


def test_a_row_of_descriptions_is_no_part_of_the_names() -> None:
    long = (
        "The number of doctors per thousand people who live in the district, at the end of the year"
    )
    found = seen(
        lines(
            "District,Doctors,Beds",
            f",{long},{long.replace('doctors', 'beds')}",
            "A,1,2",
            "B,2,3",
            "C,3,4",
        )
    )
    assert found.indicators == ["Doctors", "Beds"]


def test_merged_years_below_indicators_are_times() -> None:
    found = seen(
        lines(
            ",GDP,,Jobs,", "Country,2019,2020,2019,2020", "A,1,2,3,4", "B,5,6,7,8", "C,9,10,11,12"
        )
    )
    assert found.indicators == ["GDP", "Jobs"]
    assert found.times == ["2019", "2020"]
    assert found.value("B", "Jobs", "2019") == 7


def test_years_as_headers_are_no_first_row_of_numbers() -> None:
    found = seen(
        lines(
            "Sl.No., State,2009,2010,2011",
            "1,A,5,6,7",
            "2,B,1,NA,3",
            "3,ALL INDIA,6,6,10",
            "4,C,2,2,2",
        )
    )
    assert found.times == ["2009", "2010", "2011"]
    assert found.units == ["A", "B", "C"]
    assert found.totals == ["ALL INDIA"]
    assert found.role("Sl.No.") == "ignored"


def test_no_header_at_all() -> None:
    found = seen(lines("Anna,1.5,20", "Bert,2.5,30", "Carl,3.5,40", "Dora,4.5,50"))
    assert found.units == ["Anna", "Bert", "Carl", "Dora"]
    assert found.indicators == ["column 2", "column 3"]
    assert "no header" in found.told("header")


def test_header_rows_can_be_said() -> None:
    text = lines("2001,2002,2003", "A,1,2", "B,2,3", "C,3,4")
    assert seen(text, header_rows=1).units == ["A", "B", "C"]
    assert seen(text, header_rows=0).reading.header_rows == ()


def test_duplicate_and_blank_names_and_blank_columns() -> None:
    found = seen(lines(",City,Rating,,Rating,", "0,A,1,,4,", "1,B,2,,5,x", "2,C,3,,6,"))
    assert found.indicators == ["Rating", "Rating (2)"]
    assert found.units == ["A", "B", "C"]


def test_a_blank_header_of_the_names_is_called_by_its_place() -> None:
    found = seen(lines("Code,,x", "4,Afghanistan,1", "8,Albania,2", "12,Algeria,3", "20,Andorra,5"))
    assert found.reading.shaped.unit_column == "(blank-named second column)"


def test_headings_become_a_group_and_units_without_numbers_stay() -> None:
    found = seen(
        lines(
            "Country,x,y",
            "RICH COUNTRIES,,",
            "A,1,2",
            "B,2,3",
            "POOR COUNTRIES,,",
            "C,3,4",
            "D,,",
            "E,5,6",
        )
    )
    assert found.units == ["A", "B", "C", "D", "E"]
    assert found.reading.shaped.groups["group (heading rows)"] == [
        "RICH COUNTRIES", "RICH COUNTRIES", "POOR COUNTRIES", "POOR COUNTRIES", "POOR COUNTRIES",
    ]  # fmt: skip


def test_units_without_a_value_are_no_headings() -> None:
    rows = ["Abkhazia,,", "Albania,1,2", "Andorra,,", "Angola,2,3", "Aruba,,", "Bahrain,4,5", "Belize,6,7", "Benin,8,9",
            "Bhutan,1,1", "Bolivia,2,2", "Botswana,3,3", "Brazil,4,4"]  # fmt: skip
    found = seen(lines("CO2 per capita,2001,2002", *rows))
    assert len(found.units) == 12
    assert found.indicators == ["CO2 per capita"]


@pytest.mark.parametrize("delimiter", ["\t", ";", ",", "|"])
def test_delimiters(delimiter: str) -> None:
    rows = [
        ["Name", "Score, raw", "Other"],
        ["New York, NY", "1.5", "2"],
        ["Paris; France", "2.5", "3"],
        ["Rome", "3.5", "4"],
    ]
    text = "".join(
        delimiter.join(f'"{c}"' if delimiter in c else c for c in row) + "\n" for row in rows
    )
    found = seen(text)
    assert found.units == ["New York, NY", "Paris; France", "Rome"]
    assert found.reading.facts.delimiter == delimiter


def test_a_first_line_may_say_the_delimiter() -> None:
    assert seen("sep=;\nName;x\nA;1\nB;2\nC;3\n").units == ["A", "B", "C"]


def test_a_header_that_comes_again_is_no_unit() -> None:
    assert seen(lines("Name,x,y", "A,1,2", "B,2,3", "Name,x,y", "C,3,4")).units == ["A", "B", "C"]


def test_the_sheet_that_reads_best_is_read_and_others_are_named() -> None:
    data = [["Country", "Score", "Beds"], *[[f"Land {k}", k, k + 0.5] for k in range(20)]]
    book = workbook(
        {
            "Notes": [["About", "these", 1], ["The", "data", 2], ["were", "made", 3]],
            "Data": data,
            "More": data[:6],
        }
    )
    found = seen(book)
    assert (found.reading.facts.sheet, found.reading.facts.other_sheets) == (
        "Data",
        ("Notes", "More"),
    )
    assert len(found.units) == 20
    assert seen(book, sheet="more").reading.facts.sheet == "More"


def test_a_workbook_with_title_merged_pillars_and_gaps() -> None:
    book = workbook(
        {
            "Table 1": [
                ["Back", "Table 1. A title"], [], ["", "", "SDG3", "", "SDG4"], [],
                ["", "", "Life", "", "School"], ["Rank", "Country", "(years)", "", "(years)"], ["", "", 2021, "", 2021],
                ["", "HIGH"], [1, "A", 80.5, "", 12.5], [2, "B", 79.5, "c", 11.5], ["", "LOW"], [3, "C", "..", "", 9.5], [4, "D", 60, "", "—"],
                ["", "Regions"], ["", "Sub-Saharan Africa", 61, "", 8], ["", "World", 70, "", 9], ["", "Notes"], ["", "a. An estimate."],
            ]
        }
    )  # fmt: skip
    found = seen(book)
    assert found.units == ["A", "B", "C", "D"]
    assert found.indicators == ["Life (years) 2021", "School (years) 2021"]
    assert found.totals == ["Sub-Saharan Africa", "World"]
    assert found.value("C", "Life (years) 2021") is None


def test_labels_that_stand_once_hold_for_the_rows_below() -> None:
    found = seen(lines("Continent,Country,x", "Europe,France,1", ",Italy,2", ",Spain,3", "Asia,Japan,4", ",China,5", ",India,1"))  # fmt: skip
    assert found.reading.shaped.groups["Continent"] == ["Europe"] * 3 + ["Asia"] * 3
    assert "Continent" in found.told("groups")
    notes = seen(lines("City,x,Remark", "A,1,good", "B,2,", "C,3,", "D,4,bad", "E,5,"))
    assert notes.told("groups") == ""


def test_a_table_in_markdown() -> None:
    rows = [f"| City {k} | {k + 1}00 | {k} |" for k in range(4)]
    found = seen(lines("| City | Rent | Jobs |", "|:---|---:|:--:|", *rows))
    assert (found.units[0], found.indicators) == ("City 0", ["Rent", "Jobs"])


def test_what_stands_above_one_indicator_each_is_no_pillar() -> None:
    rows = [[f"U{k}", k + 0.25, k + 0.5, "", 9.5 - k, ""] for k in range(9)]
    heads = [["", "", "SDG 3", "", "SDG 4", ""], ["Country", "HDI", "Life", "", "School", ""]]
    found = seen(workbook({"T": [*heads, *rows]}))
    assert [m.pillars for m in found.reading.shaped.measures] == [(), (), ()]
    assert "SDG 3" in found.told("pillars")


@pytest.mark.parametrize("odd", ["n.k.", "10-12", "1e400"])
def test_a_first_unit_with_an_odd_cell_is_no_second_header(odd: str) -> None:
    rows = ["Germany,3.8,81", "Italy,2.1,83", "Spain,1.4,83", "Poland,0.7,77", "Malta,0.1,82"]
    found = seen(lines("country,gdp,life", f"France,{odd},82", *rows))
    assert found.units[0] == "France"
    assert found.indicators == ["gdp", "life"]
    assert found.column("life")[0] == 82


def test_names_with_numbers_like_those_of_repeated_ones() -> None:
    text = lines("Name,X,X,X (2)", "A,1,2,3", "B,4,5,6", "C,7,8,10")
    names = seen(text).indicators
    assert len(set(names)) == 3
    codes = [leaf.code for leaf in pack_of(seen(text).reading, Path("x")).index.tree.leaves]
    assert len(set(codes)) == 3


def test_of_two_columns_of_one_name_and_year_the_first_is_that_years() -> None:
    found = seen(lines("name,GDP 2010,GDP 2010,GDP 2020", "A,1,9,3", "B,2,8,4", "C,3,7,6"))
    assert found.column("GDP", "2010") == [1, 2, 3]
    assert found.column("GDP", "2020") == [3, 4, 6]
    assert found.indicators[0] == "GDP"
    assert found.column(found.indicators[1]) == [9, 8, 7]


def test_of_two_groups_with_one_name_none_is_lost() -> None:
    rows = ("A,n,s,t,1", "B,n,s,t,2", "C,m,r,u,3", "D,m,r,u,5")
    groups = seen(lines("Name,Region,Region,Region (2),x", *rows)).reading.shaped.groups
    assert [labels[0] for labels in groups.values()] == ["n", "s", "t"]


@pytest.mark.parametrize("odd", ["..", "n.k.", "not tested"])
def test_a_first_unit_without_a_number_is_no_header(odd: str) -> None:
    found = seen(
        lines("country,score", f"France,{odd}", "Spain,3", "Italy,4", "Greece,5", "Malta,2")
    )
    assert found.units == ["France", "Spain", "Italy", "Greece", "Malta"]
    assert found.indicators == ["score"]
    assert found.value("France", "score") is None


def test_an_odd_cell_that_stands_again_below_is_no_header() -> None:
    rows = [f"Shop {k},{'closed' if k in {0, 5} else k}" for k in range(12)]
    assert len(seen(lines("shop,sales", *rows)).units) == 12


def test_units_below_names_are_part_of_the_header() -> None:
    found = seen(lines("place,income,share", "name,US$,%", "Ost,1,2", "West,3,4", "Nord,5,6"))
    assert found.units == ["Ost", "West", "Nord"]
    assert found.indicators == ["income US$", "share %"]


def test_names_that_begin_with_years_are_a_header() -> None:
    found = seen(lines("place,2010 farms,2011 farms", "Ost,1,2", "West,3,4", "Nord,5,6"))
    assert found.indicators == ["farms"]
    assert found.times == ["2010", "2011"]


def test_a_quantity_of_two_thousand_is_no_header() -> None:
    found = seen(lines("Ost,2000 tons", "West,1990 tons", "Nord,2400 tons"))
    assert found.units == ["Ost", "West", "Nord"]


def test_sheets_that_are_hidden_are_not_read_by_themselves() -> None:
    shown = [["City", "level"], ["Wien", 1], ["Bern", 2], ["Oslo", 3]]
    old = [["City", "old", "older"], *([f"C{k}", k, k] for k in range(50))]
    book = workbook({"Data": shown, "Old": old}, hidden=("Old",))
    found = seen(book, "b.xlsx")
    assert found.units == ["Wien", "Bern", "Oslo"]
    assert "Old" in found.told("sheet")
    assert len(seen(book, "b.xlsx", sheet="Old").units) == 50


def test_lengths_of_time_and_times_of_the_day_in_a_workbook() -> None:
    hours = [datetime.timedelta(hours=30 * k, seconds=1) for k in range(1, 4)]
    rows = [[f"C{k}", took, datetime.time(9, k), k] for k, took in enumerate(hours)]
    found = seen(workbook({"Data": [["City", "way", "opens", "x"], *rows]}), "b.xlsx")
    assert found.column("way") == [108_001, 216_001, 324_001]
    assert found.indicators == ["way", "x"]


def test_names_that_say_nothing_take_what_stands_above_them() -> None:
    found = seen(
        lines(
            ",,Inequality Index,,Schooling,,",
            ",,Value,Rank,(% of all),,(years)",
            ",,,,Female,Male,",
            "Rank,Country,2021,2021,2021,2021,2021",
            "1,A,0.5,1,80.5,81,12.5", "2,B,0.6,2,70.5,71,11.5", "3,C,0.7,3,60.5,64,10.5",
        )
    )  # fmt: skip
    assert found.indicators[0] == "Inequality Index Value 2021"
    assert found.measure("Inequality Index Value 2021").direction == -1
    assert found.role("Inequality Index Rank 2021") == "rank"


def test_a_row_of_types_is_no_part_of_the_names() -> None:
    rows = [f"C{k};NQK;{70 + k};{k}.5" for k in range(5)]
    found = seen(lines("name;maker;calories;rating", "String;Categorical;Int;Float", *rows))
    assert (found.indicators, len(found.units)) == (["calories", "rating"], 5)


def test_a_number_in_a_title_is_no_first_row() -> None:
    found = seen(lines("Statistics:,Regional data,,", "Table no.:,0000010101,,", "", "Region,Population,Area,Income", "A,1,2,3", "B,2,3,***", "C,3,4,5"))  # fmt: skip
    assert (found.units, found.indicators) == (["A", "B", "C"], ["Population", "Area", "Income"])


def test_a_description_that_says_error_makes_an_error() -> None:
    rows = [f"0400000US0{k},{s},{1800 + k},{5 + k}" for k, s in enumerate(("Alabama", "Alaska", "Arizona", "Texas"))]  # fmt: skip
    found = seen(lines("GEO_ID,NAME,S19_001E,S19_001M", "Geography,Geographic Area Name,Households!!Estimate!!Total income,Households!!Margin of Error!!Total income", *rows))  # fmt: skip
    assert (found.indicators, found.role("S19_001M")) == (["S19_001E"], "se")


def test_ordinals_above_other_numbers_are_names() -> None:
    found = seen(lines("Team,1st,2nd,3rd,Points", "A,1,0,2,9", "B,2,1,0,7", "C,0,2,1,5"))
    assert (found.units, found.indicators) == (["A", "B", "C"], ["1st", "2nd", "3rd", "Points"])


def test_another_table_below_the_first_is_left_out_and_told() -> None:
    found = seen(lines("Table A", "City,x,y", "A,1,2", "B,2,3", "C,3,4", "", "Table B", "City,z,w", "A,5,6", "B,6,7"))  # fmt: skip
    assert (found.units, found.indicators) == (["A", "B", "C"], ["x", "y"])
    assert "another table" in found.told("rows")


def test_the_rows_of_a_header_are_those_of_the_sheet() -> None:
    book = workbook({"Ranking": [[], ["", "City", "Score"], ["", "A", 1.5], ["", "B", 2.5], ["", "C", 3]]})  # fmt: skip
    assert list(seen(book).reading.header_rows) == [1]


def test_a_table_as_databases_print_it() -> None:
    found = seen(lines(" name | score | n  ", "------+-------+----", " Rome |  1.50 | 10", " Oslo |  2.50 | 20", " Bern |  3.50 | 30", "(3 rows)"))  # fmt: skip
    assert (found.units, found.column("score")) == (["Rome", "Oslo", "Bern"], [1.5, 2.5, 3.5])
