"""Columns and headers of dates, in any of the usual spellings."""

from __future__ import annotations

import pytest

from ici_tui.tables.periods import period
from tests.tables.reading import lines, seen


def panel(*dates: str, header: str = "date") -> str:
    rows = [
        f'{unit},"{date}",{k}' for unit in ("Ost", "West", "Nord") for k, date in enumerate(dates)
    ]
    return lines(f"place,{header},level", *rows)


@pytest.mark.parametrize(
    ("dates", "times"),
    [
        (("4/2/2020", "25/2/2020"), ["2020-02-04", "2020-02-25"]),
        (("4/2/2020", "4/25/2020"), ["2020-04-02", "2020-04-25"]),
        (("4-2-2020", "4-25-2020"), ["2020-04-02", "2020-04-25"]),
        (("04.02.2020", "05.02.2020"), ["2020-02-04", "2020-02-05"]),
        (("2020/02/04", "2020/02/05"), ["2020-02-04", "2020-02-05"]),
        (("2020-02-04 12:30:00", "2020-02-04T18:00:00Z"), ["2020-02-04 12:30", "2020-02-04 18:00"]),
        (("4 Feb 2020", "5. März 2020"), ["2020-02-04", "2020-03-05"]),
        (("4 de febrero de 2020", "5-Mar-20"), ["2020-02-04", "2020-03-05"]),
        (("February 4, 2020", "March 5th, 2020"), ["2020-02-04", "2020-03-05"]),
        (("2020-W01", "2020 W12"), ["2020-W01", "2020-W12"]),
        (("2019-S2", "H1 2020"), ["2019-S2", "2020-S1"]),
        (("202001", "202002"), ["2020-01", "2020-02"]),
        (("20200131", "20200229"), ["2020-01-31", "2020-02-29"]),
    ],
)  # fmt: skip
def test_dates_of_a_panel(dates: tuple[str, ...], times: list[str]) -> None:
    found = seen(panel(*dates))
    assert found.times == times
    assert found.units == ["Ost", "West", "Nord"]


def test_one_date_decides_for_all() -> None:
    found = seen(panel("1/2/2020", "3/4/2020", "4/25/2020"))
    assert found.times == ["2020-01-02", "2020-03-04", "2020-04-25"]
    assert found.value("West", "level", "2020-03-04") == 1
    assert "4/2" not in found.told("time")


def test_firsts_of_months_are_likelier_than_days_of_one() -> None:
    assert seen(panel("1/1/2020", "2/1/2020", "3/1/2020")).times == [
        "2020-01-01", "2020-02-01", "2020-03-01",
    ]  # fmt: skip
    assert seen(panel("1/1/2020", "1/2/2020", "1/3/2020")).times == [
        "2020-01-01", "2020-02-01", "2020-03-01",
    ]  # fmt: skip


def test_an_order_that_nothing_proves_is_told() -> None:
    found = seen(panel("4/2/2020", "5/3/2020"))
    assert found.times == ["2020-02-04", "2020-03-05"]
    assert "4/2/2020" in found.told("time")
    assert "4/2/2020" not in seen(panel("4/2/2020", "25/3/2020")).told("time")


def test_headers_that_are_dates_have_one_order() -> None:
    found = seen(lines("place,1/2/2020,1/3/2020,1/31/2020", "Ost,1,2,3", "West,4,5,6"))
    assert found.times == ["2020-01-02", "2020-01-03", "2020-01-31"]


def test_numbers_like_dates_are_numbers_where_nothing_calls_them_dates() -> None:
    assert seen(panel("202001", "202002", header="sold")).indicators == ["sold", "level"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("FY20", "2020"), ("2020 est.", "2020"), ("2020 (projected)", "2020"), ("2020A", "2020"), ("(2020)", "2020"), ("2020[1]", "2020"),
        ("2011 Census", "2011"), ("Census 2011", "2011"), ("2019-20 season", "2019/20"), ("2022年度", "2022"), ("2020年1月", "2020-01"),
        ("1Q20", "2020-Q1"), ("Q1/20", "2020-Q1"), ("4T2020", "2020-Q4"), ("2020:Q1", "2020-Q1"), ("1H2020", "2020-S1"), ("01/2020", "2020-01"),
    ],
)  # fmt: skip
def test_times_as_publishers_write_them(text: str, told: str) -> None:
    assert period(text) == told


@pytest.mark.parametrize("text", ["2020 farms", "Q5 2020", "13/2020", "2020.5", "1Q", "FY"])
def test_what_is_no_time(text: str) -> None:
    assert period(text) is None


def test_years_of_any_length_in_a_column_that_is_called_so() -> None:
    rows = [f"{c},{y},{k}.5,{k + y}" for k, c in enumerate(("Egypt", "Italy", "Peru")) for y in (1, 730, 1820)]  # fmt: skip
    found = seen(lines("country,year,gdppc,pop", *rows))
    assert (found.times, found.units) == (["1", "730", "1820"], ["Egypt", "Italy", "Peru"])
    places = seen(lines("country,place,x", "Egypt,1,2", "Italy,2,3", "Peru,3,5"))
    assert places.times == []
