"""Sums that come out the same on every machine, to the last bit.

A matrix product does not: the linear algebra library adds in an order, and with fused steps, that
it chooses by the processor. Where a number is shown, printed or compared, terms are therefore
added one after the other; only where many weightings are counted out may a product do it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ici_tui.index.ranking import LAST_BITS

if TYPE_CHECKING:
    import numpy.typing as npt

    FloatArray = npt.NDArray[np.float64]


def weighted(
    values: FloatArray | npt.NDArray[np.bool_], weights: FloatArray
) -> npt.NDArray[np.float64]:
    """Σ values·weights over the last axis, term by term; what cancels out is 0, not its last bits.

    Args:
        values: … × m, with at least one axis before the last.
        weights: m, not negative.

    Returns:
        … sums.
    """
    total = np.zeros(values.shape[:-1])
    if not len(weights):
        return total
    np.multiply(values[..., 0], weights[0], out=total)
    term = np.empty_like(total)
    for place in range(1, len(weights)):
        np.multiply(values[..., place], weights[place], out=term)
        total += term
    _drop_last_bits(total, values, weights)
    return total


def _drop_last_bits(
    total: FloatArray, values: FloatArray | npt.NDArray[np.bool_], weights: FloatArray
) -> None:
    """Set to 0, in place, the sums that are no more than the rounding of their own terms.

    Terms of both signs that cancel leave such a rest behind. Among scores that are all 0 it would
    make an order where there is none.
    """
    if not total.size or values.dtype == np.bool_:
        return
    low, high = float(values.min()), float(values.max())
    if not low < 0 < high:
        return
    near = np.abs(total) <= LAST_BITS * max(-low, high) * float(weights.sum())
    if near.any():
        size = (np.abs(values[near]) * weights).sum(axis=-1)
        total[near] = np.where(np.abs(total[near]) <= LAST_BITS * size, 0.0, total[near])


def on_unit_scale(values: FloatArray) -> FloatArray:
    """Values times the power of two that brings the largest near 1: not one digit changes.

    Squares of very large numbers overflow, and those of very small ones vanish; what has no unit
    is computed from these.
    """
    largest = float(np.abs(values).max(initial=0.0))
    scaled: FloatArray = np.ldexp(values, -np.frexp(largest)[1])
    return scaled


def inner(one: FloatArray, other: FloatArray) -> float:
    """Σ one·other of two vectors of one length."""
    return float((one * other).sum())
