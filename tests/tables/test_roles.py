"""What each column is, which rows are totals, which way an indicator counts."""

from __future__ import annotations

import json

import pytest

from ici_tui.tables.directions import direction_of
from ici_tui.tables.errors import TableError
from ici_tui.tables.options import ReadingOptions, options_of, words_of
from ici_tui.tables.totals import named_totals, summed_totals
from tests.tables.reading import lines, seen

COUNTRIES = ("Austria", "Belgium", "Chile", "Denmark", "Egypt", "France", "Ghana", "Hungary")


def test_names_codes_groups_links_and_texts() -> None:
    rows = [f"IR-{k:03},University of {c},https://x.org/{k},{'North' if k % 2 else 'South'},a text of its own {k},{k}.5,{k * 3}"
            for k, c in enumerate(COUNTRIES)]  # fmt: skip
    found = seen(lines("Institute Code,Institute Name,Link,Region,Motto,TLR,RPC", *rows))
    assert found.reading.shaped.unit_column == "Institute Name"
    assert found.reading.shaped.code_column == "Institute Code"
    assert {name: found.role(name) for name in ("Link", "Region", "Motto", "TLR")} == {
        "Link": "ignored", "Region": "group", "Motto": "ignored", "TLR": "indicator",
    }  # fmt: skip


def test_ranks_bands_coordinates_errors_and_identifiers() -> None:
    rows = [f"{k + 1},{'201-250' if k > 3 else k + 1},{c},{k * 10},{k + 0.25},{40 + k}.5,{-10 - k},{k + 1.5},{0.1 * k},{90000 + k}"
            for k, c in enumerate(COUNTRIES)]  # fmt: skip
    found = seen(
        lines("Rank,world_rank,City,Score a,Score b,lat,lng,Trust,Trust se,Zip code", *rows)
    )
    roles = {
        name: found.role(name)
        for name in ("Rank", "world_rank", "lat", "lng", "Trust se", "Zip code")
    }
    assert roles == {
        "Rank": "rank",
        "world_rank": "rank",
        "lat": "coordinate",
        "lng": "coordinate",
        "Trust se": "se",
        "Zip code": "ignored",
    }
    assert found.indicators == ["Score a", "Score b", "Trust"]


def test_indicators_that_sound_like_ranks_or_coordinates() -> None:
    names = ["Standing tackle", "Long shots", "Ranking system quality", "Latency", "LongPassing"]
    rows = [f"{unit},{k}.5,{k}.25,{9 - k}.5,{k}.75,{k * k}.5" for k, unit in enumerate("ABCD")]
    assert seen(lines(f"City,{','.join(names)}", *rows)).indicators == names


def test_labels_with_numbers_are_groups() -> None:
    rows = [f"U{k} of all,G{k % 4},{18 + 10 * (k % 3)}-{28 + 10 * (k % 3)},{k}/{k} of all,{k}.5,{k % 7}" for k in range(24)]  # fmt: skip
    found = seen(lines("Unit name,Tier,Ages,Part,x,y", *rows))
    roles = [found.role(name) for name in ("Tier", "Ages", "Part")]
    assert roles == ["group", "group", "ignored"]


def test_row_numbers_and_how_numbers_are_written_are_no_indicators() -> None:
    found = seen(lines("Sl. No.,State,x,Decimals", "1,A,1.5,0", "2,B,2.5,0", "3,C,0.5,0"))
    assert found.indicators == ["x"]


def test_a_name_that_says_which_way_it_counts() -> None:
    found = seen(lines("Country,Peace (lower is better),Noise (higher = better)", "A,1.5,2", "B,2,1", "C,1,4"))  # fmt: skip
    assert found.indicators == ["Peace (lower is better)", "Noise (higher = better)"]
    assert [direction_of(name)[0] for name in found.indicators] == [-1, 1]


def test_a_difference_of_ranks_is_neither_rank_nor_indicator() -> None:
    found = seen(lines("Country,x,GNI rank minus HDI rank", "A,1,2", "B,2,-1", "C,3,0"))
    assert found.role("GNI rank minus HDI rank") == "ignored"


def test_codes_of_digits_keep_their_zeros_and_are_no_indicator() -> None:
    found = seen(
        lines(
            "iso_numeric,name,area,pop",
            "004,Afghanistan,1,2",
            "008,Albania,2,3",
            "012,Algeria,3,4",
            "020,Andorra,4,5",
        )
    )
    assert found.indicators == ["area", "pop"]
    assert found.reading.shaped.codes[0] == "004"


