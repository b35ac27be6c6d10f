"""The rows of a long table, held by column: a cell is made where somebody asks for it.

A table of a hundred thousand rows has millions of cells. Most of a column's are alike but for
their text, so that each column is written in one go.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple, overload

from ici_tui.pages.model import Cell
from ici_tui.sanitise import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ici_tui.drawing.mark_columns import Marks

PORTION = 4096
"""Rows that are written at once."""


class Cells(NamedTuple):
    """The cells of a column: a text each in a role, or a drawing each."""

    texts: Sequence[str]
    role: str | Sequence[str] = "text"
    """Of all, or of each."""
    marks: Marks | None = None
    """With drawings all texts are empty."""

    @classmethod
    def drawn(cls, marks: Marks) -> Cells:
        """A column of drawings."""
        return cls([""] * len(marks), marks=marks)

    @property
    def filled(self) -> bool:
        """Whether any cell has something in it."""
        return bool(self.marks) or any(self.texts)

    def at(self, rows: slice) -> Cells:
        """The cells of some rows."""
        role = self.role if isinstance(self.role, str) else self.role[rows]
        return Cells(self.texts[rows], role, None if self.marks is None else self.marks[rows])

    def one(self, row: int) -> Cell:
        """A cell by itself."""
        role = self.role if isinstance(self.role, str) else self.role[row]
        return Cell(self.texts[row], role, None if self.marks is None else self.marks[row])

    def all(self) -> Iterator[Cell]:
        """Each cell by itself."""
        roles = repeat(self.role) if isinstance(self.role, str) else self.role
        return map(Cell, self.texts, roles, repeat(None) if self.marks is None else self.marks)

    def seen(self) -> Cells:
        """The same with every text one line that a terminal only prints."""
        if "".join(self.texts).isprintable():
            return self
        return self._replace(texts=list(map(visible, self.texts)))


class Columned(Sequence[tuple[Cell, ...]]):
    """Rows of a table, held by column."""

    def __init__(self, columns: Iterable[Cells]) -> None:
        """Rows of columns that are equally long; of at least one."""
        self.columns = tuple(columns)

    def __len__(self) -> int:
        return len(self.columns[0].texts) if self.columns else 0

    @overload
    def __getitem__(self, line: int) -> tuple[Cell, ...]: ...

    @overload
    def __getitem__(self, line: slice) -> Columned: ...

    def __getitem__(self, line: int | slice) -> tuple[Cell, ...] | Columned:
        if isinstance(line, slice):
            return Columned(column.at(line) for column in self.columns)
        return tuple(column.one(line) for column in self.columns)

    def __iter__(self) -> Iterator[tuple[Cell, ...]]:
        return zip(*(column.all() for column in self.columns), strict=True)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def portions(self) -> Iterator[Columned]:
        """The rows, so many at once that not all of what is made of them is there together."""
        return (self[start : start + PORTION] for start in range(0, len(self), PORTION))

    def only(self, kept: Iterable[int]) -> Columned:
        """The rows with some of the columns."""
        return Columned(self.columns[place] for place in kept)

    def in_words(self) -> Columned:
        """The rows without their drawings."""
        return Columned(column._replace(marks=None) for column in self.columns)

    def seen(self) -> Columned:
        """The rows with every text one line that a terminal only prints."""
        return Columned(column.seen() for column in self.columns)
