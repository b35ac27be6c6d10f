"""A column of the body: its header, its texts, and its numbers where it has any."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from ici_tui.tables.countries import country_names, three_letters, two_letters
from ici_tui.tables.periods import period
from ici_tui.tables.series import numbered
from ici_tui.tables.words import spaced

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import polars as pl

    from ici_tui.tables.cells import Cells
    from ici_tui.tables.header_names import Header
    from ici_tui.tables.number_column import Numbers
    from ici_tui.tables.series import Coded

ORDINALS = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
)
CODE_LIKE = r"^_?[A-Z0-9][A-Z0-9_.\-/]{0,15}$"
CODE_OF_LETTERS = r"^_?[A-Z][A-Z0-9_.\-/]{0,15}$"
"""The most usual ones: what begins with a letter needs no second look."""
SAMPLE = 500
TIMES = 0.85
"""A lesser share of times is of no interest to anybody."""
LOOKED_AT = 100
"""Cells by which most columns are seen to hold other numbers than 0 and 1."""
FIRST = 10_000
"""Rows of which so few can be codes that all of them need no look."""


@dataclass(frozen=True, eq=False)
class Column:
    """A column of the body, n rows."""

    place: int
    header: Header
    cells: Cells
    numbers: Numbers | None = None
    """None where it is no column of numbers."""

    @property
    def texts(self) -> pl.Series:
        """The cleaned texts, n, null where blank; those of plain numbers may have to be read."""
        return self.cells.texts

    @cached_property
    def height(self) -> int:
        """The number of rows, n."""
        return len(self.cells)

    @property
    def name(self) -> str:
        """The name in the file; empty where the header is blank."""
        return self.header.name

    @cached_property
    def words(self) -> str:
        """The name with blanks between its words, to be searched for words."""
        return spaced(self.header.name)

    @property
    def shown(self) -> str:
        """The name, or which column it is where the header is blank."""
        if self.name:
            return self.name
        nth = ORDINALS[self.place] if self.place < len(ORDINALS) else f"{self.place + 1}th"
        return f"(blank-named {nth} column)"

    @property
    def values(self) -> npt.NDArray[np.float64]:
        """The numbers; only where there are any."""
        assert self.numbers is not None  # noqa: S101 - asked of columns of numbers alone
        return self.numbers.values

    @property
    def unit(self) -> str:
        """What its numbers are measured in, where its cells say one thing and its name nothing."""
        units = self.numbers.units if self.numbers is not None else ()
        if len(units) != 1 or re.search(rf"(?<!\w){re.escape(units[0])}(?!\w)", self.name):
            return ""
        return units[0]

    @cached_property
    def present(self) -> int:
        """Cells that are not blank; of numbers, those that are not missing."""
        return self.numbers.present if self.numbers is not None else self.height - self.cells.blank

    @cached_property
    def distinct(self) -> int:
        """How many different texts there are."""
        texts = self.texts.drop_nulls()
        return len(texts) if _ascend(texts) else int(texts.n_unique())

    @cached_property
    def zero_or_one(self) -> bool:
        """Whether its numbers are both 0 and 1, and no others."""
        import numpy as np

        first = self.values[:LOOKED_AT]
        if not ((first == 0) | (first == 1) | np.isnan(first)).all():
            return False
        known = self.values[~np.isnan(self.values)]
        return bool(((known == 0) | (known == 1)).all()) and 0 < int(known.sum()) < len(known)

    @cached_property
    def coded(self) -> Coded:
        """Each row's place among the different texts, −1 where blank; and those, by first row."""
        return numbered(self.texts)

    @property
    def part(self) -> tuple[npt.NDArray[np.int64], int]:
        """The places, and how many there are, for `combinations`."""
        places, levels = self.coded
        return places, len(levels)

    @cached_property
    def sample(self) -> list[str]:
        """The first different texts."""
        head = self.texts.drop_nulls().head(20 * SAMPLE)
        return head.unique(maintain_order=True).head(SAMPLE).to_list()

    @cached_property
    def code_like(self) -> bool:
        """Whether the texts look like codes: short, without blanks, in capitals."""
        head = self.texts.head(FIRST).drop_nulls()
        unlike = len(head) - int(head.str.contains(CODE_LIKE).sum())
        if unlike > 0.03 * self.height:
            return False
        if self.share_of(CODE_OF_LETTERS) > 0.97:
            return True
        if self.share_of(CODE_LIKE) <= 0.97:
            return False
        return self.share_of(r"[A-Z]|^\d+$") > 0.97

    @cached_property
    def country_share(self) -> float:
        """The share of texts that are names or codes of countries."""
        if not self.sample:
            return 0.0
        names = sum(text.casefold() in country_names() for text in self.sample)
        two = sum(text in two_letters() for text in self.sample)
        three = sum(text in three_letters() for text in self.sample)
        return max(names, two, three) / len(self.sample)

    @cached_property
    def period_share(self) -> float:
        """The share of texts that are times; below `TIMES`, no more than that it is."""
        cells = self.texts.drop_nulls().head(2 * SAMPLE).to_list()
        others, most = 0, (1 - TIMES) * len(cells)
        for text in cells:
            others += period(text) is None
            if others > most:  # most columns hold none, and are done with a few
                break
        return 1 - others / len(cells) if cells else 0.0

    @cached_property
    def whole(self) -> bool:
        """Whether all numbers are whole."""
        import numpy as np

        for values in (self.values[:SAMPLE], self.values):  # the first tell most columns
            known = values[~np.isnan(values)]
            if not (known == np.trunc(known)).all():
                return False
        return True

    def most_hold(self, pattern: str) -> bool:
        """Whether more than half of the texts hold a pattern."""
        texts = self.texts.drop_nulls()
        half = len(texts) // 2
        first = int(texts.head(len(texts) - half).str.contains(pattern).sum())
        if not first or first > half:  # whatever the others hold
            return first > 0
        return 2 * (first + int(texts.tail(half).str.contains(pattern).sum())) > len(texts)

    def share_of(self, pattern: str) -> float:
        """The share of texts that hold a pattern; 0 where there are none."""
        texts = self.texts.drop_nulls()
        return int(texts.str.contains(pattern).sum()) / len(texts) if len(texts) else 0.0

    @property
    def is_link(self) -> bool:
        """Whether the texts are addresses."""
        return bool(self.sample) and all(
            re.match(r"(https?|ftp)://|www\.", text) for text in self.sample[:20]
        )


def _ascend(texts: pl.Series) -> bool:
    """Whether each text stands behind the one before it in order, as codes often do."""
    return all(bool((some.head(-1) < some.tail(-1)).all()) for some in (texts.head(SAMPLE), texts))


def rows_of(column: Column, keep: pl.Series) -> Column:
    """Some rows of a column, by a mask; its numbers are those that were read."""
    import numpy as np

    numbers = column.numbers
    if numbers is not None:
        values = numbers.values[keep.to_numpy()]
        numbers = replace(numbers, values=values, present=int(np.count_nonzero(~np.isnan(values))))
    return Column(column.place, column.header, column.cells.filter(keep), numbers)


def determines(one: Column, other: Column) -> bool:
    """Whether rows with the same text in one column have the same in the other."""
    blank = one.cells.blank
    if one.distinct + blank == one.height and blank < 2:
        return True
    import numpy as np

    (places, levels), (others, _) = one.coded, other.coded
    last = np.empty(len(levels) + 1, dtype=np.int64)
    last[places] = others
    return bool((last[places] == others).all())