def test_na_is_a_label_among_codes_of_two_letters() -> None:
    rows = [{"iso": iso, "name": name, "continent": cont, "area": k} for k, (iso, name, cont) in enumerate(
        [("AD", "Andorra", "EU"), ("AG", "Antigua", "NA"), ("CA", "Canada", "NA"), ("NA", "Namibia", "AF"), ("ZA", "South Africa", "AF"), ("DE", "Germany", "EU")])]  # fmt: skip
    found = seen("\n".join(map(json.dumps, rows)), "x.jsonl")
    assert found.reading.shaped.codes[3] == "NA"
    assert found.reading.shaped.groups["continent"][1] == "NA"


def test_years_that_are_no_measure_and_yes_or_no() -> None:
    rows = [f"P{k},{k}.5,{2019 + k % 4},{k % 2},{'T' if k % 3 else 'F'}" for k in range(30)]
    found = seen(lines("Player,Skill,Contract valid until,Left footed,Captain", *rows))
    assert found.indicators == ["Skill"]
    assert found.role("Contract valid until") == "ignored"
    assert (found.role("Left footed"), found.role("Captain")) == ("group", "group")


def test_published_totals_are_offered_and_off() -> None:
    found = seen(
        lines(
            "Country,Gold,Silver,Bronze,Total", "A,1,2,3,6", "B,2,2,2,6", "C,3,1,5,9", "D,4,4,4,12"
        )
    )
    assert (found.indicators, found.off) == (["Gold", "Silver", "Bronze", "Total"], ["Total"])
    assert "Total" in found.told("off")


def test_indicators_with_more_than_half_missing_are_off_unless_all_would_be() -> None:
    rows = [f"{c},{k},{k if k < 3 else ''}" for k, c in enumerate(COUNTRIES)]
    found = seen(lines("Country,x,y", *rows))
    assert found.off == ["y"]
    assert "y" in found.told("off")
    sparse = [f"{c},{k if k < 3 else ''},{k if k > 5 else ''}" for k, c in enumerate(COUNTRIES)]
    assert seen(lines("Country,x,y", *sparse)).off == []


def test_what_is_said_beats_what_is_guessed() -> None:
    text = lines("Town,Nickname,Noise,Doctors,Beds", "A,aa,1,2,3", "B,bb,2,3,4", "C,cc,3,4,5")
    found = seen(text, id="Nickname", only=("doctors", "Noise"), lower_is_better=("Doctors",))
    assert found.units == ["aa", "bb", "cc"]
    assert found.off == ["Beds"]
    assert (found.measure("Doctors").direction, found.measure("Doctors").direction_guessed) == (
        -1,
        False,
    )
    assert found.measure("Noise").direction_guessed
    assert seen(text, leave_out=("Beds",)).off == ["Beds"]
    for wrong in (
        {"id": "Nick"},
        {"only": ("Docters",)},
        {"leave_out": ("x",)},
        {"lower_is_better": ("y",)},
        {"decimal": ";"},
        {"header_rows": 9},
    ):
        with pytest.raises(TableError, match=r"^--"):
            seen(text, **wrong)


def test_doubled_names_are_numbered() -> None:
    found = seen(
        lines(
            "City,x,y",
            "Paris,1,2",
            "London,2,3",
            "Paris,3,4",
            "Rome,4,5",
            "Bonn,1,1",
            "Köln,2,2",
            "Ulm,3,3",
            "Jena,1,1",
            "Prag,1,2",
            "Wien,4,4",
        )
    )
    assert found.units[:3] == ["Paris", "London", "Paris (2)"]


TOTALS = (
    "World", "Total", "TOTAL", "OECD average", "OECD - Total", "Average", "Mean", "Latin America & Caribbean", "Sub-Saharan Africa", "High income",
    "European Union", "Upper middle income", "Total, all countries or areas", "Insgesamt", "Durchschnitt", "Gesamt", "Moyenne", "Ensemble", "Monde",
    "Promedio", "Total nacional", "Mundo", "合计", "全国", "平均", "世界", "Arab World", "Least developed countries", "Small states",
)  # fmt: skip


