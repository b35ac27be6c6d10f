"""Cells as numbers, in any of the usual spellings."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ici_tui.tables.as_pack import pack_of
from ici_tui.tables.durations import is_compound, seconds
from ici_tui.tables.number_text import Style, read_number
from tests.tables.reading import lines, seen

POINT, COMMA = Style("."), Style(",")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12), ("-1.5", -1.5), ("+3", 3), (".5", 0.5), ("1e3", 1000), ("1,234", 1234), ("1,234.5", 1234.5),
        ("12,34,567", 1234567), ("1.234.567", 1234567), ("1 675", 1675), ("1\u2009675\u202f000", 1675000),
        ("1'234.5", 1234.5), ("1’234", 1234), ("20.4 %", 20.4), ("20.40%", 20.4), ("(70)", -70),
        ("($1,600,000,000.00)", -1.6e9), ("−1.5", -1.5), ("–1.5", -1.5), ("-  23", -23), ("23-", -23),
        ("€110.5M", 110_500_000), ("€565K", 565_000), ("US$ 5.2bn", 5.2e9), ("$3.2 billion", 3.2e9),
        ("3.2 million", 3.2e6), ("1.5 Mio.", 1.5e6), ("3.1万", 31_000), ("2亿", 2e8), ("<2.5", 2.5), ("< 10,000", 10_000),
        ("≥ 95", 95), ("~5", 5), ("12.3 b", 12.3), ("60 bn", 60), ("72 e", 72), ("84 be", 84), ("12.5*", 12.5), ("4.5[1]", 4.5),
        ("12³", 12), ("159lbs", 159), ("10 km²", 10), ("25 °C", 25), ("R$ 12.50", 12.5), ("5'7", 67), ("１２３", 123), ("$5", 5),
        ("$1.5 billion (2005 est.)", 1.5e9), ("5.4% (2004)", 5.4), ("45 (est.)", 45), ("12.3 ± 0.4", 12.3),
        ("74.2 [73.1-75.3]", 74.2), ("2.1 (1.9 to 2.3)", 2.1), ("$(1,200)", -1200), ("3 crore", 3e7), ("1,000+", 1000),
        ("10K+", 10_000), ("$12.50/hr", 12.5), ("9.8 per 1,000 births", 9.8), ("8.5^", 8.5), ("2019 (p)", 2019),
        ("-$5", -5), ("$-5", -5), ("5 €", 5), ("CHF 1’200.50", 1200.5),
    ],
)  # fmt: skip
def test_numbers(text: str, value: float) -> None:
    found = read_number(text, POINT)
    assert found is not None
    assert found.value == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize(
    ("text", "value"),
    [("1,5", 1.5), ("1.234", 1234), ("1.234,5", 1234.5), ("1,234", 1.234), ("3 500,5", 3500.5), ("1.234.567", 1234567),
     ("20,4 %", 20.4), ("(1.600,00)", -1600), ("2,5 Mrd. €", 2.5e9), ("1,234.5", 1234.5)],
)  # fmt: skip
def test_decimal_commas(text: str, value: float) -> None:
    found = read_number(text, COMMA)
    assert found is not None
    assert found.value == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize(
    "text",
    ["", "-", "88+2", "33 : 67", "46:54:00", "201-250", "Jul 1, 2004", "2004-07-01", "A12", "1.2.3", "12/2004", "1 2 3 4", "n/a", "e5",
     "12,3,4", "1,23,4567", "0x1f", "1_000", "http://x/1"],
)  # fmt: skip
def test_no_numbers(text: str) -> None:
    assert read_number(text, POINT) is None


@given(st.floats(allow_nan=False, allow_infinity=False, width=64))
def test_every_double_reads_back(value: float) -> None:
    found = read_number(repr(value), POINT)
    assert found is not None
    assert found.value == value


@given(st.text(max_size=40))
def test_no_text_is_too_strange(text: str) -> None:
    for style in (POINT, COMMA, Style(".", multiplied=True)):
        read_number(text, style)


def test_decimal_comma_and_thousands_by_point_of_a_whole_file() -> None:
    found = seen(
        lines(
            "Stadt;Einwohner;Anteil",
            "Berlin;3.645.000;12,5",
            "Ulm;126.000;7,25",
            "Jena;111.000;3,1",
        )
    )
    assert found.column("Einwohner") == [3_645_000, 126_000, 111_000]
    assert found.column("Anteil") == [12.5, 7.25, 3.1]
    assert (found.reading.decimal, found.reading.thousands) == (",", ".")


def test_blanks_between_thousands_and_after_a_sign() -> None:
    found = seen(
        lines(
            "Ort;Leute;Saldo",
            "A; 1 675    ;-  23    ",
            "B; 12 301 ;  71",
            "C;  162  ; 5",
            "D; 22 392;4",
        )
    )
    assert found.column("Leute") == [1675, 12301, 162, 22392]
    assert found.column("Saldo") == [-23, 71, 5, 4]


def test_both_kinds_in_one_column() -> None:
    found = seen(lines("name;x", 'A;"1.234,5"', 'B;"1,234.5"', "C;7", 'D;"1,5"'))
    assert found.column("x") == [1234.5, 1234.5, 7, 1.5]


def test_the_decimal_mark_can_be_said() -> None:
    text = lines("name;x", "A;1,234", "B;2,345", "C;3,456")
    assert seen(text).column("x") == [1234, 2345, 3456]
    assert seen(text, decimal=",").column("x") == [1.234, 2.345, 3.456]


def test_letters_multiply_or_are_flags() -> None:
    found = seen(
        lines("name,fee,share", "A,€1.5M,12.3 b", "B,€565K,14 e", "C,€2M,15", "D,€900K,16 bn")
    )
    assert found.column("fee") == [1_500_000, 565_000, 2_000_000, 900_000]
    assert found.column("share") == [12.3, 14, 15, 16]


def test_mostly_flagged_values_are_not_multiplied() -> None:
    rows = [f"U{k},{k}.5 b" for k in range(1, 9)]
    assert seen(lines("name,x", *rows)).value("U3", "x") == 3.5


def test_bounds_are_told() -> None:
    found = seen(lines("name,x", "A,< 10000", "B,20000", "C,< 10000", "D,5"))
    assert found.column("x") == [10_000, 20_000, 10_000, 5]
    assert "bound" in found.told("numbers")


@pytest.mark.parametrize(
    "marker",
    ["..", ":", "NA", "n/a", "N.A.", "-", "–", ".", "#N/A", "#DIV/0!", "...", "null", "NaN", "k. A.", "—", "inf", "暂无"],
)  # fmt: skip
def test_missing_markers(marker: str) -> None:
    found = seen(lines("name;x;y", f"A;{marker};1", "B;2.5;2", f"C;3.5;{marker}", "D;4;5"))
    assert found.column("x") == [None, 2.5, 3.5, 4]
    assert marker in found.reading.markers


def test_sentinels_where_nothing_else_is_negative_or_all_else_is_small() -> None:
    found = seen(
        lines(
            "name,x,y,z",
            "A,-9999,1,-99",
            "B,2,-3.5,-1",
            "C,3,-9999,2",
            "D,4,-8888,3",
            "E,5,-9999,4",
        )
    )
    assert found.column("x") == [None, 2, 3, 4, 5]
    assert found.column("y") == [1, -3.5, None, None, None]
    assert found.column("z") == [-99, -1, 2, 3, 4]
    assert "-9999" in found.told("missing")


def test_strange_cells_are_missing_and_told() -> None:
    rows = [f"U{k},{k}" for k in range(9)]
    found = seen(lines("name,x", *rows, "V,see note"))
    assert found.value("V", "x") is None
    assert "see note" in found.told("cells")


def test_names_that_begin_with_numbers_are_names() -> None:
    rows = [
        "01 Andalucía,1.5,2",
        "02 Aragón,2.5,3",
        "03 Asturias,3.5,4",
        "04 Balears,4.5,5",
        "05 Canarias,1,1",
    ]
    found = seen(lines("Comunidad,x,y", *rows))
    assert found.units[0] == "01 Andalucía"
    assert found.indicators == ["x", "y"]


def test_markers_with_a_flag_and_shared_ranks() -> None:
    rows = [f"A,PC,{geo}\t{k}.5 b\t: c\t{': z' if k < 5 else k}" for k, geo in enumerate(("AT", "BE", "BG", "CZ", "DE", "FR", "IT"))]  # fmt: skip
    found = seen(lines("freq,unit,geo\\TIME_PERIOD\t2019 \t2020 \t2021 ", *rows))
    assert found.times == ["2019", "2020", "2021"]
    assert found.reading.markers == (":",)
    ranked = seen(lines("Rank,City,x,y", "1,A,4,2", "2=,B,3,4", "2=,C,3,3", "4,D,1,1"))
    assert (ranked.role("Rank"), ranked.indicators) == ("rank", ["x", "y"])
    assert "taken as missing" not in ranked.told("numbers")


def test_a_mark_out_of_so_many_is_the_mark() -> None:
    found = seen(lines("Model,Price,Rating", *(f"M{k},{k}99 €,4.{k}/5" for k in range(6))))
    assert found.column("Rating") == [4, 4.1, 4.2, 4.3, 4.4, 4.5]
    assert found.reading.shaped.code_column is None
    assert "Rating" in found.told("numbers")
    words = seen(lines("Film,Rating", "A,8 out of 10", "B,n/a", "C,9 out of 10", "D,10 out of 10"))
    assert words.column("Rating") == [8, None, 9, 10]


def test_parts_of_different_wholes_are_no_marks() -> None:
    assert seen(lines("Film,Won,Votes", "A,8/10,4", "B,3/7,5", "C,1/2,9")).indicators == ["Votes"]


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (("1:23:45", "1:20:00", "2:00:10"), [5025, 4800, 7210]),
        (("4:07.5", "3:59.25", "4:10"), [247.5, 239.25, 250]),
        (("2 h 15 min", "45 min", "1 h"), [8100, 2700, 3600]),
        (("2h15", "0h45", "1h"), [8100, 2700, 3600]),
        (("PT2H15M", "PT45M", "P1DT1H"), [8100, 2700, 90_000]),
        (("1 day, 2:03:04", "5:10:00", "2 days, 0:00:00"), [93_784, 18_600, 172_800]),
        (("2 Std. 15 Min.", "–", "1 Stunde"), [8100, None, 3600]),
    ],
)  # fmt: skip
def test_lengths_of_time_are_seconds(cells: tuple[str, ...], values: list[float | None]) -> None:
    rows = [f'{name},"{cell}",{k}' for k, (name, cell) in enumerate(zip("ABC", cells, strict=True))]
    found = seen(lines("runner,finish,age", *rows))
    assert found.column("finish") == values
    assert "finish" in found.told("numbers")


def test_minutes_alone_stay_minutes() -> None:
    assert seen(lines("city,way", "A,15 min", "B,45 min", "C,30 min")).column("way") == [15, 45, 30]


def test_times_of_the_day_and_ratios_are_no_lengths() -> None:
    rows = ("A,09:00,46:54:00,30", "B,08:30,33 : 67,31", "C,10:00,50 : 50,44", "D,07:15,40 : 60,23")
    assert seen(lines("shop,opens,split,score", *rows)).indicators == ["score"]


def test_small_letters_beside_thousands_multiply() -> None:
    found = seen(lines("place,x", "A,1.5k", "B,2.3m", "C,900", "D,1.1b"))
    assert found.column("x") == [1500, 2_300_000, 900, 1_100_000_000]
    flags = seen(lines("place,x", "A,1.5b", "B,2.3p", "C,900", "D,1.1e"))
    assert flags.column("x") == [1.5, 2.3, 900, 1.1]


def test_few_sums_in_words_are_no_names() -> None:
    found = seen(lines("place,gdp", "A,$1.5 trillion", "B,$900 billion", "C,$1.2 million"))
    assert found.column("gdp") == [1.5e12, 9e11, 1.2e6]


def test_a_text_that_spreadsheets_are_to_leave_alone_is_that_text() -> None:
    found = seen(lines("code,x", '="0123",1', '"=""0456""",2', '="0789",3'))
    assert found.units == ["0123", "0456", "0789"]


