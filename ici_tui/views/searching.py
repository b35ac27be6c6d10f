"""Plain texts of all units at once: to sort by a name, and to find the units that words name.

Lists are gone through one by one, which needs no polars; texts that polars holds, all together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.packs.texts import Labels, Texts
from ici_tui.views.names import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy.typing as npt
    import polars as pl

    from ici_tui.index.model import Index

    Mask = npt.NDArray[np.bool_]
    Order = npt.NDArray[np.int64]
    Part = list[str] | pl.Series | Labels


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
        return cls(tuple(_plain_part(texts, index) for texts in held), index.size)

    def having(self, words: Sequence[str]) -> Mask:
        """Which units have every word in one of their texts, n.

        Args:
            words: as `names.plain` makes them.
        """
        found = np.ones(self.size, dtype=bool)
        for word in words:
            found &= np.logical_or.reduce([_with_word(part, word) for part in self.parts])
        return found


def _plain_part(texts: Sequence[str | None], index: Index) -> Part:
    if isinstance(texts, Labels):
        return Labels(texts.codes, tuple(map(plain, texts.levels)))
    if isinstance(texts, Texts):
        return plain_series(texts.series)
    if isinstance(index.names, Texts):
        import polars as pl

        return plain_series(pl.Series(texts, dtype=pl.String))
    return [plain(text or "") for text in texts]


def _with_word(part: Part, word: str) -> Mask:
    if isinstance(part, Labels):
        # The last one is for units without a label, whose code is -1.
        levels = np.array([*(word in level for level in part.levels), False])
        return levels[part.codes]
    if isinstance(part, list):
        return np.array([word in text for text in part], dtype=bool)
    found: Mask = part.str.contains(word, literal=True).fill_null(False).to_numpy()
    return found


def units_called(index: Index, wanted: str) -> list[int]:
    """The places of the units that a plain text means, as `names.find_unit` has it."""
    import polars as pl

    held = [index.codes, index.names, index.local_names]
    series = [
        texts.series if isinstance(texts, Texts) else pl.Series(texts, dtype=pl.String)
        for texts in held
        if any(texts)
    ]
    parts = [plain_series(texts) for texts in series]
    found = _true(part == wanted for part in parts) if wanted else []
    if not found and wanted:
        found = _true(part.str.starts_with(wanted) for part in parts)
    if not found and len(wanted) > 1:
        found = [
            place
            for part in parts
            for place in _true([part.str.contains("[^\x00-\x7f]")])
            if wanted.startswith(part[place])
        ]
    return found


def _true(tests: Iterable[pl.Series]) -> list[int]:
    """The places where one of the tests holds."""
    return [place for test in tests for place in test.fill_null(False).arg_true().to_list()]


def where_equal(labels: Sequence[str | None], wanted: str) -> Mask:
    """Which units have a label, n."""
    same: Mask
    if isinstance(labels, Labels):
        same = labels.codes == (labels.levels.index(wanted) if wanted in labels.levels else -2)
        return same
    if isinstance(labels, Texts):
        same = (labels.series == wanted).fill_null(False).to_numpy()
        return same
    return np.array([label == wanted for label in labels], dtype=bool)


def plain_series(texts: pl.Series) -> pl.Series:
    """`names.plain` of every text: ASCII by polars, the others one by one; null stays."""
    import polars as pl

    found = texts.str.to_lowercase().str.replace_all("[^a-z0-9]", "")
    others = texts.str.contains("[^\x00-\x7f]").fill_null(False).arg_true()
    if len(others):
        made = [plain(text) for text in texts.gather(others).to_list()]
        found = found.scatter(others, pl.Series(made, dtype=pl.String))
    return found


def name_order(names: Sequence[str]) -> Order:
    """Each unit's place among the names in order, n; what has no plain form is itself."""
    if not isinstance(names, Texts):
        return positions([plain(name) or name for name in names])
    import polars as pl

    keys = plain_series(names.series)
    keys = keys.zip_with(keys != "", names.series).rename("key")
    sort = pl.arg_sort_by("key", maintain_order=True)
    return _inverse(keys.to_frame().select(sort).to_series().to_numpy())


def label_order(labels: Sequence[str | None]) -> Order:
    """Each unit's place among the labels in order, n; equal ones at one place, -1 without one."""
    if isinstance(labels, Labels):
        return labels.codes.astype(np.int64)
    levels = sorted({label for label in labels if label is not None})
    places = {label: place for place, label in enumerate(levels)}
    return np.array([-1 if label is None else places[label] for label in labels], dtype=np.int64)


def positions(texts: Sequence[str]) -> Order:
    """Where each text stands in order, n; equal ones by place."""
    return _inverse(np.array(sorted(range(len(texts)), key=lambda k: texts[k]), dtype=np.int64))


def _inverse(order: npt.NDArray[np.integer]) -> Order:
    found = np.empty(len(order), dtype=np.int64)
    found[order] = np.arange(len(order))
    return found
