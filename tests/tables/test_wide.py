"""Tables of many columns: what is done to cells is done to all columns at once."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ici_tui.packs.limits import MOST_COLUMNS
from ici_tui.tables import cells, directions, series
from ici_tui.tables.errors import TableError
from ici_tui.tables.guesses import Guesses
from ici_tui.tables.pillars import pillars_in
from tests.tables.reading import seen

UNITS = 12
TEXTS = st.one_of(
    st.none(),
    st.sampled_from(
        ["", " ", " 1.5 ", "0", "007", "12", "-3e4", "nan", "inf", "n/a", "a\x1bb", "1,5"]
    ),
    st.text(max_size=5),
)


def wide(count: int) -> str:
    heads = ",".join(["name", *(f"{'Health: ' if k % 3 else ''}a{k}b" for k in range(count))])
    rows = (
        ",".join([f"Unit {u}", *(f"{u * k % 97}.5" if u != k % 50 else "" for k in range(count))])
        for u in range(UNITS)
    )
    return "\n".join([heads, *rows])


def calls(text: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """How often polars is asked for something while a table is read."""
    count = 0
    collect = pl.LazyFrame.collect

    def counted(self: pl.LazyFrame, *args: object, **kwargs: object) -> object:
        nonlocal count
        count += 1
        return collect(self, *args, **kwargs)

    with monkeypatch.context() as patch:
        patch.setattr(pl.LazyFrame, "collect", counted)
        seen(text)
    return count


def test_as_many_calls_for_thousands_of_columns_as_for_a_few(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen(wide(20))  # whatever is looked up once is known
    few = calls(wide(20), monkeypatch)
    assert calls(wide(1_000), monkeypatch) <= few + 20


@given(st.lists(st.lists(TEXTS, min_size=4, max_size=4), min_size=1, max_size=6))
def test_short_columns_are_fitted_as_long_ones_are(columns: list[list[str | None]]) -> None:
    made = [pl.Series(f"c{k}", texts, dtype=pl.String) for k, texts in enumerate(columns)]
    every = series.fit_all(made)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(series, "SHORT", 0)
        assert [one.to_list() for one in every] == [one.to_list() for one in series.fit_all(made)]
        assert [one.name for one in every] == [one.name for one in made]


@given(st.lists(st.lists(TEXTS, min_size=4, max_size=4), min_size=1, max_size=6))
def test_short_columns_are_numbers_as_long_ones_are(columns: list[list[str | None]]) -> None:
    made = series.fit_all([pl.Series(texts, dtype=pl.String) for texts in columns])
    found = cells.plain_of(made)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cells, "SHORT", 0)
        told = cells.plain_of(made)
    assert [None if one is None else str(one) for one in found] == [
        None if one is None else str(one) for one in told
    ]


WORDS = st.sampled_from(
    ["unemployment", "emission", "remission", "wastewater treatment", "waste", "lower", "is", "better",
     "risk", "brisk", "free from", "price", "purchasing", "prices", "GDP", "税", "污染", "↓", "_", ".", " "]
)  # fmt: skip


@given(st.lists(st.lists(WORDS, max_size=5).map("".join), min_size=1, max_size=8))
def test_directions_of_many_names_are_those_of_each(names: list[str]) -> None:
    assert directions.directions_of(names) == [directions.direction_of(name) for name in names]


def test_a_name_is_looked_at_only_if_it_may_say_something(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    one = directions.direction_of
    monkeypatch.setattr(directions, "direction_of", lambda name: asked.append(name) or one(name))
    found = directions.directions_of([*(f"a{k}" for k in range(500)), "Unemployment rate"])
    assert asked == ["Unemployment rate"]
    assert found[-1] == (-1, "Unemployment")


@pytest.mark.parametrize("height", [12, 150])
def test_more_columns_than_a_table_may_have(height: int) -> None:
    width = MOST_COLUMNS + 1
    rows = ["n" + ",x" * (width - 1), *(f"u{k}" + ",1" * (width - 1) for k in range(height))]
    with pytest.raises(TableError) as error:
        seen("\n".join(rows))
    assert f"{width:,} columns" in str(error.value)
    assert f"{MOST_COLUMNS:,}" in str(error.value)


def test_columns_numbered_through_below_pillars_have_no_years() -> None:
    heads = [f"{('Health', 'Safety', 'Work')[k % 3]}: a{k}" for k in range(950, 2_100)]
    rows = (",".join([f"u{u}", *(f"{u * k % 89}.5" for k in range(len(heads)))]) for u in range(5))
    found = seen("\n".join([",".join(["name", *heads]), *rows]))
    assert found.layout == "wide"
    assert found.indicators == heads


def test_a_guess_is_noted_once_in_its_order() -> None:
    guesses = Guesses()
    for told in ("b", "a", "b", "c", "a"):
        guesses.add("direction", told, "why")
    assert [guess.told for guess in guesses.found] == ["b", "a", "c"]


def test_pillars_of_names_that_share_them() -> None:
    names = [f"{head}: x{k}" for head in ("Health", "Work") for k in range(4)] + ["Alone: y"]
    assert set(pillars_in(names).values()) == {"Health", "Work", "Alone"}
