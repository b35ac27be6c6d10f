"""The sound pack that every hostile one is made from: small, and with every file that there is.

Each file is bytes, its TOML made from plain values so that one place in it can be exchanged.
"""

from __future__ import annotations

import copy
import io
import json
from functools import lru_cache
from typing import Any

UNITS = ("Alpha", "Beta", "Gamma", "Delta", "Wuhan", "Twin")
NODES = ("Roads", "Rails", "Schools", "Rules", "Transport", "Learning", "Whole")

DATA = [
    ["uCode", "uName", "NameLocal", "Zone", "People", "Roads", "Rails", "Schools", "Rules"],
    ["Alpha", "Alpha", "阿尔法", "North", "10", "90", "80", "70", "60"],
    ["Beta", "Beta Éire", "", "North", "20", "55", "66", "30", "44"],
    ["Gamma", "Gamma", "", "South", "30", "40", "", "20", "20"],
    ["Delta", "D'Elta", "", "", "15", "20", "50", "25", "12.5"],
    ["Wuhan", "武汉", "武汉市", "South", "12", "60", "50", "60", "44"],
    ["Twin", "Twin", "", "South", "11", "60", "50", "60", "44"],
]
META = [
    ["iCode", "iName", "Type", "Level", "Parent", "Direction", "Weight", "Unit", "Target",
     "Denominator", "goalpost_lower", "goalpost_upper", "goalpost_scale"],
    ["Roads", "Roads", "Indicator", "1", "Transport", "1", "2", "km", "90", "People", "", "", ""],
    ["Rails", "Rails", "Indicator", "1", "Transport", "1", "1", "km", "80", "", "0", "100", ""],
    ["Schools", "Schools", "Indicator", "1", "Learning", "1", "1", "", "", "", "", "", ""],
    ["Rules", "Rules", "Indicator", "1", "Learning", "-1", "1", "", "", "", "", "", ""],
    ["Transport", "Transport", "Aggregate", "2", "Whole", "1", "60", "", "", "", "", "", ""],
    ["Learning", "Learning", "Aggregate", "2", "Whole", "1", "40", "", "", "", "", "", ""],
    ["Whole", "Whole index", "Aggregate", "3", "", "1", "1", "", "", "", "", "", ""],
    ["NameLocal", "Local name", "Other", "", "", "", "", "", "", "", "", "", ""],
    ["Zone", "Zone", "Group", "", "", "", "", "", "", "", "", "", ""],
    ["People", "People", "Denominator", "", "", "", "", "", "", "", "", "", ""],
]  # fmt: skip
CELLS = [
    ["uCode", "iCode", "status", "low", "high", "min", "max", "rank_low", "rank_high", "source",
     "note"],
    ["Alpha", "Roads", "sourced", "", "", "", "", "", "", "s1", "seen"],
    ["Beta", "Roads", "estimated", "50", "60", "45", "65", "", "", "", "guessed"],
    ["Alpha", "Whole", "reported", "60", "80", "50", "90", "1", "2", "s1", ""],
]  # fmt: skip
PUBLISHED = [
    ["uCode", "iCode", "kind", "value", "decimals", "source", "note"],
    ["Alpha", "Whole", "rank", "1", "", "s1", "printed"],
    ["Alpha", "Transport", "score", "86.7", "1", "s1", ""],
]
FIGURES = [
    ["uCode", "name", "value", "unit", "year", "iCode", "relation", "confidence", "source",
     "note"],
    ["Alpha", "roads", "<2", "km", "2019", "Roads", "same", "high", "s1", "as printed"],
]  # fmt: skip
PACK: dict[str, Any] = {
    "format": 1,
    "name": "hostile",
    "title": "A small index",
    "short_title": "Small index",
    "edition": "2020",
    "authors": ["One", "Two"],
    "publisher": "Nobody",
    "citation": "Nobody (2020)",
    "url": "http://example.org",
    "licence": "CC0",
    "disclaimer": "Unofficial",
    "standing_line": "Made up",
    "weights_name": "authors",
    "local_name": "NameLocal",
    "default_group": "Zone",
    "pass_through": ["NameLocal"],
    "unit": {"singular": "country", "plural": "countries"},
    "pipeline": {
        "denominate": False, "screen": 0.5, "impute": "none", "treat": "none",
        "normalise": "none", "aggregate": ["arithmetic", "arithmetic"], "min_available": 0.25,
        "rank_decimals": 3,
    },
    "presets": [{"name": "half", "weights": {"Transport": 50, "Learning": 50}, "note": "n"}],
    "assumptions": [{"id": "A1", "text": "assumed"}],
}  # fmt: skip
SOURCES: dict[str, Any] = {
    "source": [
        {"id": "s1", "title": "A source", "publisher": "Nobody", "url": "http://example.org",
         "year": 2020, "kind": "press", "note": "n"},
        {"id": "s2", "title": "Another"},
    ]
}  # fmt: skip
PROFILES: dict[str, Any] = {
    "Alpha": {
        "summary": "A country.", "ai": "It leads.", "note": "n", "source": "s1",
        "industries": ["roads", "rails"],
        "firms": [{"name": "Rail & Road", "text": "lays rails"}],
    }
}  # fmt: skip
TESTS: list[dict[str, Any]] = [
    {"type": "rank", "unit": "Alpha", "node": "Whole", "at_most": 1, "at_least": 1, "alone": True},
    {"type": "order", "node": "Whole", "units": ["Alpha", "Beta"], "strict": True},
    {"type": "equal", "node": "Whole", "units": ["Wuhan", "Twin"]},
    {"type": "value", "unit": "Alpha", "node": "Roads", "rounds_to": 90, "decimals": 0},
    {"type": "strongest", "unit": "Alpha", "node": "Transport", "among": ["Learning"]},
    {"type": "weakest", "unit": "Alpha", "node": "Learning", "among": ["Transport"]},
    {"type": "count_units", "node": "Roads", "above": 10, "exactly": 6},
    {"type": "count_nodes", "unit": "Alpha", "nodes": ["Roads"], "rank_at_most": 1, "exactly": 1},
    {"type": "correlation", "nodes": ["Roads", "Whole"], "at_least": -1},
    {"type": "members", "group": "Zone", "label": "North", "units": ["Alpha", "Beta"]},
    {"type": "labels", "group": "Zone", "exactly": 2},
    {"type": "top_in_group", "node": "Roads", "rank_at_most": 1, "group": "Zone", "label": "North"},
    {"type": "some_in_group", "node": "Roads", "rank_at_most": 2, "group": "Zone",
     "label": "North"},
    {"type": "weight", "node": "Transport", "share": 0.6},
    {"type": "children", "node": "Whole", "level": 1, "exactly": 4},
    {"type": "any", "tests": [{"type": "weight", "node": "Transport", "share": 0.6}]},
]  # fmt: skip
"""One true statement of each kind of test."""
CLAIMS: dict[str, Any] = {
    "claim": [
        {"id": f"C{place}", "text": "said", "line": 1, "section": "s", "kind": "hard",
         "imposed": False, "class": "result", "reading": "r", "test": test}
        for place, test in enumerate(TESTS)
    ]
}  # fmt: skip
TOMLS: dict[str, dict[str, Any]] = {
    "pack.toml": PACK, "sources.toml": SOURCES, "profiles.toml": PROFILES, "claims.toml": CLAIMS,
}  # fmt: skip
TABLES: dict[str, list[list[str]]] = {
    "iData.csv": DATA, "iMeta.csv": META, "cells.csv": CELLS, "published.csv": PUBLISHED,
    "figures.csv": FIGURES,
}  # fmt: skip
EVERY_FILE = (*TABLES, *TOMLS, "ensemble.parquet")


