"""Arrays that a thread works in over and over.

Memory that is new comes from the system page by page, which can take longer than what is then
computed in it. So large arrays are kept, and cut from one piece: numpy asks for large pages
where an array has four megabytes or more.
"""

from __future__ import annotations

import math
import threading
from typing import TYPE_CHECKING, TypeVar

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Kind = TypeVar("Kind", bound=np.generic)
    Bytes = npt.NDArray[np.uint8]

PIECE = 5 << 23
"""Bytes of a piece; what is not written to takes no memory."""
SMALL = 1 << 17
"""Arrays below are made by themselves."""
LINE = 64
"""Arrays begin at so many bytes' multiples, as a processor's cache does."""


class Buffers(threading.local):
    """Arrays by what they are for; every thread that uses one of these objects has its own.

    What an array held is lost when one for the same purpose is taken again.
    """

    def __init__(self) -> None:
        """Nothing held yet."""
        self._held: dict[tuple[str, str], Bytes] = {}
        self._left: Bytes = np.empty(0, dtype=np.uint8)

    def take(self, purpose: str, shape: tuple[int, ...], kind: type[Kind]) -> npt.NDArray[Kind]:
        """An array to be written before it is read: it holds what was left in it."""
        dtype = np.dtype(kind)
        size = math.prod(shape) * dtype.itemsize
        key = purpose, dtype.str
        held = self._held.get(key)
        if held is None or held.size < size:
            held = self._held[key] = self._cut(-(-size // LINE) * LINE)
        return held[:size].view(dtype).reshape(shape)

    def _cut(self, size: int) -> Bytes:
        if size < SMALL:
            return np.empty(size, dtype=np.uint8)
        if self._left.size < size:
            self._left = np.empty(max(PIECE, size), dtype=np.uint8)
        cut, self._left = self._left[:size], self._left[size:]
        return cut