def test_metres_are_no_millions() -> None:
    rain = seen(
        lines("City,Rain,Way", "A,812 mm,5m", "B,600 mm,7m", "C,1020 mm,12m", "D,700 mm,9m")
    )
    assert rain.column("Rain") == [812, 600, 1020, 700]
    assert rain.column("Way") == [5, 7, 12, 9]
    worth = seen(lines("Team,Value,Cost", "A,565k,€5m", "B,1.2m,€7m", "C,3m,€12m", "D,800k,€9m"))
    assert worth.column("Value") == [565_000, 1.2e6, 3e6, 800_000]
    assert worth.column("Cost") == [5e6, 7e6, 12e6, 9e6]


def test_mil_is_no_thousand_and_no_million() -> None:
    found = read_number("$110 mil", POINT)
    assert found is not None
    assert found.value == 110
    assert read_number("$110 mil", Style(".", multiplied=True)) is None


def test_units_of_cells_are_those_of_indicators() -> None:
    rows = ("A,€500,20 %,1 kg,15 min,1:23:45,$5M", "B,€700,25 %,500 g,20 min,1:20:00,$7M",
            "C,€650,27 %,2 kg,10 min,2:01:00,$1.2M")  # fmt: skip
    found = seen(lines("city,rent,share,weight,way,finish,cost (in $)", *rows))
    told = {m.name: m.unit for m in found.reading.shaped.measures}
    assert told == {
        "rent": "€", "share": "%", "weight": "", "way": "min", "finish": "s", "cost (in $)": "",
    }  # fmt: skip
    pack = pack_of(found.reading, Path("x.csv"))
    assert [leaf.unit for leaf in pack.index.tree.leaves][:2] == ["€", "%"]