def test_rows_that_are_totals() -> None:
    for name in TOTALS:
        assert named_totals([*COUNTRIES, name], [None] * 9) == [8], name
    rows = [f"{c},{k}.5,{k * 2}" for k, c in enumerate(COUNTRIES)]
    found = seen(lines("Country,x,y", *rows, '"Total, all countries or areas",5,6', "World,5,6"))
    assert found.totals == ["Total, all countries or areas", "World"]
    assert len(found.units) == len(COUNTRIES)
    assert "World" in found.told("totals")


@pytest.mark.parametrize(
    "name",
    [
        "South Africa",
        "Central African Republic",
        "Worldwide Ltd",
        "Antarctica",
        "Total Energies",
        "Meanwhile",
        "Sumatra",
        "Allen",
        "New York",
    ],
)
def test_rows_that_only_sound_like_totals(name: str) -> None:
    assert named_totals([*COUNTRIES, name], [None] * 9) == []


def test_codes_that_are_no_countrys_are_aggregates() -> None:
    rows = [f"{c},{code},{k}" for k, (c, code) in enumerate(
        [("Austria", "AUT"), ("Belgium", "BEL"), ("Chile", "CHL"), ("Denmark", "DNK"), ("Egypt", "EGY"), ("Some club of states", "ZZC"), ("Kosovo", "XKX")])]  # fmt: skip
    found = seen(lines("Country Name,Country Code,x", *rows))
    assert found.totals == ["Some club of states"]


def test_the_euro_area_is_a_unit_where_no_member_is_listed() -> None:
    assert named_totals(["Argentina", "Euro area", "Brazil", "Chile"], [None] * 4) == []
    assert named_totals(["Germany", "Euro area", "Brazil", "Chile"], [None] * 4) == [1]


def test_sums_at_the_end_and_at_the_beginning() -> None:
    parts = [
        "Ost A,10,1,3",
        "Ost B,20,2,5",
        "Ost C,5,7,2",
        "West A,30,4,1",
        "West B,40,1,1",
        "West C,15,2,2",
    ]
    found = seen(
        lines("Bezirk,Leute,Ärzte,Autos", *parts, "Ost,35,10,10", "West,85,7,4", "Stadt,120,17,14")
    )
    assert found.units == [row.split(",")[0] for row in parts]
    assert found.totals == ["Ost", "West", "Stadt"]
    first = seen(lines("Bezirk,Leute,Ärzte,Autos", "Stadt,120,17,14", *parts))
    assert first.totals == ["Stadt"]


def test_a_total_with_the_name_of_a_unit() -> None:
    parts = [
        "Harburg,10,1",
        "Altona,20,2",
        "Wandsbek,5,7",
        "Barmbek,30,4",
        "Eilbek,40,1",
        "Hamm,15,2",
    ]
    found = seen(
        lines("Gebiet,Leute,Ärzte", *parts, "Harburg,35,10", "Stadt Ost,85,7", "Hansestadt,120,17")
    )
    assert found.units[0] == "Harburg"
    assert found.totals == ["Harburg", "Stadt Ost", "Hansestadt"]


def test_no_sums_where_there_are_none() -> None:
    import numpy as np

    rng = np.random.default_rng(5)
    for _ in range(50):
        assert summed_totals(rng.uniform(1, 9, (30, 4))) == []


def test_pillars_in_names() -> None:
    found = seen(
        lines(
            "Country,Health: doctors,Health: beds,Wealth: income,Wealth: debt",
            "A,1,2,3,4",
            "B,2,3,4,5",
            "C,3,4,5,6",
        )
    )
    assert [m.pillars for m in found.reading.shaped.measures] == [
        ("Health",),
        ("Health",),
        ("Wealth",),
        ("Wealth",),
    ]
    dotted = seen(
        lines(
            "Country,health.doctors,health.beds,wealth.income,wealth.debt",
            "A,1,2,3,4",
            "B,2,3,4,5",
            "C,3,4,5,6",
        )
    )
    assert dotted.measure("wealth.debt").pillars == ("wealth",)
    plain = seen(
        lines("Country,GDP 1.5,GDP 2.5,Fert. Rate,Med. Age", "A,1,2,3,4", "B,2,3,4,5", "C,3,4,5,6")
    )
    assert not any(m.pillars for m in plain.reading.shaped.measures)


