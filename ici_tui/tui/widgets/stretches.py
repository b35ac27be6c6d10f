"""Lines that are painted again, as few regions as they make."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Region

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def stretches(lines: Iterable[int], width: int) -> Iterator[Region]:
    """Regions of lines that follow each other, from line numbers in rising order.

    Textual composes each region by itself: a few large ones take less than many of a line.
    """
    first = last = -1
    for line in lines:
        if line != last + 1 or first < 0:
            if first >= 0:
                yield Region(0, first, width, last - first + 1)
            first = line
        last = line
    if first >= 0:
        yield Region(0, first, width, last - first + 1)
