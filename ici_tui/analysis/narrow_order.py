"""The order of up to 512 units in many rows, from numbers half as wide: rows beyond doubt only.

A number of 32 bits sorts in half the time of one of 64. With a few hundred units it still tells
most rows' scores apart; a row in which two come nearer than it tells is left to the wide ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ici_tui.index.ranking import LAST_BITS, TIE_SHARE

if TYPE_CHECKING:
    import numpy.typing as npt

    from ici_tui.analysis.inputs import BoolArray, FloatArray

NARROW_UNITS = 1 << 9
"""Of more units, too many rows have two that come near each other."""
TRIAL = 16
"""Rows that are tried first: where most are in doubt, as among twins, the others would be too."""
HALF = 1 << 31
"""A row's scores, from the best to the last, take the places from -HALF to HALF."""


def narrow_order(scores: FloatArray) -> tuple[npt.NDArray[np.int32], BoolArray] | None:
    """The units of each row from first to last, as far as narrow numbers tell.

    Args:
        scores: B × n, no missing values, 2 to `NARROW_UNITS` units.

    Returns:
        The order (B × n), and which rows are in doubt (B): in them the order may be wrong, and
        units may tie; in the others none do. None where most rows are in doubt.
    """
    if len(scores) > TRIAL and _order(scores[:TRIAL])[1].mean() > 1 / 2:
        return None
    return _order(scores)


def _order(scores: FloatArray) -> tuple[npt.NDArray[np.int32], BoolArray]:
    units = scores.shape[1]
    bits = (units - 1).bit_length()
    top = scores.max(axis=1, keepdims=True)
    low = scores.min(axis=1, keepdims=True)
    with np.errstate(over="ignore", invalid="ignore"):
        spread = top - low
        greatest = np.maximum(np.abs(top), np.abs(low))
        # Rows that are level, perhaps but for their last bits, or beyond the range of doubles.
        odd = ~(spread * TIE_SHARE > np.maximum(LAST_BITS * greatest, np.finfo(np.float64).tiny))
        odd |= ~np.isfinite(spread)
        spread[odd] = np.inf
        place = (low + spread / 2) - scores
        packed = np.empty(scores.shape, dtype=np.int32)
        factor = np.where(odd, 0.0, 2 * (HALF - (1 << bits)) / spread)
        np.multiply(place, factor, out=packed, casting="unsafe")
    packed &= ~np.int32((1 << bits) - 1)
    packed |= np.arange(units, dtype=np.int32)
    packed.sort(axis=1)
    # Numbers that differ by more than this belong to scores that differ by more than eight of the
    # 2 * HALF places, however the unit's number and the cut have moved them: nearly twice a tie.
    sure = (2 << bits) + 8
    # From one end to the other is more than a signed number holds: the distance has no sign.
    wide = packed.view(np.uint32)
    doubt = np.subtract(wide[:, 1:], wide[:, :-1]).min(axis=1) <= sure
    packed &= np.int32((1 << bits) - 1)
    return packed, doubt | odd[:, 0]
