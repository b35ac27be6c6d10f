"""Small texts and drawings that the pages of robustness share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ici_tui.views.numbers import fixed, inner_ends, span_text
from ici_tui.views.robust.shown import percent, points
from ici_tui.views.robust.terms import counted

if TYPE_CHECKING:
    from ici_tui.analysis.inputs import FloatArray

HEAT = " ·░▒▓█"
EDGES = (0.0, 0.05, 0.25, 0.5, 0.75)
"""A share above each of these takes the next darker cell."""


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


def interval(ends: tuple[float, float], *, rough: bool) -> str:
    """An interval of shares of 1 in points, rounded inward so that what is said holds."""
    low, high, digits = inner_ends(100 * ends[0], 100 * ends[1], 0 if rough else 2)
    return span_text(fixed(low, digits), fixed(high, digits))


def signed(value: float, most: float, width: int) -> str:
    """A bar to the right of the middle for a gain, to the left for a loss."""
    half = max(width // 2, 1)
    cells = 0 if most <= 0 else round(min(abs(value) / most, 1.0) * (half - 1))
    left = "▒" * cells if value < 0 else ""
    right = "█" * cells if value > 0 else ""
    return f"{left:>{half - 1}}│{right:<{half - 1}}"


def heat(shares: FloatArray, width: int) -> str:
    """A cell, or several, per rank from the first to the last: the darker, the more often."""
    ranks = len(shares)
    if ranks <= width:
        each = min(max(width // ranks, 1), 3)
        return "".join(_shade(share) * each for share in shares.tolist())
    # More ranks than cells: what falls into a cell is added up.
    cells = np.bincount(np.arange(ranks) * width // ranks, weights=shares, minlength=width)
    return "".join(_shade(share) for share in cells.tolist())


def _shade(share: float) -> str:
    return HEAT[sum(share > edge for edge in EDGES)]
