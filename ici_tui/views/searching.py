"""Plain texts of all units at once: to sort by a name, and to find the units that words name."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ici_tui.near import plain
from ici_tui.packs.texts import texts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy.typing as npt

    from ici_tui.index.model import Index
    from ici_tui.packs.texts import Texts

    Mask = npt.NDArray[np.bool_]
    Order = npt.NDArray[np.int64]
    Part = Texts[str | None]


class Searched(NamedTuple):
    """What a filter looks for its words in: names, code and labels of every unit."""

    parts: tuple[Part, ...]
    """Plain texts of all n units each."""
    size: int

    @classmethod
    def of(cls, index: Index) -> Searched:
        """The plain texts of an index."""
        held: list[Sequence[str | None]] = [index.codes, index.names]
        if any(index.local_names):
            held.append(index.local_names)
        held += [group.labels for group in index.groups.values()]
        return cls(tuple(map(plain_texts, held)), index.size)

    def having(self, words: Sequence[str]) -> Mask:
        """Which units have every word in one of their texts, n.

        Args:
            words: as `names.plain` makes them.
        """
        found = np.ones(self.size, dtype=bool)
        for word in words:
            found &= np.logical_or.reduce([part.holding(word) for part in self.parts])
        return found


def units_called(index: Index, wanted: str) -> list[int]:
    """The places of the units that a plain text means, as `names.find_unit` has it."""
    if not wanted:
        return []
    held: list[Sequence[str | None]] = [index.codes, index.names, index.local_names]
    parts = [plain_texts(texts) for texts in held if any(texts)]
    found = _true(part.equal(wanted) for part in parts)
    if not found:
        found = _true(part.beginning(wanted) for part in parts)
    if not found and len(wanted) > 1:
        found = [
            place
            for part in parts
            for place in part.beyond_ascii().tolist()
            if wanted.startswith(str(part[place]))
        ]
    return found


def units_beginning(index: Index, starts: Iterable[str]) -> list[int]:
    """The places of the units of which a plain text begins so, each once.

    Args:
        index: the units.
        starts: plain texts, of which the first that any unit begins with counts.
    """
    held: list[Sequence[str | None]] = [index.codes, index.names, index.local_names]
    parts = [plain_texts(texts) for texts in held if any(texts)]
    for start in starts:
        found = _true(part.beginning(start) for part in parts)
        if found:
            return sorted(set(found))
    return []


def _true(tests: Iterable[Mask]) -> list[int]:
    """The places where one of the tests holds."""
    return [place for test in tests for place in np.flatnonzero(test).tolist()]


def where_equal(labels: Sequence[str | None], wanted: str) -> Mask:
    """Which units have a label, n."""
    return texts_of(labels).equal(wanted)


def plain_texts(texts: Sequence[str | None]) -> Texts[str | None]:
    """`names.plain` of every text; None stays."""
    return texts_of(texts).plain(plain)


def name_order(names: Sequence[str]) -> Order:
    """Each unit's place among the names in order, n; what has no plain form is itself."""
    return texts_of(names).name_order(plain)


def label_order(labels: Sequence[str | None]) -> Order:
    """Each unit's place among the labels in order, n; equal ones at one place, -1 without one."""
    return texts_of(labels).label_order()