def test_different_units_in_one_column_are_told() -> None:
    found = seen(lines("thing,weight", "A,1 kg", "B,500 g", "C,2 kg", "D,300 g"))
    assert "weight" in found.told("numbers")
    assert "kg" in found.told("numbers")
    flags = seen(lines("place,level", "A,12.3 b", "B,13 p", "C,14.5", "D,16", "E,17"))
    assert flags.measure("level").unit == ""
    assert "b, p" not in flags.told("numbers")


@given(st.text(alphabet="1pPtThms:., d'", max_size=200))
def test_lengths_of_time_are_looked_for_without_trying_every_way(text: str) -> None:
    """Where every way was tried this would not end."""
    for cell in (text, "1h" + text, "1h" + " " * 5000 + text):
        found = seconds(cell)
        assert not is_compound(cell) or found is None or found >= 0


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12.3 +/- 0.4", 12.3), ("+/-1,200", 1200), ("0.72 (0.01)", 0.72), ("45.3 (±1.2)", 45.3), ("12.3 [note 1]", 12.3),
        ("12.3[b 2]", 12.3), ("12 [2019]", 12), ("12 (tie)", 12), ("12.3 km2", 12.3), ("5 m3/s", 5), ("Rp 12,000", 12000),
        ("less than 5", 5), ("more than 10", 10), ("12.3 ↑", 12.3), ("▲ 1.2%", 1.2), ("▼1.2", 1.2), ("Int$ 1,234", 1234),
    ],
)  # fmt: skip
def test_what_stands_around_numbers(text: str, value: float) -> None:
    read = read_number(text)
    assert read is not None
    assert read.value == value


