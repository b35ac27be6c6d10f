"""Who stands out on a page, the unit at the cursor and those marked, and what is folded."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from ici_tui.pages.acts import Fold

if TYPE_CHECKING:
    from collections.abc import Sequence


class Coded(Protocol):
    """Something of a unit."""

    @property
    def code(self) -> str:
        """The unit's code."""


Unit = TypeVar("Unit", bound=Coded)


class Focus(NamedTuple):
    """Codes of units. A page for the command line has nobody that stands out, and lists all."""

    unit: str = ""
    marks: tuple[str, ...] = ()
    most: int | None = None
    """How many units are listed: those around the one that stands out."""
    closed: frozenset[str] | None = None
    """Keys of what the reader has folded, or unfolded where it starts folded; None: nothing folds."""

    def fold(self, key: str, *, at_first: bool = False) -> tuple[Fold | None, bool | None]:
        """What folds a section, and whether it is folded; `at_first`: it starts so."""
        if self.closed is None:
            return None, None
        return Fold(key), at_first != (key in self.closed)

    def role(self, code: str) -> str:
        """The role of a unit's name."""
        if code == self.unit:
            return "accent"
        return f"part{self.marks.index(code)}" if code in self.marks else "text"

    def listed(self, units: Sequence[Unit]) -> Sequence[Unit]:
        """The units that a page lists, of those that it could."""
        if self.most is None or len(units) <= self.most:
            return units
        at = next((k for k, unit in enumerate(units) if unit.code == self.unit), 0)
        first = min(max(at - self.most // 2, 0), len(units) - self.most)
        return units[first : first + self.most]

    def of_each(self, sizes: Sequence[int]) -> int | None:
        """How many of each of some groups a page lists; None: all."""
        if self.most is None or sum(sizes) <= self.most:
            return None
        return max(self.most // len(sizes), 1)

    def left_out(self, units: Sequence[Coded]) -> str:
        """A remark on those that are not listed; empty where all are."""
        left = len(units) - (self.most or len(units))
        return f"{left:,} more are not listed here; ici-tui robust lists all." if left > 0 else ""


NOBODY = Focus()
