"""How the screen is divided at a size. Pure: sizes in, sizes out. No size is refused."""

from __future__ import annotations

from dataclasses import dataclass

SIDE_FROM = 100
"""Columns from which the profile stands beside the ranking."""
LEAST_SIDE, MOST_SIDE = 44, 80
LEAST_FOR_CHANGE = 9
"""Lines below the title from which one tells what edits did."""
LEAST_BELOW = 12
"""Lines below the ranking that are worth filling with the scores."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Sizes in cells; 0 hides a pane."""

    title: int
    strip: int
    change: int
    """The line under the weights that tells what edits did."""
    hint: int
    body: int
    side: int
    """Columns of the profile beside the ranking."""
    table: int
    """Lines of the ranking's table."""
    below: int
    """Lines of the pane below the table."""


def divide(
    width: int,
    height: int,
    *,
    units: int,
    weights: int,
    standing: int,
    editing: bool,
    change: int = 0,
) -> Plan:
    """Divide the screen.

    Args:
        width: columns of the terminal.
        height: lines of the terminal.
        units: how many rows the ranking has.
        weights: how many lines the weights strip wants, its heading among them.
        standing: how many cells the pack's standing line has; 0 without one.
        editing: whether the weights have the focus.
        change: lines of what edits did; 0 where there are none.
    """
    if height < 4:
        return Plan(title=0, strip=0, change=0, hint=0, body=height, side=0, table=height, below=0)
    title = 1 + _standing(width, height, standing)
    hint = 1 if height >= 6 else 0
    room = height - title - hint
    change = change if room >= LEAST_FOR_CHANGE else 0
    strip = _strip(room - change, weights, editing=editing)
    body = room - strip - change
    side = min(max(round(width * 0.42), LEAST_SIDE), MOST_SIDE) if width >= SIDE_FROM else 0
    below = body - (units + 1)
    below = below if below >= LEAST_BELOW else 0
    return Plan(title, strip, change, hint, body, side, body - below, below)


def _standing(width: int, height: int, cells: int) -> int:
    """The standing line is cut only where lines are scarce."""
    if not cells or height < 8:
        return 0
    return 1 if cells <= width - 2 or height < 20 else 2


def _strip(room: int, weights: int, *, editing: bool) -> int:
    """The strip keeps at least a line; while it is edited it may take half the screen."""
    if room < 6:
        return 1 if room >= 4 or editing else 0
    most = max(room // 2, 4) if editing else max(room // 3, 1)
    if room < 12 and not editing:
        return 1
    return min(weights, most)
