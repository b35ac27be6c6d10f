"""Drawings of all rows of a table, found by column: the same as each `Mark` draws by itself."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, overload

import numpy as np

from ici_tui.drawing import svg
from ici_tui.drawing.bars import EIGHTHS, FILLS
from ici_tui.drawing.marks import MARGIN, PART, THICK, Bar, Mark, Stack

if TYPE_CHECKING:
    import numpy.typing as npt

    Numbers = npt.NDArray[np.float64]
    Counts = npt.NDArray[np.int64]

FULL = "█"


class Marks(Sequence[Mark]):
    """A drawing for each of n rows, on one scale."""

    def __init__(self, values: npt.NDArray[np.float64], top: float) -> None:
        """Drawings of values.

        Args:
            values: n, or n × parts; NaN where missing.
            top: what fills the width.
        """
        self.values, self.top = values, top

    def __len__(self) -> int:
        return len(self.values)

    @overload
    def __getitem__(self, line: int) -> Mark: ...

    @overload
    def __getitem__(self, line: slice) -> Marks: ...

    def __getitem__(self, line: int | slice) -> Mark | Marks:
        if isinstance(line, slice):
            return type(self)(self.values[line], self.top)
        return self.one(self.values[line].tolist())

    @abstractmethod
    def one(self, value: Any) -> Mark:  # noqa: ANN401 - a number, or those of the parts
        """The drawing of one row."""

    @abstractmethod
    def texts(self, width: int) -> list[str]:
        """The characters of `Mark.cells` in each row, with blanks up to `width`."""

    @abstractmethod
    def svgs(self, width: float, height: float) -> list[str]:
        """`Mark.svg` of each row."""

    @abstractmethod
    def roles(self) -> list[str]:
        """The roles that are drawn in any row."""

    def _shares(self) -> Numbers:
        """Values as shares of the scale, within it."""
        if self.top <= 0:
            return np.zeros_like(self.values)
        # A zero has no sign: what is drawn beside it would have it.
        shares: Numbers = np.minimum(np.maximum(self.values / self.top, 0.0), 1.0) + 0.0
        return shares


class Bars(Marks):
    """A `Bar` in each row."""

    def one(self, value: float) -> Mark:
        """The bar of a row; none where there is no value."""
        return Bar(value if value == value else None, self.top)  # noqa: PLR0124 - NaN alone differs

    def texts(self, width: int) -> list[str]:
        """A bar to an eighth of a cell."""
        eighths = np.rint(8 * width * np.nan_to_num(self._shares(), nan=0.0)).astype(np.int64)
        drawn = [
            (FULL * whole + (EIGHTHS[rest] if rest else "")).ljust(width)
            for whole in range(width + 1)
            for rest in range(8)
        ]
        return [drawn[size] for size in eighths.tolist()]

    def svgs(self, width: float, height: float) -> list[str]:
        """The same, as rectangles."""
        return [self.one(value).svg(width, height) for value in self.values.tolist()]

    def roles(self) -> list[str]:
        """The one that a bar has."""
        return [Bar(None).role]


class Stacks(Marks):
    """A `Stack` in each row."""

    def one(self, value: list[float]) -> Mark:
        """The parts of a row, one after the other."""
        return Stack(tuple(value), self.top)

    def texts(self, width: int) -> list[str]:
        """The parts one after the other, and what is left blank."""
        sizes = self._sizes(width)
        rest = width - sizes.sum(axis=1)
        fills = [FILLS[place % len(FILLS)] for place in range(sizes.shape[1])]
        signs = np.array([*map(ord, fills), ord(" ")], dtype=np.uint32)
        counts = np.column_stack([sizes, rest]).ravel()
        drawn = np.repeat(np.tile(signs, len(sizes)), counts).reshape(len(sizes), width)
        return [row.tobytes().decode("utf-32-le") for row in drawn.astype("<u4")]

    def svgs(self, width: float, height: float) -> list[str]:
        """The same, as rectangles."""
        sizes = width * self._shares()
        starts = np.zeros_like(sizes)
        np.cumsum(sizes[:, :-1], axis=1, out=starts[:, 1:])
        both = np.stack([starts, sizes], axis=2)
        return [
            svg.beside(tuple(there.nonzero()[0].tolist()), height * MARGIN, height * THICK, PART)
            % tuple(row[there].ravel().tolist())
            for row, there in zip(both, sizes > 0, strict=True)
        ]

    def roles(self) -> list[str]:
        """Those of the parts that any row has."""
        there = (self._shares() > 0).any(axis=0)
        return [f"{PART}{place}" for place in np.flatnonzero(there).tolist()]

    def _sizes(self, width: int) -> Counts:
        """How many cells each part of each row takes: `stack_sizes` by column, n × parts."""
        if self.top <= 0:
            return np.zeros(self.values.shape, dtype=np.int64)
        totals = np.cumsum(np.where(self.values > 0, self.values, 0.0), axis=1)
        ends = np.where(totals < self.top, np.rint(width * totals / self.top), width)
        sizes: Counts = np.diff(ends, axis=1, prepend=0.0).astype(np.int64)
        return sizes