def test_an_arrow_down_is_a_minus_where_a_change_is_told() -> None:
    rows = [f"C{k},{90 - k},{'▲' if k % 2 else '▼'}{k}.5,{'▼' if k % 2 else '▲'} {80 - k}" for k in range(6)]  # fmt: skip
    found = seen(lines("City,Index,Change from 2022,Price", *rows))
    assert found.column("Change from 2022") == [-0.5, 1.5, -2.5, 3.5, -4.5, 5.5]
    assert found.column("Price") == [80, 79, 78, 77, 76, 75]
    assert "a minus" in found.told("numbers")


def test_ranges_among_numbers_are_their_middle_and_told() -> None:
    rows = [f"{k + 1 if k < 5 else '201–250'},U{k},{95 - k}.5" for k in range(6)]
    found = seen(lines("rank,name,score", *rows, "201–250,U6,54.1–57.0"))
    assert found.value("U6", "score") == pytest.approx(55.55, abs=1e-9)
    assert found.role("rank") == "rank"
    assert "middle" in found.told("numbers")
    ages = seen(lines("name,ages,x", *(f"U{k},{18 + k}-{24 + k},{k}.5" for k in range(6))))
    assert ages.indicators == ["x"]


@pytest.mark.parametrize("marker", ["*****", "[c]", "(D)", "~", "!", "NR", "did not report", "–"])  # fmt: skip
def test_signs_of_statistical_offices_say_that_a_number_is_missing(marker: str) -> None:
    found = seen(lines("name,x,y", f"A,{marker},1", "B,2.5,2", f"C,3.5,{marker}", "D,4,4"))
    assert found.column("x") == [None, 2.5, 3.5, 4]
    assert marker in found.reading.markers


