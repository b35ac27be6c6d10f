"""Hostile tables by seed: whatever the bytes are, a reading or one clear line."""

from __future__ import annotations

import json
import random
import unicodedata

import pytest

from ici_tui.index.errors import PipelineError
from ici_tui.tables.as_pack import pack_of
from ici_tui.tables.described import described
from ici_tui.tables.errors import TableError
from ici_tui.tables.place import table_place
from ici_tui.tables.values import STAGES, values_of_table
from tests.tables.reading import Seen, lines, seen
from tests.tables.workbooks import workbook

SEEDS = [range(start, start + 8) for start in range(0, 40, 8)]
"""In few tests: setting one up takes as long as some seeds."""
CELLS = ["", "1", "2.5", "-3", "1,234", "1.234,5", "NA", "..", "x", "World", "Total", "2019", "2020", "12 %", "(5)", "€1M", "<3", "\x1b[31m", "\u202e",
         "=1+1", '"', "\\", "'", "\0", "a" * 300, "国", "[bold]", "nan", "inf", "1e999", "-9999", "Country", "Year", "value", "AUT", "2019-01-01", "A, B", "\t", "🏳️‍🌈"]  # fmt: skip
TABLES = [
    lines("Country,Year,x,y", *(f"Land {k},20{k % 3 + 10},{k}.5,{k * 7 % 5}" for k in range(30))),
    lines("Name;2001;2002;2003", *(f"Ort {k};1.{k},5;{k};.." for k in range(12))),
    lines(
        "country,indicator,year,value",
        *(f"L{u},I{i},20{y},{u + i + y}" for u in range(4) for i in range(3) for y in (10, 11)),
    ),
    lines(
        "Title",
        "",
        ",Health,,Wealth",
        "Name,a,b,c",
        *(f"N{k},{k},{k + 1},{k + 2}" for k in range(6)),
        "",
        "Source: me",
    ),
    json.dumps([{"name": f"n{k}", "x": k, "deep": {"y": k / 3}} for k in range(8)]),
]


def used(found: Seen) -> None:
    """Everything that is asked of a reading."""
    reading = found.reading
    shown = described(reading)
    for text in (
        shown.title,
        *(c.name for c in shown.columns),
        *(g.told for g in shown.guesses),
        *found.units,
    ):
        assert not any(unicodedata.category(c) == "Cc" for c in text), text
    pack = pack_of(reading, table_place("table.csv").path)
    assert len(set(pack.index.codes)) == pack.index.size
    for stage in STAGES:
        try:
            rows = list(values_of_table(reading, table_place("table.csv").path, stage).rows())
        except PipelineError:
            continue
        assert len(rows) == len(found.units)
        assert len(set(map(len, rows))) == 1


def tried(content: bytes) -> bool:
    """Whether a file is read; where it is not, one line says why."""
    try:
        found = seen(content)
    except TableError as error:
        assert "\n" not in str(error)
        assert len(str(error)) < 1000
        return False
    used(found)
    return True


@pytest.mark.parametrize("seeds", SEEDS)
def test_random_and_mutated_tables(seeds: range) -> None:
    for seed in seeds:
        _random_bytes(seed)
        _random_cells(seed)
        _mutated_table(seed)


def _random_bytes(seed: int) -> None:
    rng = random.Random(seed)
    tried(rng.randbytes(rng.randrange(1, 3000)))
    tried(bytes(rng.choices(b'a1,.;\t\n\r" -%{}[]:', k=rng.randrange(1, 800))))


def _random_cells(seed: int) -> None:
    rng = random.Random(seed)
    width = rng.randrange(1, 8)
    rows = [
        [rng.choice(CELLS) for _ in range(width + (rng.random() < 0.05))]
        for _ in range(rng.randrange(1, 30))
    ]
    tried(("\n".join(rng.choice(",;\t").join(row) for row in rows)).encode())
    delimiter = rng.choice(",;\t|")
    tried("\n".join(delimiter.join(row) for row in rows).encode(rng.choice(["utf-8", "utf-16"])))
    tried(json.dumps([dict(zip("abcdefgh", row, strict=False)) for row in rows]).encode())


def _mutated_table(seed: int) -> None:
    rng = random.Random(seed)
    content = bytearray(rng.choice(TABLES).encode())
    for _ in range(rng.randrange(1, 20)):
        place = rng.randrange(len(content))
        what = rng.randrange(4)
        if what == 0:
            content[place] = rng.randrange(256)
        elif what == 1:
            del content[place : place + rng.randrange(1, 30)]
        elif what == 2:
            content[place:place] = rng.choice(CELLS).encode()
        else:
            content[place:place] = content[place : place + rng.randrange(1, 60)]
        if not content:
            break
    tried(bytes(content))


def test_damaged_workbooks() -> None:
    whole = workbook({"Data": [["Name", "x"], ["A", 1], ["B", 2], ["C", 3]]})
    for seed in range(12):
        rng = random.Random(seed)
        content = bytearray(whole)
        for _ in range(rng.randrange(1, 6)):
            content[rng.randrange(len(content))] = rng.randrange(256)
        tried(bytes(content))


def test_the_tables_themselves_are_read() -> None:
    assert all(tried(table.encode()) for table in TABLES)


def test_hostile_names_are_cleaned_everywhere() -> None:
    found = seen(
        lines(
            "Na\x1b[31mme,[red]x\u202e,=y", "A\x07\x1b]0;t\x07,1,2", "[bold]B[/],2,3", "C\u200b,3,4"
        )
    )
    used(found)
    assert found.units == ["A]0;t", "[bold]B[/]", "C"]


@pytest.mark.parametrize("rows", [20_000])
def test_a_cell_without_end_and_a_row_without_end(rows: int) -> None:
    with pytest.raises(TableError, match="characters"):
        seen("name,x\nA," + "9" * 200_000 + "\nB,2\n")
    with pytest.raises(TableError, match="columns"):
        seen(
            "name,"
            + ",".join(map(str, range(rows)))
            + "\nA"
            + ",1" * rows
            + "\nB"
            + ",1" * rows
            + "\n"
        )


def test_a_large_hostile_table_is_cleaned_as_a_small_one_is() -> None:
    rows = [f"Unit {k}\x1b[31m,{k}.5,{k % 7}" for k in range(30_000)]
    found = seen(lines("Name,x,y", *rows))
    assert len(found.units) == 30_000
    assert found.units[29_999] == "Unit 29999[31m"
    plain = seen(lines("Name,x,y", *(f"Unit {k} ,{k}.5, {k % 7}" for k in range(30_000))))
    assert plain.units[29_999] == "Unit 29999"
    assert plain.reading.shaped.measures[1].values[29_999] == 29_999 % 7
