"""Pipelines that the pack asks for and that cannot run, or not as they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.hostile import base
from tests.hostile.draft import Case, Draft

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

NEGATIVE = [["uCode", "a", "b"], ["A", "-1", "3"], ["B", "2", "1"], ["C", "0", "5"]]
POSITIVE = [["uCode", "a", "b"], ["A", "1", "3"], ["B", "2", "1"], ["C", "4", "5"]]
HOLES = [["uCode", "a", "b"], ["A", "1", ""], ["B", "", "1"], ["C", "", ""]]
HUGE = [
    ["uCode", "a", "b"],
    ["A", "1e308", "-1e308"],
    ["B", "-1.7e308", "1.7e308"],
    ["C", "0", "1"],
]
DATA = {"negative": NEGATIVE, "positive": POSITIVE, "holes": HOLES, "huge": HUGE}
METHODS = {
    "normalise": (
        "minmax:0,100",
        "minmax:5,5",
        "minmax:100,0",
        "minmax:1e308,-1e308",
        "zscore",
        "zscore:0,0",
        "rank",
        "percentile-rank",
        "borda",
        "distance-to-max",
        "distance-to-target",
        "goalposts",
        "fraction-of-max",
    ),
    "aggregate": (
        "arithmetic",
        "geometric",
        "harmonic",
        "power:0.5",
        "power:0",
        "power:-1e300",
        "power:1e308",
        "median",
        "weighted-median",
        "copeland",
    ),
    "impute": ("mean", "median", "row-mean", "group-mean:Zone"),
    "treat": ("winsorise", "winsorise-log"),
}
KEYS = {
    "screen": ("1.0", "0", "-1", "2", "nan", "true", "1e-320"),
    "min_available": ("1.0", "0", "nan", "'x'"),
    "rank_decimals": ("0", "-1", "400", "1000000000000", "1.5", "true"),
    "denominate": ("true", "1", "'yes'"),
    "aggregate": (
        "[]",
        "['arithmetic', 'geometric', 'harmonic']",
        "[5]",
        "''",
        "['']",
        "5",
        "'arithmetic,geometric'",
        "[['arithmetic']]",
    ),
}


def cases() -> Iterator[Case]:
    """Every method on four tables; every other option with values at its ends."""
    for name, rows in DATA.items():
        for stage, methods in METHODS.items():
            for method in methods:
                text = f'[pipeline]\n{stage} = "{method}"\n'
                yield Case("pipelines", f"{name}/{stage}={method}", _with(rows, text))
    for key, values in KEYS.items():
        for value in values:
            text = f"[pipeline]\n{key} = {value}\n"
            yield Case("pipelines", f"{key}={value}", _with(HOLES, text))
    yield Case("pipelines", "all-at-once", _random)
    yield Case("pipelines", "denominator-zero", _denominator("0"))
    yield Case("pipelines", "denominator-missing", _denominator(""))
    yield Case("pipelines", "denominator-tiny", _denominator("5e-324"))


def _with(rows: list[list[str]], text: str):  # type: ignore[no-untyped-def]
    def make(draft: Draft, random: Random) -> None:
        del random
        draft.only({"pack.toml": text.encode()})
        draft.table("iData.csv", rows)
        draft.table("iMeta.csv", base.flat_meta(["a", "b"]))

    return make


def _random(draft: Draft, random: Random) -> None:
    """A method of every stage."""
    lines = [f'{stage} = "{random.choice(methods)}"' for stage, methods in METHODS.items()]
    _with(random.choice(list(DATA.values())), "\n".join(["[pipeline]", *lines, ""]))(draft, random)


def _denominator(text: str):  # type: ignore[no-untyped-def]
    def make(draft: Draft, random: Random) -> None:
        del random
        draft.cell("iData.csv", 2, "People", text)
        draft.toml("pack.toml", ("pipeline", "denominate"), True)
        for name in ("claims.toml", "ensemble.parquet", "cells.csv", "published.csv"):
            del draft.files[name]

    return make
