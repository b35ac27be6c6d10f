"""What is known of each value: its status, its ranges, its source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Status = Literal["reported", "sourced", "derived", "estimated"]
STATUSES: tuple[str, ...] = get_args(Status)


@dataclass(frozen=True, slots=True)
class Cell:
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


class Cells:
    """The cells of a pack, by unit and node."""

    def __init__(self, cells: Iterable[tuple[tuple[str, str], Cell]]) -> None:
        self._cells = dict(cells)

    def get(self, unit: str, node: str) -> Cell | None:
        """The cell of a unit on a node, or None where the pack says nothing."""
        return self._cells.get((unit, node))

    def items(self) -> Iterator[tuple[tuple[str, str], Cell]]:
        """Every cell, with its unit and node."""
        yield from self._cells.items()

    def __len__(self) -> int:
        return len(self._cells)
