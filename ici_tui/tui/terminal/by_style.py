"""Cells of many lines in the order of their styles: a style is said once, not in every line.

A step to another line takes less than to say another colour again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ici_tui.tui.terminal.cells import REST
from ici_tui.tui.terminal.sgr import ground_of, sgr_change

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ici_tui.tui.terminal.encoder import Encoder

NEAR = 7
"""Bytes of a change of style, there and back, that are no more than a step elsewhere takes."""


class Stretch(NamedTuple):
    """Cells that follow each other: where they begin, and their texts with their styles.

    An empty text erases the rest of the line.
    """

    y: int
    x: int
    parts: tuple[tuple[str, str], ...]


def write_by_style(encoder: Encoder, stretches: Iterable[Stretch]) -> None:
    """Write stretches, those of one style after each other.

    No order leaves anything else: every cell that differs is in one of them, and no wide
    character is parted.
    """
    found = [part for stretch in stretches for part in _parted(stretch)]
    for y, x, parts in sorted(found, key=_place):
        encoder.go(x, y)
        for cells, sgr in parts:
            if cells:
                encoder.write(cells.replace(REST, ""), len(cells), sgr)
            else:
                encoder.erase(sgr)


def _place(stretch: Stretch) -> tuple[str, str, int, int]:
    sgr = stretch.parts[0][1]
    return ground_of(sgr), sgr, stretch.y, stretch.x


def _parted(stretch: Stretch) -> Iterator[Stretch]:
    """A stretch, parted where the style becomes quite another one."""
    y, x, parts = stretch
    begun, first, at = 0, x, x
    for k, (cells, sgr) in enumerate(parts):
        there, back = sgr_change(parts[k - 1][1], sgr), sgr_change(sgr, parts[begun][1])
        if k > begun and max(len(there), len(back)) > NEAR:
            yield Stretch(y, first, parts[begun:k])
            begun, first = k, at
        at += len(cells)
    yield Stretch(y, first, parts[begun:])
