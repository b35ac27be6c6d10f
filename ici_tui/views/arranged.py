"""Which columns of a ranking are shown, in which order, and which stay while others scroll."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ici_tui.views.column_kinds import Column

    Columns = tuple[Column, ...]

CHANGE = "delta"
"""The key of the column between rank and name."""
FIELDS = ("order", "hidden", "frozen")


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What the user has made of the columns, by their keys; nothing: they are as the pack has them.

    Keys of columns that are not there now are kept: the column may come back.
    """

    order: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    frozen: tuple[str, ...] = ()

    def shown(self, columns: Columns) -> Columns:
        """The columns that are not hidden, in order: those that stay come first."""
        there = [one for one in self._ordered(columns) if one.key not in self.hidden]
        return (*filter(self.stays, there), *(one for one in there if not self.stays(one)))

    def stays(self, column: Column) -> bool:
        """Whether a column stays at the left while the others scroll."""
        return always_stays(column) or column.key in self.frozen

    def _ordered(self, columns: Columns) -> list[Column]:
        """All of them: a column that was never moved follows the one that it follows in the pack."""
        if not self.order:
            return list(columns)
        by_key = {one.key: one for one in columns}
        found = [by_key[key] for key in self.order if key in by_key]
        for place, column in enumerate(columns):
            if column not in found:
                found.insert(found.index(columns[place - 1]) + 1 if place else 0, column)
        return found

    def hiding(self, column: Column) -> Arrangement:
        """Without a column."""
        return replace(self, hidden=(*self.hidden, column.key))

    def showing(self, column: Column) -> Arrangement:
        """With a column that was hidden."""
        return replace(self, hidden=tuple(key for key in self.hidden if key != column.key))

    def freezing(self, column: Column) -> Arrangement:
        """A column stays from now on, or scrolls again."""
        if column.key in self.frozen:
            return replace(self, frozen=tuple(key for key in self.frozen if key != column.key))
        return replace(self, frozen=(*self.frozen, column.key))

    def moving(self, column: Column, columns: Columns, step: int) -> Arrangement | None:
        """A column one place on among those shown; None at an end of its part of the line.

        Args:
            column: the one that is moved.
            columns: all of them, in the pack's order.
            step: 1 to the right, -1 to the left.
        """
        shown = self.shown(columns)
        place = shown.index(column) + step
        if not 0 <= place < len(shown) or self.stays(shown[place]) != self.stays(column):
            return None
        other = shown[place]
        order = [one.key for one in self._ordered(columns)]
        order.remove(column.key)
        order.insert(order.index(other.key) + (step > 0), column.key)
        return replace(self, order=tuple(order))

    def record(self) -> dict[str, list[str]]:
        """As JSON holds it."""
        return {name: list(getattr(self, name)) for name in FIELDS}

    @classmethod
    def of_record(cls, said: Any) -> Arrangement:  # noqa: ANN401 - from a file
        """What `record` wrote; nothing arranged where this is no such."""
        if not isinstance(said, dict):
            return cls()
        lists = {name: said.get(name, []) for name in FIELDS}
        if not all(isinstance(one, list) for one in lists.values()):
            return cls()
        texts = {n: tuple(k for k in one if isinstance(k, str)) for n, one in lists.items()}
        return cls(**texts)


def always_stays(column: Column) -> bool:
    """Whether a column is one of those that begin every line: rank, change, name."""
    return column.leads or column.key == CHANGE


AS_IT_IS = Arrangement()
