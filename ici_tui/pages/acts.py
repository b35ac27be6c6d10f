"""What Enter does on a line of a page. An act is a value: nothing in it is parsed again.

The `key` of an act tells its line from others, also when the page is written anew.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ApplyWeights:
    """Take weights on: shares of the index by node."""

    shares: tuple[tuple[str, float], ...]
    which: str = ""
    """Tells apart lines that lead to the same weights."""

    @property
    def key(self) -> str:
        """The same while the weights that are found for something get better."""
        return f"weights:{self.which}"


@dataclass(frozen=True, slots=True)
class SetWeight:
    """Give one node so many points of 100 among its siblings."""

    node: str
    points: float
    which: str = ""

    @property
    def key(self) -> str:
        """By node and purpose."""
        return f"go:{self.node}:{self.which}"


@dataclass(frozen=True, slots=True)
class OpenUnit:
    """Show the profile of a unit."""

    code: str
    which: str = ""
    """Tells apart lines that lead to the same unit."""

    @property
    def key(self) -> str:
        """By unit, and where on the page."""
        return f"unit:{self.code}:{self.which}" if self.which else f"unit:{self.code}"


@dataclass(frozen=True, slots=True)
class ChooseMethod:
    """Choose another method for a stage of the pipeline."""

    stage: str

    @property
    def key(self) -> str:
        """By stage."""
        return f"method:{self.stage}"


@dataclass(frozen=True, slots=True)
class EditColumn:
    """Change what a column of the data is."""

    code: str

    @property
    def key(self) -> str:
        """By column."""
        return f"column:{self.code}"


@dataclass(frozen=True, slots=True)
class Fold:
    """Fold what lies below a line away, or unfold it."""

    key: str


Act = ApplyWeights | SetWeight | OpenUnit | ChooseMethod | EditColumn | Fold
