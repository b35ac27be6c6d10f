"""Which columns of the ranking fit a width, and how wide each is. Pure: cells in, cells out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from rich.cells import cell_len

from ici_tui.views.columns import Column, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ici_tui.views.board import Catalogue

GUTTER = 2
"""The cursor's sign and the mark."""
GAP = 1
LEAST_NAME, LEAST_BAR, MOST_BAR, MOST_LABEL = 8, 10, 72, 26
RIGHT = frozenset({Kind.RANK, Kind.DELTA, Kind.SCORE, Kind.NODE, Kind.AHEAD})
SAMPLED = 2000
"""Widths of names are measured on about so many, from first to last: a longer one is cut."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A column at its place on the line."""

    column: Column
    x: int
    width: int

    @property
    def right(self) -> bool:
        """Whether its text is aligned to the right."""
        return self.column.kind in RIGHT


@lru_cache(maxsize=32)
def lay_out(catalogue: Catalogue, width: int, sort: str) -> tuple[Slot, ...]:
    """The columns that fit, in the pack's order; the one that is sorted by is among them."""
    return placed(catalogue.columns, ideal_widths(catalogue), width, sort)


def ideal_widths(catalogue: Catalogue) -> dict[str, int]:
    """The width of each column, by id, that shows everything, within reason."""
    return {column.id: _ideal(column, catalogue) for column in catalogue.columns}


def placed(
    columns: tuple[Column, ...], ideal: Mapping[str, int], width: int, sort: str
) -> tuple[Slot, ...]:
    """The columns that fit, from the widths that they would have; see `lay_out`.

    What is left over goes to names of usual length first, then to the bar, then to longer names.
    """
    room = width - GUTTER
    kept: dict[str, int] = {}

    def keep(wanted: Iterable[Column]) -> None:
        nonlocal room
        for column in wanted:
            least = min(ideal[column.id], _least(column.kind))
            if column.id not in kept and (least + GAP <= room or not kept):
                kept[column.id] = least
                room -= least + GAP

    def widen(kind: Kind, most: int) -> None:
        nonlocal room
        for column in columns:
            if column.kind is kind and column.id in kept:
                more = min(room, max(min(ideal[column.id], most) - kept[column.id], 0))
                kept[column.id] += more
                room -= more

    numbers, first, later = _by_importance(columns, sort)
    keep(numbers)
    # Names that can be told apart come before whatever else there is to say.
    widen(Kind.NAME, 14)
    keep(first)
    # Half a bar tells more than half a name.
    widen(Kind.NAME, 24)
    widen(Kind.BAR, 24)
    nodes = [column for column in later if column.kind is Kind.NODE]
    # The parts' scores are read against each other: all of them, or none.
    if sum(min(ideal[c.id], 10**6) + GAP for c in nodes if c.id not in kept) <= room:
        keep(nodes)
    keep(column for column in later if column.kind is not Kind.NODE)
    widen(Kind.NAME, 10**6)
    widen(Kind.BAR, MOST_BAR)
    slots, x = [], GUTTER
    for column in columns:
        if column.id in kept:
            slots.append(Slot(column, x, kept[column.id]))
            x += kept[column.id] + GAP
    return tuple(slots)


def _by_importance(
    columns: tuple[Column, ...], sort: str
) -> tuple[list[Column], list[Column], list[Column]]:
    """What is shown always, what where names have room, and what once bars have it as well.

    Rank and name, what is sorted by, score and change; then bar, ranks, the first group, how
    surely the next is beaten; then the parts' scores and the other groups.
    """

    def of(*kinds: Kind) -> list[Column]:
        return [column for kind in kinds for column in columns if column.kind is kind]

    groups = of(Kind.GROUP)
    chosen = [column for column in columns if column.id == sort]
    numbers = [*of(Kind.RANK, Kind.NAME), *chosen, *of(Kind.SCORE, Kind.DELTA)]
    first = [*of(Kind.BAR, Kind.RANGE), *groups[:1], *of(Kind.AHEAD)]
    return numbers, first, [*of(Kind.NODE), *groups[1:]]


def _least(kind: Kind) -> int:
    return {Kind.NAME: LEAST_NAME, Kind.BAR: LEAST_BAR}.get(kind, 10**6)


def _ideal(column: Column, catalogue: Catalogue) -> int:
    index = catalogue.pack.index
    digits = len(str(index.size))
    title = cell_len(column.title) + 2  # with room for the arrow of the sort column
    match column.kind:
        case Kind.RANK | Kind.DELTA:
            width = max(digits + 1, 3)
        case Kind.NAME:
            width = max(min(_longest(index.names), 40), title)
        case Kind.SCORE | Kind.AHEAD:
            width = 7
        case Kind.RANGE:
            width = max(2 * digits + 1, title)
        case Kind.NODE:
            width = max(min(title, 12), 7)
        case Kind.GROUP:
            labels = index.groups[column.code].ordered_labels()
            width = min(max(_longest(labels), title), MOST_LABEL)
        case Kind.BAR:
            width = MOST_BAR
    return width


def _longest(texts: Sequence[str]) -> int:
    return max((cell_len(text) for text in texts[:: max(len(texts) // SAMPLED, 1)]), default=0)
