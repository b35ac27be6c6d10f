"""The explorer's views."""

from __future__ import annotations

from enum import Enum


class View(Enum):
    """A view, by the digit that opens it."""

    RANKING = 1
    CLUSTERS = 2
    COMPARE = 3
    ROBUSTNESS = 4
    MAP = 5
    SOURCES = 6
    METHODS = 7
    STATISTICS = 8
    COLUMNS = 9

    @property
    def title(self) -> str:
        """What the tab says."""
        return self.name.capitalize()
