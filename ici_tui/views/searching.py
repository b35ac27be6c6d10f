"""Plain texts of all units at once: to sort by a name, and to find the units that words name."""

from __future__ import annotations

import string
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.packs.texts import Labels, Texts
from ici_tui.views.names import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy.typing as npt

    from ici_tui.index.model import Index

    Mask = npt.NDArray[np.bool_]
    Order = npt.NDArray[np.int64]
    Part = Texts[str | None] | Labels

LOWER = bytes.maketrans(string.ascii_uppercase.encode(), string.ascii_lowercase.encode())
DROPPED = bytes(sorted({*range(1, 128)} - {*(string.ascii_letters + string.digits).encode()}))
"""What `names.plain` leaves out of a text in ASCII; 0 ends a text, and stays."""


@dataclass(frozen=True, eq=False)
class Searched:
    """What a filter looks for its words in: names, code and labels of every unit."""

    parts: tuple[Part, ...]
    """Plain texts of all n units each; labels with plain levels."""
    size: int

    @classmethod
    def of(cls, index: Index) -> Searched:
        """The plain texts of an index."""
        held: list[Sequence[str | None]] = [index.codes, index.names]
        if any(index.local_names):
            held.append(index.local_names)
        held += [group.labels for group in index.groups.values()]
        return cls(tuple(_plain_part(texts) for texts in held), index.size)

    def having(self, words: Sequence[str]) -> Mask:
        """Which units have every word in one of their texts, n.

        Args:
            words: as `names.plain` makes them.
        """
        found = np.ones(self.size, dtype=bool)
        for word in words:
            found &= np.logical_or.reduce([_with_word(part, word) for part in self.parts])
        return found


def _plain_part(texts: Sequence[str | None]) -> Part:
    if isinstance(texts, Labels):
        return Labels(texts.codes, tuple(map(plain, texts.levels)))
    return plain_texts(texts)


def _with_word(part: Part, word: str) -> Mask:
    if isinstance(part, Labels):
        # The last one is for units without a label, whose code is -1.
        levels = np.array([*(word in level for level in part.levels), False])
        return levels[part.codes]
    return part.holding(word)


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


def _true(tests: Iterable[Mask]) -> list[int]:
    """The places where one of the tests holds."""
    return [place for test in tests for place in np.flatnonzero(test).tolist()]


def where_equal(labels: Sequence[str | None], wanted: str) -> Mask:
    """Which units have a label, n."""
    same: Mask
    if isinstance(labels, Labels):
        same = labels.codes == (labels.levels.index(wanted) if wanted in labels.levels else -2)
        return same
    if isinstance(labels, Texts):
        return labels.equal(wanted)
    return np.array([label == wanted for label in labels], dtype=bool)


def plain_texts(texts: Sequence[str | None]) -> Texts[str | None]:
    """`names.plain` of every text: ASCII all at once, the others one by one; None stays."""
    held = Texts.of(texts)
    found, others = held.mapped(LOWER, DROPPED), held.beyond_ascii()
    return found.replaced(others, [plain(held[k] or "") for k in others.tolist()])


def name_order(names: Sequence[str]) -> Order:
    """Each unit's place among the names in order, n; what has no plain form is itself."""
    keys = plain_texts(names)
    bare = keys.empty()
    return _inverse(keys.replaced(bare, [names[k] for k in bare.tolist()]).order())


def label_order(labels: Sequence[str | None]) -> Order:
    """Each unit's place among the labels in order, n; equal ones at one place, -1 without one."""
    if isinstance(labels, Labels):
        return labels.codes.astype(np.int64)
    levels = sorted({label for label in labels if label is not None})
    places = {label: place for place, label in enumerate(levels)}
    return np.array([-1 if label is None else places[label] for label in labels], dtype=np.int64)


def _inverse(order: npt.NDArray[np.integer]) -> Order:
    found = np.empty(len(order), dtype=np.int64)
    found[order] = np.arange(len(order))
    return found
