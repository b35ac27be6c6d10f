"""Trees that are none: deep, circular, with two tops, with codes that mean something elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.hostile import base
from tests.hostile.draft import Case, Draft

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

HEAD = ["iCode", "iName", "Type", "Level", "Parent", "Direction", "Weight"]
CODES = ("A=b", "a b", "a,b", "$(touch${IFS}EXECUTED)", "`touch EXECUTED`", "--help", "-", "*", ".",
         "..", "/etc/passwd", "rank", "all", "none", "equal", "score", "uCode", "uName", "Time",
         "table", "code", "unit", "place", "__class__", "0", "1x", "NA", "nan", "a;b", "a|b", "#",
         "武汉", "e\u0301", "é", "[/]", "{0}", "%s", "'", '"', "\\", "a:b", "top ", "notes", "name",
         "Overall", "x" * 3000)  # fmt: skip
"""Codes that a shell, an option, a file system or another column takes for its own."""


def _chain(depth: int) -> list[list[str]]:
    rows = [HEAD, ["a", "a", "Indicator", "1", "n2", "1", "1"]]
    rows += [
        [f"n{level}", "", "Aggregate", str(level), f"n{level + 1}", "1", "1"]
        for level in range(2, depth)
    ]
    return [*rows, [f"n{depth}", "", "Aggregate", str(depth), "", "1", "1"]]


def _node(code: str, level: int, parent: str, kind: str = "Aggregate") -> list[str]:
    return [code, code, kind, str(level), parent, "1", "1"]


def _leaf(code: str, parent: str) -> list[str]:
    return _node(code, 1, parent, "Indicator")


SHAPES: dict[str, list[list[str]]] = {
    "deep-200": _chain(200),
    "deep-900": _chain(900),
    "deep-1500": _chain(1500),
    "deep-20000": _chain(20_000),
    "cycle": [HEAD, _leaf("a", "x"), _node("x", 2, "y"), _node("y", 3, "x")],
    "own-parent": [HEAD, _leaf("a", "x"), _node("x", 2, "x")],
    "leaf-own-parent": [HEAD, _leaf("a", "a")],
    "two-tops": [HEAD, _leaf("a", "x"), _leaf("b", "y"), _node("x", 2, ""), _node("y", 2, "")],
    "no-top": [HEAD, _leaf("a", "x"), _node("x", 2, "nothing")],
    "skipped": [HEAD, _leaf("a", "x"), _node("x", 3, "")],
    "leaf-above": [HEAD, _leaf("a", "x"), _leaf("b", "top"), _node("x", 2, "top"),
                   _node("top", 3, "")],
    "no-leaf": [HEAD, _node("x", 2, "")],
    "childless": [HEAD, _leaf("a", "x"), _node("x", 2, "top"), _node("y", 2, "top"),
                  _node("top", 3, "")],
    "nothing": [HEAD],
    "alone": [HEAD, _leaf("a", "")],
    "twice": [HEAD, _leaf("a", "x"), _leaf("a", "x"), _node("x", 2, "")],
    "level-huge": [HEAD, _leaf("a", "x"), _node("x", 10**18, "")],
    "level-zero": [HEAD, _node("a", 0, "x", "Indicator"), _node("x", 2, "")],
    "wide": [HEAD, *(_leaf(f"i{k}", "x") for k in range(300)), _node("x", 2, "")],
    "group-parent": [HEAD, _leaf("a", "g"), ["g", "g", "Group", "", "", "", ""]],
    "other-level": [HEAD, _leaf("a", "x"), _node("x", 2, ""), ["g", "g", "Group", "1", "x", "", ""]],
}  # fmt: skip


def cases() -> Iterator[Case]:
    """Every shape, every odd code as an indicator, a pillar and a unit."""
    for name, meta in SHAPES.items():
        yield Case("trees", name, _shaped(name, meta))
    for place, code in enumerate(CODES):
        yield Case("trees", f"indicator/{place}-{code[:12]}", _indicator(code))
        yield Case("trees", f"pillar/{place}-{code[:12]}", _pillar(code))
        yield Case("trees", f"unit/{place}-{code[:12]}", _unit(code))


SOUND = {"alone", "wide"}


def _shaped(name: str, meta: list[list[str]]):  # type: ignore[no-untyped-def]
    def make(draft: Draft, random: Random) -> None:
        del random
        draft.sound = name in SOUND if name[:4] != "deep" else None
        names = list(dict.fromkeys(row[0] for row in meta[1:] if row[2] != "Aggregate"))
        draft.only({})
        rows = [["uCode", *names], ["A", *["1"] * len(names)], ["B", *["2"] * len(names)]]
        draft.table("iData.csv", rows)
        draft.table("iMeta.csv", meta)

    return make


def _words(code: str) -> tuple[tuple[str, ...], ...]:
    return (("rank", "--by", code), ("rank", "--weights", f"{code}=3"), ("rank", "--level", "all"))


def _indicator(code: str):  # type: ignore[no-untyped-def]
    def make(draft: Draft, random: Random) -> None:
        del random
        draft.only({})
        draft.table("iData.csv", [["uCode", code, "b"], ["A", "1", "3"], ["B", "2", "1"]])
        draft.table("iMeta.csv", base.flat_meta([code, "b"]))
        draft.words = _words(code)

    return make


def _pillar(code: str):  # type: ignore[no-untyped-def]
    def make(draft: Draft, random: Random) -> None:
        del random
        draft.only({})
        draft.table("iData.csv", [["uCode", "a", "b"], ["A", "1", "3"], ["B", "2", "1"]])
        draft.table("iMeta.csv", [HEAD, _leaf("a", code), _leaf("b", code), _node(code, 2, "")])
        draft.words = _words(code)

    return make


def _unit(code: str):  # type: ignore[no-untyped-def]
    def make(draft: Draft, random: Random) -> None:
        del random
        draft.only({}, code)
        draft.table("iData.csv", [["uCode", "a", "b"], [code, "1", "3"], ["B", "2", "1"]])
        draft.table("iMeta.csv", base.flat_meta(["a", "b"]))
        draft.may_lack_unit = True

    return make
