"""Copeland's rule: how many units a unit beats, less how many beat it.

Source: OECD/JRC Handbook (2008), step 6 (non-compensatory multi-criteria approach); Copeland's
rule as in Munda & Nardo, Applied Economics 41(12), 2009.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ici_tui.index.table import FloatArray

CHUNK_CELLS = 50_000
"""Pairs of units held at once: bounds the memory, and stays within the processor's cache."""
TIE_SHARE = 1e-12
"""A majority smaller than this share of the weights is rounding, and the pair is tied."""


def copeland(children: FloatArray, weights: FloatArray) -> FloatArray:
    """Copeland scores of the units by pairwise majority of their children's weights.

    Of two units, that one wins which is better on the greater weight of the children that
    both have; what one of them lacks speaks for neither, and without a child in common the
    pair is tied. The result does not depend on the order of units or children.

    Args:
        children: n × k, NaN where missing.
        weights: k, not negative, of any sum.

    Returns:
        n whole numbers from −(n−1) to n−1; NaN where a unit has no child of positive weight.
    """
    used = weights > 0
    columns, kept = children[:, used], weights[used]
    result = np.full(len(children), np.nan)
    some = np.flatnonzero((~np.isnan(columns)).any(axis=1))
    if not len(some):
        return result
    places = _places(columns[some])
    slack = TIE_SHARE * kept.sum()
    step = max(1, CHUNK_CELLS // len(some))
    totals = np.empty(len(some))
    for start in range(0, len(some), step):
        majority = np.zeros((min(step, len(some) - start), len(some)))
        for column, weight in zip(places, kept, strict=True):
            majority += weight * _better(column[start : start + step, None], column)
        totals[start : start + step] = (majority > slack).sum(axis=1)
        totals[start : start + step] -= (majority < -slack).sum(axis=1)
    result[some] = totals
    return result


def _better(mine: NDArray[np.int32], others: NDArray[np.int32]) -> NDArray[np.int8]:
    """1 where mine is the greater, -1 where it is the lesser, 0 where they tie or one is missing."""
    sign = (mine > others).view(np.int8) - (mine < others).view(np.int8)
    if not (mine.all() and others.all()):
        sign *= ((mine > 0) & (others > 0)).view(np.int8)
    return sign


def _places(columns: FloatArray) -> list[NDArray[np.int32]]:
    """Each column as places from 1, 0 where missing: small whole numbers compare faster."""
    found = []
    for column in columns.T:
        present = ~np.isnan(column)
        places = np.zeros(len(column), dtype=np.int32)
        places[present] = np.unique(column[present], return_inverse=True)[1] + 1
        found.append(places)
    return found
