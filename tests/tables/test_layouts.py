"""Wide, long, years as columns, panels, units as columns, records."""

from __future__ import annotations

import json

import pytest

from ici_tui.tables.errors import TableError
from tests.tables.reading import lines, seen


def long_rows(units: list[str], **dimensions: list[str]) -> list[str]:
    rows = [""]
    for labels in (units, *dimensions.values()):
        rows = [f"{row},{label}" if row else label for row in rows for label in labels]
    return [f"{row},{k + 0.5}" for k, row in enumerate(rows)]


def test_half_a_pair_in_json_is_a_sign_that_can_be_written() -> None:
    rows = '[{"n": "a\\ud800", "v": 1.50}, {"n": "\\ud83d\\ude00", "v": 2}, {"n": "c", "v": 3}]'
    found = seen(rows, "odd.json")
    assert found.units == ["a\ufffd", "\U0001f600", "c"]
    assert found.column("v") == [1.5, 2, 3]


def test_a_line_of_json_ends_at_a_line_feed_alone() -> None:
    found = seen('{"n": "a\u2028b", "v": 1}\n{"n": "c", "v": 2}\n{"n": "d", "v": 3}\n', "x.jsonl")
    assert found.units == ["a b", "c", "d"]
    assert seen('{"n": "a", "v": 1}\r{"n": "c", "v": 2}\r', "x.jsonl").units == ["a", "c"]


def test_long_with_one_dimension() -> None:
    found = seen(
        lines("country,indicator,value", *long_rows(["A", "B", "C"], indicator=["gdp", "jobs"]))
    )
    assert found.layout == "long"
    assert found.units == ["A", "B", "C"]
    assert found.indicators == ["gdp", "jobs"]
    assert found.value("B", "jobs") == 3.5
    assert found.times == []


def test_long_with_time_and_codes_beside_labels() -> None:
    rows = [
        f"{c},{n},{ic},{i},{y},{k}"
        for k, (c, n, ic, i, y) in enumerate(
            (c, n, ic, i, y)
            for c, n in (("AUT", "Austria"), ("BEL", "Belgium"), ("CZE", "Czechia"))
            for ic, i in (("HO", "Homicide rate"), ("LS", "Life satisfaction"))
            for y in ("2019", "2020")
        )
    ]
    found = seen(lines("LOCATION,Country,INDICATOR,Indicator,TIME,Value", *rows))
    assert found.indicators == ["Homicide rate", "Life satisfaction"]
    assert (found.reading.shaped.unit_column, found.reading.shaped.code_column) == (
        "Country",
        "LOCATION",
    )
    assert found.times == ["2019", "2020"]
    assert found.value("Belgium", "Life satisfaction", "2019") == 6
    assert found.measure("Homicide rate").direction == -1


def test_several_dimensions_are_combined_in_the_files_order_and_constants_dropped() -> None:
    rows = long_rows(
        ["A", "B", "C"],
        item=["Wheat", "Rice"],
        element=["Area", "Yield"],
        unit=["t"],
        year=["2019", "2020"],
    )
    found = seen(lines("Area,Item,Element,Unit,Year,Value", *rows))
    assert found.indicators == ["Wheat, Area", "Wheat, Yield", "Rice, Area", "Rice, Yield"]
    assert found.value("A", "Rice, Yield", "2020") == 7.5


def test_a_dimension_with_a_total_keeps_it_on_and_its_parts_off() -> None:
    rows = long_rows(["A", "B", "C"], indicator=["Jobs", "Health"], sex=["Total", "Men", "Women"])
    found = seen(lines("Country,Indicator,Sex,Value", *rows))
    assert found.indicators == [
        "Jobs",
        "Jobs, Men",
        "Jobs, Women",
        "Health",
        "Health, Men",
        "Health, Women",
    ]
    assert found.off == ["Jobs, Men", "Jobs, Women", "Health, Men", "Health, Women"]
    assert found.value("B", "Jobs") == 6.5


