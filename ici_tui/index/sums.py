"""Sums that come out the same on every machine, to the last bit.

A matrix product does not: the linear algebra library adds in an order, and with fused steps, that
it chooses by the processor. Where a number is shown, printed or compared, terms are therefore
added one after the other; only where many weightings are counted out may a product do it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    FloatArray = npt.NDArray[np.float64]


def weighted(
    values: FloatArray | npt.NDArray[np.bool_], weights: FloatArray
) -> npt.NDArray[np.float64]:
    """Σ values·weights over the last axis, term by term.

    Args:
        values: … × m, with at least one axis before the last.
        weights: m.

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
    return total


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
