"""The rows of a large text with delimiters, a line each: read by polars, all or some of them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.tables.byte_look import Look, look_through
from ici_tui.tables.cells import ZERO_LED, Cells, NumberCells, plain_of
from ici_tui.tables.late import late
from ici_tui.tables.looks import all_plain
from ici_tui.tables.series import fit_all

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import polars as pl

    from ici_tui.tables.reading import Values

PLACES, IN_A_ROW = 24, 16
"""Where in a file rows are looked at, and how many there."""
MOST_TRIED = 3
"""Columns that may turn out to be no numbers before all are read as texts."""
AT_FAULT = late(r"column 'c(\d+)'")
LED_BEHIND_BLANKS = late(rb"[ \t]0\d")
MAY_BE_YEARS = (1000, 2200)


class Lines:
    """The rows below the first ones of a text, which polars reads."""

    def __init__(self, content: bytes, first: int, delimiter: str, width: int) -> None:
        """Rows.

        Args:
            content: UTF-8.
            first: the byte with which the rows begin; behind it there is no zero byte.
            delimiter: between cells.
            width: columns.
        """
        self._content = content
        self._first = first
        self._delimiter = delimiter
        self._width = width
        self._quoted = content.find(b'"', first) >= 0
        self._tables: dict[tuple[int, int], Values] = {}
        self._asked = 0
        self._texts: dict[int, pl.Series] = {}
        self._some: dict[tuple[int, int], list[pl.Series]] = {}

    @cached_property
    def _look(self) -> Look:
        return look_through(self._content, self._delimiter, self._first)

    def columns(self, heads: Sequence[pl.Series]) -> list[Cells] | None:
        """Every column below its first cells; None where polars may read rows otherwise.

        Args:
            heads: the first texts of each column, which stand above these rows.
        """
        numeric = self._numeric(heads)
        frame = self._typed(numeric)
        if frame is None:
            return None
        texts = [k for k in range(self._width) if not numeric[k]]
        fitted = self._fitted([frame.to_series(k) for k in texts])
        self._texts.update(zip(texts, fitted, strict=True))
        self._numbers = [place for place in range(self._width) if numeric[place]]
        return [
            HeadedCells(head, frame.to_series(place), self, place)
            if numeric[place]
            else Cells(head.append(self._texts.pop(place).alias(head.name)))
            for place, head in enumerate(heads)
        ]

    def room(self, place: int, start: int, stop: int) -> Values:
        """Where the numbers of a column from one row to another are kept: side by side with the others'."""
        if (start, stop) not in self._tables:
            shape = (stop - start, len(self._numbers))
            self._tables[start, stop] = np.empty(shape, order="F")
        column: Values = self._tables[start, stop][:, self._numbers.index(place)]
        return column

    def _typed(self, numeric: list[bool]) -> pl.DataFrame | None:
        """All rows, numbers as such; `numeric` is corrected where a column holds others."""
        import polars as pl
        from polars.exceptions import PolarsError

        for _ in range(MOST_TRIED + 1):
            try:
                frame = self._read({k: pl.Float64 for k in range(self._width) if numeric[k]})
            except PolarsError as error:
                wrong = AT_FAULT.search(str(error))
                place = int(wrong[1]) if wrong else -1
                if not any(numeric):  # rows that are longer: the standard library tells how much
                    return None
                if place < 0 or not numeric[place]:
                    numeric[:] = [False] * self._width
                else:
                    numeric[place] = False
                continue
            if self._are_plain(frame, numeric):
                return frame
            numeric[:] = [False] * self._width
        numeric[:] = [False] * self._width
        try:
            return self._read({})
        except PolarsError:
            return None

    def _are_plain(self, frame: pl.DataFrame, numeric: Sequence[bool]) -> bool:
        """Whether every cell that was read as a number is a plain one, and every row is a line."""
        import polars as pl

        if not any(numeric):
            return True
        unlike = frame.select((~pl.col(pl.Float64).is_finite()).any()).row(0)
        look = self._look
        if any(unlike) or frame.height != len(look.ends):
            return False
        if not look.led:
            return look.tight or LED_BEHIND_BLANKS.search(self._content, self._first) is None
        if self._quoted or not look.tight:
            return False
        texts = frame.select(pl.col(pl.String).str.contains(ZERO_LED).sum()).row(0)
        return bool(sum(texts) == look.led)

    def _numeric(self, heads: Sequence[pl.Series]) -> list[bool]:
        """For each column whether some of its cells are all plain numbers, and no years."""
        sample = self._sample()
        if sample is None:
            return [False] * self._width
        plain = plain_of(sample)
        return [
            values is not None and not _like_years(values) and _plain_below_header(head)
            for values, head in zip(plain, heads, strict=True)
        ]

    def _sample(self) -> list[pl.Series] | None:
        """Rows from all over the file."""
        from polars.exceptions import PolarsError

        ends = self._look.ends
        if len(ends) < PLACES * IN_A_ROW:
            return None
        step = (len(ends) - IN_A_ROW) / PLACES
        pieces = []
        for k in range(PLACES):
            first = int(k * step)
            pieces.append(self._content[ends[first] : ends[first + IN_A_ROW - 1]])
        try:
            return self._piece(b"".join(pieces))
        except PolarsError:
            return None

    def text(self, place: int) -> pl.Series:
        """The texts of a column that was read as numbers."""
        if place not in self._texts:
            self._asked += 1
            # Who asks for a second one will ask for more.
            places = [place] if self._asked == 1 else range(self._width)
            frame = self._read({}, columns=places)
            self._texts.update(zip(places, self._fitted(frame.get_columns()), strict=True))
        return self._texts[place]

    def some(self, place: int, start: int, stop: int) -> pl.Series:
        """The texts of a column in a few rows."""
        if (start, stop) not in self._some:
            ends = self._look.ends
            first = int(ends[start - 1]) if start else self._first
            last = int(ends[stop - 1]) if stop else self._first
            piece = self._content[first:last]
            self._some[start, stop] = self._piece(piece)
        return self._some[start, stop][place]

    def _piece(self, lines: bytes) -> list[pl.Series]:
        """The texts of a few lines, of which the first one may be short."""
        full = self._delimiter.encode() * (self._width - 1) + b"\n"
        return self._fitted(self._read({}, full + lines).slice(1).get_columns())

    def _read(
        self,
        kinds: Mapping[int, type[pl.Float64]],
        content: bytes | None = None,
        columns: Sequence[int] | None = None,
    ) -> pl.DataFrame:
        import polars as pl

        above = self._content.count(b"\n", 0, self._first) if content is None else 0
        return pl.read_csv(
            self._content if content is None else content,
            has_header=False,
            skip_lines=above,
            separator=self._delimiter,
            quote_char='"' if self._quoted else None,
            schema={f"c{k}": kinds.get(k, pl.String) for k in range(self._width)},
            columns=None if columns is None else list(columns),
            truncate_ragged_lines=False,
        )

    def _fitted(self, columns: Sequence[pl.Series]) -> list[pl.Series]:
        look = self._look
        if look.clean and look.tight:
            return list(columns)
        return fit_all(columns, clean_already=look.clean)