def test_dimensions_with_prefixes_and_what_is_measured_in_all() -> None:
    rows = [f"{c},Unemployment rate (%),Sex: {s},Age: {a},{k}.5" for k, c in enumerate(("Chile", "Peru", "Ghana"))
            for s in ("Total", "Male") for a in ("15-24", "25+")]  # fmt: skip
    found = seen(lines("area,indicator,sex,age,value", *rows))
    assert found.off == ["Sex: Male, Age: 15-24", "Sex: Male, Age: 25+"]
    assert {m.direction for m in found.reading.shaped.measures} == {-1}
    assert "Unemployment rate (%) is measured" in found.told("direction")


def test_units_named_unit_and_a_panel_of_one_value() -> None:
    rows = [f"U{u},{y},{u + y}" for u in range(5) for y in (2001, 2002, 2003)]
    found = seen(lines("Entity,Year,Life expectancy (years)", *rows))
    assert (found.layout, found.indicators) == ("long", ["Life expectancy (years)"])
    assert found.value("U3", "Life expectancy (years)", "2002") == 2005


def test_a_panel_with_several_measures_and_dates() -> None:
    rows = [f"{d},{c},{n},{k},{k * 2}" for k, (d, c, n) in enumerate(
        (d, c, n) for d in ("2020-01-01", "2020-07-01") for c, n in (("ARG", "Argentina"), ("BRA", "Brazil"), ("CHL", "Chile")))]  # fmt: skip
    found = seen(lines("date,iso_a3,name,price,weight", *rows))
    assert found.times == ["2020-01-01", "2020-07-01"]
    assert found.reading.shaped.code_column == "iso_a3"
    assert found.value("Brazil", "weight", "2020-07-01") == 8


def test_dates_on_the_first_of_january_are_years_and_repeats_keep_the_last() -> None:
    rows = [{"Name": n, "Year": f"{y}-01-01", "Speed": s, "Origin": "USA"} for n, y, s in
            [("ford", 1970, 1), ("ford", 1971, 2), ("fiat", 1970, 3), ("fiat", 1971, None), ("saab", 1970, 5), ("saab", 1971, 6)] * 5
            ][:7] + [{"Name": f"n{k}", "Year": "1970-01-01", "Speed": k, "Origin": "USA"} for k in range(30)]  # fmt: skip
    found = seen(json.dumps(rows), "cars.json")
    assert (found.layout, found.times) == ("records", ["1970", "1971"])
    assert "repeat" in found.told("rows")
    assert found.value("saab", "Speed", "1971") == 6


def test_a_constant_year_is_a_time_of_one() -> None:
    found = seen(lines("Country,Year,x,y", "A,2019,1,2", "B,2019,2,3", "C,2019,3,4"))
    assert found.times == ["2019"]
    assert found.indicators == ["x", "y"]


def test_each_units_own_year_is_no_time() -> None:
    found = seen(lines("Country,Year,x,y", "A,2017,1,2", "B,2019,2,3", "C,2018,3,4"))
    assert found.times == []
    assert found.indicators == ["x", "y"]


@pytest.mark.parametrize(
    ("headers", "times"),
    [
        (["2001", "2002", "2003"], ["2001", "2002", "2003"]), (["2001 [YR2001]", "2002 [YR2002]"], ["2001", "2002"]),
        (["X2001", "X2002"], ["2001", "2002"]), (["FY2001", "FY2002"], ["2001", "2002"]), (["2001年", "2002年"], ["2001", "2002"]),
        (["2013/14", "2014/15"], ["2013/14", "2014/15"]), (["2020-Q1", "2020-Q2"], ["2020-Q1", "2020-Q2"]),
        (["2020M01", "2020M02"], ["2020-01", "2020-02"]), (["2003", "2001", "2002"], ["2001", "2002", "2003"]),
    ],
)  # fmt: skip
def test_times_as_columns(headers: list[str], times: list[str]) -> None:
    rows = [",".join([f"U{k}", *(f"{k}.{c}5" for c in range(len(headers)))]) for k in range(4)]
    found = seen(lines(",".join(["Country Name", *headers]), *rows), "road deaths.csv")
    assert (found.layout, found.times) == ("years-as-columns", times)
    assert found.indicators == ["road deaths"]
    first = min(range(len(headers)), key=lambda k: headers[k])
    assert found.value("U2", "road deaths", times[0]) == float(f"2.{first}5")


