"""What opening a line of a page does, as plain data: nothing is read out of a text again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class OpenUnit:
    """Show the profile of the unit of a code."""

    code: str


@dataclass(frozen=True, slots=True)
class ChooseMethod:
    """Choose among the methods of a stage."""

    stage: str


@dataclass(frozen=True, slots=True)
class MoveWeight:
    """Give one node so many points of 100 among its siblings."""

    code: str
    points: float


@dataclass(frozen=True, slots=True)
class TakeShares:
    """Take weights on that give nodes these shares of the index, by code."""

    shares: tuple[tuple[str, float], ...]

    @classmethod
    def of(cls, shares: Mapping[str, float]) -> TakeShares:
        """Shares of 1 by the node's code."""
        return cls(tuple(shares.items()))


Act = OpenUnit | ChooseMethod | MoveWeight | TakeShares
"""A line with a key and no act folds, or unfolds, what is below it."""
