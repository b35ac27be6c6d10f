"""The cells of a column: texts, or numbers whose texts are read where somebody asks for them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ici_tui.tables.series import SHORT, together

if TYPE_CHECKING:
    from collections.abc import Callable

    import polars as pl

    from ici_tui.tables.reading import Values

LOOKED_AT = 64
"""Cells by which most columns of texts are told from those of numbers."""
ZERO_LED = r"^0\d"
"""Digits that are a code, and no number as it is written."""


class Cells:
    """Cleaned texts of n cells, null where blank."""

    numbers: Values | None = None
    """The same as numbers, NaN where blank, where every cell is known to be a plain one or blank."""

    def __init__(self, texts: pl.Series) -> None:
        self._texts = texts

    @property
    def texts(self) -> pl.Series:
        """The texts."""
        return self._texts

    def __len__(self) -> int:
        return len(self._texts)

    @property
    def blank(self) -> int:
        """How many are blank."""
        return self._texts.null_count()

    @property
    def given(self) -> pl.Series:
        """The cells that are not blank, as a mask."""
        return self._texts.is_not_null()

    def some(self, start: int, stop: int) -> pl.Series:
        """A few of the texts."""
        return self._texts.slice(start, stop - start)

    def cut(self, start: int, stop: int) -> Cells:
        """The cells from one to another."""
        return Cells(self._texts.slice(start, stop - start))

    def filter(self, keep: pl.Series) -> Cells:
        """Some of the cells, by a mask."""
        return Cells(self._texts.filter(keep))


class NumberCells(Cells):
    """Plain numbers and blanks."""

    def __init__(
        self, numbers: Values, read: Callable[[], pl.Series], blank: int | None = None
    ) -> None:
        """Cells.

        Args:
            numbers: n of them, NaN where blank.
            read: gives their texts.
            blank: how many are blank; counted where None.
        """
        self.numbers: Values = numbers
        self._read = read
        self._blank = blank

    @cached_property
    def texts(self) -> pl.Series:
        """The texts, which are read now."""
        return self._read()

    def __len__(self) -> int:
        return len(self.numbers)

    @property
    def blank(self) -> int:
        """How many are blank."""
        if self._blank is None:
            import numpy as np

            self._blank = int(np.count_nonzero(np.isnan(self.numbers)))
        return self._blank

    @property
    def given(self) -> pl.Series:
        """The cells that are not blank, as a mask."""
        import polars as pl

        return pl.Series(self.numbers == self.numbers)

    def some(self, start: int, stop: int) -> pl.Series:
        """A few of the texts."""
        return self.texts[start:stop]

    def cut(self, start: int, stop: int) -> Cells:
        """The cells from one to another."""
        return NumberCells(self.numbers[start:stop], lambda: self.texts[start:stop])

    def filter(self, keep: pl.Series) -> Cells:
        """Some of the cells, by a mask."""
        return NumberCells(self.numbers[keep.to_numpy()], lambda: self.texts.filter(keep))


def plain_of(texts: list[pl.Series]) -> list[Values | None]:
    """The numbers of each column that holds nothing but plain ones, NaN where blank; else None."""
    import polars as pl

    if texts and 0 < len(texts[0]) <= SHORT:
        return _plain_short(texts)
    found: list[Values | None] = [None] * len(texts)
    likely = _beginning_plain(texts)
    frame = pl.DataFrame([texts[k].alias(f"{k}") for k in likely])
    if not frame.height:
        return found
    cast = frame.select(pl.all().cast(pl.Float64, strict=False))
    fine = cast.select(pl.all().is_finite().sum()).row(0)
    full = frame.select(pl.all().count()).row(0)
    led = frame.select(pl.all().str.starts_with("0").any()).row(0)
    if any(led):
        led = frame.select(pl.all().str.contains(ZERO_LED).any()).row(0)
    for place, numbers, *counts in zip(likely, cast.iter_columns(), fine, full, led, strict=True):
        if counts[0] == counts[1] > 0 and not counts[2]:
            found[place] = numbers.fill_null(float("nan")).to_numpy().copy()
    return found


def _plain_short(texts: list[pl.Series]) -> list[Values | None]:
    """The same of short columns, read one below the other."""
    import numpy as np
    import polars as pl

    every, shape = together(texts), (len(texts), len(texts[0]))
    cast = every.cast(pl.Float64, strict=False).fill_null(float("nan")).to_numpy()
    numbers = cast.reshape(shape)
    fine = np.isfinite(numbers).sum(axis=1)
    full = every.is_not_null().to_numpy().reshape(shape).sum(axis=1)
    plain = (fine == full) & (full > 0)
    if every.str.starts_with("0").any():
        led = every.str.contains(ZERO_LED).fill_null(False).to_numpy()
        plain &= ~led.reshape(shape).any(axis=1)
    return [row.copy() if fits else None for row, fits in zip(numbers, plain.tolist(), strict=True)]


def _beginning_plain(texts: list[pl.Series]) -> list[int]:
    """The columns of which the first cells may be plain numbers, as far as there are any."""
    import polars as pl

    heads = pl.DataFrame([text.head(LOOKED_AT).alias(f"{k}") for k, text in enumerate(texts)])
    if not heads.width:
        return []
    numbers = heads.select(pl.all().cast(pl.Float64, strict=False).null_count()).row(0)
    return [k for k, count in enumerate(heads.null_count().row(0)) if count == numbers[k]]