def test_years_as_columns_with_a_series_per_row() -> None:
    rows = [f"{s},{c},{u},{u[:3].upper()},{k},{k + 1}" for k, (s, c, u) in enumerate(
        (s, c, u) for s, c in (("Life, total", "SP.LE"), ("Mortality rate", "SH.MR")) for u in ("Albania", "Brazil", "Chile"))]  # fmt: skip
    text = lines("Series Name,Series Code,Country Name,Country Code,2000 [YR2000],2001 [YR2001]",
                 *(row.replace("Life, total", '"Life, total"') for row in rows), "", "", "Data from database: WDI", "Last Updated: 2021")  # fmt: skip
    found = seen(text)
    assert found.indicators == ["Life, total", "Mortality rate"]
    assert found.units == ["Albania", "Brazil", "Chile"]
    assert found.value("Chile", "Mortality rate", "2001") == 6


def test_months_as_columns() -> None:
    found = seen(lines("City;Jan-23;Feb-23;Mär 2023", "A;1;2;3", "B;2;3;4", "C;3;4;5"))
    assert found.times == ["2023-01", "2023-02", "2023-03"]
    days = seen(lines("City,1/22/20,1/31/20,2/1/20", "A,1,2,3", "B,2,3,4", "C,3,4,5"))
    assert days.times == ["2020-01-22", "2020-01-31", "2020-02-01"]


def test_a_composite_first_column() -> None:
    rows = [f"T,PC,{i},{g}\t{k} b\t: \t{k + 1} " for k, (i, g) in enumerate(
        (i, g) for i in ("USE", "NEVER") for g in ("AT", "BE", "DE", "EL", "FR", "EU27_2020"))]  # fmt: skip
    found = seen("sex,unit,indic,geo\\time\t2019 \t2020 \t2021 \n" + "\n".join(rows) + "\n")
    assert found.units == ["AT", "BE", "DE", "EL", "FR"]
    assert found.indicators == ["USE", "NEVER"]
    assert found.totals == ["EU27_2020"]
    assert found.value("BE", "NEVER", "2019") == 7
    assert found.value("BE", "NEVER", "2020") is None


def test_measures_repeated_with_years_in_their_names() -> None:
    found = seen(
        lines(
            "Country,CPI score 2018,CPI score 2019,2018 farms,2019 farms,Area 2011",
            "A,1,2,3,4,5",
            "B,6,7,8,9,10",
            "C,1,1,1,1,1",
        )
    )
    assert found.indicators == ["CPI score", "farms", "Area 2011"]
    assert found.times == ["2018", "2019"]
    assert found.value("B", "CPI score", "2018") == 6
    assert found.value("B", "farms") == 9
    assert found.value("B", "Area 2011", "2018") == found.value("B", "Area 2011", "2019") == 10


def test_lone_years_in_names_are_no_times() -> None:
    found = seen(lines("borough,jobs_2015,pay_2016,crime_2014_15", "A,1,2,3", "B,2,3,4", "C,3,4,5"))
    assert found.times == []
    assert found.indicators == ["jobs_2015", "pay_2016", "crime_2014_15"]


@pytest.mark.parametrize("form", ["m{}", "Ind {:04}", "q_{}_a"])
def test_columns_that_are_numbered_through_have_no_years(form: str) -> None:
    names = [form.format(number) for number in range(990, 2110)]
    cells = [",".join(str((7 * k + 3 * row) % 11) for k in range(len(names))) for row in range(4)]
    found = seen(lines(f"unit,{','.join(names)}", *(f"u{k},{row}" for k, row in enumerate(cells))))
    assert found.times == []
    assert found.indicators == names


def test_units_as_columns_over_time() -> None:
    found = seen(
        lines(
            'year,United States,"Congo, Dem. Rep.",India,Peru',
            "1976,1,2,3,4",
            "1977,5,6,7,8",
            "1978,9,10,11,12",
        ),
        "towns.csv",
    )
    assert (found.layout, found.reading.shaped.unit_column) == ("transposed", "(column headers)")
    assert found.units == ["United States", "Congo, Dem. Rep.", "India", "Peru"]
    assert (found.indicators, found.times) == (["towns"], ["1976", "1977", "1978"])
    assert found.value("India", "towns", "1977") == 7


