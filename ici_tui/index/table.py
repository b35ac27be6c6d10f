"""The matrix that the stages hand on, with the names that their messages need."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ici_tui.index.tree import Node

FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]


class Note(NamedTuple):
    """Something that a stage did, or left undone, that a reader should know of."""

    stage: str
    text: str
    indicator: str = ""


class Table(NamedTuple):
    """Units by indicators: `values` is n × m, NaN where missing, columns as `leaves`."""

    values: FloatArray
    leaves: tuple[Node, ...]
    units: Sequence[str]

    def with_values(self, values: FloatArray) -> Table:
        """The same units and indicators with other values."""
        return self._replace(values=values)

    def columns(self) -> Iterator[tuple[int, Node, FloatArray, BoolArray]]:
        """Each column with its place, its node, its values, and where they are present."""
        for place, leaf in enumerate(self.leaves):
            column = self.values[:, place]
            yield place, leaf, column, ~np.isnan(column)


def side_by_side(columns: Sequence[FloatArray]) -> FloatArray:
    """Columns of n values as one table by column, to be read only.

    Neighbouring columns of one table are that part of the table itself, others are copied.
    """
    first, base = columns[0], columns[0].base
    if isinstance(base, np.ndarray) and base.flags.f_contiguous and base.ndim == 2:
        step, start = base.strides[1], first.ctypes.data
        neighbours = all(
            column.base is base and column.ctypes.data == start + place * step
            for place, column in enumerate(columns)
        )
        if neighbours and first.nbytes == step > 0:
            left = (start - base.ctypes.data) // step
            part = base[:, left : left + len(columns)]
            part.setflags(write=False)
            return part
    table = np.empty((len(first), len(columns)), order="F")
    for place, column in enumerate(columns):
        table[:, place] = column
    return table


def number_text(value: float) -> str:
    """A number as messages show it: six significant digits, no trailing zeros, -0.0 as 0."""
    return f"{value + 0.0:.6g}"
