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
