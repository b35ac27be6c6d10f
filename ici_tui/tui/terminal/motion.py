"""Ways of the cursor from one place to another, and what a report of its place tells of them.

Motions are relative where that is no longer: one that a terminal has missed leaves the cursor
elsewhere to the end of the frame, where it is asked for its place. A few ways hide what was missed
before them: one that says a column or a line in full, and one to a margin, where the cursor stays
whatever is missing. Losses are told by the direction in which they leave the cursor.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

MOST_BACKSPACES = 3
MOST_FEEDS = 4
"""Line feeds that take no more than a sequence; they keep the column (`discipline.set_raw`)."""


NOWHERE, LEFT, RIGHT, ABOVE, BELOW = 0, 1, 2, 4, 8
"""Directions from where the cursor should be to where it is after a loss; they are added up."""
BESIDE = LEFT | RIGHT
ANYWHERE = BESIDE | ABOVE | BELOW


class Way(NamedTuple):
    """A way: what is written, which losses before it hides, and which of its own there may be."""

    text: str
    hides: int
    risks: int


@lru_cache(maxsize=16384)
def ways(
    start: tuple[int | None, int], end: tuple[int, int], size: tuple[int, int]
) -> tuple[Way, ...]:
    """Ways from one place to another on a screen, the shortest first.

    Args:
        start: column (None: not known; the screen's width: in the last one or, with some
            terminals, beside it) and line (-1: not known).
        end: column and line.
        size: the screen's columns and lines.
    """
    (from_x, from_y), (x, y) = start, end
    found = [in_full(x, y)]
    if from_y >= 0:
        down = _down(y - from_y, y, size[1])
        if from_x is not None and (from_x < size[0] or x == size[0] - 1):
            found.append(_then(down, _along(x - min(from_x, size[0] - 1), x, size[0])))
        back = Way("\r", BESIDE, NOWHERE)
        found.append(_then(back, _then(down, _along(x, x, 0))))
        found.append(_then(down, Way(f"\x1b[{count(x + 1)}G", BESIDE, BESIDE)))
    return tuple(sorted(found, key=lambda way: len(way.text)))


def in_full(x: int, y: int) -> Way:
    """The way to a place from wherever the cursor is."""
    text = f"\x1b[{count(y + 1)}H" if x == 0 else f"\x1b[{count(y + 1)};{x + 1}H"
    return Way(text, ANYWHERE, ANYWHERE)


def count(number: int) -> str:
    """A parameter: 1 need not be said."""
    return "" if number == 1 else str(number)


def _then(one: Way, other: Way) -> Way:
    return Way(one.text + other.text, one.hides | other.hides, one.risks | other.risks)


def _down(lines: int, y: int, height: int) -> Way:
    if lines > 0:
        hides = BELOW if y == height - 1 else NOWHERE
        if lines <= MOST_FEEDS:
            return Way("\n" * lines, hides, NOWHERE)
        return Way(f"\x1b[{count(lines)}B", hides, ABOVE)
    if lines < 0:
        hides = ABOVE if y == 0 else NOWHERE
        return Way(f"\x1b[{count(-lines)}A", hides, BELOW)
    return Way("", NOWHERE, NOWHERE)


def _along(columns: int, x: int, width: int) -> Way:
    if columns > 0:
        hides = RIGHT if x == width - 1 else NOWHERE
        return Way(f"\x1b[{count(columns)}C", hides, LEFT)
    if columns < 0:
        hides = LEFT if x == 0 else NOWHERE
        if columns >= -MOST_BACKSPACES:
            return Way("\b" * -columns, hides, NOWHERE)
        return Way(f"\x1b[{count(-columns)}D", hides, RIGHT)
    return Way("", NOWHERE, NOWHERE)