def test_units_as_columns_with_a_row_per_indicator() -> None:
    found = seen(
        lines(
            "Indicator,Germany,France,Italy,Spain",
            "GDP,1,2,3,4",
            "Unemployment rate,5,6,7,8",
            "Doctors,9,10,11,12",
        )
    )
    assert found.layout == "transposed"
    assert found.indicators == ["GDP", "Unemployment rate", "Doctors"]
    assert found.value("Italy", "Unemployment rate") == 7
    assert found.measure("Unemployment rate").direction == -1


def test_units_as_columns_where_the_rows_are_called_indicators() -> None:
    found = seen(
        lines(
            "Indicator,Unit,Berlin,Paris,Rome",
            "Rent,EUR/m2,12.5,27.3,15",
            'Trips,per head,"1,200","1,450",700',
            "Noise,dB,50,61,n/a",
        )
    )
    assert (found.layout, found.units) == ("transposed", ["Berlin", "Paris", "Rome"])
    assert found.indicators == ["Rent", "Trips", "Noise"]
    assert found.column("Trips") == [1200, 1450, 700]
    products = seen(lines("Item,Price,Weight,Stars", "Lamp,1.5,2,3", "Sofa,2,3,4", "Desk,4,5,5"))
    assert products.units == ["Lamp", "Sofa", "Desk"]


def test_the_layout_can_be_said() -> None:
    text = lines("Indicator,Ann,Bob,Cid", "Speed,1,2,3", "Power,4,5,6", "Wit,7,8,9")
    assert seen(text, layout="transposed").units == ["Ann", "Bob", "Cid"]
    assert seen(text, layout="wide").units == ["Speed", "Power", "Wit"]
    with pytest.raises(TableError, match="--layout"):
        seen(text, layout="sideways")


RECORDS = [{"city": "A", "codes": {"iso": "AA"}, "score": 1.5, "ok": True, "n": None}, {"city": "B", "codes": {"iso": "BB"}, "score": 2, "n": 3},
           {"city": "C", "codes": {"iso": "CC"}, "score": 2.5, "n": 4}]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(RECORDS), "\n".join(map(json.dumps, RECORDS)), json.dumps({"meta": {"page": 1}, "data": RECORDS}),
        json.dumps([{"page": 1}, RECORDS]), json.dumps({"type": "FeatureCollection", "features": [
            {"type": "Feature", "properties": record, "geometry": None} for record in RECORDS]}),
    ],
)  # fmt: skip
def test_records(text: str) -> None:
    found = seen(text, "data.json")
    assert (found.layout, found.units) == ("records", ["A", "B", "C"])
    assert found.value("B", "score") == 2
    assert found.column("n") == [None, 3, 4]


def test_json_in_other_shapes() -> None:
    rows = json.dumps([["name", "x", "y"], ["A", 1, 2], ["B", 2, 3], ["C", 3, 4]])
    columns = json.dumps({"name": ["A", "B", "C"], "x": [1, 2, 3]})
    keyed = json.dumps({"A": {"x": 1}, "B": {"x": 2}, "C": {"x": 3}})
    split = json.dumps(
        {"columns": ["name", "x"], "index": [0, 1, 2], "data": [["A", 1], ["B", 2], ["C", 3]]}
    )
    fields = json.dumps(
        {"fields": [{"id": "name"}, {"id": "x"}], "rows": [["A", 1], ["B", 2], ["C", 3]]}
    )
    for text in (rows, columns, keyed, split, fields):
        assert seen(text).units == ["A", "B", "C"]


def test_pages_of_records_with_one_series() -> None:
    records = [
        {"indicator": {"id": "SP.POP", "value": "Population"}, "country": {"id": c[:2], "value": c},
         "date": f"{year}", "value": None if year == 2023 else k + year, "unit": "", "decimal": 0}
        for k, c in enumerate(("France", "Ghana", "Peru")) for year in (2023, 2022)
    ]  # fmt: skip
    found = seen(json.dumps([{"page": 1, "total": 6}, records]), "api.json")
    assert (found.indicators, found.units) == (["Population"], ["France", "Ghana", "Peru"])
    assert (found.reading.opened, found.value("Ghana", "Population")) == ("2022", 2023)