@pytest.mark.parametrize(
    "name",
    ["Unemployment rate", "Infant mortality rate", "CO2 emissions (metric tons per capita)", "Average price", "Rent Index", "Flood risk", "Latency (ms)",
     "Crime Rating", "Pollution", "Homicide rate", "student_staff_ratio", "Inflation, consumer prices (annual %)", "childhood_obesity_pc_2015",
     "Arbeitslosenanteil in %", "Sterbefälle", "Mietpreise in EUR/m²", "Taux de chômage", "Mortalité infantile", "Prix du logement",
     "Tasa de desempleo", "Mortalidad infantil", "Emisiones de CO2", "失业率", "婴儿死亡率", "碳排放", "房价"],
)  # fmt: skip
def test_less_is_better(name: str) -> None:
    assert direction_of(name)[0] == -1


@pytest.mark.parametrize(
    ("name", "told"),
    [("MMLU ↑", (1, "↑")), ("Throughput ↓", (-1, "↓")), ("↓ score", (-1, "↓")),
     ("Errors ↑", (1, "↑")), ("↑ score ↓", (1, ""))],
)  # fmt: skip
def test_an_arrow_beside_a_name_says_which_way_is_better(name: str, told: tuple[int, str]) -> None:
    assert direction_of(name) == told


@pytest.mark.parametrize(
    "name",
    ["GDP per capita", "Local Purchasing Power Index", "Life expectancy", "Freedom from corruption", "Recycling rate", "Kaufkraft", "Lebenserwartung",
     "Pouvoir d'achat", "Esperanza de vida", "人均收入", "Renewable energy", "Road safety", "Percentage Of Drivers Who Were Not Distracted in accidents",
     "Capital expenditure on schools", "Price stability performance"],
)  # fmt: skip
def test_more_is_better(name: str) -> None:
    assert direction_of(name)[0] == 1


@pytest.mark.parametrize(
    ("text", "unit", "indicators"),
    [
        ("Bundesland;Einwohner;Arbeitslosenquote in %\nBayern;13.124.737;3,1\nHessen;6.288.080;5,0\nBerlin;3.644.826;9,2\n", "Bundesland",
         ["Einwohner", "Arbeitslosenquote in %"]),
        ("Région;Population;Taux de chômage\nBretagne;3 340 379;6,2 %\nCorse;344 679;7,9 %\nNormandie;3 303 500;7,1 %\n", "Région",
         ["Population", "Taux de chômage"]),
        ("Provincia;Población;PIB per cápita\nÁlava;331.549;35.123,5\nSevilla;1.942.389;18.234,1\nLugo;329.587;21.000,9\n", "Provincia",
         ["Población", "PIB per cápita"]),
        ("城市,常住人口（万人）,PM2.5浓度\n北京,2189.3,33\n上海,2487.1,27\n广州,1867.7,24\n", "城市", ["常住人口（万人）", "PM2.5浓度"]),
    ],
)  # fmt: skip
def test_other_languages(text: str, unit: str, indicators: list[str]) -> None:
    found = seen(text)
    assert found.reading.shaped.unit_column == unit
    assert found.indicators == indicators
    assert found.measure(indicators[1]).direction == (1 if "PIB" in indicators[1] else -1)
    assert len(found.units) == 3


def test_states_whose_codes_are_some_countrys_are_no_aggregates() -> None:
    rows = [
        "Alabama,AL,01,1.5",
        "Alaska,AK,02,2.5",
        "Georgia,GA,13,3.5",
        "Delaware,DE,10,4.5",
        "Indiana,IN,18,5.5",
    ]
    found = seen(lines("State,Abbr,FIPS,Income", *rows))
    assert found.totals == []
    assert found.reading.shaped.code_column == "Abbr"
    assert found.role("FIPS") == "ignored"


def test_codes_of_departments_are_no_numbers() -> None:
    found = seen(
        lines(
            "Département;Libellé;Taux",
            "01;Ain;10,5",
            "02;Aisne;18,4",
            "2A;Corse;18,3",
            "75;Paris;1",
        )
    )
    assert (found.reading.shaped.unit_column, found.reading.shaped.code_column) == (
        "Libellé",
        "Département",
    )
    assert found.indicators == ["Taux"]


def test_who_a_row_is_about_beats_where_they_are_from() -> None:
    rows = [f"{k + 1},Runner {k},{COUNTRIES[k % 4]},2:0{k}:11,{k}.5,{30 - k}" for k in range(8)]
    found = seen(lines("Place,Runner,Country,Time,Pace,Age", *rows))
    assert found.reading.shaped.unit_column == "Runner"
    assert (found.role("Country"), found.times) == ("group", [])


