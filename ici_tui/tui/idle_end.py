"""Leaves the explorer where nobody has typed for as long as the settings say."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from ici_tui.allowed import limits

if TYPE_CHECKING:
    from ici_tui.tui.app import Explorer


class IdleEnd:
    """Waits with one timer however much is typed; without a limit with none."""

    def __init__(self, app: Explorer) -> None:
        self._app = app
        self._used_at = monotonic()

    def used(self) -> None:
        """Somebody is there."""
        self._used_at = monotonic()

    def begin(self) -> None:
        """Wait from now on."""
        self.used()
        self._look()

    def _look(self) -> None:
        most = limits.held().idle
        if most is None:
            return
        left = self._used_at + most - monotonic()
        if left > 0:
            self._app.set_timer(left, self._look)
            return
        self._app.last_words = f"ici-tui: left after {limits.seconds_text(most)} without a key\n"
        self._app.exit(0)
