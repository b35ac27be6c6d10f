"""Texts of many units, a few bytes each, behind the sequences that an index promises.

Nothing here imports polars: where there is a series, its owner has.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar, overload

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import polars as pl

Text = TypeVar("Text", bound=str | None)

PORTION = 1 << 14
"""How many texts are made at once where all are gone through."""


class Texts(Sequence[Text], Generic[Text]):
    """Texts held by a polars series: 16 bytes each, and what is longer than 12 bytes besides."""

    __slots__ = ("series",)

    def __init__(self, series: pl.Series) -> None:
        self.series = series

    def __len__(self) -> int:
        return len(self.series)

    @overload
    def __getitem__(self, place: int) -> Text: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Text]: ...
    def __getitem__(self, place: int | slice) -> Text | Sequence[Text]:
        if isinstance(place, slice):
            return Texts(self.series[place])
        found: Text = self.series[place]
        return found

    def __iter__(self) -> Iterator[Text]:
        for start in range(0, len(self.series), PORTION):
            yield from self.series[start : start + PORTION].to_list()

    def __contains__(self, text: object) -> bool:
        if text is None:
            return bool(self.series.has_nulls())
        return isinstance(text, str) and bool((self.series == text).any())

    def __eq__(self, other: object) -> bool:
        return _equal(self, other)

    __hash__ = None  # type: ignore[assignment]


class Labels(Sequence[str | None]):
    """A label per unit out of a few, as small numbers.

    `codes` holds n places among `levels`, -1 where a unit has no label; `levels` are in order.
    """

    __slots__ = ("codes", "levels")

    def __init__(self, codes: npt.NDArray[np.int32], levels: tuple[str, ...]) -> None:
        self.codes = codes
        self.levels = levels

    def __len__(self) -> int:
        return len(self.codes)

    @overload
    def __getitem__(self, place: int) -> str | None: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[str | None]: ...
    def __getitem__(self, place: int | slice) -> str | Sequence[str | None] | None:
        if isinstance(place, slice):
            return Labels(self.codes[place], self.levels)
        code = int(self.codes[place])
        return None if code < 0 else self.levels[code]

    def __iter__(self) -> Iterator[str | None]:
        named = (*self.levels, None)
        for start in range(0, len(self.codes), PORTION):
            for code in self.codes[start : start + PORTION].tolist():
                yield named[code]

    def __eq__(self, other: object) -> bool:
        return _equal(self, other)

    __hash__ = None  # type: ignore[assignment]


def _equal(one: Sequence[str | None], other: object) -> bool:
    """Whether both are the same texts, however they are held."""
    if isinstance(other, str) or not isinstance(other, Sequence) or len(one) != len(other):
        return False
    return all(a == b for a, b in zip(one, other, strict=True))