@pytest.mark.parametrize("name", ["Media", "National", "Pacific", "Commonwealth"])
def test_a_unit_that_is_called_as_a_total_stays_among_others(name: str) -> None:
    rows = ["Bank A,5,2,9", f"{name},3,8,1", "Bank B,4,4,4", "Bank C,9,1,3", "Bank D,2,2,2"]
    assert name in seen(lines("Bank,x,y,z", *rows)).units
    last = [*rows[:1], *rows[2:], rows[1]]
    assert seen(lines("Bank,x,y,z", *last)).totals == [name]


def test_several_units_are_called_as_totals_are_beside_the_total() -> None:
    rows = ["Shell,80,50,3", "Total,70,45,4", "BP,75,44,5", "Global,20,60,2", "Esso,66,52,3"]
    found = seen(lines("Brand,Awareness,Trust,Shops", *rows, "Total,311,251,17"))
    assert found.units == ["Shell", "Total", "BP", "Global", "Esso"]
    assert found.totals == ["Total"]
    assert "Global" in found.told("totals")
    first = seen(
        lines("Company,x,y", "Total,150,10", "Global,30,5", "Siemens,80,30", "Bosch,70,40")
    )
    assert first.totals == []


def test_rows_that_are_wholes_of_those_beside_them_stay_totals() -> None:
    schools = ["A,10,2", "B,30,5", "Total,40,7", "C,20,2", "D,30,5", "Total,50,7"]
    assert seen(lines("School,x,y", *schools)).units == ["A", "B", "C", "D"]
    regions = ["Africa,10,2", "Americas,30,5", "Europe,35,7", "Global,22,5", "South-East Asia,20,2", "Western Pacific,30,5"]  # fmt: skip
    assert seen(lines("Region,x,y", *regions)).totals == ["Global"]
    means = ["Firm A,10,2", "Firm B,30,6", "Mean,20,4", "Firm C,35,7", "Firm D,32,5"]
    assert seen(lines("Firm,x,y", *means)).totals == ["Mean"]


def test_a_single_indicator_that_is_the_same_everywhere_is_told() -> None:
    found = seen(lines("Town,Score", "A,5", "B,5", "C,5"))
    assert found.column("Score") == [5, 5, 5]
    assert "Score" in found.told("same")
    assert not seen(lines("Town,Score", "A,5", "B,5", "C,6")).told("same")


@pytest.mark.parametrize(
    ("name", "direction"),
    [
        ("Starting a business - Time (days)", -1), ("Getting electricity: procedures", -1), ("Time to market (days)", -1), ("Time (days)", -1),
        ("Waiting time", -1), ("Wartezeit (Tage)", -1), ("Délai d'attente", -1), ("Tiempo de espera", -1), ("等待时间", -1), ("Finish time", -1),
        ("Score-Starting a business", 1), ("Screen time (hours)", 1), ("Training time (hours)", 1), ("Paid leave (days)", 1), ("Kuwait", 1),
        ("Time to failure (h)", 1), ("Mean time between failures", 1), ("Cost effectiveness", 1), ("Dissatisfied", -1), ("Unzufriedene", -1),
    ],
)  # fmt: skip
def test_time_that_is_lost_and_time_that_is_not(name: str, direction: int) -> None:
    assert direction_of(name)[0] == direction


def test_what_is_lost_in_games_is_known_by_what_stands_beside_it() -> None:
    found = seen(lines("Team,W,D,L,GF,GA", "A,5,1,2,9,4", "B,4,2,2,8,5", "C,3,0,5,4,7"))
    assert [m.name for m in found.reading.shaped.measures if m.direction < 0] == ["L", "GA"]
    alone = seen(lines("Band,L,GA,N", "A,5,1,2", "B,4,2,2", "C,3,0,5"))
    assert {m.direction for m in alone.reading.shaped.measures} == {1}


def test_totals_can_be_said_to_be_units() -> None:
    rows = lines("Town,x,y", "A,1,2", "B,2,3", "C,3,5", "Total,6,10")
    assert seen(rows).totals == ["Total"]
    found = seen(rows, totals="in")
    assert found.units == ["A", "B", "C", "Total"]
    assert words_of(ReadingOptions(totals="in")) == ("--totals", "in")
    assert options_of(("--totals", "in")).totals == "in"


