"""Packs for the tests of robustness: the case T4, and small ones outside the exact methods."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

T4 = Path(__file__).parents[1] / "reference" / "t4.csv"
WEIGHTS = {"Physical": 40, "Instit": 30, "Social": 20, "Environ": 10}


def t4_pack(folder: Path, aggregate: str = "arithmetic", normalise: str = "none") -> str:
    """Four pillars as indicators, used as they are, at 40/30/20/10."""
    with T4.open(encoding="utf-8") as source:
        head, *rows = csv.reader(source)
    lines = [",".join([head[0], "uName", *head[1:]])]
    lines += [",".join([row[0], row[0], *row[1:]]) for row in rows]
    meta = ["iCode,iName,Type,Level,Parent,Direction,Weight"]
    meta += [f"{code},{code},Indicator,1,Index,1,{points}" for code, points in WEIGHTS.items()]
    meta.append("Index,Index,Aggregate,2,,1,1")
    return written(folder, lines, meta, f'normalise = "{normalise}"\naggregate = "{aggregate}"\n')


def gap_pack(
    folder: Path, pipeline: str = 'normalise = "none"', lacking: Sequence[str] = ("U3",)
) -> str:
    """Six units, two pillars of two indicators; some units lack a value of the second."""
    rows = ["uCode,uName,A1,A2,B1,B2"]
    values = [
        ("U1", 90, 80, 70, 60),
        ("U2", 55, 66, 71, 44),
        ("U3", 40, 58, 62, 20),
        ("U4", 30, 35, 30, 33),
        ("U5", 20, 50, 25, 12),
        ("U6", 71, 15, 41, 52),
    ]
    for code, one, two, *others in values:
        given = "" if code in lacking else two
        rows.append(",".join(map(str, (code, code, one, given, *others))))
    meta = [
        "iCode,iName,Type,Level,Parent,Direction,Weight",
        "A1,A one,Indicator,1,A,1,1",
        "A2,A two,Indicator,1,A,1,1",
        "B1,B one,Indicator,1,B,1,2",
        "B2,B two,Indicator,1,B,1,1",
        "A,Pillar A,Aggregate,2,Index,1,60",
        "B,Pillar B,Aggregate,2,Index,1,40",
        "Index,Index,Aggregate,3,,1,1",
    ]
    return written(folder, rows, meta, f"{pipeline}\n")


def crowded_pack(folder: Path) -> str:
    """200 units on ten indicators drawn alike: scores so close that proofs take long."""
    values = np.random.default_rng(5).random((200, 10)).round(6)
    codes = [f"I{k}" for k in range(10)]
    rows = [",".join(["uCode", "uName", *codes])]
    rows += [",".join([f"U{k}", f"U{k}", *map(str, row)]) for k, row in enumerate(values.tolist())]
    meta = ["iCode,iName,Type,Level,Parent,Direction,Weight"]
    meta += [f"{code},{code},Indicator,1,Index,1,1" for code in codes]
    meta.append("Index,Index,Aggregate,2,,1,1")
    return written(folder, rows, meta, 'normalise = "none"\n')


def plain_pack(
    folder: Path,
    rows: Sequence[Sequence[float]],
    pipeline: str = 'normalise = "none"',
    *,
    weights: Sequence[float] = (),
    directions: Sequence[int] = (),
) -> str:
    """Units U0, U1, … with the values of indicators c0, c1, …, all right under the index."""
    codes = [f"c{k}" for k in range(len(rows[0]))]
    data = [",".join(["uCode", "uName", *codes])]
    data += [",".join([f"U{i}", f"U{i}", *map(repr, row)]) for i, row in enumerate(rows)]
    meta = ["iCode,iName,Type,Level,Parent,Direction,Weight"]
    for k, code in enumerate(codes):
        direction = directions[k] if directions else 1
        weight = weights[k] if weights else 1
        meta.append(f"{code},{code},Indicator,1,Index,{direction},{weight}")
    meta.append("Index,Index,Aggregate,2,,1,1")
    return written(folder, data, meta, f"{pipeline}\n")


def written(folder: Path, data: list[str], meta: list[str], pipeline: str) -> str:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "iData.csv").write_text("\n".join(data) + "\n", encoding="utf-8")
    (folder / "iMeta.csv").write_text("\n".join(meta) + "\n", encoding="utf-8")
    (folder / "pack.toml").write_text(f'name = "t"\n\n[pipeline]\n{pipeline}', encoding="utf-8")
    return str(folder)
