"""What a ranking shows of one unit, and how it is sorted: plain data, without arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ici_tui.views.numbers import Shown


@dataclass(frozen=True, slots=True)
class Sort:
    """A column's id and whether its usual direction is turned round."""

    column: str = "rank"
    reverse: bool = False


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One unit as the ranking shows it."""

    place: int
    code: str
    name: str
    rank: int | None
    tied: bool
    delta: int | None
    score: Shown
    contributions: tuple[float, ...]
    """Points of the index that each part adds."""
    ranks: tuple[int, int] | None
    """The rank at 5 and 95 % of the ensemble."""
    present: int
    of: int
