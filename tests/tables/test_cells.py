"""Columns of numbers as they are written: every cell of a column, and the numbers that they are."""

from __future__ import annotations

import pytest

from tests.tables.reading import Seen, lines, seen

WRITTEN: list[tuple[list[str], list[float]]] = [
    (
        ["1.5 million", "300,000", "2.25 million", "900 thousand"],
        [1500000.0, 300000.0, 2250000.0, 900000.0],
    ),
    (["$1.2bn", "$300m", "$45.5m", "$2bn"], [1200000000.0, 300000000.0, 45500000.0, 2000000000.0]),
    (
        ["12,5 Mrd. €", "300 Mio. €", "45,5 Mio. €", "2 Mrd. €"],
        [12500000000.0, 300000000.0, 45500000.0, 2000000000.0],
    ),
    (["1.234,56 €", "12,50 €", "999,00 €", "1.000.000,00 €"], [1234.56, 12.5, 999, 1000000.0]),
    (["EUR 1.234,56", "EUR 12,50", "EUR 999,00", "EUR 2.000,10"], [1234.56, 12.5, 999, 2000.1]),
    (["CHF 1'200.–", "CHF 950.–", "CHF 2'100.50", "CHF 80.–"], [1200, 950, 2100.5, 80]),
    (["(3.2%)", "4.5%", "(0.1%)", "12%"], [-3.2, 4.5, -0.1, 12]),
    (["1.2E+05", "3.4e3", "5E-2", "1e6"], [120000, 3400, 0.05, 1000000.0]),
    (["12.3¹", "4.5²", "6.7", "8.9*"], [12.3, 4.5, 6.7, 8.9]),
    (["12.3 (2019)", "4.5 (2020)", "6.7 (2018)", "8.9"], [12.3, 4.5, 6.7, 8.9]),
    (["5,000+", "300+", "20", "1,000+"], [5000, 300, 20, 1000]),
    (["~300", "c. 250", "ca. 400", "500"], [300, 250, 400, 500]),
    (["12°C", "-3°C", "−1.5 °C", "20 °C"], [12, -3, -1.5, 20]),
    (["5 h 20 min", "1 h 05 min", "45 min", "2 h"], [19200, 3900, 2700, 7200]),
    (["1,200 km²", "300 km²", "45.5 km²", "7 km2"], [1200, 300, 45.5, 7]),
    (["10k", "1.5k", "900", "2M"], [10000, 1500, 900, 2000000.0]),
    (["1,234[1]", "567[2]", "89[note 3]", "1,000[a]"], [1234, 567, 89, 1000]),
    (["12***", "-3.4**", "0.5", "1.1*"], [12, -3.4, 0.5, 1.1]),
    (["<0.001", "0.05", "0.2", ">0.9"], [0.001, 0.05, 0.2, 0.9]),
    (["10 to 20", "20 to 30", "5 to 7", "40"], [15, 25, 6, 40]),
    (["▲ 5.2", "▼ 3.1", "▲ 0.4", "▼ 2"], [5.2, 3.1, 0.4, 2]),
    (["£12.50", "£1,200", "£999.99", "£7"], [12.5, 1200, 999.99, 7]),
    (["US$ 45", "US$ 1,200", "US$ 99.5", "US$ 7"], [45, 1200, 99.5, 7]),
    (["1\u202f234,5", "12\u202f345,6", "999,0", "2\u202f000,1"], [1234.5, 12345.6, 999, 2000.1]),
    (["1\xa0234", "12\xa0345", "999", "2\xa0000"], [1234, 12345, 999, 2000]),
    (["12‰", "3.5‰", "4 ‰", "5‰"], [12, 3.5, 4, 5]),
    (["12-", "3.5", "4-", "5"], [-12, 3.5, -4, 5]),
    (["-$5.50", "$(3.20)", "($1,200)", "$12"], [-5.5, -3.2, -1200, 12]),
    (["1 1/2", "2", "2 1/4", "1/3"], [1.5, 2, 2.25, 1 / 3]),
    (["¾", "1½", "2 ¼", "3"], [0.75, 1.5, 2.25, 3]),
    (['1/2"', '5/8"', '3/4"', '1 1/4"'], [0.5, 0.625, 0.75, 1.25]),
    (["3/4", "1/4", "2", "1/2"], [0.75, 0.25, 2, 0.5]),
    (["10..20", "50..10", "30..40", "5..6"], [15, 30, 35, 5.5]),
    (["10–20", "20–30", "30–45", "40–50"], [15, 25, 37.5, 45]),
    (["$40,000 - $50,000", "$60k–70k", "$80,000 to $90,000", "$55,000"], [45e3, 65e3, 85e3, 55e3]),
    (["★★★★", "★★★½", "★★☆☆☆", "★★★★★"], [4, 3.5, 2, 5]),
]


def _table(cells: list[str], name: str = "M") -> Seen:
    quoted = [cell.replace('"', '""') for cell in cells]
    rows = [f'Town {k},"{cell}",{k}' for k, cell in enumerate(quoted)]
    return seen(lines(f"Town,{name},z", *rows))


@pytest.mark.parametrize(("cells", "numbers"), WRITTEN, ids=lambda told: str(told[0]))
def test_numbers_as_they_are_written(cells: list[str], numbers: list[float]) -> None:
    found = _table(cells)
    assert found.indicators == ["M", "z"]
    assert found.column("M") == pytest.approx(numbers, rel=1e-12)


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("Record", ["10-20", "12-20", "25-5", "20-30"]),
        ("Age group", ["0-4", "5-9", "10-14", "15-19"]),
        ("Reference range", ["3.5-5.0", "10-20", "1.1-1.9", "60-80"]),
        ("Season", ["2018-2019", "2019-2020", "2020-2021", "2021-2022"]),
        ("Date", ["1/2", "3/4", "5/6", "1/8"]),
        ("Phone", ["12-345", "23-456", "34-567", "45-678"]),
        ("Source", ["[12]", "[13]", "[14]", "[15]"]),
        ("Band", ["1-10", "11-20", "1-10", "11-20"]),
    ],
)
def test_two_numbers_that_measure_nothing(name: str, cells: list[str]) -> None:
    found = _table(cells, name)
    assert found.indicators == ["z"]
    assert found.reading.shaped.unit_column == "Town"


def test_codes_among_which_some_have_letters_are_no_numbers() -> None:
    found = seen(lines("Code,Name,x", "01,Ain,5", "2A,Corse,6", "971,Guadeloupe,7", "F,Rest,8"))
    assert found.reading.shaped.code_column == "Code"
    assert found.reading.shaped.codes[0] == "01"


def test_few_names_behind_zeros_are_no_numbers_with_units() -> None:
    found = seen(lines("Provincia,x", "02 Albacete,5", "03 Alicante,6", "04 Almería,7"))
    assert found.units == ["02 Albacete", "03 Alicante", "04 Almería"]
