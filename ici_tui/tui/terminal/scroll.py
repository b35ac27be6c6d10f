"""Lines that moved: what the terminal can move by itself need not be written."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from ici_tui.tui.terminal.line import Line

if TYPE_CHECKING:
    from collections.abc import Sequence

LEAST_MOVED = 3
"""Lines that must have moved together."""


class Shift(NamedTuple):
    """Lines from top to bottom that move up; down where `up` is negative."""

    top: int
    bottom: int
    up: int


def shift_between(
    shown: Sequence[Line], wanted: Sequence[Line], rows: Sequence[int]
) -> Shift | None:
    """A shift of lines that brings a screen nearer to another; None where there is none to see.

    Args:
        shown: what the terminal shows.
        wanted: what it is to show.
        rows: the lines that differ, in order.
    """
    if len(rows) <= LEAST_MOVED:
        return None
    width = len(wanted[rows[0]].characters)
    # A table moves, and what stands beside it does not: its first half tells as well.
    for window in (slice(0, width), slice(0, width // 2)):
        found = _shift_in(window, shown, wanted, range(rows[0], rows[-1] + 1))
        if found is not None:
            inside = range(found.top, found.bottom + 1)
            return found if all(wanted[y].known for y in inside) else None
    return None


def _shift_in(
    window: slice, shown: Sequence[Line], wanted: Sequence[Line], rows: range
) -> Shift | None:
    places: dict[str, int | None] = {}
    for y in rows:
        text = shown[y].characters[window]
        places[text] = None if text in places or not text.strip() else y
    moved = [
        (y, was - y)
        for y in rows
        if (was := places.get(wanted[y].characters[window])) is not None and was != y
    ]
    votes = Counter(by for _, by in moved).most_common(1)
    if not votes or votes[0][1] < LEAST_MOVED:
        return None
    up = votes[0][0]
    there = [y for y, by in moved if by == up]
    first, last = there[0], there[-1]
    return Shift(min(first, first + up), max(last, last + up), up)


def shifted(lines: Sequence[Line], shift: Shift) -> list[Line]:
    """Lines once a terminal has moved them; nothing is known of those that came into view."""
    top, bottom, up = shift
    new = [Line.of_unknown(len(lines[top].styles))] * min(abs(up), bottom + 1 - top)
    within = list(lines[top : bottom + 1])
    within = within[up:] + new if up > 0 else new + within[:up]
    return [*lines[:top], *within, *lines[bottom + 1 :]]
