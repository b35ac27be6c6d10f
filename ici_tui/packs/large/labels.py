"""Texts of which only a few differ: each is kept once, and a unit has its number."""

from __future__ import annotations

from typing import TYPE_CHECKING, overload

import numpy as np

from ici_tui.packs.large.packed import PORTION, PackedTexts
from ici_tui.packs.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import numpy.typing as npt
    import polars as pl

    from ici_tui.packs.texts import Mask, Order, Places


class Labels(Texts[str | None]):
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

    def take(self, places: Sequence[int] | Places) -> Labels:
        """The labels at some places, in that order; those that no unit is left with are gone."""
        codes = self.codes[np.asarray(places, dtype=np.intp)]
        kept, found = np.unique(codes, return_inverse=True)
        without = int(len(kept) > 0 and kept[0] < 0)
        levels = tuple(self.levels[code] for code in kept[without:].tolist())
        return Labels((found - without).astype(np.int32), levels)

    def holding(self, part: str) -> Mask:
        """The labels that hold a part, as a mask of n."""
        return self._where(lambda level: part in level)

    def equal(self, text: str) -> Mask:
        """The labels that are equal to this one, as a mask of n."""
        return self._where(text.__eq__)

    def beginning(self, start: str) -> Mask:
        """The labels that begin so, as a mask of n."""
        return self._where(lambda level: level.startswith(start))

    def beyond_ascii(self) -> Places:
        """The places of labels with other characters than those of ASCII."""
        return np.flatnonzero(self._where(lambda level: not level.isascii()))

    def _where(self, test: Callable[[str], bool]) -> Mask:
        # The last one is for units without a label, whose code is -1.
        holds = np.array([*map(test, self.levels), False], dtype=bool)
        found: Mask = holds[self.codes]
        return found

    def plain(self, plain: Callable[[str], str]) -> Labels:
        """The labels that a search compares. Levels may then be equal, and out of order."""
        return Labels(self.codes, tuple(map(plain, self.levels)))

    def name_order(self, plain: Callable[[str], str]) -> Order:
        """Each unit's place when the labels are sorted by their plain form, n."""
        return PackedTexts.of(self).name_order(plain)

    def label_order(self) -> Order:
        """Each unit's place among the different labels in order, n; -1 where it has none."""
        return self.codes.astype(np.int64)

    def series(self, name: str) -> pl.Series:
        """The labels as a column of polars."""
        return PackedTexts.of(self).series(name)
