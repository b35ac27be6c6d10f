"""Competition ranks ("1, 2, 2, 4") with ties told from rounding noise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

TIE_SHARE = 1e-9
"""Two scores nearer than this share of the score range are a tie."""
LAST_BITS = 16 * float(np.finfo(np.float64).eps)
"""Two scores nearer than this share of the greatest one differ by rounding only."""


def competition_ranks(
    scores: npt.NDArray[np.float64], decimals: int | None = None
) -> npt.NDArray[np.int64]:
    """Rank scores, the highest first; equal scores share the smallest rank.

    Args:
        scores: shape (n,) or (t, n); NaN where missing. Each row is ranked by itself.
        decimals: round scores to so many decimals before they are ranked.

    Returns:
        Ranks from 1, of the same shape; 0 where the score is missing.
    """
    table = np.atleast_2d(np.asarray(scores, dtype=np.float64))
    if decimals is not None:
        table = np.round(table, decimals)
    ranks = np.zeros(table.shape, dtype=np.int64)
    if table.shape[1]:
        missing = np.isnan(table)
        # NaN sorts last under a descending order when it is turned into -inf.
        keyed = np.where(missing, -np.inf, table)
        order = np.argsort(-keyed, axis=1)
        ordered = np.take_along_axis(keyed, order, axis=1)
        highest = ordered[:, :1]
        finite = np.where(missing, np.inf, table)
        spread = np.where(np.isfinite(highest), highest - finite.min(axis=1, keepdims=True), 0.0)
        # Where all scores are level but for their last bits, the range is noise as well.
        greatest = np.where(missing, 0.0, np.abs(table)).max(axis=1, keepdims=True)
        apart = np.maximum(TIE_SHARE * spread, LAST_BITS * greatest)
        with np.errstate(invalid="ignore"):  # -inf minus -inf, among the missing only
            falls = ordered[:, :-1] - ordered[:, 1:] > apart
        places = np.arange(1, table.shape[1] + 1)
        firsts = np.where(np.pad(falls, ((0, 0), (1, 0)), constant_values=True), places, 1)
        np.put_along_axis(ranks, order, np.maximum.accumulate(firsts, axis=1), axis=1)
        ranks[missing] = 0
    return ranks.reshape(np.shape(scores))
