"""Skewness and excess kurtosis, bias-corrected ("type 2", as spreadsheets and SAS give them).

Source: Joanes & Gill, Comparing measures of sample skewness and kurtosis, The Statistician
47(1), 1998, where they are G1 and G2.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from ici_tui.index.table import FloatArray


def skewness(values: FloatArray) -> float:
    """G1 of values without NaN; NaN for fewer than three or for a constant."""
    count = len(values)
    if count < 3:
        return math.nan
    scaled = _standardised(values)
    if scaled is None:
        return math.nan
    third = float((scaled**3).mean())
    return third * math.sqrt(count * (count - 1)) / (count - 2)


def kurtosis(values: FloatArray) -> float:
    """G2, the excess over a normal distribution; NaN for fewer than four or for a constant."""
    count = len(values)
    if count < 4:
        return math.nan
    scaled = _standardised(values)
    if scaled is None:
        return math.nan
    excess = float((scaled**4).mean()) - 3
    return ((count + 1) * excess + 6) * (count - 1) / ((count - 2) * (count - 3))


def _standardised(values: FloatArray) -> FloatArray | None:
    """Values less their mean, over their standard deviation, ordered; None for a constant."""
    if values.max() == values.min():
        return None
    # Sums round by order, and a column may stand exactly at a threshold: who comes first must
    # not decide it. Scaled to a largest deviation of 1: fourth powers of raw units may overflow.
    ordered = np.sort(values)
    centred = ordered - ordered.mean()
    centred = centred / abs(centred).max()
    result: FloatArray = centred / math.sqrt(float((centred * centred).mean()))
    return result
