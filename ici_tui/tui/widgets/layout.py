"""Which columns of the ranking fit a width, and how wide each is. Pure: cells in, cells out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from ici_tui.views.column_kinds import MOST_BAR, Column, NameColumn
from ici_tui.views.columns import BAR

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ici_tui.views.board import Catalogue

GUTTER = 2
"""The cursor's sign and the mark."""
GAP = 1
WHOLE = 10**6
"""More cells than any column has."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A column at its place on the line."""

    column: Column
    x: int
    width: int


@lru_cache(maxsize=32)
def lay_out(catalogue: Catalogue, width: int, sort: Column) -> tuple[Slot, ...]:
    """The columns that fit, in the pack's order; the one that is sorted by is among them."""
    return placed(catalogue.columns, ideal_widths(catalogue), width, sort)


def ideal_widths(catalogue: Catalogue) -> dict[Column, int]:
    """The width of each column that shows everything, within reason."""
    return {column: column.ideal(catalogue.pack.index) for column in catalogue.columns}


def placed(
    columns: tuple[Column, ...], ideal: Mapping[Column, int], width: int, sort: Column
) -> tuple[Slot, ...]:
    """The columns that fit, from the widths that they would have; see `lay_out`.

    What is left over goes to names of usual length first, then to the bar, then to longer names.
    """
    room = width - GUTTER
    kept: dict[Column, int] = {}
    names = [column for column in columns if isinstance(column, NameColumn)]

    def keep(wanted: Iterable[Column]) -> None:
        nonlocal room
        for column in wanted:
            least = min(ideal[column], column.least or WHOLE)
            if column not in kept and (least + GAP <= room or not kept):
                kept[column] = least
                room -= least + GAP

    def widen(wanted: Iterable[Column], most: int) -> None:
        nonlocal room
        for column in wanted:
            if column in kept:
                more = min(room, max(min(ideal[column], most) - kept[column], 0))
                kept[column] += more
                room -= more

    numbers, first, later = _by_importance(columns, sort)
    keep(numbers)
    # Names that can be told apart come before whatever else there is to say.
    widen(names, 14)
    keep(first)
    # Half a bar tells more than half a name.
    widen(names, 24)
    widen([BAR], 24)
    nodes = [column for column in later if column.together]
    # The parts' scores are read against each other: all of them, or none.
    if sum(ideal[column] + GAP for column in nodes if column not in kept) <= room:
        keep(nodes)
    keep(column for column in later if not column.together)
    widen(names, WHOLE)
    widen([BAR], MOST_BAR)
    slots, x = [], GUTTER
    for column in columns:
        if column in kept:
            slots.append(Slot(column, x, kept[column]))
            x += kept[column] + GAP
    return tuple(slots)


def _by_importance(
    columns: tuple[Column, ...], sort: Column
) -> tuple[list[Column], list[Column], list[Column]]:
    """What is shown always, what where names have room, and what once bars have it as well.

    What is sorted by comes after rank and name.
    """
    ordered = sorted(columns, key=lambda column: column.importance)
    always = [column for column in ordered if column.importance < 10]
    leads = [column for column in always if column.leads]
    first = [column for column in ordered if 10 <= column.importance < 20]
    later = [column for column in ordered if column.importance >= 20]
    return [*leads, sort, *always], first, later
