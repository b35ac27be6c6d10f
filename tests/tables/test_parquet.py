"""Columns of Parquet files that are neither numbers nor texts."""

from __future__ import annotations

import datetime
import io

import polars as pl

from tests.tables.reading import seen


def stored(**columns: list[object]) -> bytes:
    file = io.BytesIO()
    pl.DataFrame({"city": list("ABC"), **columns}).write_parquet(file)
    return file.getvalue()


def test_columns_of_lists_are_left_out_and_told() -> None:
    found = seen(stored(x=[1.5, 2.0, 3.0], tags=[["a"], [], ["b", "c"]], at=[{"lat": 1}] * 3))
    assert found.indicators == ["x"]
    assert found.role("tags") == found.role("at") == "ignored"
    assert "tags" in found.told("columns")
    assert seen(stored(x=[1.5, 2.0, 3.0], raw=[b"\xff", b"", b"a"])).role("raw") == "ignored"
    assert seen(stored(x=[1.5, 2.0, 3.0], part=[b"N", b"N", b"S"])).role("part") != "ignored"


def test_lengths_of_time_are_seconds() -> None:
    hours = [datetime.timedelta(hours=k, milliseconds=500) for k in range(3)]
    found = seen(stored(way=hours, opens=[datetime.time(9, k) for k in range(3)], x=[1, 2, 3]))
    assert found.indicators == ["way", "x"]
    assert found.column("way") == [0.5, 3600.5, 7200.5]
    assert found.told("numbers")
