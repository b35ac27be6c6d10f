"""A column of a large file: numbers without the detour by text, or text that is held compactly."""

from __future__ import annotations

import math
from functools import cached_property
from typing import TYPE_CHECKING, cast, overload

import numpy as np

from ici_tui.packs.columns import Column, parse_number
from ici_tui.packs.large.labels import Labels
from ici_tui.packs.large.packed import PackedTexts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    import numpy.typing as npt

    from ici_tui.packs.large.compact import Held


class LargeColumn(Column):
    """A column whose text is read where somebody asks for it."""

    def __init__(
        self, read: Callable[[], Held], values: npt.NDArray[np.float64] | None = None
    ) -> None:
        """A column.

        Args:
            read: gives its cleaned text.
            values: the same as numbers, NaN where missing, if every cell is a number or missing.
        """
        self._read = read
        self._values = values

    @cached_property
    def _texts(self) -> Held:
        return self._read()

    def __len__(self) -> int:
        return len(self._texts) if self._values is None else len(self._values)

    @overload
    def __getitem__(self, place: int) -> str | None: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[str | None]: ...
    def __getitem__(self, place: int | slice) -> str | Sequence[str | None] | None:
        return self._texts[place]

    def __iter__(self) -> Iterator[str | None]:
        return iter(self._texts)

    def __contains__(self, text: object) -> bool:
        return text in self._texts

    def take(self, places: Sequence[int]) -> LargeColumn:
        """Some of the rows."""
        values = None if self._values is None else self._values[list(places)]
        return LargeColumn(lambda: self._texts.take(places), values)

    def numbers(self) -> tuple[npt.NDArray[np.float64], list[int]]:
        """The column as n numbers, NaN where missing, and the rows whose text is no number."""
        if self._values is not None:
            return self._values, []
        texts = self._texts
        if isinstance(texts, Labels):
            levels = [*map(parse_number, texts.levels), math.nan]
            found = np.array(levels, dtype=float)[texts.codes]  # None becomes NaN
            wrong = np.isnan(found) & (texts.codes >= 0)
            return found, np.flatnonzero(wrong).tolist()
        values = [math.nan if text is None else parse_number(text) for text in texts]
        at_fault = [place for place, value in enumerate(values) if value is None]
        return np.array(values, dtype=float), at_fault

    def texts(self) -> Held:
        """The cells as an index keeps them."""
        return self._texts

    def names(self, instead: Sequence[str]) -> PackedTexts[str]:
        """The cells as an index keeps names, with others in place of those that are missing."""
        texts = PackedTexts.of(self._texts)
        missing = texts.empty()
        found = texts.replaced(missing, [instead[place] for place in missing.tolist()])
        return cast("PackedTexts[str]", found)

    def doubtful_codes(self, taken: Iterable[str]) -> list[int]:
        """Rows that may not hold a code that only one unit has; all others do.

        Args:
            taken: texts that cannot be codes.
        """
        texts = PackedTexts.of(self._texts)
        doubtful = texts.repeated() | ~texts.lettered() | texts.holding(" ")
        for text in taken:
            doubtful |= texts.equal(text)
        return np.flatnonzero(doubtful).tolist()
