"""A column of a table as cleaned text, whatever file it comes from and however it is held."""

from __future__ import annotations

import math
from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, overload

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Numbers = Sequence[float] | npt.NDArray[np.float64]

MISSING = frozenset({"", "NA"})
"""The texts of a cell whose value is missing."""


def parse_number(text: str) -> float | None:
    """A finite number, or None: `nan` and `inf` are not numbers of an index."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) and "_" not in text else None


class Column(Sequence[str | None]):
    """The cells of a column, None where missing, and what a pack is made of them."""

    @abstractmethod
    def take(self, places: Sequence[int]) -> Column:
        """Some of the rows."""

    @abstractmethod
    def numbers(self) -> tuple[Numbers, list[int]]:
        """The column as n numbers, NaN where missing, and the rows whose text is no number."""

    @abstractmethod
    def texts(self) -> Sequence[str | None]:
        """The cells as an index keeps them."""

    @abstractmethod
    def names(self, instead: Sequence[str]) -> Sequence[str]:
        """The cells as an index keeps names, with others in place of those that are missing."""

    @abstractmethod
    def doubtful_codes(self, taken: Iterable[str]) -> Iterable[int]:
        """Rows that may not hold a code that only one unit has; all others do.

        Args:
            taken: texts that cannot be codes.
        """

    def __eq__(self, other: object) -> bool:
        if isinstance(other, str) or not isinstance(other, Sequence) or len(self) != len(other):
            return False
        return all(a == b for a, b in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]


class PlainColumn(Column):
    """A column of cells that were read one by one."""

    __slots__ = ("_cells",)

    def __init__(self, cells: Iterable[str | None]) -> None:
        self._cells = tuple(cells)

    def __len__(self) -> int:
        return len(self._cells)

    @overload
    def __getitem__(self, place: int) -> str | None: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[str | None]: ...
    def __getitem__(self, place: int | slice) -> str | Sequence[str | None] | None:
        return self._cells[place]

    def __iter__(self) -> Iterator[str | None]:
        return iter(self._cells)

    def take(self, places: Sequence[int]) -> PlainColumn:
        """Some of the rows."""
        return PlainColumn(self._cells[place] for place in places)

    def numbers(self) -> tuple[Numbers, list[int]]:
        """The column as n numbers, NaN where missing, and the rows whose text is no number."""
        read = [math.nan if text is None else parse_number(text) for text in self._cells]
        wrong = [place for place, value in enumerate(read) if value is None]
        return [math.nan if value is None else value for value in read], wrong

    def texts(self) -> Sequence[str | None]:
        """The cells as an index keeps them."""
        return self._cells

    def names(self, instead: Sequence[str]) -> Sequence[str]:
        """The cells as an index keeps names, with others in place of those that are missing."""
        return tuple(text or other for text, other in zip(self._cells, instead, strict=True))

    def doubtful_codes(self, taken: Iterable[str]) -> Iterable[int]:
        """Every row: looking at each takes no time where there are few."""
        del taken
        return range(len(self._cells))


class Columns(NamedTuple):
    """A table by its columns."""

    cells: Mapping[str, Column]
    lines: tuple[int, ...] = ()
    """Each row's line in the file; empty where row k is line k + 2."""
    nested: Mapping[str, str] = MappingProxyType({})
    """Columns that were left out, since a cell holds more than one value: what each holds."""
