"""Stage 2: leave out the units that have too few of the indicators."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ici_tui.index.errors import PipelineError

if TYPE_CHECKING:
    from ici_tui.index.table import BoolArray, FloatArray, Table

SLACK = 1e-12
"""A share counts as reaching a threshold that it misses by rounding alone."""


def availability(table: Table) -> FloatArray:
    """Each unit's share of indicators that are present, n."""
    counts = np.zeros(len(table.values))
    for _, _, _, present in table.columns():
        counts += present
    counts /= max(len(table.leaves), 1)
    return counts


def screen(table: Table, least: float) -> BoolArray:
    """The units with at least the share `least` of the indicators, as a mask of n.

    Raises:
        PipelineError: none has.
    """
    shares = availability(table)
    kept: BoolArray = shares >= least - SLACK
    if not kept.any():
        best = int(shares.argmax())
        raise PipelineError(
            f"screen: no unit has {least:g} of the indicators; the most complete is "
            f"{table.units[best]} with {shares[best]:.3g}: screen at that or less"
        )
    return kept
