"""At rest the explorer gives memory back that it has no use for.

An edit among 100,000 units works in some ten megabytes for a moment. The C library keeps them
for the next one; after a pause that is long enough, they are better with others.
"""

from __future__ import annotations

import sys
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.app import App
    from textual.timer import Timer

PAUSE = 10.0
"""Seconds without anything new to show."""


class Rest:
    """Waits for a pause, with one timer however much is done meanwhile."""

    def __init__(self, app: App[int]) -> None:
        self._app = app
        self._timer: Timer | None = None
        self._stirred = 0.0

    def stir(self) -> None:
        """Something was done: the pause begins anew."""
        self._stirred = monotonic()
        if self._timer is None:
            self._timer = self._app.set_timer(PAUSE, self._look)

    def _look(self) -> None:
        left = self._stirred + PAUSE - monotonic()
        if left > 0:
            self._timer = self._app.set_timer(left, self._look)
            return
        self._timer = None
        give_back()


def give_back() -> None:
    """Hand free memory to the system, where the C library knows how: glibc's does."""
    if not sys.platform.startswith("linux"):
        return
    import ctypes

    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
