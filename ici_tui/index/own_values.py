"""Values that a user puts in the place of the data's: what would be, if they were so."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ici_tui.index.model import Index


class OwnValue(NamedTuple):
    """A raw value of one unit on one indicator."""

    unit: str
    """The unit's code."""
    node: str
    """The indicator's code."""
    value: float
    """In the indicator's own unit."""

    @property
    def place(self) -> tuple[str, str]:
        """Which value it stands for."""
        return (self.unit, self.node)

    @property
    def text(self) -> str:
        """As `--set` takes it: the shortest decimal that gives the same number back."""
        whole = self.value == int(self.value) and abs(self.value) < 1e15
        return f"{self.unit}.{self.node}={int(self.value) if whole else self.value!r}"


NAMED = 2
"""How many of them a line names."""

OwnValues = tuple[OwnValue, ...]
"""One for each value that is the user's, in the order in which they came."""


def put(values: OwnValues, more: Iterable[OwnValue]) -> OwnValues:
    """The values with others beside them; of two for one place the later stays."""
    found = {one.place: one for one in values}
    for one in more:
        found.pop(one.place, None)
        found[one.place] = one
    return tuple(found.values())


def without(values: OwnValues, unit: str, node: str) -> OwnValues:
    """The values without the one of a unit on an indicator."""
    return tuple(one for one in values if one.place != (unit, node))


def by_place(index: Index, values: OwnValues) -> dict[tuple[int, int], float]:
    """The values by row and column of the index's data."""
    columns = {leaf.code: column for column, leaf in enumerate(index.tree.leaves)}
    return {(index.codes.index(one.unit), columns[one.node]): one.value for one in values}


def told(index: Index, one: OwnValue) -> str:
    """A value for people, such as `Wuhan Startups 50`."""
    name = index.names[index.codes.index(one.unit)]
    return f"{name} {index.tree[one.node].name} {one.value:.6g}"


def standing_of(index: Index, values: OwnValues) -> str:
    """The index's standing line with the user's values in front, the newest first.

    Args:
        index: the index that they are values of.
        values: at least one.
    """
    named = "; ".join(told(index, one) for one in values[-NAMED:][::-1])
    more = f"; {len(values) - NAMED} more" if len(values) > NAMED else ""
    standing = index.info.standing_line
    # The first word is what is kept where a line is cut.
    return f"Yours, not the source's: {named}{more}{f'. {standing}' if standing else ''}"
