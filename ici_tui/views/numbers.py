"""The one place that turns a value and its status into text: an estimate never looks reported."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_PLAIN = 1e15
"""From this size on a number is a power of ten: its last digits would be made up."""


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


def decimals_for(values: Iterable[float | None]) -> int:
    """How many decimals tell such values apart: 1 on a scale of 100, 3 on a scale of 1."""
    most = max((abs(v) for v in values if v is not None and math.isfinite(v)), default=100.0)
    return 1 if most > 10 else 2 if most > 1.5 else 3


def text(shown: Shown, decimals: int = 1) -> str:
    """The value as a person reads it: reported digits as published, estimates coarser and "≈".

    Args:
        shown: the value and what is known of it.
        decimals: what a value that is not estimated gets; an estimate gets one less.
    """
    if shown.value is None or math.isnan(shown.value):
        return "–"
    if shown.status == "reported" and shown.reported is not None:
        return fixed(shown.reported, shown.decimals or 0)
    if shown.status == "estimated":
        return "≈" + fixed(shown.value, decimals - 1)
    return fixed(shown.value, decimals)


def range_text(shown: Shown, decimals: int = 1) -> str:
    """The 5–95 % range of an estimate, rounded outward; empty for others."""
    if shown.status != "estimated" or shown.low is None or shown.high is None:
        return ""
    unit = 10.0 ** max(decimals - 1, 0)
    low, high = math.floor(shown.low * unit) / unit, math.ceil(shown.high * unit) / unit
    return span_text(fixed(low, decimals - 1), fixed(high, decimals - 1))


def span_text(low: str, high: str) -> str:
    """From one number to another, both already text."""
    return low if low == high else f"{low} to {high}" if "-" in low + high else f"{low}–{high}"


def inward(low: float, high: float) -> str:
    """Two ends in points, rounded inward so that what is said holds; one point if as narrow."""
    first, last, _ = inner_ends(low, high, 1)
    return span_text(f"{first:.4g}", f"{last:.4g}")


def inner_ends(low: float, high: float, digits: int) -> tuple[float, float, int]:
    """Two ends rounded inward, and to how many decimals.

    Args:
        low: the lower end, in points.
        high: the upper end.
        digits: decimals, 0 to 2; more, up to 2, where few such steps would fit in between. What
            is narrower still becomes one point.
    """
    while digits < 2 and (high - low) * 10**digits < 5:
        digits += 1
    scale = 10**digits
    first, last = math.ceil(scale * low - 1e-9) / scale, math.floor(scale * high + 1e-9) / scale
    if first > last:
        first = last = round((low + high) / 2, 2)
    return first, last, digits


def gap_text(gap: float, *, estimated: bool, decimals: int = 1) -> str:
    """A signed difference; one that rests on estimates is coarser and "≈"."""
    number = fixed(gap, decimals - 1 if estimated else decimals)
    sign = "+" if gap > 0 and number.strip("0.") else ""
    return ("≈" if estimated else "") + sign + number


def fixed(value: float, decimals: int) -> str:
    """A number with so many decimals and never a negative zero; a very large one in powers of ten."""
    if abs(value) >= MOST_PLAIN:
        return compact(value)
    number = f"{value:.{max(decimals, 0)}f}"
    return number.removeprefix("-") if not number.strip("-0.") else number


def compact(value: float) -> str:
    """A number of any size in at most eight cells: four digits, or three and a power of ten."""
    if value == 0 or not math.isfinite(value):
        return "0" if value == 0 else "–"
    if 1e-3 <= abs(value) < 99999.5:
        return f"{value:.0f}" if abs(value) >= 1000 else f"{value:.4g}"
    mantissa, power = f"{value:.2e}".split("e")
    return f"{mantissa}e{int(power)}"
