"""Ranks under many weights at once: one sort of packed numbers per draw.

A score and its unit share one 64-bit number (the score's lowest bits give way to the unit's
number), so that a plain sort of numbers, far quicker than sorting places, ranks them. What the
missing bits leave open is ranked by the index's own method, so that the ranks are its ranks.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ici_tui.analysis.buffers import Buffers
from ici_tui.analysis.narrow_order import NARROW_UNITS, narrow_order
from ici_tui.index.ranking import LAST_BITS, TIE_SHARE, competition_ranks

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from ici_tui.analysis.inputs import BoolArray, FloatArray, IntArray

    Places = npt.NDArray[np.uint16]

PACKED_UNITS = 1 << 16
"""With up to so many units a packed score keeps 36 bits of fraction, finer than the tie rule."""
CELLS_AT_ONCE = 1 << 19
"""At most so many scores are ranked in one go: more would only take memory, fewer take calls."""
FRACTION = 1 << 52
"""How many doubles there are from 1 to 2, which is the range of a row's scores when packed."""


class Firsts(NamedTuple):
    """Who is first in B rows: one unit of each (`leaders`, B), `others` tie with it in `rows`."""

    leaders: IntArray
    rows: IntArray
    others: IntArray


@dataclass(frozen=True, eq=False)
class Placed:
    """B rows of scores, ranked.

    `order` holds the n units of each row from first to last (B × n). Where no two units of a
    row tie, its ranks are 1, 2, …, n in this order; `tied` are the other rows, and `ranks` the
    ranks of the n units in these, in the units' own order.
    """

    order: Places
    tied: IntArray
    ranks: IntArray

    def by_unit(self) -> IntArray:
        """The ranks of every row in the units' own order, B × n."""
        found: IntArray = np.empty(self.order.shape, dtype=np.int64)
        ascending = np.arange(1, self.order.shape[1] + 1)[None, :]
        np.put_along_axis(found, self.order.astype(np.int64), ascending, axis=1)
        found[self.tied] = self.ranks
        return found

    def firsts(self) -> Firsts:
        """Who has rank 1 in each row."""
        first: BoolArray = np.equal(self.ranks, 1)
        leaders = self.order[:, 0].astype(np.int64)
        rows = np.arange(len(first))
        # Of units nearer than a packed number tells, another one may stand before the first.
        behind = ~first[rows, leaders[self.tied]]
        leaders[self.tied[behind]] = first[behind].argmax(axis=1)
        first[rows, leaders[self.tied]] = False
        rows, others = np.nonzero(first)
        return Firsts(leaders, self.tied[rows], others)


def placed(scores: FloatArray, buffers: Buffers | None = None) -> Placed:
    """Rank each row of scores as `competition_ranks` does.

    Args:
        scores: B × n, no missing values.
        buffers: to work in, where many portions are ranked one after the other: the order that
            is found is one of them, and lasts until the next portion.

    Raises:
        ValueError: more units than a packed number can tell apart.
    """
    count = scores.shape[1]
    if count > PACKED_UNITS:
        raise ValueError(f"at most {PACKED_UNITS} units can be ranked by sampling, not {count}")
    room = buffers or Buffers()
    narrow = narrow_order(scores, room) if 1 < count <= NARROW_UNITS else None
    if narrow is None:
        return _placed(scores, room)
    order, doubt = narrow[0], np.flatnonzero(narrow[1])
    wide = _placed(scores[doubt], room)
    order[doubt] = wide.order
    return Placed(order, doubt[wide.tied], wide.ranks)


def _placed(scores: FloatArray, buffers: Buffers) -> Placed:
    """The same from numbers that tell every tie."""
    count = scores.shape[1]
    bits = max(1, (count - 1).bit_length())
    packed, odd = _packed(scores, bits, buffers)
    packed.sort(axis=1)
    order = buffers.take("wide order", packed.shape, np.uint16)
    np.bitwise_and(packed, (1 << bits) - 1, out=order, casting="unsafe")
    if count == 1:
        return Placed(order, np.empty(0, np.int64), np.empty((0, 1), np.int64))
    # Doubles from 1 to 2 are evenly spaced, so that the distance of scores is one of integers:
    # but for the unit's number in the lowest bits, and for the rounding of a score's place.
    gaps = buffers.take("gaps", (len(packed), count - 1), np.int64)
    np.subtract(packed[:, 1:], packed[:, :-1], out=gaps)
    unsure = (1 << bits) + 8
    least = gaps.min(axis=1)
    tied = np.flatnonzero((least <= TIE_SHARE * FRACTION + unsure) | odd)
    ranks = np.empty((len(tied), count), dtype=np.int64)
    if len(tied):
        close = gaps[tied]
        falls = close > TIE_SHARE * FRACTION + unsure
        open_ = (~falls & (close >= TIE_SHARE * FRACTION - unsure)).any(axis=1) | odd[tied]
        places = np.zeros(ranks.shape, dtype=np.int64)
        np.multiply(falls, np.arange(1, count), out=places[:, 1:])
        np.maximum.accumulate(places, axis=1, out=places)
        np.put_along_axis(ranks, order[tied].astype(np.int64), places + 1, axis=1)
        if open_.any():
            ranks[open_] = competition_ranks(scores[tied[open_]])
    return Placed(order, tied, ranks)


def _packed(scores: FloatArray, bits: int, buffers: Buffers) -> tuple[IntArray, BoolArray]:
    """Scores with their units' numbers, B × n, and the rows whose scores cannot be told so."""
    top = scores.max(axis=1, keepdims=True)
    low = scores.min(axis=1, keepdims=True)
    with np.errstate(over="ignore", invalid="ignore"):
        spread = top - low
        # From 1 (the best) to 2 (the last): positive doubles sort like the integers of their bits.
        place = buffers.take("place", scores.shape, np.float64)
        np.subtract(top, scores, out=place)
        place /= np.where(spread > 0, spread, 1.0)
    place += 1
    packed: IntArray = place.view(np.int64)
    packed &= ~np.int64((1 << bits) - 1)
    packed |= np.arange(scores.shape[1], dtype=np.int64)
    greatest = np.maximum(np.abs(top), np.abs(low))
    # Rows that are level but for their last bits, or whose range leaves the range of doubles.
    odd = (TIE_SHARE * spread < LAST_BITS * greatest) | (spread < np.finfo(np.float64).tiny / TIE_SHARE)  # fmt: skip
    odd = (odd & (spread > 0)) | ~np.isfinite(spread)
    return packed, odd[:, 0]


def parts(rows: int, units: int) -> Iterator[slice]:
    """Rows of so many units in portions of about equal size that are ranked in one go."""
    most = max(1, CELLS_AT_ONCE // max(units, 1))
    step = max(1, math.ceil(rows / max(1, math.ceil(rows / most))))
    for start in range(0, rows, step):
        yield slice(start, min(start + step, rows))


def ranks_of(scores: FloatArray) -> IntArray:
    """Competition ranks of each row in the units' own order, B × n."""
    found = np.empty(scores.shape, dtype=np.int64)
    buffers = Buffers()
    for part in parts(*scores.shape):
        found[part] = placed(scores[part], buffers).by_unit()
    return found
