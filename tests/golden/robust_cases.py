"""The questions about robustness whose tables are kept word for word.

Their numbers are computed in floating point, and what a table shows of them is rounded; records
with every digit are tested elsewhere, to a tolerance.
"""

from __future__ import annotations

FORMATS = ("markdown",)
ROBUST: dict[str, tuple[str, ...]] = {
    "robust-sweep": ("robust", "sweep", "--weight", "transport"),
    "robust-overtake": ("robust", "overtake", "beta", "alpha"),
    "robust-overtake-rank": ("robust", "overtake", "delta", "--to", "rank:3"),
    "robust-overtake-complete": ("robust", "overtake", "delta", "evil", "--over", "indicators"),
    "robust-overtake-sampled": (
        "robust",
        "overtake",
        "delta",
        "gamma",
        "--over",
        "indicators",
        "--draws",
        "500",
    ),
    "robust-pair": ("robust", "pair", "evil", "delta", "--within", "5"),
    "robust-statements": (
        "robust",
        "statements",
        "--prefer",
        "delta>evil",
        "--order",
        "state>learn",
    ),
    "robust-acceptability-order": (
        "robust",
        "acceptability",
        "--order",
        "learn>transport>=state",
        "--draws",
        "1000",
    ),
    "robust-ranks-order": ("robust", "ranks", "--order", "learn>transport>=state"),
    "robust-radius": ("robust", "radius"),
    "robust-acceptability": ("robust", "acceptability", "--draws", "1000"),
    "robust-ranks": ("robust", "ranks"),
    "robust-uncertainty": ("robust", "uncertainty", "--draws", "200"),
    "robust-leave-one-out": ("robust", "leave-one-out"),
    "robust-clusters": ("robust", "clusters", "--count", "2"),
}
