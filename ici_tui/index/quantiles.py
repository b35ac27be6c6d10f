"""Quantiles of columns, without what numpy imports for its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt


def quantiles(values: npt.NDArray[np.float64], shares: Sequence[float]) -> npt.NDArray[np.float64]:
    """Quantiles (type 7) of each column of T × n values, n × len(shares).

    They are those of `np.quantile`, which imports masked arrays for it: a tenth of a page's time.
    """
    ordered = np.sort(values, axis=0)
    last = len(values) - 1
    found = np.empty((values.shape[1], len(shares)))
    for place, share in enumerate(shares):
        before = int(last * share)
        part = last * share - before
        low, high = ordered[before], ordered[min(before + 1, last)]
        gap = high - low
        # From the nearer end, as numpy does it: the result never leaves the two.
        found[:, place] = high - gap * (1 - part) if part >= 0.5 else low + gap * part
    return found
