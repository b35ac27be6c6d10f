"""Ranks under many weights at once: a matrix product, then one sort of packed numbers.

A score and its unit share one 64-bit number (the score's lowest bits give way to the unit's
number), so that a plain sort of numbers, far quicker than sorting places, ranks them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ici_tui.index.ranking import TIE_SHARE

if TYPE_CHECKING:
    from ici_tui.analysis.inputs import FloatArray, IntArray

PACKED_UNITS = 1 << 16
"""With up to so many units a packed score keeps 36 bits of fraction, finer than the tie rule."""


def ranked_order(scores: FloatArray) -> tuple[IntArray, IntArray]:
    """The units from first to last in each row, and their competition ranks.

    Args:
        scores: B × n, no missing values.

    Returns:
        Units in order (B × n) and the rank of each of them (B × n).

    Raises:
        ValueError: more units than a packed number can tell apart.
    """
    count = scores.shape[1]
    if count > PACKED_UNITS:
        raise ValueError(f"at most {PACKED_UNITS} units can be ranked by sampling, not {count}")
    top = scores.max(axis=1, keepdims=True)
    spread = top - scores.min(axis=1, keepdims=True)
    scale = np.where(spread > 0, spread, 1.0)
    # From 1 (the best) to 2 (the last): positive doubles sort like the integers of their bits.
    placed = 1 + (top - scores) / scale
    bits = max(1, (count - 1).bit_length())
    mask = np.int64((1 << bits) - 1)
    packed = placed.view(np.int64)
    packed &= ~mask
    packed |= np.arange(count, dtype=np.int64)
    packed.sort(axis=1)
    order = packed & mask
    falls = np.diff((packed & ~mask).view(np.float64), axis=1) > TIE_SHARE
    ranks = np.empty(packed.shape, dtype=np.int64)
    ranks[:] = np.arange(1, count + 1)
    if not falls.all():
        ranks[:, 1:][~falls] = 1
        np.maximum.accumulate(ranks, axis=1, out=ranks)
    return order, ranks


def ranks_of(scores: FloatArray) -> IntArray:
    """Competition ranks of each row in the units' own order, B × n."""
    order, ranks = ranked_order(scores)
    placed = np.empty_like(ranks)
    np.put_along_axis(placed, order, ranks, axis=1)
    return placed


def count_ranks(counts: IntArray, order: IntArray, ranks: IntArray) -> None:
    """Add to counts[unit, rank − 1] in place what `ranked_order` found."""
    units = counts.shape[0]
    flat = np.bincount((order * units + (ranks - 1)).ravel(), minlength=units * units)
    counts += flat.reshape(units, units)