class Raw(str):
    """A piece of TOML that stands as it is."""

    __slots__ = ()


def toml(document: dict[str, Any]) -> bytes:
    """A document as TOML, every table inline."""
    return "".join(f"{_key(k)} = {_value(v)}\n" for k, v in document.items()).encode()


def _key(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _value(value: Any) -> str:
    if isinstance(value, Raw):
        return str(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _key(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(k)} = {_value(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_value, value)) + "]"
    return repr(value)


def csv(rows: list[list[str]], end: str = "\n") -> bytes:
    """Rows as CSV, every cell quoted that needs it."""
    return "".join(",".join(map(_cell, row)) + end for row in rows).encode(
        "utf-8", "surrogateescape"
    )


def _cell(text: str) -> str:
    if text != text.strip() or not text.isprintable() or set(text) & set(',"'):
        return '"' + text.replace('"', '""') + '"'
    return text


def paths(value: Any, before: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a document: keys of tables and positions in lists."""
    inner = (
        value.items() if isinstance(value, dict)
        else enumerate(value) if isinstance(value, list) else ()
    )  # fmt: skip
    found = [before] if before else []
    for key, item in inner:
        found.extend(paths(item, (*before, key)))
    return found


def exchanged(document: dict[str, Any], path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    """The document with another value at a place."""
    found = copy.deepcopy(document)
    at: Any = found
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value
    return found


@lru_cache(maxsize=1)
def ensemble() -> bytes:
    """Three tables around the shown one."""
    import polars as pl

    columns: dict[str, list[Any]] = {"table": [], "code": []}
    columns |= {code: [] for code in DATA[0][5:]}
    for table in range(3):
        for row in DATA[1:]:
            columns["table"].append(table)
            columns["code"].append(row[0])
            for code, cell in zip(DATA[0][5:], row[5:], strict=True):
                columns[code].append(float(cell or 50) + table)
    out = io.BytesIO()
    pl.DataFrame(columns).write_parquet(out)
    return out.getvalue()


@lru_cache(maxsize=1)
def _whole() -> dict[str, bytes]:
    return (
        {name: csv(rows) for name, rows in TABLES.items()}
        | {name: toml(document) for name, document in TOMLS.items()}
        | {"ensemble.parquet": ensemble()}
    )


def whole() -> dict[str, bytes]:
    """Every file of the sound pack."""
    return dict(_whole())


def plain() -> dict[str, bytes]:
    """The two tables that are enough."""
    files = _whole()
    return {name: files[name] for name in ("iData.csv", "iMeta.csv")}


def small(codes: int = 2) -> dict[str, bytes]:
    """Two units with a few indicators, for packs whose numbers are the matter."""
    names = [f"i{k}" for k in range(codes)]
    rows = [["uCode", *names], ["A", *["1"] * codes], ["B", *["2"] * codes]]
    return {"iData.csv": csv(rows), "iMeta.csv": csv(flat_meta(names))}


def flat_meta(names: list[str], weights: list[str] | None = None) -> list[list[str]]:
    """iMeta of indicators under one top."""
    head = ["iCode", "iName", "Type", "Level", "Parent", "Direction", "Weight"]
    given = weights or ["1"] * len(names)
    rows = [
        [n, n, "Indicator", "1", "top", "1", weight] for n, weight in zip(names, given, strict=True)
    ]
    return [head, *rows, ["top", "Top", "Aggregate", "2", "", "1", "1"]]
