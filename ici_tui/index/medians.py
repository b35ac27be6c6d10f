"""The middle of the children that are present, with and without weights."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from ici_tui.index.table import FloatArray


def median(children: FloatArray, weights: FloatArray) -> FloatArray:
    """The median of the children that are present; weights play no part, unless they are 0.

    Args:
        children: n × k, NaN where missing.
        weights: k, not negative; a child of weight 0 is left out.

    Returns:
        n medians, the mean of the middle two where their number is even; NaN where none is there.
    """
    used = children[:, weights > 0]
    result = np.full(len(children), np.nan)
    counts = (~np.isnan(used)).sum(axis=1)
    some = np.flatnonzero(counts)
    ordered = np.sort(used[some], axis=1)  # NaN last
    rows, sizes = np.arange(len(some)), counts[some]
    result[some] = (ordered[rows, (sizes - 1) // 2] + ordered[rows, sizes // 2]) / 2
    return result


def weighted_median(children: FloatArray, weights: FloatArray) -> FloatArray:
    """The weighted median, interpolated: equal weights give the ordinary median.

    Each value, in ascending order, stands at the middle of its weight on a scale from 0 to the
    sum of weights; the median is the value at half the sum, linear between two that stand
    around it. This is the default of R's matrixStats::weightedMedian. Among equal values the
    lighter stands first, so that the order of the children does not matter.

    Args:
        children: n × k, NaN where missing.
        weights: k, not negative; a child of weight 0 is left out.

    Returns:
        n weighted medians; NaN where none of the children is there.
    """
    used, kept = children[:, weights > 0], weights[weights > 0]
    result = np.full(len(children), np.nan)
    there = ~np.isnan(used)
    some = np.flatnonzero(there.any(axis=1))
    if not len(some):
        return result
    lightest = np.argsort(kept, kind="stable")
    used, heavy = used[some][:, lightest], np.where(there[some], kept, 0.0)[:, lightest]
    order = np.argsort(used, axis=1, kind="stable")  # NaN last, with weight 0
    ordered = np.take_along_axis(used, order, axis=1)
    heavy = np.take_along_axis(heavy, order, axis=1)
    heavy = heavy / heavy.sum(axis=1, keepdims=True)
    middles = np.cumsum(heavy, axis=1) - heavy / 2
    rows = np.arange(len(some))
    last = (heavy > 0).sum(axis=1) - 1
    above = np.minimum((middles < 0.5).sum(axis=1), last)
    below = np.maximum(above - 1, 0)
    step = middles[rows, above] - middles[rows, below]
    share = np.ones(len(some))
    np.divide(0.5 - middles[rows, below], step, out=share, where=step > 0)
    share = np.clip(share, 0.0, 1.0)
    upper, lower = ordered[rows, above], ordered[rows, below]
    result[some] = upper + (share - 1) * (upper - lower)
    return result
