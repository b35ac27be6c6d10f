"""The evidence for each value: its status, its ranges, its source."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Status = Literal["reported", "sourced", "derived", "estimated", "yours"]
STATUSES: tuple[str, ...] = get_args(Status)


class Cell(NamedTuple):
    """The provenance of one value. Ranges are in the value's own unit; None where not given."""

    status: Status
    low: float | None = None
    """5 % quantile over the ensemble."""
    high: float | None = None
    """95 % quantile over the ensemble."""
    min: float | None = None
    """The least admissible value."""
    max: float | None = None
    """The greatest admissible value."""
    source: tuple[str, ...] = ()
    note: str = ""
    rank_low: int | None = None
    """The unit's rank on the node at 5 % of the ensemble, at the pack's own weights."""
    rank_high: int | None = None
    """The same at 95 %."""


class Cells:
    """The cells of a pack, by unit and node."""

    def __init__(self, cells: Iterable[tuple[tuple[str, str], Cell]]) -> None:
        self._cells = dict(cells)

    def get(self, unit: str, node: str) -> Cell | None:
        """The cell of a unit on a node, or None where the pack says nothing."""
        return self._cells.get((unit, node))

    def rank_range(self, units: Iterable[str], node: str) -> list[tuple[int, int]] | None:
        """Every unit's rank at 5 and 95 % of the ensemble at the pack's own weights.

        None where the pack does not say it for all of them.
        """
        found = []
        for unit in units:
            cell = self.get(unit, node)
            if cell is None or cell.rank_low is None or cell.rank_high is None:
                return None
            found.append((cell.rank_low, cell.rank_high))
        return found

    def items(self) -> Iterator[tuple[tuple[str, str], Cell]]:
        """Every cell, with its unit and node."""
        yield from self._cells.items()

    @cached_property
    def any_estimate(self) -> bool:
        """Whether any value is an estimate."""
        return any(cell.status == "estimated" for cell in self._cells.values())

    @cached_property
    def tell_of_data(self) -> bool:
        """Whether anything is said of the source's values, and not of the user's own alone."""
        return any(cell.status != "yours" for cell in self._cells.values())

    def __len__(self) -> int:
        return len(self._cells)
