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

    from ici_tui.analysis.buffers import Buffers
    from ici_tui.analysis.inputs import BoolArray, FloatArray

    Places = npt.NDArray[np.uint16]

NARROW_UNITS = 1 << 9
"""Of more units, too many rows have two that come near each other."""
TRIAL = 16
"""Rows that are tried first: where most are in doubt, as among twins, the others would be too."""
TINY = float(np.finfo(np.float64).tiny)
HALF = 1 << 31
"""A row's scores, from the best to the last, take the places from -HALF to HALF."""


def narrow_order(scores: FloatArray, buffers: Buffers) -> tuple[Places, BoolArray] | None:
    """The units of each row from first to last, as far as narrow numbers tell.

    Args:
        scores: B × n, no missing values, 2 to `NARROW_UNITS` units.
        buffers: to work in; the order is one of them.

    Returns:
        The order (B × n), and which rows are in doubt (B): in them the order may be wrong, and
        units may tie; in the others none do. None where most rows are in doubt.
    """
    if len(scores) > TRIAL and _order(scores[:TRIAL], buffers)[1].mean() > 1 / 2:
        return None
    return _order(scores, buffers)


def _order(scores: FloatArray, buffers: Buffers) -> tuple[Places, BoolArray]:
    units = scores.shape[1]
    bits = (units - 1).bit_length()
    top = scores.max(axis=1, keepdims=True)
    low = scores.min(axis=1, keepdims=True)
    with np.errstate(over="ignore", invalid="ignore"):
        spread = top - low
        # Rows that are level, perhaps but for their last bits, or beyond the range of doubles.
        level = np.maximum(np.maximum(top, -low) * (LAST_BITS / TIE_SHARE), TINY / TIE_SHARE)
        odd = ~((spread > level) & (spread < np.inf))
        if odd.any():
            spread[odd] = np.inf
        place = buffers.take("place", scores.shape, np.float64)
        np.subtract(low + spread / 2, scores, out=place)
        place *= 2 * (HALF - (1 << bits)) / spread
        packed = buffers.take("packed", scores.shape, np.int32)
        packed[...] = place
    packed &= ~np.int32((1 << bits) - 1)
    packed |= np.arange(units, dtype=np.int32)
    packed.sort(axis=1)
    # Numbers that differ by more than this belong to scores that differ by more than eight of the
    # 2 * HALF places, however the unit's number and the cut have moved them: nearly twice a tie.
    sure = (2 << bits) + 8
    # From one end to the other is more than a signed number holds: the distance has no sign.
    # All rows are one run of numbers: the first gap of each, from the row before, is passed over.
    wide = packed.view(np.uint32).ravel()
    gaps = buffers.take("gaps", packed.shape, np.uint32)
    np.subtract(wide[1:], wide[:-1], out=gaps.ravel()[1:])
    doubt = gaps[:, 1:].min(axis=1) <= sure
    packed &= np.int32((1 << bits) - 1)
    order = buffers.take("order", packed.shape, np.uint16)
    order[...] = packed
    return order, doubt | odd[:, 0]