def test_what_is_opened_is_the_newest_that_half_have() -> None:
    rows = [f"U{k},1,2,{'' if k > 1 else 3}" for k in range(8)]
    found = seen(lines("Country,2001,2002,2003", *rows))
    assert (found.reading.opened, found.reading.newest) == ("2002", "2003")
    assert "2 of 8" in found.told("time")
    assert seen(lines("Country,2001,2002,2003", *rows), time="2001").reading.opened == "2001"
    with pytest.raises(TableError, match="2001"):
        seen(lines("Country,2001,2002,2003", *rows), time="1999")


def test_an_indicator_is_never_called_value() -> None:
    rows = ("A,1", "B,2", "C,3")
    assert seen(lines("place,value", *rows), "noise_by_night.csv").indicators == ["noise by night"]
    assert seen(lines("Noise by night,", ",", "place,value", *rows)).indicators == [
        "Noise by night"
    ]
    served = [{"indicator": {"id": "NO", "value": "Noise"}, "place": p, "date": "2020", "value": k}
              for k, p in enumerate("ABC")]  # fmt: skip
    assert seen(json.dumps([{"page": 1}, served]), "x.json").indicators == ["Noise"]
    assert seen(lines("place,score", *rows)).indicators == ["score"]


def test_names_and_numbers_alone_are_json_records() -> None:
    found = seen('{"Ost": 1.5, "West": 2, "Nord": null}', "noise.json")
    assert found.units == ["Ost", "West", "Nord"]
    assert found.column("noise") == [1.5, 2, None]


def test_columns_that_blanks_part() -> None:
    printed = lines("country         gdp   life", "United Kingdom  100   80.5", "Spain            90   82",
                    "Italy            95   n/a")  # fmt: skip
    found = seen(printed)
    assert found.units == ["United Kingdom", "Spain", "Italy"]
    assert found.column("life") == [80.5, 82, None]
    assert found.told("columns")
    numbered = seen(lines("  country gdp", "0  France 100", "1   Spain  90", "2   Italy  95"))
    assert numbered.units == ["France", "Spain", "Italy"]
    assert numbered.indicators == ["gdp"]


@pytest.mark.parametrize(
    "text", ["a fox ran\nthree times around\nthe house\n", "a\nb\nc\nd\n", 'x "y\n' * 5]
)
def test_words_are_no_columns(text: str) -> None:
    with pytest.raises(TableError):
        seen(text)


def test_columns_by_the_numbers_of_rows_are_json_records() -> None:
    held = {"place": {"0": "Ost", "1": "West", "2": "Nord"}, "noise": {"0": 1.5, "1": None, "2": 3}}
    found = seen(json.dumps(held), "x.json")
    assert found.units == ["Ost", "West", "Nord"]
    assert found.column("noise") == [1.5, None, 3]


def test_names_with_a_part_behind_some_are_told_apart_over_time() -> None:
    rows = [",Chile,1,2,3", ",Australia,2,3,4", "Queensland,Australia,0,0,1", "Victoria,Australia,1,1,1", ",Peru,4,5,6"]  # fmt: skip
    found = seen(lines("Province/State,Country/Region,1/22/20,1/23/20,2/1/20", *rows))
    assert found.units == ["Chile", "Australia", "Australia, Queensland", "Australia, Victoria", "Peru"]  # fmt: skip
    assert found.column(found.indicators[0], "2020-02-01") == [3, 4, 1, 1, 6]


def test_the_time_is_the_one_that_tells_rows_apart() -> None:
    rows = [f"{s},{2000 + k // 4},{k % 4 + 1},{2000 + k // 4}-0{k % 4 + 1}-01,{k}.5,{k * 2}" for s in ("Mining", "Trade", "Finance") for k in range(8)]  # fmt: skip
    found = seen(lines("series,year,month,date,count,rate", *rows))
    assert (found.reading.shaped.time_column, len(found.times)) == ("date", 8)
    assert found.units == ["Mining", "Trade", "Finance"]


