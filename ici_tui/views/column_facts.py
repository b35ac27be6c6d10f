"""Facts about the columns of a pack as it was opened: how full they are, and how values lie."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np

from ici_tui.packs.written import NumberTexts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    from ici_tui.index.model import Index
    from ici_tui.packs.pack import Pack

STEPS = 8
AT_ONCE = 200_000
"""Cells that are looked through in less time than anybody notices."""


@dataclass(frozen=True, slots=True)
class ColumnFacts:
    """One column; of texts there are no ends and no steps."""

    present: int
    least: float = float("nan")
    greatest: float = float("nan")
    counts: tuple[int, ...] = ()
    """Values in steps of the same width from the least to the greatest."""
    labels: int = 0
    """Different texts."""


Facts = dict[str, ColumnFacts]
_ESTIMATED: WeakKeyDictionary[Pack, frozenset[str]] = WeakKeyDictionary()
_KNOWN: WeakKeyDictionary[Index, Facts] = WeakKeyDictionary()


def facts_at_once(index: Index) -> Facts | None:
    """The facts of every column by code; None where finding them takes longer than a key may."""
    cells = index.size * (len(index.tree.leaves) + len(index.groups) + len(index.pass_through))
    return column_facts(index) if index in _KNOWN or cells <= AT_ONCE else None


def column_facts(index: Index) -> Facts:
    """The facts of every column by code, found once for each index."""
    found = _KNOWN.get(index)
    if found is None:
        numbers = {leaf.code: index.data[:, k] for k, leaf in enumerate(index.tree.leaves)}
        numbers |= index.denominators
        found = {code: _of_numbers(np.asarray(values)) for code, values in numbers.items()}
        found |= {code: _of_texts(group.labels) for code, group in index.groups.items()}
        found |= _of_others(index.pass_through)
        _KNOWN[index] = found
    return found


def estimated_columns(pack: Pack) -> frozenset[str]:
    """The codes of the columns that hold estimates."""
    found = _ESTIMATED.get(pack)
    if found is None:
        cells = pack.cells.items() if pack.cells is not None else ()
        found = frozenset(node for (_, node), cell in cells if cell.status == "estimated")
        _ESTIMATED[pack] = found
    return found


def _of_others(columns: Mapping[str, Sequence[object]]) -> Facts:
    return {
        code: _of_numbers(column.values) if isinstance(column, NumberTexts) else _of_texts(column)
        for code, column in columns.items()
    }


def _of_numbers(values: npt.NDArray[np.float64]) -> ColumnFacts:
    there = values[~np.isnan(values)]
    if not len(there):
        return ColumnFacts(0)
    low, high = float(there.min()), float(there.max())
    steps = there[np.isfinite(there)]
    counts: tuple[int, ...] = ()
    if low < high and np.isfinite(high - low):
        counts = tuple(np.histogram(steps, STEPS, (low, high))[0].tolist())
    return ColumnFacts(len(there), low, high, counts)


def _of_texts(texts: Sequence[object]) -> ColumnFacts:
    there = [text for text in texts if text not in {None, ""}]
    return ColumnFacts(len(there), labels=len(set(there)))
