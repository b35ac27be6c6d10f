"""The one place that turns a value and its status into text: an estimate never looks reported."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shown:
    """A value with what is known of it. `status` is empty where the pack has no cells."""

    value: float | None
    status: str = ""
    low: float | None = None
    high: float | None = None
    min: float | None = None
    max: float | None = None
    source: tuple[str, ...] = ()
    note: str = ""
    reported: float | None = None
    decimals: int | None = None


def text(shown: Shown) -> str:
    """The value as a person reads it: reported digits as published, estimates whole and "≈"."""
    if shown.value is None or math.isnan(shown.value):
        return "–"
    if shown.status == "reported" and shown.reported is not None:
        return f"{shown.reported:.{shown.decimals or 0}f}"
    if shown.status == "estimated":
        return f"≈{shown.value:.0f}"
    return f"{shown.value:.1f}"


def range_text(shown: Shown) -> str:
    """The 5–95 % range of an estimate, rounded outward to whole points; empty for others."""
    if shown.status != "estimated" or shown.low is None or shown.high is None:
        return ""
    return f"{math.floor(shown.low)}–{math.ceil(shown.high)}"


def style(shown: Shown) -> str:
    """A rich style: bold reported, dim estimated, plain otherwise."""
    return {"reported": "bold", "estimated": "dim"}.get(shown.status, "")
