"""Weighted sums of many units under many weights, by a thread that leaves other threads alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from ici_tui.analysis.inputs import FloatArray

ONE_THREAD = 1 << 18
"""A product of at most so many multiplications is computed by the thread that asks.

From there on OpenBLAS shares it among threads of its own, for which the threads that draw would
wait one after the other (`GEMM_MULTITHREAD_THRESHOLD` in its interface/gemm.c).
"""
ROWS = 16


def weighted_sums(weights: FloatArray, columns: FloatArray) -> FloatArray:
    """B × m weights times m × n columns, B × n, in portions that one thread computes."""
    components, units = columns.shape
    sums = np.empty((len(weights), units))
    wide = max(1, ONE_THREAD // (ROWS * max(components, 1)))
    tall = max(ROWS, ONE_THREAD // max(components * units, 1))
    for left in range(0, units, wide):
        some = columns[:, left : left + wide]
        for start in range(0, len(weights), tall):
            rows = slice(start, start + tall)
            np.matmul(weights[rows], some, out=sums[rows, left : left + wide])
    return sums
