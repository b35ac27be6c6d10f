"""A small pack with every key of every file of TOML, and such files written anew with other values."""

from __future__ import annotations

import copy
import datetime
import json
import math
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DATA = """\
uCode,uName,Local,Zone,x,y
A,Alpha,甲,North,1,4
B,Beta,乙,South,2,2
C,Gamma,丙,South,5,1
"""
META = """\
iCode,iName,Type,Level,Parent,Direction,Weight
x,Ex,Indicator,1,top,1,60
y,Why,Indicator,1,top,1,40
top,Top,Aggregate,2,,1,1
Zone,Zone,Group,,,,
Local,Local,Other,,,,
"""
SOURCES: dict[str, Any] = {
    "source": [
        {"id": "s1", "title": "One", "publisher": "P", "url": "https://a.example/", "year": 2020,
         "kind": "report", "note": "n"},
        {"id": "s2", "title": "Two", "year": "2021"},
    ]
}  # fmt: skip
PACK: dict[str, Any] = {
    "format": 1, "name": "whole", "title": "Whole", "short_title": "W", "edition": "1",
    "authors": ["A", "B"], "publisher": "p", "citation": "c", "url": "u", "licence": "l",
    "disclaimer": "d", "standing_line": "s", "weights_name": "own", "local_name": "Local",
    "default_group": "Zone", "pass_through": ["Local"],
    "unit": {"singular": "town", "plural": "towns"},
    "pipeline": {"denominate": False, "screen": 0.5, "impute": "mean", "treat": "none",
                 "normalise": "minmax:0,100", "aggregate": ["arithmetic"], "min_available": 0.5,
                 "rank_decimals": 3},
    "presets": [{"name": "half", "weights": {"x": 50, "y": 50}, "note": "n"}],
    "assumptions": [{"id": "A1", "text": "t"}],
    "editions": [{"name": "first", "date": "2020-01", "text": "t"}],
}  # fmt: skip
PROFILES: dict[str, Any] = {
    "A": {"summary": "s", "ai": "a", "note": "n", "source": "s1", "industries": ["i"],
          "firms": [{"name": "f", "text": "t"}]},
}  # fmt: skip
TESTS: list[dict[str, Any]] = [
    {"type": "rank", "unit": "A", "node": "top", "at_most": 3, "at_least": 1, "exactly": 1,
     "alone": False},
    {"type": "order", "node": "y", "units": ["A", "B"], "strict": True},
    {"type": "equal", "node": "y", "units": ["A", "B"]},
    {"type": "value", "unit": "A", "node": "x", "at_least": 0, "at_most": 9, "above": -1,
     "below": 99, "rounds_to": 0, "decimals": 0},
    {"type": "strongest", "unit": "A", "node": "y", "among": ["x", "y"]},
    {"type": "weakest", "unit": "A", "node": "x", "among": ["x", "y"]},
    {"type": "count_units", "node": "x", "rank_at_most": 2, "exactly": 2},
    {"type": "count_nodes", "unit": "A", "nodes": ["x", "y"], "rank_at_most": 1,
     "count_at_least": 1, "count_at_most": 2},
    {"type": "correlation", "nodes": ["x", "y"], "at_least": -1},
    {"type": "lead", "unit": "A", "node": "x", "at_least": -100},
    {"type": "whole_shares", "node": "x", "of": 100, "hosts": 2, "decimals": 1},
    {"type": "total_share", "unit": "A", "node": "x", "percent": 1},
    {"type": "members", "group": "Zone", "label": "South", "units": ["B", "C"], "exactly": 2},
    {"type": "labels", "group": "Zone", "exactly": 2},
    {"type": "top_in_group", "node": "top", "rank_at_most": 1, "group": "Zone", "label": "North"},
    {"type": "some_in_group", "node": "top", "rank_at_most": 3, "group": "Zone", "label": "South"},
    {"type": "weight", "node": "x", "share": 0.6},
    {"type": "children", "node": "top", "level": 1, "exactly": 2},
    {"type": "any", "tests": [{"type": "weight", "node": "y", "share": 0.4}]},
]  # fmt: skip
CLAIMS: dict[str, Any] = {
    "claim": [
        {"id": "C1", "text": "t", "kind": "soft", "class": "result", "imposed": False, "line": 3,
         "section": "s", "reading": "r", "test": {"type": "all", "tests": TESTS}},
        {"id": "C2", "text": "t", "kind": "hard", "class": "untestable"},
    ]
}  # fmt: skip
FILES: dict[str, dict[str, Any]] = {
    "pack.toml": PACK,
    "sources.toml": SOURCES,
    "profiles.toml": PROFILES,
    "claims.toml": CLAIMS,
}
ODD: tuple[Any, ...] = (
    5, 5.5, True, "x", "", [], [5], ["x"], [[]], [{}], {}, {"id": "a"}, datetime.date(2020, 1, 1),
    datetime.datetime(2020, 1, 1, 1, 1), datetime.time(1, 1), -1, 0, 1e308, math.nan, math.inf,
    10**30, 1 << 9000, "\u202ex\x1b",
)  # fmt: skip
"""What may stand where something else was expected."""

Path_ = tuple[str | int, ...]


def write_whole_pack(folder: Path, **files: str) -> Path:
    """The pack, some of its files exchanged: `claims__toml=...`."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = {"iData.csv": DATA, "iMeta.csv": META}
    texts |= {name: dump(values) for name, values in FILES.items()}
    texts |= {name.replace("__", "."): text for name, text in files.items()}
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def paths(value: Any, before: Path_ = ()) -> Iterator[Path_]:
    """The path of everything below a value."""
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in items:
        yield (*before, key)
        if isinstance(item, dict | list):
            yield from paths(item, (*before, key))


def exchanged(value: Any, path: Path_, new: Any) -> Any:
    """A copy with another value at a path."""
    found = copy.deepcopy(value)
    inner = found
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = new
    return found


def dump(values: dict[str, Any]) -> str:
    """Values as TOML, a line for each at the top."""
    return "".join(f"{_text(key)} = {_text(item)}\n" for key, item in values.items())


def _text(value: Any) -> str:
    if isinstance(value, bool | str):
        return json.dumps(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_text(k)} = {_text(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_text, value)) + "]"
    if isinstance(value, int):
        return hex(value) if value > 1 << 200 else str(value)
    if isinstance(value, float):
        return repr(value)
    return str(value.isoformat())
