"""Bars of block characters: plain, stacked, and a scale with a range and a mark on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

FILLS = "█▓▒░"
"""The parts of a stacked bar differ by fill, so that it reads without colour."""
EIGHTHS = " ▏▎▍▌▋▊▉"
HEIGHTS = " ▁▂▃▄▅▆▇█"


def bar(value: float | None, width: int, top: float = 100.0) -> str:
    """A bar in `width` cells for a value on a scale from 0 to `top`."""
    share = (value or 0.0) / top if top > 0 else 0.0
    eighths = round(8 * width * min(max(share, 0.0), 1.0))
    whole, rest = divmod(eighths, 8)
    return ("█" * whole + (EIGHTHS[rest] if rest else "")).ljust(width)


def heights(counts: Sequence[int]) -> str:
    """A histogram of one line: a block for each count, a blank for none."""
    most = max(counts, default=0)
    return "".join(HEIGHTS[max(round(8 * n / most), 1) if n else 0] for n in counts)


def stack(contributions: Sequence[float], width: int, top: float) -> tuple[str, ...]:
    """The cells of each part of a stacked bar; together they are as long as the sum.

    Args:
        contributions: what the parts add up from, in the unit of `top`; not negative.
        width: cells that `top` takes.
        top: the value that fills the width.
    """
    sizes = stack_sizes(contributions, width, top)
    return tuple([FILLS[place % len(FILLS)] * size for place, size in enumerate(sizes)])


def stack_sizes(contributions: Sequence[float], width: int, top: float) -> list[int]:
    """How many cells each part of a stacked bar takes; see `stack`."""
    if top <= 0:
        return [0] * len(contributions)
    found, edge, total = [], 0, 0.0
    for contribution in contributions:
        if contribution > 0:
            total += contribution
        end = round(width * total / top) if total < top else width
        if end > edge:
            found.append(end - edge)
            edge = end
        else:
            found.append(0)
    return found


def slider(share: float, width: int) -> tuple[str, str, str]:
    """A track in `width` cells: what lies before the knob, the knob, what lies after it."""
    knob = round((width - 1) * min(max(share, 0.0), 1.0)) if width > 0 else 0
    return "━" * knob, "●", "─" * (width - 1 - knob)


def span(low: float, mark: float, high: float, width: int, top: float = 100.0) -> str:
    """A range with a mark in it, on a scale from 0 to `top`: `  ├──●───┤ `."""
    if width <= 0 or top <= 0:
        return ""
    left, at, right = (
        round((width - 1) * min(max(value / top, 0.0), 1.0)) for value in (low, mark, high)
    )
    cells = [" "] * width
    for place in range(left, right + 1):
        cells[place] = "─"
    cells[left], cells[right] = "├", "┤"
    cells[at] = "●"
    return "".join(cells)
