"""Sorting texts that lie side by side in memory, eight bytes at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Mask = npt.NDArray[np.bool_]
    Places = npt.NDArray[np.intp]
    Starts = npt.NDArray[np.signedinteger]
    Raw = npt.NDArray[np.uint8]

STEP = 8
"""Bytes that are compared at once: as many as a whole number holds."""


def ascend(raw: Raw, starts: Starts) -> bool:
    """Whether every text comes before the next: the usual case, and seen at a glance.

    Args:
        raw: the bytes of n texts, each with one byte after it, and `STEP` bytes behind the last.
        starts: where each text begins, n + 1: the last is where another one would.
    """
    count = len(starts) - 1
    open_pairs, depth = np.arange(max(count - 1, 0)), 0
    lengths = _lengths(starts)
    every = _keys(raw, starts, np.arange(count), depth)
    one, next_one = every[:-1], every[1:]
    while len(open_pairs):
        if depth:
            one = _keys(raw, starts, open_pairs, depth)
            next_one = _keys(raw, starts, open_pairs + 1, depth)
        if (one > next_one).any():
            return False
        open_pairs = open_pairs[one == next_one]
        depth += STEP
        # The next one ends here: it is the same, or the beginning of this one.
        if (lengths[open_pairs + 1] <= depth).any():
            return False
    return True


def in_order(raw: Raw, starts: Starts) -> tuple[Places, Mask]:
    """The places of n texts in order, and which of them, but for the last, equal the next one.

    Eight bytes are sorted by, then eight more of those texts that are still level.

    Args:
        raw: as for `ascend`.
        starts: as for `ascend`.
    """
    count = len(starts) - 1
    order = np.arange(count)
    group = np.zeros(count, dtype=np.int64)
    tied, depth = order.copy(), 0
    lengths = _lengths(starts)
    while len(tied):
        places = order[tied]
        keys, longer = _keys(raw, starts, places, depth), lengths[places] > depth + STEP
        groups = group[tied]
        within = np.lexsort((longer, keys, groups))
        order[tied], keys, longer = places[within], keys[within], longer[within]
        same = (groups[1:] == groups[:-1]) & (keys[1:] == keys[:-1])
        begins = np.flatnonzero(np.append(True, ~same | (longer[1:] != longer[:-1])))
        sizes = np.diff(np.append(begins, len(tied)))
        group[tied] = np.repeat(tied[begins], sizes)
        depth += STEP
        # Those that end here and are level stay so.
        tied = tied[np.repeat(sizes > 1, sizes) & longer]
    return order, group[1:] == group[:-1]


def _lengths(starts: Starts) -> npt.NDArray[np.int64]:
    """Bytes of each text, n."""
    found: npt.NDArray[np.int64] = np.diff(starts).astype(np.int64) - 1
    return found


def _keys(raw: Raw, starts: Starts, places: Places, depth: int) -> npt.NDArray[np.uint64]:
    """Some texts' next bytes from a depth on, as whole numbers that sort as they do."""
    begins = starts[places].astype(np.int64)
    left = starts[places + 1].astype(np.int64) - 1 - begins - depth
    begins += np.where(left > 0, depth, 0)
    found = np.lib.stride_tricks.sliding_window_view(raw, STEP)[begins]
    found[np.arange(STEP) >= left[:, None]] = 0
    return found.view(">u8")[:, 0].astype(np.uint64)
