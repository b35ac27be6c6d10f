"""Between acts the explorer keeps its memory; at rest it gives back what it has no use for.

An edit among 100,000 units works in some ten megabytes for a moment. Left to itself the C library
gives them back array by array, and to have them anew takes as long as to compute with them. So
they are kept for the next act; after a pause that is long enough, they are better with others.
"""

from __future__ import annotations

import sys
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App
    from textual.timer import Timer

PAUSE = 10.0
"""Seconds without anything new to show."""
KEPT = 1 << 25
"""Bytes: so much free memory is kept between acts, and an array below this is made in it.

It is the most that glibc takes as the second.
"""
M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3
"""glibc's names for the two, in malloc.h."""


class Rest:
    """Waits for a pause, with one timer however much is done meanwhile."""

    def __init__(self, app: App[int]) -> None:
        self._app = app
        self._timer: Timer | None = None
        self._stirred = 0.0
        self._keeps = False

    def stir(self) -> None:
        """Something was done: the pause begins anew."""
        self._stirred = monotonic()
        if not self._keeps:
            self._keeps = True
            keep_memory()
        if self._timer is None:
            self._timer = self._app.set_timer(PAUSE, self._look)

    def _look(self) -> None:
        left = self._stirred + PAUSE - monotonic()
        if left > 0:
            self._timer = self._app.set_timer(left, self._look)
            return
        self._timer = None
        give_back()


def keep_memory() -> None:
    """Have free memory kept for what comes next, where the C library knows how: glibc's does."""
    keep = _of_glibc("mallopt")
    if keep is not None:
        keep(M_TRIM_THRESHOLD, KEPT)
        keep(M_MMAP_THRESHOLD, KEPT)


def give_back() -> None:
    """Hand free memory to the system, where the C library knows how."""
    trim = _of_glibc("malloc_trim")
    if trim is not None:
        trim(0)


def _of_glibc(name: str) -> Callable[..., object] | None:
    """A function of the C library; None where that is another one."""
    if not sys.platform.startswith("linux"):
        return None
    import ctypes

    found: Callable[..., object] | None = getattr(ctypes.CDLL(None), name, None)
    return found
