"""Which pack is being read: reads take as long as they take, and only the newest one counts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Reads:
    """Numbers the reads of one explorer."""

    newest: int = 0
    """What one with another number finds is let go."""
    opens: bool = False
    """Whether another pack is being read, and not the same again."""

    def begin(self, *, opens: bool) -> int:
        """Number a read that begins."""
        self.newest, self.opens = self.newest + 1, opens
        return self.newest
