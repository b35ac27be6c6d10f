"""Weighted sums of many units under many weights, by a thread that leaves other threads alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ici_tui.analysis.buffers import Buffers

if TYPE_CHECKING:
    from ici_tui.analysis.inputs import FloatArray

ONE_THREAD = 1 << 18
"""A product of at most so many multiplications is computed by the thread that asks.

From there on OpenBLAS shares it among threads of its own, for which the threads that draw would
wait one after the other (`GEMM_MULTITHREAD_THRESHOLD` in its interface/gemm.c).
"""
ROWS = 16


def weighted_sums(
    weights: FloatArray, columns: FloatArray, buffers: Buffers | None = None
) -> FloatArray:
    """B × m weights times m × n columns, B × n, in portions that one thread computes.

    With `buffers` the sums are one of them.
    """
    components, units = columns.shape
    sums = (buffers or Buffers()).take("sums", (len(weights), units), np.float64)
    wide = max(1, ONE_THREAD // (ROWS * max(components, 1)))
    tall = min(len(weights), max(ROWS, ONE_THREAD // max(components * min(units, wide), 1)))
    piles = len(weights) // max(tall, 1)
    piled, rest = slice(0, piles * tall), slice(piles * tall, None)
    for left in range(0, units, wide):
        across = slice(left, left + wide)
        some = columns[:, across]
        # A pile of products is one call: each gives the interpreter up and waits to have it back.
        np.matmul(
            weights[piled].reshape(piles, tall, components),
            some,
            out=sums[piled].reshape(piles, tall, units)[:, :, across],
        )
        np.matmul(weights[rest], some, out=sums[rest, across])
    return sums
