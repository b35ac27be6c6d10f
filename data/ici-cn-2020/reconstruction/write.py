"""The pack's files from a reconstruction: values, cells, ensemble, and a record of the run."""

from __future__ import annotations

import csv
import hashlib
import math
import platform
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING

import numpy as np

from reconstruction import model
from reconstruction.programmes import linear, size
from reconstruction.sampler import NODE, UNIT, split_r_hat

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]

ALL_NODES = (*model.INDICATORS, *model.MEASURES, *model.PILLARS, "ICI")
NODES = (*model.INDICATORS, "Breadth", "Agility", "Enterprise", "Research", "Infrastructure", "ICI")
"""The nodes with values of their own; the others repeat a single child."""

UNKNOWN_USE = "whether the report used this figure is not known"
FACTS = {
    # uCode: name, Chinese name, province, cluster, region, latitude, longitude, residents (10,000)
    "Beijing": (
        "Beijing",
        "北京",
        "Beijing",
        "Intelligent Capital",
        "Coastal",
        "39.90403",
        "116.407526",
        "2153.6",
    ),
    "Shanghai": (
        "Shanghai",
        "上海",
        "Shanghai",
        "East Coast Challengers",
        "Coastal",
        "31.230416",
        "121.473701",
        "2428",
    ),
    "Nanjing": (
        "Nanjing",
        "南京",
        "Jiangsu",
        "East Coast Challengers",
        "Coastal",
        "32.04",
        "118.78",
        "",
    ),
    "Guangzhou": (
        "Guangzhou",
        "广州",
        "Guangdong",
        "Giants of the South Coast",
        "Coastal",
        "23.16",
        "113.23",
        "1530.59",
    ),
    "Shenzhen": (
        "Shenzhen",
        "深圳",
        "Guangdong",
        "Giants of the South Coast",
        "Coastal",
        "22.62",
        "114.07",
        "1343.88",
    ),
    "Hangzhou": (
        "Hangzhou",
        "杭州",
        "Zhejiang",
        "East Coast Challengers",
        "Coastal",
        "30.26",
        "120.19",
        "1036",
    ),
    "Wuhan": ("Wuhan", "武汉", "Hubei", "Rising Centre", "Central", "30.52", "114.31", "1121.2"),
    "Harbin": (
        "Harbin",
        "哈尔滨",
        "Heilongjiang",
        "Industrial Northeast",
        "Northeastern",
        "45.75",
        "126.63",
        "1076.3",
    ),
    "Xian": ("Xi'an", "西安", "Shaanxi", "Developing West", "Western", "34.27", "108.95", "1020.4"),
    "Chengdu": (
        "Chengdu",
        "成都",
        "Sichuan",
        "Developing West",
        "Western",
        "30.67",
        "104.06",
        "1658.1",
    ),
    "Shenyang": (
        "Shenyang",
        "沈阳",
        "Liaoning",
        "Industrial Northeast",
        "Northeastern",
        "41.8",
        "123.38",
        "",
    ),
}
"""Names, groups, and pass-through columns; residents at the end of 2019 where a firm figure exists."""
COLUMNS = (
    "uCode",
    "uName",
    "NameLocal",
    "Province",
    "Cluster",
    "Region",
    "Latitude",
    "Longitude",
    "Population",
)
INDICATOR_NAMES = {
    "Companies": ("AI companies", "Breadth"),
    "Employment": ("Share of national AI employment", "Breadth"),
    "Top100": ("Share of the Top 100 AI companies", "Depth"),
    "Startups": ("AI start-ups", "Agility"),
    "Investment": ("Investment in AI start-ups", "Agility"),
    "Papers": ("AI papers", "Proficiency"),
    "Researchers": ("AI researchers", "Capacity"),
    "TopCited": ("Top-cited AI papers", "Quality"),
    "Patents": ("AI patents", "Applicability"),
    "SmartCity": ("Smart-city proficiency", "SmartCityProficiency"),
    "Stations5G": ("5G base stations per 100,000 people", "RollOut"),
    "Policies": ("AI policies", "PolicyActivity"),
}
MEASURE_NAMES = {
    "Breadth": ("Breadth of enterprise activity", "Enterprise"),
    "Depth": ("Depth of enterprise activity", "Enterprise"),
    "Agility": ("Agility of enterprise activity", "Enterprise"),
    "Proficiency": ("Research proficiency", "Research"),
    "Capacity": ("Research capacity", "Research"),
    "Quality": ("Research quality", "Research"),
    "Applicability": ("Research applicability", "Research"),
    "SmartCityProficiency": ("Smart-city proficiency", "Infrastructure"),
    "RollOut": ("5G roll-out", "Infrastructure"),
    "PolicyActivity": ("Policy activity", "Government"),
}
PILLAR_WEIGHTS = {"Enterprise": 40, "Research": 30, "Infrastructure": 20, "Government": 10}


@dataclass(frozen=True)
class Origin:
    """Where a value comes from: its status, its source ids, a note."""

    status: str
    source: str = "reconstruction"
    note: str = ""


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


