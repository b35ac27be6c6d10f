"""Competition ranks ("1, 2, 2, 4") with ties told from rounding noise."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

TIE_SHARE = 1e-9
"""Two scores nearer than this share of the score range are a tie."""
LAST_BITS = 16 * float(np.finfo(np.float64).eps)
"""Two scores nearer than this share of the greatest one differ by rounding only."""

MANY = 4096
"""From so many scores on a row is sorted as numbers that hold their places."""


class Standing:
    """n ranks, and who stands where: both from one sort."""

    def __init__(self, scores: npt.NDArray[np.float64], decimals: int | None = None) -> None:
        """Rank one list of scores.

        Args:
            scores: n, NaN where missing.
            decimals: round scores to so many decimals before they are ranked.
        """
        ranks, order = _ranked(np.asarray(scores, dtype=np.float64)[None, :], decimals)
        self.ranks: npt.NDArray[np.int64] = ranks[0]
        """n competition ranks, 0 where the score is missing."""
        self._sorted = order[0]
        self.ranks.setflags(write=False)

    @cached_property
    def order(self) -> npt.NDArray[np.intp]:
        """The n places, the best first; equal ranks by place, and units without a score last."""
        order = in_ties_by_place(self._sorted, self.ranks[self._sorted])
        order.setflags(write=False)
        return order


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
    ranks, _ = _ranked(table, decimals)
    return ranks.reshape(np.shape(scores))


def _ranked(
    table: npt.NDArray[np.float64], decimals: int | None
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.intp]]:
    """Ranks, and each row's places from the highest score down; t × n both."""
    if decimals is not None:
        table = np.round(table, decimals)
    if not table.shape[1]:
        return np.zeros(table.shape, dtype=np.int64), np.zeros(table.shape, dtype=np.intp)
    missing = np.isnan(table)
    some_missing = bool(missing.any())
    # NaN sorts last under a descending order when it is turned into -inf.
    falling = -(np.where(missing, -np.inf, table) if some_missing else table)
    order = _orders(falling)
    ordered = np.take_along_axis(falling, order, axis=1)
    apart = _apart(table, ordered, missing if some_missing else None)
    # Two tables are worked in, each to its end: with a million units others would be new memory.
    gaps = falling[:, 1:]
    with np.errstate(invalid="ignore"):  # -inf minus -inf, among the missing only
        np.subtract(ordered[:, 1:], ordered[:, :-1], out=gaps)
    tied = ~(gaps > apart)
    ranks = falling.view(np.int64)
    firsts = ordered.view(np.int64)
    firsts[:] = np.arange(1, table.shape[1] + 1)
    if tied.any():
        np.copyto(firsts[:, 1:], 1, where=tied)
        np.maximum.accumulate(firsts, axis=1, out=firsts)
    np.put_along_axis(ranks, order, firsts, axis=1)
    if some_missing:
        ranks[missing] = 0
    return ranks, order


def _orders(table: npt.NDArray[np.float64]) -> npt.NDArray[np.intp]:
    """The places of each row from the least value up, t × n; equal values as the sort leaves them."""
    if table.shape[1] < MANY:
        return np.argsort(table, axis=1)
    order = np.empty(table.shape, dtype=np.intp)
    for row, values in enumerate(table):
        order[row] = _order_of_many(values)
    return order


def _order_of_many(values: npt.NDArray[np.float64]) -> npt.NDArray[np.intp]:
    """The same of one row: plain numbers sort in half the time that their places do.

    A place takes the lowest bits of its value; what the missing bits have left in the wrong order
    is put right by a sort that takes what is in order as it is.
    """
    bits = np.int64((1 << (len(values) - 1).bit_length()) - 1)
    packed = values.view(np.int64).copy()
    # Of negative doubles the greater ones have the smaller bits.
    packed ^= (packed >> 63) & np.iinfo(np.int64).max
    packed &= ~bits
    packed |= np.arange(len(values))
    packed.sort()
    packed &= bits
    ordered = values[packed]
    if (ordered[1:] < ordered[:-1]).any():
        packed = packed[np.argsort(ordered, kind="stable")]
    return packed.astype(np.intp, copy=False)


def _apart(
    table: npt.NDArray[np.float64],
    ordered: npt.NDArray[np.float64],
    missing: npt.NDArray[np.bool_] | None,
) -> npt.NDArray[np.float64]:
    """By how much a score has to be lower than another one not to tie with it, t × 1.

    Args:
        table: the scores, t × n.
        ordered: the same turned round (times -1), the least first.
        missing: where there is none; None where all are there.
    """
    highest = -ordered[:, :1]
    if missing is None:
        lowest, ends = -ordered[:, -1:], np.abs(ordered[:, [0, -1]])
    else:
        lowest = np.where(missing, np.inf, table).min(axis=1, keepdims=True)
        ends = np.where(missing, 0.0, np.abs(table))
    spread = np.where(np.isfinite(highest), highest - lowest, 0.0)
    # Where all scores are level but for their last bits, the range is noise as well.
    greatest = ends.max(axis=1, keepdims=True)
    apart: npt.NDArray[np.float64] = np.maximum(TIE_SHARE * spread, LAST_BITS * greatest)
    return apart


def tie_gaps(scores: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """By how much scores of each of T rankings have to differ so as not to tie.

    Args:
        scores: T × n, all of them there.

    Returns:
        T gaps.
    """
    spreads, sizes = np.ptp(scores, axis=1), np.abs(scores).max(axis=1)
    found: npt.NDArray[np.float64] = np.maximum(TIE_SHARE * spreads, LAST_BITS * sizes)
    return found


def in_ties_by_place(
    order: npt.NDArray[np.intp], keys: npt.NDArray[np.int64] | npt.NDArray[np.float64]
) -> npt.NDArray[np.intp]:
    """The order with those of equal key by their places: a quick sort leaves them as it likes.

    Args:
        order: n places; they are put right where they stand.
        keys: what they were sorted by, n, in this order.
    """
    same = keys[1:] == keys[:-1]
    if same.any():
        tied = np.flatnonzero(np.append(same, False) | np.append(False, same))
        # One sort of whole numbers, of which the run of equal ranks is the greater part.
        lead = np.cumsum(np.append(True, ~same))[tied] * len(order)
        order[tied] = np.sort(lead + order[tied]) - lead
    return order


def last_where_missing(scores: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Scores with the missing ones below all others of their row: a unit without one is last."""
    missing = np.isnan(scores)
    if not missing.any():
        return scores
    present = np.where(missing, np.inf, scores)
    least = np.where(np.isfinite(present), present, 0.0).min(axis=1, keepdims=True)
    most = np.where(missing, 0.0, scores).max(axis=1, keepdims=True)
    filled: npt.NDArray[np.float64] = np.where(
        missing, least - np.maximum(most - least, 1.0), scores
    )
    return filled
