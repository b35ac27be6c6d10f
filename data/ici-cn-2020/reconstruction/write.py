"""The pack's files from a reconstruction: values, cells, ensemble, and a record of the run."""

from __future__ import annotations

import csv
import hashlib
import math
import platform
from importlib.metadata import version
from typing import TYPE_CHECKING

import numpy as np

from reconstruction import model
from reconstruction.facts import COLUMNS, FACTS, INDICATOR_NAMES, MEASURE_NAMES, PILLAR_WEIGHTS
from reconstruction.origins import origin
from reconstruction.programmes import linear, size
from reconstruction.tables import NODE, UNIT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]

ALL_NODES = (*model.INDICATORS, *model.MEASURES, *model.PILLARS, "ICI")
NODES = (*model.INDICATORS, "Breadth", "Agility", "Enterprise", "Research", "Infrastructure", "ICI")
"""The nodes with values of their own; the others repeat a single child."""


def node_values(tables: Ints, node: str) -> Floats:
    """A node's values in points: shape of `tables` without its last axis."""
    single = {
        **{m: names[0] for m, names in model.MEASURES.items() if len(names) == 1},
        "Government": "Policies",
    }
    node = single.get(node, node)
    weights = np.zeros(len(model.INDICATORS))
    for place, weight in linear("Beijing", node).items():
        weights[place - UNIT["Beijing"] * len(model.INDICATORS)] = weight
    result: Floats = tables @ weights / size(node) / 10
    return result


def ranges(ensemble: Ints) -> dict[tuple[str, str], tuple[float, float]]:
    """The 5 % and 95 % quantiles (type 7) of every node's values, in points."""
    found = {}
    for node in ALL_NODES:
        low, high = np.quantile(node_values(ensemble, node), (0.05, 0.95), axis=0)
        for unit in model.UNITS:
            found[unit, node] = (float(low[UNIT[unit]]), float(high[UNIT[unit]]))
    return found


def rank_ranges(ensemble: Ints) -> dict[tuple[str, str], tuple[int, int]]:
    """Every unit's rank on every node at 5 % and 95 % of the tables; ranks that occur."""
    found = {}
    for node in ALL_NODES:
        values = node_values(ensemble, node)
        ahead = values[:, None, :] > values[:, :, None] + 1e-9
        ranks = 1 + ahead.sum(axis=2)
        low, high = np.quantile(ranks, (0.05, 0.95), axis=0, method="inverted_cdf")
        for unit in model.UNITS:
            found[unit, node] = (int(low[UNIT[unit]]), int(high[UNIT[unit]]))
    return found


def _decimals(node: str) -> int:
    """How many decimals the ensemble's quantiles carry: halves of the chains differ by more."""
    return 1 if node == "ICI" else 0


def _outward(low: float, high: float, decimals: int) -> tuple[float, float]:
    scale = 10**decimals
    return math.floor(low * scale + 1e-9) / scale, math.ceil(high * scale - 1e-9) / scale


def write_cells(
    folder: Path,
    found: Mapping[tuple[str, str], tuple[float, float]],
    ranks: Mapping[tuple[str, str], tuple[int, int]],
    bounds: Mapping[tuple[str, str], tuple[int, int, bool]],
) -> None:
    """cells.csv: a row for every unit and node, in the order of the tables."""
    single = {m: names[0] for m, names in model.MEASURES.items() if len(names) == 1}
    single["Government"] = "Policies"
    with (folder / "cells.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        names = ("low", "high", "min", "max", "rank_low", "rank_high", "source", "note")
        out.writerow(("uCode", "iCode", "status", *names))
        for unit in model.UNITS:
            for node in ALL_NODES:
                known = origin(unit, node)
                own = single.get(node, node)
                least, most, attained = bounds[unit, own]
                divisor = size(own) * 10
                ends = _outward(least / divisor, most / divisor, 1 if own in NODE else 2)
                low, high = _outward(*found[unit, node], _decimals(node))
                note = known.note
                if not attained:
                    note += (
                        "; " * bool(note)
                        + "min or max is an outer bound: no table that reaches it was found"
                    )
                row = (max(low, ends[0]), min(high, ends[1]), *ends)
                out.writerow(
                    (unit, node, known.status, *(f"{value:g}" for value in row),
                     *ranks[unit, node], known.source, note)
                )  # fmt: skip


def write_tables(folder: Path, shown: Ints) -> None:
    """iData.csv and iMeta.csv."""
    with (folder / "iData.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow((*COLUMNS, *model.INDICATORS))
        for unit in model.UNITS:
            values = [f"{int(v) / 10:g}" for v in shown[UNIT[unit]]]
            out.writerow((unit, *FACTS[unit], *values))
    with (folder / "iMeta.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(("iCode", "iName", "Type", "Level", "Parent", "Direction", "Weight", "Unit"))
        share = "share of the leader, 0–100"
        for code, (name, parent) in INDICATOR_NAMES.items():
            out.writerow((code, name, "Indicator", 1, parent, 1, 1, share))
        for code, (name, parent) in MEASURE_NAMES.items():
            out.writerow((code, name, "Aggregate", 2, parent, 1, 1, "0–100"))
        for code, weight in PILLAR_WEIGHTS.items():
            out.writerow((code, code, "Aggregate", 3, "ICI", 1, weight, "0–100"))
        out.writerow(("ICI", "Intelligent Cities Index", "Aggregate", 4, "", 1, 1, "0–100"))
        for code, name in (
            ("Cluster", "Cluster"),
            ("Region", "Economic region"),
            ("Province", "Province"),
        ):
            out.writerow((code, name, "Group", "", "", "", "", ""))
        for code, name, unit in (
            ("NameLocal", "Chinese name", ""),
            ("Latitude", "Latitude", "degrees north"),
            ("Longitude", "Longitude", "degrees east"),
            ("Population", "Residents at the end of 2019", "10,000 persons"),
        ):
            out.writerow((code, name, "Other", "", "", "", "", unit))


def write_ensemble(folder: Path, ensemble: Ints) -> None:
    """ensemble.parquet: every table, a row per unit."""
    import polars as pl

    count = len(ensemble)
    columns: dict[str, object] = {
        "table": np.repeat(np.arange(count, dtype=np.int32), len(model.UNITS)),
        "code": list(model.UNITS) * count,
    }
    columns |= {node: (ensemble[:, :, NODE[node]] / 10).ravel() for node in model.INDICATORS}
    pl.DataFrame(columns).write_parquet(folder / "ensemble.parquet", compression="zstd")


def digest(tables: Ints) -> str:
    """A fingerprint of a state of the chains."""
    return hashlib.sha256(np.ascontiguousarray(tables, dtype="<i4").tobytes()).hexdigest()[:16]


def write_record(folder: Path, sections: Mapping[str, Mapping[str, object]]) -> None:
    """reconstruction.toml: what was run, with what, and how well it converged."""
    lines = ["# Written by reconstruct.py: how the values of this pack were made.", ""]
    versions = {
        "python": platform.python_version(),
        **{name: version(name) for name in ("numpy", "scipy", "polars")},
    }
    for name, section in {"versions": versions, **sections}.items():
        lines.append(f"[{name}]")
        for key, value in section.items():
            if isinstance(value, list):
                lines += [f"{key} = [", *(f'  "{item}",' for item in value), "]"]
            else:
                lines.append(f'{key} = "{value}"' if isinstance(value, str) else f"{key} = {value}")
        lines.append("")
    (folder / "reconstruction.toml").write_text("\n".join(lines), encoding="utf-8")