def origin(unit: str, node: str) -> Origin:
    """How much is known of a value."""
    if node == "ICI" and unit in model.SCORES:
        note = f"published as {model.SCORES[unit]} of 100; the decimals are reconstructed"
        return Origin("reported", "usyd-2020-07-08", note)
    if (unit, node) in (
        ("Nanjing", "Policies"),
        ("Nanjing", "PolicyActivity"),
        ("Nanjing", "Government"),
    ):
        return Origin(
            "derived",
            "usyd-2020-07-08",
            "published as first in government; the leader is 100 by the scale assumed",
        )
    leaf = model.MEASURES[node][0] if len(model.MEASURES.get(node, ())) == 1 else node
    if (unit, leaf) == ("Beijing", "SmartCity"):
        return Origin(
            "derived",
            "deloitte-environment",
            "first in both lists; the leader is 100 by the scale assumed",
        )
    if (unit, leaf) in model.PINNED:
        return _derived(unit, leaf)
    return Origin("estimated", note=_bound(unit, leaf))


def _derived(unit: str, node: str) -> Origin:
    if node == "Employment":
        if unit == "Xian":
            return Origin(
                "derived",
                "ccid-2018;maimai-2018",
                f"1.8 % of national AI employment against Beijing's 60 %; {UNKNOWN_USE}",
            )
        share = 60 if unit == "Beijing" else 10
        return Origin(
            "derived",
            "maimai-2018",
            f"about {share} % of the AI talent pool in 2018 against Beijing's 60 %; {UNKNOWN_USE}",
        )
    sums = {
        "Shenzhen": ("14,300 / 1,343.88", "cns-5g-2019;pop-shenzhen-2019"),
        "Guangzhou": ("14,600 / 1,530.59", "cns-5g-2019;pop-guangzhou-2019"),
        "Wuhan": ("10,000 / 1,121.2", "xinhua-5g-wuhan-2019;pop-beijing-wuhan-2019"),
        "Beijing": ("15,000 / 2,153.6", "usmart-5g-2019;pop-beijing-wuhan-2019"),
    }
    text, source = sums[unit]
    if unit != "Shenzhen":
        source += ";cns-5g-2019;pop-shenzhen-2019" if "cns" not in source else ";pop-shenzhen-2019"
    return Origin(
        "derived",
        source,
        f"5G stations planned for 2019 per 10,000 residents, {text}, against Shenzhen's 14,300 / 1,343.88; {UNKNOWN_USE}",
    )


def _bound(unit: str, node: str) -> str:
    if node == "Employment":
        return (
            "bounded: under 2 % of the AI talent pool in 2018 (maimai-2018), against Beijing's 60 %"
        )
    if (unit, node) == ("Shanghai", "Stations5G"):
        return "bounded: the plans for 2019 conflict, 10,000 (21ic-5g-shanghai) and 13,000 (cns-5g-2019) stations"
    if (unit, node) in model.PROXIES:
        return "pulled, not bound, by a figure of another year or definition"
    return ""


def write_cells(
    folder: Path,
    found: Mapping[tuple[str, str], tuple[float, float]],
    bounds: Mapping[tuple[str, str], tuple[int, int, bool]],
) -> None:
    """cells.csv: a row for every unit and node, in the order of the tables."""
    single = {m: names[0] for m, names in model.MEASURES.items() if len(names) == 1}
    single["Government"] = "Policies"
    with (folder / "cells.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(("uCode", "iCode", "status", "low", "high", "min", "max", "source", "note"))
        for unit in model.UNITS:
            for node in ALL_NODES:
                known = origin(unit, node)
                scale = 10 if node in model.INDICATORS or node in single else 100
                low, high = found[unit, node]
                least, most, attained = bounds[unit, single.get(node, node)]
                divisor = size(single.get(node, node)) * 10
                note = known.note
                if not attained:
                    note += (
                        "; " * bool(note)
                        + "min or max is an outer bound: no table that reaches it was found"
                    )
                out.writerow(
                    (
                        unit,
                        node,
                        known.status,
                        f"{math.floor(low * scale + 1e-9) / scale:g}",
                        f"{math.ceil(high * scale - 1e-9) / scale:g}",
                        f"{math.floor(least / divisor * scale + 1e-9) / scale:g}",
                        f"{math.ceil(most / divisor * scale - 1e-9) / scale:g}",
                        known.source,
                        note,
                    )
                )


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


def convergence(draws: Ints) -> dict[str, float]:
    """Split R̂ and effective sample size over values, pillar scores and index scores."""
    kept, chains = draws.shape[:2]
    wide = draws.astype(np.int64)
    groups = {
        "values": wide.reshape(kept, chains, -1).astype(float),
        "pillars": np.concatenate([node_values(wide, p) for p in model.PILLARS], axis=2),
        "index": node_values(wide, "ICI"),
    }
    record = {}
    for name, quantities in groups.items():
        record[f"r_hat_{name}"] = round(float(split_r_hat(quantities).max()), 4)
        spread = quantities.reshape(-1, quantities.shape[2]).var(axis=0)
        means = quantities.mean(axis=0).var(axis=0, ddof=1)
        moving = spread > 0
        record[f"ess_{name}"] = round(float((chains * spread[moving] / means[moving]).min()))
    return record


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
            text = str(value).lower() if isinstance(value, bool) else str(value)
            lines.append(f'{key} = "{value}"' if isinstance(value, str) else f"{key} = {text}")
        lines.append("")
    (folder / "reconstruction.toml").write_text("\n".join(lines), encoding="utf-8")
