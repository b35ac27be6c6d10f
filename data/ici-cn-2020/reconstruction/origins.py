"""Where each value of the pack comes from: its status, its source, and a note."""

from __future__ import annotations

from dataclasses import dataclass

from reconstruction import model

UNKNOWN_USE = "whether the report used this figure is not known"


@dataclass(frozen=True)
class Origin:
    """Where a value comes from: its status, its source ids, a note."""

    status: str
    source: str = "reconstruction"
    note: str = ""


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
    if (unit, leaf) in model.PINNED:
        return _derived(unit, leaf)
    return Origin("estimated", note=_bound(unit, leaf))


def _derived(unit: str, node: str) -> Origin:
    if node == "Companies":
        return Origin(
            "derived",
            "tsinghua-2018-fa08",
            f"395 of China's 1,011 AI companies in June 2018, the most of all cities; {UNKNOWN_USE}",
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
    if unit == "Shenzhen":
        return Origin(
            "derived",
            source,
            "5G stations planned for 2019 per resident, 14,300 / 1,343.88, are the most of five cities "
            "with a known plan; assumed (A8): none of the other six has more",
        )
    return Origin(
        "derived",
        source,
        f"5G stations planned for 2019 per 10,000 residents, {text}, against Shenzhen's 14,300 / 1,343.88; {UNKNOWN_USE}",
    )


def _bound(unit: str, node: str) -> str:
    if (unit, node) == ("Xian", "Employment"):
        return (
            "bounded: 1.8 % of national AI employment (ccid-2018), and all cities have at most 100 %; "
            "pulled by another source's 60 % for Beijing"
        )
    if (unit, node) == ("Shanghai", "Stations5G"):
        return "bounded: the plans for 2019 conflict, 10,000 (21ic-5g-shanghai) and 13,000 (cns-5g-2019) stations"
    if node == "Top100":
        return "whole companies: a share of the leader's count"
    if (unit, node) in model.PROXIES or (unit, node) in model.PROXY_BELOW:
        return "pulled, not bound, by a figure of another year or definition"
    if any(unit in pair for pair in model.proxy_orders().get(node, ())):
        return "pulled, not bound, by an order that a source names"
    return ""
