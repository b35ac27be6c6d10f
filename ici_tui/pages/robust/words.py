"""Small texts that the pages of robustness share."""

from __future__ import annotations

from ici_tui.views.numbers import fixed, inner_ends, percent, span_text
from ici_tui.views.robust.shown import points
from ici_tui.views.robust.terms import counted


def of_tables(share: float, tables: int) -> str:
    """Over what share of the tables something holds, for a sentence."""
    if share in {0.0, 1.0}:
        return f"{'all' if share else 'none'} of the {counted(tables)} admissible tables"
    return f"{percent(share)} of the {counted(tables)} admissible tables"


def point_range(low: float, high: float, *, rough: bool) -> str:
    """From so many points to so many; an end that is never reached is said so."""
    if low == float("inf"):
        return "never"
    if high == float("inf"):
        return f"from {points(low, rough=rough)}, at times never"
    return span_text(points(low, rough=rough), points(high, rough=rough))


def marked(number: str, *, rough: bool) -> str:
    """A number that rests on estimates has a sign that says so."""
    return f"≈{number}" if rough and number[:1].isdecimal() else number


def interval(ends: tuple[float, float], *, rough: bool) -> str:
    """An interval of shares of 1 in points, rounded inward so that what is said holds."""
    low, high, digits = inner_ends(100 * ends[0], 100 * ends[1], 0 if rough else 2)
    return span_text(fixed(low, digits), fixed(high, digits))
