"""Numbers at the ends of what a computer holds, and tables of ties, constants and whole numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.hostile import base
from tests.hostile.draft import Case, Draft

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

ODD = (
    "1e308",
    "-1e308",
    "1.7976931348623157e308",
    "1e309",
    "-1e400",
    "5e-324",
    "1e-320",
    "nan",
    "NaN",
    "inf",
    "-inf",
    "Infinity",
    "9" * 400,
    "-0",
    "-0.0",
    "0.0",
    "1e",
    "1e+",
    ".5",
    "5.",
    "+5",
    "1,5",
    "1_000",
    "0x10",
    "1e5_0",
    "٣",
    "１",
    "²",
    "1 000",
    "1%",
    "$1",
    "--1",
    "1-",
    "TRUE",
    "None",
    "null",
    "N/A",
    "NA",
    "-",
    "",
    "0b1",
    "1j",
    "1e-400",
    "123456789012345678901",
)
"""Cells that some reader takes for a number."""
FLAWED_WEIGHTS = ("-1", "nan", "inf", "1e308", "5e-324", "0", "1e400", "9" * 400, "", "x", "-0.0")


def cases() -> Iterator[Case]:
    """One odd cell; whole tables of odd numbers; random small tables; weights; goalposts."""
    for text in ODD:
        yield Case("numbers", f"cell/{text[:24] or 'empty'}", _cell(text))
    for text in FLAWED_WEIGHTS:
        yield Case("numbers", f"weight/{text[:12] or 'empty'}", _weight(text))
    for name, rows in TABLES.items():
        for method in ("none", "minmax:0,100", "zscore", "rank"):
            yield Case("numbers", f"{name}/{method.split(':')[0]}", _table(rows, method))
    for size in range(12):
        yield Case("numbers", f"whole/{size}", _whole(size))
    for file, column in (("iMeta.csv", "Target"), ("iMeta.csv", "goalpost_lower"),
                         ("iMeta.csv", "Level"), ("iMeta.csv", "Direction")):  # fmt: skip
        for text in ("1e308", "-1e308", "nan", "1e400", "9" * 400, "-0", "1.5"):
            yield Case("numbers", f"{column}/{text[:8]}", _meta(file, column, text))


TABLES: dict[str, list[list[str]]] = {
    "huge": [["1e308", "1.7e308"], ["1.7e308", "1e308"], ["-1e308", "-1.7e308"]],
    "huge-one": [["1e308", "1"], ["1.7e308", "2"], ["-1.7e308", "3"]],
    "huge-equal": [["1.7e308", "1.7e308"]] * 3,
    "large": [["1e200", "1e200"], ["2e200", "-1e200"], ["3e200", "0"]],
    "root": [["1e154", "1e155"], ["2e154", "-1e155"], ["3e154", "0"]],
    "tiny": [["5e-324", "1e-310"], ["0", "5e-324"], ["1e-323", "0"]],
    "both-ends": [["1e308", "5e-324"], ["5e-324", "1e308"], ["0", "0"]],
    "constant": [["5", "5"]] * 4,
    "constant-column": [["5", "1"], ["5", "2"], ["5", "3"]],
    "zeros": [["0", "0"]] * 3,
    "minus-zeros": [["-0.0", "0"], ["0", "-0.0"], ["-0", "-0"]],
    "ties": [["1", "2"], ["2", "1"], ["1", "2"], ["2", "1"]],
    "missing": [["", ""], ["", ""]],
    "missing-column": [["1", ""], ["2", ""], ["3", ""]],
    "one-value": [["1", ""], ["", ""], ["", ""]],
    "one-unit": [["1", "2"]],
    "two-units": [["1", "2"], ["2", "1"]],
    "nearly": [["0.1", "0.2"], ["0.2", "0.1"], ["0.15000000000000002", "0.15"]],
    "negative": [["-1", "-2"], ["-3", "-4"], ["-5", "0"]],
}


def _cell(text: str):  # type: ignore[no-untyped-def]
    def make(draft: Draft, random: Random) -> None:
        draft.cell("iData.csv", random.randrange(1, 7), random.choice(base.DATA[0][4:]), text)
        for name in ("cells.csv", "published.csv", "claims.toml", "ensemble.parquet"):
            del draft.files[name]

    return make


def _weight(text: str):  # type: ignore[no-untyped-def]
    def make(draft: Draft, random: Random) -> None:
        draft.cell("iMeta.csv", random.choice((1, 3, 5, 7)), "Weight", text)
        del draft.files["claims.toml"]

    return make


def _meta(file: str, column: str, text: str):  # type: ignore[no-untyped-def]
    def make(draft: Draft, random: Random) -> None:
        del random
        draft.cell(file, 1, column, text)
        del draft.files["claims.toml"]

    return make


ANALYSES = (
    ("clusters", "--by", "indicators"),
    ("robust", "ranks"),
    ("robust", "uncertainty"),
    ("robust", "acceptability"),
    ("robust", "sweep"),
    ("robust", "radius"),
    ("robust", "leave-one-out"),
    ("robust", "clusters"),
    ("compare", "A0", "A1"),
    ("robust", "pair", "A0", "A1"),
    ("robust", "overtake", "A0", "A1"),
    ("robust", "overtake", "A1", "A0"),
    ("robust", "overtake", "A1", "--to", "first"),
)
"""More than the usual questions, where the numbers are the matter."""


def _numbers(draft: Draft, rows: list[list[str]], weights: list[str] | None = None) -> None:
    names = [f"i{k}" for k in range(len(rows[0]))]
    draft.only({}, "A0")
    draft.table("iData.csv", [["uCode", *names], *([f"A{k}", *row] for k, row in enumerate(rows))])
    draft.table("iMeta.csv", base.flat_meta(names, weights))
    draft.words = ANALYSES


def _table(rows: list[list[str]], method: str):  # type: ignore[no-untyped-def]
    def make(draft: Draft, random: Random) -> None:
        del random
        _numbers(draft, rows)
        draft.files["pack.toml"] = f'[pipeline]\nnormalise = "{method}"\n'.encode()

    return make


def _whole(size: int):  # type: ignore[no-untyped-def]
    """Whole numbers of few values: ties everywhere, at some weights."""

    def make(draft: Draft, random: Random) -> None:
        units, columns = 2 + size % 7, 1 + random.randrange(5)
        most = random.choice((1, 3, 20))
        least = random.choice((0, -most))
        rows = [[str(random.randint(least, most)) for _ in range(columns)] for _ in range(units)]
        _numbers(draft, rows, [str(random.randint(1, 6)) for _ in range(columns)])

    return make
