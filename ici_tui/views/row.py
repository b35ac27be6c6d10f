"""A row of a ranking as plain data, without arrays: both doors read their columns from it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ici_tui.views.numbers import Decimals, Shown
    from ici_tui.views.parts import Parts


class Chance(NamedTuple):
    """A probability, and whether it is certain where it is 0 or 1."""

    share: float
    certain: bool


class Row(NamedTuple):
    """One unit in a ranking. The explorer's own rows have nothing beside them: it asks for that."""

    place: int
    """The unit's place in the pack."""
    code: str
    name: str
    rank: int | None
    tied: bool
    delta: int | None
    """Places gained against the pack's own weights."""
    score: Shown
    contributions: tuple[float, ...]
    """Points of the score that each part adds."""
    ranks: tuple[int, int] | None
    """The rank at 5 and 95 % of the ensemble."""
    present: int
    """How many indicators the unit has."""
    of: int
    """How many there are."""
    kept: bool
    """Whether the unit was not screened out."""
    name_local: str | None = None
    parts: Parts | tuple[()] = ()
    groups: Mapping[str, str | None] = MappingProxyType({})
    reported_rank: int | None = None
    rank_status: str | None = None
    """What is known of the rank; None where the pack says nothing of its values."""

    @property
    def rank_low(self) -> int | None:
        """The rank at 5 % of the ensemble; None without one."""
        return None if self.ranks is None else self.ranks[0]

    @property
    def rank_high(self) -> int | None:
        """The rank at 95 %."""
        return None if self.ranks is None else self.ranks[1]


class Rows(Protocol):
    """The rows of a ranking, in order, and what columns read beside them."""

    def __len__(self) -> int: ...

    @property
    def top(self) -> float:
        """The score that a full bar means."""

    @property
    def ties(self) -> bool:
        """Whether ranks leave a cell for the sign of a shared one."""

    def place(self, line: int) -> int:
        """The place in the pack of the unit at a line."""

    def row(self, line: int) -> Row:
        """The row at a line."""

    def value(self, place: int, node: str) -> Shown:
        """A unit's value on a node."""

    def decimals(self, node: str) -> Decimals:
        """The decimals of a node's column; of the score's where the node is empty."""

    def label(self, place: int, group: str) -> str:
        """A unit's label in a group; empty where it has none."""

    def beats_next(self, place: int) -> Chance | None:
        """How surely a unit is ahead of the next one; None where that is not known."""