@pytest.mark.parametrize(
    "name",
    ["Employers", "Archives", "Precious metals", "Virginia", "Globes", "Remission", "Crimea"],
)
def test_a_word_inside_another_is_no_guess(name: str) -> None:
    assert direction_of(name)[0] == 1


def test_british_regions_are_totals() -> None:
    rows = [f"E0900000{k},Borough {k},{k}.5,{k}" for k in range(6)]
    found = seen(
        lines("Code,Area,x,y", *rows, "E12000007,London,5,6", "K02000001,United Kingdom,7,8")
    )
    assert found.totals == ["London", "United Kingdom"]


def test_the_direction_is_that_of_a_name_without_its_pillar() -> None:
    rows = [f"U{k},{k}.5,{k}.25,{9 - k}.5,{k * k}" for k in range(5)]
    found = seen(
        lines("Town,Safety - Murders,Safety - Police,Health - Beds,Health - Deaths", *rows)
    )
    assert [m.direction for m in found.reading.shaped.measures] == [-1, 1, 1, -1]
    bounds = seen(lines("Town,Obesity,Obesity 95% LCL,Obesity 95% UCL", *(r[:-2] for r in rows)))
    assert bounds.indicators == ["Obesity"]


def test_a_country_among_its_parts_is_their_total() -> None:
    lands = ("Bayern", "Berlin", "Bremen", "Hessen", "Hamburg", "Saarland")
    rows = [f"{land};{k + 3},5;{k + 20},25" for k, land in enumerate(lands)]
    assert seen(lines("Land;Quote;Alter", *rows, "Deutschland;5,1;22,5")).totals == ["Deutschland"]
    assert seen(lines("Land;Quote;Alter", *rows, "Deutschland;1,1;22,5")).totals == []
    cities = [f"{c},{k}.5,{k}.25" for k, c in enumerate(("Oslo", "Rome", "Bonn", "Lyon", "Gent"))]
    assert seen(lines("City,x,y", *cities, "Singapore,3,3")).totals == []
    assert seen(lines("City,x,y", *cities[:3], "France,2,1", *cities[3:])).totals == []


@pytest.mark.parametrize(
    "header",
    ["mnemonic", "LAD21CD", "Cód.", "GEOID", "CODGEO", "ccode", "geonameid", "NOC", "Codice ISTAT", "Amtlicher Gemeindeschlüssel", "団体コード"],
)  # fmt: skip
def test_codes_under_the_names_that_publishers_give_them(header: str) -> None:
    rows = [f"{5200050 + k * 17},Place {c},{k}.5,{k * 3}" for k, c in enumerate(COUNTRIES)]
    found = seen(lines(f"{header},Place,x,y", *rows))
    assert (found.reading.shaped.code_column, found.indicators) == (header, ["x", "y"])


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("Rk", "rank"), ("Rank* (UB)", "rank"), ("State Quartile", "rank"), ("conf", "se"), ("95% CI - Low", "se"), ("v2x_x_codehigh", "se"),
        ("lowerwhisker", "se"), ("GDP std", "se"), ("S.E.", "se"), ("CV", "se"), ("centroid_lat", "coordinate"), ("county_id", "ignored"),
        ("AirlineID", "ignored"), ("iso_num", "ignored"), ("started", "ignored"), ("#", "ignored"),
    ],
)  # fmt: skip
def test_what_is_no_indicator_by_its_name(header: str, role: str) -> None:
    years = header == "started"
    rows = [f"{2000 + k if years else 1 + k // 2},City {c},{k}.5,{k * k}" for k, c in enumerate(COUNTRIES)]  # fmt: skip
    found = seen(lines(f"{header},City,x,y", *rows))
    assert (found.role(header), found.indicators) == (role, ["x", "y"])


@pytest.mark.parametrize("header", ["Corruption Perceptions Index", "Price stability", "Zero-emission buses", "Poverty reduction", "Tax revenue"])  # fmt: skip
def test_words_that_turn_a_direction_round(header: str) -> None:
    assert direction_of(header)[0] == 1


@pytest.mark.parametrize(
    "header",
    [
        "Gini coefficient", "Food insecurity", "Political instability", "Lack of coping capacity", "Age-adjusted mortality", "Goals against",
        "Perplexity", "Time to import (hours)", "Brain drain", "Student-teacher ratio", "New cases per million", "Feinstaub", "Robos",
    ],
)  # fmt: skip
def test_words_of_which_less_is_better(header: str) -> None:
    assert direction_of(header)[0] == -1
