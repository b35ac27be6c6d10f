"""Numbers of the statistics as texts: coarse where they rest on estimates, a range over tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.views.numbers import about, compact, decimals_for, fixed, outward
from ici_tui.views.statistics_across import range_of

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from ici_tui.views.statistics import NodeStatistics


def size_text(value: float | None, row: NodeStatistics) -> str:
    """A number in an indicator's own units."""
    if value is None:
        return "–"
    if not row.estimated:
        return compact(value)
    most = row.raw.greatest if row.raw else None
    return about(value, decimals_for([most]), estimated=True)


def moment_text(value: float | None, row: NodeStatistics) -> str:
    """A moment without a unit."""
    return number_text(value, 0 if row.estimated else 1, rough=row.estimated > 0)


def influence_text(row: NodeStatistics, *, rough: bool) -> str:
    """Per cent of the variance: from one to another over the tables, coarse where it is rough."""
    ends = None if row.tables is None else row.tables.influence
    if ends is not None and row.influence is not None:
        return _range_text(100 * ends, 0)
    rough = rough or row.estimated > 0
    value = None if row.influence is None else 100 * row.influence
    return number_text(value, 0 if rough else 1, rough=rough)


def share_text(name: str, row: NodeStatistics, *, rough: bool = False) -> str:
    """A number on a scale of 1: two decimals, one where it rests on estimates, or its range.

    Args:
        name: `squared`, `alpha` or `alpha_indicators`.
        row: whose number it is.
        rough: whether it rests on estimates.
    """
    value = row.squared if name == "squared" else getattr(row.alpha, name)
    ends = None if row.tables is None else getattr(row.tables, name)
    if ends is not None and value is not None:
        return _range_text(ends, 1)
    rough = rough or row.estimated > 0
    return number_text(value, 1 if rough else 2, rough=rough)


def _range_text(values: npt.NDArray[np.float64], decimals: int) -> str:
    ends = range_of(values)
    return "–" if ends is None else outward(*ends, decimals)


def number_text(value: float | None, decimals: int, *, rough: bool = False) -> str:
    """A number, with a sign where it rests on estimates."""
    return "–" if value is None else f"{'≈' if rough else ''}{fixed(value, decimals)}"
