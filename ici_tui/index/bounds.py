"""The size that numbers may have: checked after every stage, so that no sum of them overflows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ici_tui.index.errors import PipelineError
from ici_tui.index.table import number_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.index.table import FloatArray

LARGEST = 1e100
"""No value of an index is larger, either side of 0: squares, products of two values and sums of
these over any number of units stay far within a double, whose largest is 1e308."""


def refuse_too_large(
    stage: str, values: FloatArray, codes: Sequence[str], units: Sequence[str] | None
) -> None:
    """Refuse values that are infinite or beyond `LARGEST`.

    Args:
        stage: what has been done to the values, for the message.
        values: n × k, NaN where missing.
        codes: the k columns' nodes.
        units: the n units; their rows stand in where they are not given.

    Raises:
        PipelineError: there is such a value; the message names the first one.
    """
    if not values.size:
        return
    high, low = np.fmax.reduce(values, axis=0), np.fmin.reduce(values, axis=0)
    beyond = np.flatnonzero((high > LARGEST) | (low < -LARGEST))
    if not len(beyond):
        return
    place = int(beyond[0])
    row = int(np.flatnonzero(np.abs(values[:, place]) > LARGEST)[0])
    unit = units[row] if units is not None else f"row {row + 1}"
    raise PipelineError(
        f"{stage}: {codes[place]} of {unit} is {number_text(float(values[row, place]))}, too large "
        f"to compute with: numbers go up to {LARGEST:g}; give {codes[place]} in another unit"
    )