class HeadedCells(Cells):
    """A column of numbers, of which the first cells are texts: a header may be among them."""

    def __init__(self, head: pl.Series, below: pl.Series, lines: Lines, place: int) -> None:
        """A column.

        Args:
            head: the first texts.
            below: the numbers below them, null where blank.
            lines: what they were read from.
            place: which column of it this is.
        """
        self._head = head
        self._below = below
        self._lines = lines
        self._place = place

    @property
    def texts(self) -> pl.Series:
        """The texts, which are read now."""
        below = self._lines.text(self._place).alias(self._head.name)
        return self._head.clone().append(below)

    def __len__(self) -> int:
        return len(self._head) + len(self._below)

    @property
    def blank(self) -> int:
        """How many are blank."""
        return self._head.null_count() + self._below.null_count()

    @property
    def given(self) -> pl.Series:
        """The cells that are not blank, as a mask."""
        return self._head.is_not_null().append(self._below.is_not_null())

    def some(self, start: int, stop: int) -> pl.Series:
        """A few of the texts."""
        above = len(self._head)
        found = self._head[start:stop]
        first, last = max(start - above, 0), min(stop, len(self)) - above
        if last <= first:
            return found
        below = self._lines.some(self._place, first, last).alias(found.name)
        return found.clone().append(below)

    def cut(self, start: int, stop: int) -> Cells:
        """The cells from one to another: numbers where the first ones are plain as well."""
        above = len(self._head)
        head = self._head[start:stop]
        below = self._below[max(start - above, 0) : max(stop - above, 0)]
        cells = head.to_list()
        first: Values | None
        if all_plain(cell for cell in cells if cell is not None):
            first = np.array([np.nan if cell is None else float(cell) for cell in cells])
        else:
            first = plain_of([head])[0]
        blank = below.null_count()
        if first is None or blank == len(below):
            return Cells(self.texts[start:stop])
        numbers, at = self._lines.room(self._place, start, stop), len(first)
        numbers[:at] = first
        for piece in below.get_chunks():
            numbers[at : at + len(piece)] = piece.to_numpy()
            at += len(piece)
        blank += head.null_count()
        return NumberCells(numbers, lambda: self.texts[start:stop], blank)

    def filter(self, keep: pl.Series) -> Cells:
        """Some of the cells, by a mask."""
        return Cells(self.texts.filter(keep))


def _plain_below_header(head: pl.Series) -> bool:
    """Whether the first cells are plain numbers from the first of these on: above is a header."""
    cells = [cell for cell in head.to_list() if cell is not None]
    if all_plain(cells[1:]):
        return True
    plain = [all_plain((cell,)) for cell in cells]
    return True not in plain or all(plain[plain.index(True) :])


def _like_years(values: Values) -> bool:
    """Whether numbers may be years: their texts are looked at then."""
    known = values[~np.isnan(values)]
    least, most = MAY_BE_YEARS
    return bool((known == np.trunc(known)).all() and known.min() >= least and known.max() <= most)
