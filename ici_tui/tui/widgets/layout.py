"""Which columns of the ranking fit a width, and how wide each is. Pure: cells in, cells out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from ici_tui.views.arranged import AS_IT_IS, Arrangement
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
def lay_out(
    catalogue: Catalogue,
    width: int,
    sort: Column,
    arrangement: Arrangement = AS_IT_IS,
    here: Column | None = None,
) -> tuple[Slot, ...]:
    """The columns that fit, in the user's order; the one that is sorted by is among them.

    Args:
        catalogue: of the pack.
        width: cells of a line.
        sort: the column that is sorted by.
        arrangement: what the user has made of the columns.
        here: the column of the cursor: where it does not fit, the line is scrolled to it.
    """
    columns, ideal = arrangement.shown(catalogue.columns), ideal_widths(catalogue)
    frozen = frozenset(filter(arrangement.stays, columns))
    usual = placed(columns, ideal, width, sort, frozen)
    if here is None or here not in columns or here in {slot.column for slot in usual}:
        return usual
    return _scrolled(columns, ideal, width, here, frozen)


def _scrolled(
    columns: tuple[Column, ...],
    ideal: Mapping[Column, int],
    width: int,
    here: Column,
    frozen: frozenset[Column],
) -> tuple[Slot, ...]:
    """Those that stay, then the columns up to a certain one, then what else has room."""
    place = columns.index(here)
    nearest = [here, *reversed(columns[:place]), *columns[place + 1 :]]
    wanted = [*sorted(frozen, key=lambda one: one.importance), *nearest]
    room, kept = width - GUTTER, dict[Column, int]()
    # What the cursor is on is seen, whatever has to go for it.
    room -= ideal[here] + GAP
    for column in wanted:
        cells = min(ideal[column], 24)
        if column is here:
            kept[column] = ideal[column]
        elif column in kept:
            continue
        elif cells + GAP <= room:
            kept[column] = cells
            room -= cells + GAP
        elif column not in frozen:  # no gaps: a column further on does not take the place
            break
    return _in_line(columns, kept)


def _in_line(columns: tuple[Column, ...], kept: Mapping[Column, int]) -> tuple[Slot, ...]:
    slots, x = [], GUTTER
    for column in columns:
        if column in kept:
            slots.append(Slot(column, x, kept[column]))
            x += kept[column] + GAP
    return tuple(slots)


def ideal_widths(catalogue: Catalogue) -> dict[Column, int]:
    """The width of each column that shows everything, within reason."""
    return {column: column.ideal(catalogue.pack.index) for column in catalogue.columns}


def placed(
    columns: tuple[Column, ...],
    ideal: Mapping[Column, int],
    width: int,
    sort: Column,
    frozen: frozenset[Column] = frozenset(),
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

    numbers, first, later = _by_importance(columns, sort, frozen)
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
    return _in_line(columns, kept)


def _by_importance(
    columns: tuple[Column, ...], sort: Column, frozen: frozenset[Column]
) -> tuple[list[Column], list[Column], list[Column]]:
    """What is shown always, what where names have room, and what once bars have it as well.

    What is sorted by comes after rank and name, and then what the user has frozen.
    """
    ordered = sorted(columns, key=lambda column: column.importance)
    always = [column for column in ordered if column.importance < 10]
    leads = [column for column in always if column.leads]
    first = [column for column in ordered if 10 <= column.importance < 20]
    later = [column for column in ordered if column.importance >= 20]
    stays = [column for column in ordered if column in frozen]
    sorted_by = [sort] if sort in columns else []
    return [*leads, *sorted_by, *stays, *always], first, later
