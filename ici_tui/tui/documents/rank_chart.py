"""Ranks against a weight, drawn in cells: a line per rank, a column per step of the weight."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.drawing.cells import fit, fit_right, width_of
from ici_tui.tui.documents.line import Line, line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    import numpy.typing as npt

RANK = 4
LEAST_COLUMNS = 12


@dataclass(frozen=True, eq=False)
class RankChart:
    """What is drawn: `ranks` is columns × units, `shares` the weight (of 1) at each column.

    Only units that have one of the drawn ranks somewhere need to be among them.
    """

    ranks: npt.NDArray[np.int64]
    shares: npt.NDArray[np.float64]
    names: Sequence[str]
    roles: dict[int, str]
    """The units that stand out, with the role each is drawn in."""
    now: float
    """The weight as it is, a share of 1."""
    room: int
    """Cells for the names, at both sides."""


def columns_for(room: int, width: int) -> int:
    """How many columns fit between the names at both sides."""
    return max(width - RANK - 2 * (room + 1), LEAST_COLUMNS)


def room_for(names: Iterable[str], width: int) -> int:
    """How many cells names get."""
    most, longest = max(width // 6, 6), 0
    for name in names:
        longest = max(longest, width_of(name))
        if longest >= most:
            return most
    return longest


def chart_lines(chart: RankChart, first: int, last: int) -> list[Line]:
    """The ranks from `first` to `last`, names at both ends, and the axis below."""
    room = chart.room
    here = int(np.argmin(np.abs(chart.shares - chart.now)))
    found = []
    for rank in range(first, last + 1):
        left = _named(chart, 0, rank, room, fit_right)
        right = _named(chart, len(chart.shares) - 1, rank, room, fit)
        cells = _cells(chart, rank, here)
        found.append(line((f"{rank:>{RANK - 1}} ", "muted"), left, " ", *cells, " ", right))
    return [*found, *_axis(chart, room, here)]


def _named(
    chart: RankChart, column: int, rank: int, room: int, aligned: Callable[[str, int], str]
) -> tuple[str, str]:
    """Who has a rank at an end of the axis; tied units together."""
    units = np.flatnonzero(chart.ranks[column] == rank).tolist()
    told = "=".join(chart.names[unit] for unit in units)
    role = next((chart.roles[unit] for unit in units if unit in chart.roles), "text")
    return (aligned(told, room), role)


def _cells(chart: RankChart, rank: int, here: int) -> Iterator[tuple[str, str]]:
    """One rank's line: who has it, and where it passes to another unit."""
    count = len(chart.shares)
    run, last = "", ""
    for column in range(count):
        glyph, role = _cell(chart, rank, column, here)
        if role != last and run:
            yield (run, last)
            run = ""
        run, last = run + glyph, role
    yield (run, last)


def _cell(chart: RankChart, rank: int, column: int, here: int) -> tuple[str, str]:
    units = np.flatnonzero(chart.ranks[column] == rank).tolist()
    if not units:
        return ("│", "accent") if column == here else (" ", "muted")
    unit = next((unit for unit in units if unit in chart.roles), units[0])
    after = min(column + 1, len(chart.shares) - 1)
    turn = int(chart.ranks[after, unit]) - rank
    role = chart.roles.get(unit, "muted")
    if unit not in chart.roles and column == here:
        return ("┼", "accent")
    if turn:
        return ("╲" if turn > 0 else "╱", role)
    return ("━" if unit in chart.roles else "─", role)


def _axis(chart: RankChart, room: int, here: int) -> Iterator[Line]:
    """Ticks at the quarters, and where the weight is now."""
    count = len(chart.shares)
    ticks = [" "] * count
    for quarter in range(5):
        label = str(25 * quarter)
        at = round((count - 1) * quarter / 4)
        start = min(max(at - len(label) // 2, 0), count - len(label))
        ticks[start : start + len(label)] = label
    lead = " " * (RANK + room + 1)
    yield line((lead + "".join(ticks), "muted"))
    now = f"▲ {100 * chart.now:.4g}"
    start = min(here, count - len(now)) if here + len(now) > count else here
    yield line((lead + " " * max(start, 0) + now, "accent"))
