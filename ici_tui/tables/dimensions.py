"""Columns that say which indicator a row is of: one, or several whose combinations are."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.tables.column import determines
from ici_tui.tables.late import late
from ici_tui.tables.reading import Measure
from ici_tui.tables.series import combinations
from ici_tui.tables.words import ASIDE, CODE, DIMENSION, INDICATOR, PILLAR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.tables.column import Column
    from ici_tui.tables.reading import Places, Values
    from ici_tui.tables.units import RowTimes

WHOLE = late(
    r"_?t|tot|total|totals?( population)?|all|all (ages|persons|groups|items)|both( sexes)?|both sexes combined|persons|overall|"
    r"insgesamt|gesamt|zusammen|ensemble|tous|toutes?|ambos( sexos)?|todos|合计|总计|全部",
    re.IGNORECASE,
)
"""Labels of a dimension that mean all of it."""
MOST_DIMENSIONS = 8
MOST_REPEATED = 0.05
"""Share of rows that may repeat others, of which the last is kept."""


@dataclass(frozen=True, eq=False)
class Combined:
    """The indicators that combinations of dimensions make."""

    names: tuple[str, ...]
    of: Places
    """Of each row, n; an indicator's place."""
    parts: frozenset[int]
    """Indicators that are a part of another one: of men, of women."""
    columns: tuple[Column, ...]
    """The dimensions; none where there is one indicator."""
    subject: str = ""
    """What is measured in all of them, where their names do not say it."""
    pillars: tuple[tuple[str, ...], ...] = ()
    """Of each indicator, where columns hold them."""

    def measures(
        self, names: Sequence[str], tables: Values, why: str, unit: str = ""
    ) -> list[Measure]:
        """The indicators, those that are a part of another one off.

        Args:
            names: what they are called.
            tables: a row of values per indicator.
            why: what speaks for them.
            unit: what all of them are measured in.
        """
        part = "a part of another indicator"
        return [
            Measure(
                name,
                values,
                pillars=self.pillars[k] if self.pillars else (),
                unit=unit,
                subject=self.subject,
                on=k not in self.parts,
                why=part if k in self.parts else why,
            )
            for k, (name, values) in enumerate(zip(names, tables, strict=True))
        ]


def candidates(columns: Sequence[Column], unit: Column) -> list[Column]:
    """Columns of texts that vary within units, equal ones once, in the file's order."""
    found: list[Column] = []
    for column in columns:
        if (
            column.numbers is not None
            or column.present < 0.5 * column.height
            or column.distinct < 2
        ):
            continue
        if column.is_link or ASIDE.search(column.words) or determines(unit, column):
            continue
        same = next((k for k, other in enumerate(found) if _same(column, other)), None)
        if same is None:
            found.append(column)
        elif _tells_more(column, found[same]):
            found[same] = column
    return found


def _same(one: Column, other: Column) -> bool:
    return one.distinct == other.distinct and determines(one, other)


def _tells_more(one: Column, other: Column) -> bool:
    """Whether one is the labels and the other the codes."""
    codes = [bool(CODE.search(c.words)) or c.code_like for c in (one, other)]
    if codes[0] != codes[1]:
        return codes[1]
    lengths = [sum(map(len, c.sample)) / len(c.sample) for c in (one, other)]
    return lengths[0] > 1.5 * lengths[1]


def dimensions(
    columns: Sequence[Column], unit: Column, time: RowTimes | None
) -> tuple[list[Column], int]:
    """The dimensions that tell rows of one unit and time apart, and how many rows stay alike.

    Args:
        columns: those that may be dimensions.
        unit: names the units.
        time: each row's time, if there is any.
    """
    parts = candidates(columns, unit)[:MOST_DIMENSIONS]
    key = [unit.part, *(() if time is None else (time.part,))]
    height = unit.height

    def different(chosen: Sequence[Column]) -> int:
        return len(combinations([*key, *(c.part for c in chosen)])[1])

    chosen = [c for c in parts if INDICATOR.search(c.words)]
    count = different(chosen)
    for column in parts:
        if count == height:
            break
        if column in chosen:
            continue
        more = different([*chosen, column])
        if more > count:
            chosen, count = [*chosen, column], more
    # What only says more of another dimension goes, a unit of measure before an indicator.
    for column in sorted(chosen, key=lambda c: bool(INDICATOR.search(c.words))):
        others = [c for c in chosen if c is not column]
        told = INDICATOR.search(column.words)
        known = [c for c in others if not told or INDICATOR.search(c.words)]
        if any(determines(c, column) for c in known) and different(others) == count:
            chosen = others
    return sorted(chosen, key=lambda c: c.place), height - count


def combined(chosen: Sequence[Column], name: str, height: int) -> Combined:
    """The indicators of each combination, in the file's order.

    Args:
        chosen: the dimensions; none where there is one indicator.
        name: the indicator's, where all of a dimension is meant and nothing else names it.
        height: the number of rows.
    """
    if not chosen:
        return Combined((name,), np.zeros(height, dtype=np.int64), frozenset(), ())
    wholes = [_whole_of(column) for column in chosen]
    of, rows = _combinations(chosen)
    names, parts = [], set()
    for place, row in enumerate(rows):
        told = [label for label, whole in zip(row, wholes, strict=True) if label and label != whole]
        if any(whole and label != whole for label, whole in zip(row, wholes, strict=True)):
            parts.add(place)
            if len(told) == 1 and all(wholes):
                told.insert(0, name)
        names.append(", ".join(told) or name)
    subject = "" if any(INDICATOR.search(column.words) for column in chosen) else name
    return Combined(tuple(names), of, frozenset(parts), tuple(chosen), subject)


def with_pillars(parts: Combined, columns: Sequence[Column], unit: Column) -> Combined:
    """The indicators with what columns that are called so sort them into: `Pillar`, `Dimension`.

    Args:
        parts: the indicators.
        columns: all of the table's.
        unit: names the units.
    """
    found = [
        c
        for c in columns
        if c.numbers is None
        and c is not unit
        and c not in parts.columns
        and PILLAR.fullmatch(c.words)
        and 1 < c.distinct < len(parts.names)
        and not c.cells.blank
        and any(determines(one, c) for one in parts.columns)
    ]
    if not found:
        return parts
    places, rows = np.unique(parts.of, return_index=True)
    labels = [c.texts.gather(rows[places >= 0]).to_list() for c in found]
    return replace(parts, pillars=tuple(zip(*labels, strict=True)))


def _combinations(chosen: Sequence[Column]) -> tuple[Places, list[tuple[str, ...]]]:
    """Each row's combination of labels, and those in the order in which they first appear."""
    of, rows = combinations([c.part for c in chosen])
    labels = []
    for column in chosen:
        places, levels = column.coded
        named = (*levels, "")  # the last one is that of blanks
        labels.append([named[place] for place in places[rows].tolist()])
    return of, [*zip(*labels, strict=True)]


def _whole_of(column: Column) -> str | None:
    """The label of a dimension that means all of it; None where there is none, or it is the indicator."""
    if INDICATOR.search(column.words) and not DIMENSION.search(column.words):
        return None
    return next((label for label in column.sample if _means_all(label)), None)


def _means_all(label: str) -> bool:
    """Whether a label means all of its dimension: `Total`, `Sex: Total`."""
    return bool(WHOLE.fullmatch(label) or WHOLE.fullmatch(label.rpartition(": ")[2]))