def test_each_sources_year_is_no_time_of_the_table() -> None:
    rows = [f"{c},{k}.5,2023,{k + 1}.5,2021,{k + 2}.5,2020" for k, c in enumerate(("Chile", "Peru", "Cuba", "Ghana"))]  # fmt: skip
    found = seen(lines("Country,IMF Forecast,IMF Year,World Bank Estimate,World Bank Year,UN Estimate,UN Year", *rows))  # fmt: skip
    assert (found.times, found.indicators) == ([], ["IMF Forecast", "World Bank Estimate", "UN Estimate"])  # fmt: skip


def test_two_names_with_one_code_at_one_time_are_two_units() -> None:
    rows = [f"{n},{c},{y},{k}.5,{k + 1}" for k, (n, c) in enumerate((("North", "KOR"), ("South", "KOR"), ("Japan", "JPN"))) for y in (2000, 2001)]  # fmt: skip
    assert seen(lines("country,iso,year,pop,life", *rows)).units == ["North", "South", "Japan"]


def test_the_number_of_a_series_is_no_unit() -> None:
    rows = [f"{y},{g},{m},v{246 + k * 3 + j},{k + j}.5" for k, g in enumerate(("Ontario", "Quebec", "Alberta", "Manitoba")) for j, m in enumerate(("Employment", "Hours")) for y in (2021, 2022)]  # fmt: skip
    found = seen(lines("REF_DATE,GEO,Labour force characteristics,VECTOR,VALUE", *rows))
    assert (found.units, found.indicators) == (["Ontario", "Quebec", "Alberta", "Manitoba"], ["Employment", "Hours"])  # fmt: skip


def test_a_table_of_footnotes_below_is_no_part() -> None:
    rows = [f'"{c}","{y}","Medium","{k}.5"' for k, c in enumerate(("Chile", "Peru", "Cuba")) for y in (2010, 2020)]  # fmt: skip
    found = seen(lines('"Country or Area","Year","Variant","Value"', *rows, '"footnoteSeqID","Footnote"', '"1","A variant."'))  # fmt: skip
    assert (found.units, found.times) == (["Chile", "Peru", "Cuba"], ["2010", "2020"])


def test_what_values_are_measured_in_names_no_indicator() -> None:
    rows = [f"{g},{y},Percentage,Income per capita,{k}.5" for k, g in enumerate(("BE", "FR", "ES")) for y in (2020, 2021)]  # fmt: skip
    found = seen(lines("geo,TIME_PERIOD,Unit of measure,National accounts indicator,OBS_VALUE", *rows))  # fmt: skip
    assert found.indicators == ["Income per capita"]


@pytest.mark.parametrize("header", ["Forest area (sq. km)", "Agricultural land (% of land area)", "City population", "Life expectancy"])  # fmt: skip
def test_the_header_of_the_countries_may_name_the_measure(header: str) -> None:
    rows = [f"{c},{k},{k + 1},{k + 2}" for k, c in enumerate(("Chile", "Peru", "Cuba", "Ghana"))]
    found = seen(lines(f"{header},1990,2000,2010", *rows))
    assert (found.indicators, found.reading.shaped.unit_column) == ([header], header)


@pytest.mark.parametrize("header", ["Country (or dependency)", "Region, country or area", "GEO (Labels)", "Territory"])  # fmt: skip
def test_a_header_of_places_names_no_measure(header: str) -> None:
    rows = [f"{c},{k},{k + 1},{k + 2}" for k, c in enumerate(("Chile", "Peru", "Cuba", "Ghana"))]
    assert seen(lines(f'"{header}",1990,2000,2010', *rows), "forest.csv").indicators == ["forest"]


def test_a_score_among_other_measures_of_a_panel_is_one_of_them() -> None:
    rows = [f"{k + 1},University {u},{k}.5,{k * 2},{90 - k},{y}" for y in (2014, 2015) for k, u in enumerate("ABCDE")]  # fmt: skip
    found = seen(lines("world_rank,institution,citations,patents,score,year", *rows))
    assert (found.indicators, found.times) == (["citations", "patents", "score"], ["2014", "2015"])
    alone = [f"University {u},{k}.5,{y}" for y in (2014, 2015) for k, u in enumerate("ABCDE")]
    assert seen(lines("institution,score,year", *alone)).layout == "long"