def test_a_few_letters_among_numbers_stand_for_missing_ones() -> None:
    rows = [f"C{k},{'s' if k in {1, 4, 7} else 14 + k},{k}" for k in range(10)]
    found = seen(lines("commune,rate,size", *rows))
    assert (found.indicators, found.reading.markers) == (["rate", "size"], ("s",))
    grades = seen(lines("name,grade,x", *(f"U{k},{'ABCD'[k // 2 % 4] if k % 2 else k},{k}.5" for k in range(10))))  # fmt: skip
    assert grades.indicators == ["x"]


def test_one_word_again_and_again_stands_for_missing_numbers_and_is_told() -> None:
    rows = [f"U{k},{'PrivacySuppressed' if k % 4 == 0 else 31000 + k},{k}" for k in range(12)]
    found = seen(lines("college,debt,size", *rows))
    assert (found.indicators, found.reading.markers) == (["debt", "size"], ("PrivacySuppressed",))
    assert "PrivacySuppressed" in found.told("missing")


def test_points_between_thousands_beside_numbers_without_any() -> None:
    votes = lines("Candidate;Votes", "Smith;1.234", "Jones;2.345", "Brown;999")
    assert seen(votes).column("Votes") == [1234, 2345, 999]
    assert "thousands" in seen(votes).told("decimal")
    assert seen(votes, decimal=".").column("Votes") == [1.234, 2.345, 999]
    happy = seen(lines("Country;Ladder;Freedom", "A;7.537;0.635", "B;6.123;0.512", "C;5;0.4"))
    assert happy.column("Ladder") == [7.537, 6.123, 5]


def test_a_number_with_another_measure_in_parentheses_and_words_before_bounds() -> None:
    peaks = seen(lines("Peak,Height,Price", '"A","8,848 m (29,029 ft)",about 300 EUR', '"B","8,611 m (28,251 ft)",about 310 EUR', '"C","8,586 m (28,169 ft)",less than 250 EUR'))  # fmt: skip
    assert peaks.column("Height") == [8848, 8611, 8586]
    assert peaks.column("Price") == [300, 310, 250]
    assert peaks.units == ["A", "B", "C"]


def test_names_of_indicators_that_begin_like_bounds_are_no_numbers() -> None:
    rows = [f"{c},{name},{k}.5" for k, c in enumerate(("Chile", "Peru", "Cuba", "Ghana")) for name in ("Under 75 mortality rate", "Life expectancy")]  # fmt: skip
    found = seen(lines("Area,Indicator Name,Value", *rows))
    assert found.indicators == ["Under 75 mortality rate", "Life expectancy"]


def test_a_triangle_is_a_minus_in_japanese() -> None:
    rows = [f"市{k},{'△' if k % 2 else ''}{k}.5,{k}" for k in range(6)]
    assert seen(lines("自治体,増減率,人口", *rows)).column("増減率") == [0.5, -1.5, 2.5, -3.5, 4.5, -5.5]  # fmt: skip
    rises = [f"C{k},{'△' if k % 2 else '▽'}{k}.5,{k}" for k in range(6)]
    assert seen(lines("City,Change,x", *rises)).column("Change") == [-0.5, 1.5, -2.5, 3.5, -4.5, 5.5]  # fmt: skip
