"""Between acts the explorer keeps its memory; at rest it gives back what it has no use for.

An edit among 100,000 units works in some ten megabytes for a moment. They are kept for the next
act; after a pause that is long enough, they are better with others.
"""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from ici_tui.memory import expect_large_arrays, give_back

if TYPE_CHECKING:
    from textual.app import App
    from textual.timer import Timer

PAUSE = 10.0
"""Seconds without anything new to show."""


class IdleMemory:
    """Waits for a pause, with one timer however much is done meanwhile."""

    def __init__(self, app: App[int]) -> None:
        self._app = app
        self._timer: Timer | None = None
        self._used_at = 0.0
        self._begun = False

    def used(self) -> None:
        """Something was done: the pause begins anew."""
        self._used_at = monotonic()
        if not self._begun:
            self._begun = True
            expect_large_arrays()
        if self._timer is None:
            self._timer = self._app.set_timer(PAUSE, self._look)

    def _look(self) -> None:
        left = self._used_at + PAUSE - monotonic()
        if left > 0:
            self._timer = self._app.set_timer(left, self._look)
            return
        self._timer = None
        give_back()
