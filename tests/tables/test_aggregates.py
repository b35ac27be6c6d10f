"""Which rows are regions, groups and totals among countries and other places, and which only sound so."""

from __future__ import annotations

import pytest

from ici_tui.tables.totals import named_totals
from tests.tables.reading import lines, seen

COUNTRIES = (
    "Austria", "Belgium", "Chile", "Denmark", "Egypt", "France", "Ghana", "Hungary", "India", "Japan", "Kenya", "Peru",
)  # fmt: skip
STATES = ("Alabama", "Alaska", "Arizona", "Arkansas", "California", "Colorado", "Delaware", "Ohio", "Texas", "Utah", "Iowa")  # fmt: skip


def totals(*names: str, among: tuple[str, ...] = COUNTRIES) -> list[str]:
    """The names that are taken for totals among others."""
    everything = [*among, *names, "Zambia"] if among is COUNTRIES else [*among, *names, "Zz"]
    places = named_totals(everything, [None] * len(everything))
    return [everything[place] for place in places]


@pytest.mark.parametrize(
    "name",
    [
        "Africa (UN)", "European Region (WHO)", "Western Pacific Region (WHO)", "North America (WB)", "High SDI",
        "Asia (excl. China and India)", "World Bank Upper Middle Income", "Low-middle SDI", "Total Asia Pacific", "Total CIS",
        "Other Middle East", "Rest of World", "Eastern and South-Eastern Asia", "Northern Africa and Western Asia",
        "Emerging and developing Europe", "ASEAN-5", "OPEC members", "Commonwealth of Independent States", "Non-OECD",
        "Heavily indebted poor countries (HIPC)", "International aviation", "SIDS", "Nordic countries", "Total:", "Region of the Americas",
    ],
)  # fmt: skip
def test_regions_and_groups_among_countries(name: str) -> None:
    assert totals(name) == [name]


@pytest.mark.parametrize(
    "name",
    [
        "Kosovo", "Micronesia, Fed. Sts.", "Korea, Dem. People’s Rep.", "Congo (Kinshasa)", "Chinese Taipei", "West Bank and Gaza",
        "Central African Rep.", "South Africa", "South Sudan", "Channel Islands", "Hong Kong, China (SAR)", "Other non-specified areas",
        "Netherlands (Kingdom of the)", "American Samoa", "Northern Cyprus",
    ],
)  # fmt: skip
def test_countries_that_sound_like_regions(name: str) -> None:
    assert totals(name) == []


@pytest.mark.parametrize(
    ("names", "among"),
    [
        (("Northeast", "Midwest", "South", "West Region"), STATES),
        (("Nord-ovest", "Centro", "Mezzogiorno"), ("Piemonte", "Lombardia", "Veneto", "Liguria", "Toscana", "Umbria", "Lazio", "Sicilia")),
        (("Inner London", "Outer London", "London"), ("Barnet", "Bexley", "Brent", "Bromley", "Camden", "Croydon", "Ealing", "Enfield")),
        (("Total France",), ("Bretagne", "Normandie", "Occitanie", "Corse")),
        (("Hela riket",), ("Skåne", "Halland", "Blekinge", "Uppsala")),
        (("総数",), ("北海道", "青森県", "岩手県", "東京都")),
        (("Westdeutschland", "Neue Länder"), ("Bayern", "Hessen", "Sachsen", "Berlin", "Bremen")),
    ],
)  # fmt: skip
def test_wholes_among_parts_of_a_country(names: tuple[str, ...], among: tuple[str, ...]) -> None:
    assert totals(*names, among=among) == list(names)


def test_a_name_like_a_regions_among_others_is_no_total() -> None:
    assert totals("Developing Economies", among=("Econometrica", "Kyklos", "World Development Report")) == []  # fmt: skip
    assert totals("South", "West", among=STATES) == []


def test_codes_of_games_and_of_states_are_no_aggregates() -> None:
    games = [("Germany", "GER"), ("Ir Iran", "IRI"), ("Virgin Isl", "IVB"), ("France", "FRA"), ("Italy", "ITA"), ("Spain", "ESP"), ("Japan", "JPN"), ("China", "CHN")]  # fmt: skip
    found = seen(lines("name,noc,gold,silver", *(f"{n},{c},{k},{9 - k}" for k, (n, c) in enumerate(games))))  # fmt: skip
    assert (found.totals, found.reading.shaped.code_column) == ([], "noc")
    states = seen(lines("STATE,YEAR,X,Y", *(f'"{s}",{y},{k}.5,{k}' for k, s in enumerate(("AL", "AK", "AZ", "AR", "CA", "CO")) for y in (2018, 2019))))  # fmt: skip
    assert states.totals == []


def test_a_row_without_a_name_beside_the_whole_of_others_is_its_total() -> None:
    rows = [f"0{k + 1},Alabama,{name},{k}.5,{k * 3}" for k, name in enumerate(("Autauga", "Baldwin", "Barbour", "Bibb"))]  # fmt: skip
    found = seen(lines("FIPS,State,County,Rate,Deaths", "00,Alabama,,9.5,44", *rows))
    assert (found.units, found.totals) == (["Autauga", "Baldwin", "Barbour", "Bibb"], ["Alabama - Total"])  # fmt: skip


def test_british_regions_are_known_by_codes_that_only_their_header_tells() -> None:
    codes = ["E06000001", "E06000002", "E06000003", "W06000001", "E12000001", "E92000001"]
    names = ["Hartlepool", "Middlesbrough", "Redcar", "Anglesey", "North East", "England"]
    rows = [f"{c},{n},{k}.5" for k, (c, n) in enumerate(zip(codes, names, strict=True))]
    found = seen(lines("LAD21CD,LAD21NM,Pay", *rows))
    assert (found.reading.shaped.code_column, found.totals) == ("LAD21CD", ["North East", "England"])  # fmt: skip


def test_rows_that_are_numbered_are_no_sums() -> None:
    rows = [f"{k},{v},{v}" for k, v in enumerate((1, 2, 3, 6, 4, 16), 1)]
    assert seen(lines('"","x","low"', *rows)).totals == []


def test_a_firm_called_total_and_a_row_of_weights() -> None:
    firms = ["BP,5,3,2", "Eni,4,6,1", "Total,3,5,4", "Shell,6,4,9", "Exxon,7,8,3"]
    assert seen(lines("Company,Sales,Profit,Staff", *firms)).totals == []
    assert seen(lines("Company,Sales,Profit,Staff", *firms[:2], "Total,30,50,40", *firms[3:])).totals == ["Total"]  # fmt: skip
    assert seen(lines("City,a,b", "Weights,0.5,0.5", "Rome,1,2", "Oslo,2,3", "Bern,3,5")).totals == ["Weights"]  # fmt: skip