def test_a_value_among_other_measures_without_a_dimension_is_one_of_them() -> None:
    rows = [f"{firm},{y},{k}.5,{k * 3},{90 - k}" for k, firm in enumerate(("GM", "US Steel", "IBM")) for y in (1935, 1936)]  # fmt: skip
    assert seen(lines("firm,year,inv,value,capital", *rows)).indicators == ["inv", "value", "capital"]  # fmt: skip
    bounds = [f"{c},{y},{k}.5,{k}.1,{k}.9" for k, c in enumerate(("Chile", "Peru", "Cuba")) for y in (2018, 2019)]  # fmt: skip
    found = seen(lines("Location,Period,Value,Low,High", *bounds), "suicides.csv")
    assert (found.indicators, found.role("Low"), found.role("High")) == (["suicides"], "se", "se")


def test_rows_of_what_is_said_of_values_are_no_indicators() -> None:
    rows = [f"{c},{n},{a},{f'{k}.5,{k + 1}.5' if a == 'Value' else ',E'}" for k, c in enumerate(("Chile", "Peru", "Cuba")) for n in ("GDP", "Jobs") for a in ("Value", "Status")]  # fmt: skip
    found = seen(lines("Country Name,Indicator Name,Attribute,2019,2020", *rows))
    assert (found.units, found.indicators) == (["Chile", "Peru", "Cuba"], ["GDP", "Jobs"])
    assert found.column("GDP", "2019") == [0.5, 1.5, 2.5]


def test_a_number_is_read_rather_than_how_it_is_displayed() -> None:
    rows = [f"Life expectancy,{c},{y},{60 + k}.1,{60 + k}.12345" for k, c in enumerate(("Chile", "Peru", "Cuba")) for y in (2015, 2019)]  # fmt: skip
    found = seen(lines("GHO (DISPLAY),COUNTRY (DISPLAY),YEAR (CODE),Display Value,Numeric", *rows))
    assert (found.indicators, found.value("Peru", "Life expectancy")) == (["Life expectancy"], 61.12345)  # fmt: skip


def test_a_column_of_pillars_beside_that_of_indicators_makes_the_tree() -> None:
    sorts = (("Economy", "GDP"), ("Economy", "Jobs"), ("Health", "Doctors"))
    rows = [f"{c},{p},{n},{y},{k}.5" for k, c in enumerate(("Chile", "Peru", "Cuba")) for p, n in sorts for y in (2020, 2021)]  # fmt: skip
    long = seen(lines("Country,Pillar,Indicator,Year,Value", *rows))
    assert long.indicators == ["GDP", "Jobs", "Doctors"]
    assert [m.pillars for m in long.reading.shaped.measures] == [("Economy",), ("Economy",), ("Health",)]  # fmt: skip
    wide = [f"{c},{p},{n},{k}.5,{k + 1}" for k, c in enumerate(("Chile", "Peru", "Cuba")) for p, n in sorts]  # fmt: skip
    years = seen(lines("Country,Dimension,Indicator,2020,2021", *wide))
    assert [m.pillars for m in years.reading.shaped.measures] == [("Economy",), ("Economy",), ("Health",)]  # fmt: skip


def test_the_key_of_a_row_is_no_unit() -> None:
    rows = [f"{a}{n}{y},{a},{c},{y},{n},{k}.5,0.2" for k, (a, c) in enumerate((("CHL", "Chile"), ("PER", "Peru"), ("CUB", "Cuba"))) for n in ("va", "pv") for y in (2021, 2022)]  # fmt: skip
    found = seen(lines("codeindyr,code,countryname,year,indicator,estimate,stddev", *rows))
    assert (found.units, found.times) == (["Chile", "Peru", "Cuba"], ["2021", "2022"])
    assert found.reading.shaped.code_column == "code"
    wines = [f"Ridge {k} Estate,{('France', 'Italy', 'Spain')[k % 3]},{2010 + k % 4},{90 + k}" for k in range(12)]  # fmt: skip
    assert len(seen(lines("label,country,year,points", *wines)).units) == 12
