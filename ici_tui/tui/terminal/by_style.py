"""Cells of many lines in the order of their styles: a style is said once, not in every line.

A step to another line takes less than to say another colour again.
"""

from __future__ import annotations

from functools import partial
from itertools import groupby
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
    """Write stretches, those of one style after each other, down their columns.

    No order leaves anything else: every cell that differs is in one of them, and no wide
    character is parted.
    """
    parted = [
        part
        for stretch in stretches
        for whole in _parted(stretch)
        for part in _without_last_column(whole, encoder.width)
    ]
    for _, found in groupby(sorted(parted, key=_place), _style):
        for y, x, parts in _downwards(found):
            encoder.go(x, y)
            for cells, sgr in parts:
                if cells:
                    encoder.write(cells.replace(REST, ""), len(cells), sgr)
                else:
                    encoder.erase(sgr)


def _style(stretch: Stretch) -> tuple[str, str]:
    sgr = stretch.parts[0][1]
    return ground_of(sgr), sgr


def _place(stretch: Stretch) -> tuple[tuple[str, str], int, int]:
    return _style(stretch), stretch.y, stretch.x


def _apart(x: int, stretch: Stretch) -> int:
    return abs(stretch.x - x)


def _without_last_column(stretch: Stretch, width: int) -> Iterator[Stretch]:
    """A stretch, and what of it stands in the last column apart.

    After text that goes up to there nobody can tell where it began: that is asked for before.
    """
    y, x, parts = stretch
    *before, (cells, sgr) = parts
    if x + sum(len(some) for some, _ in parts) < width or cells[-1:] in {"", REST}:
        yield stretch
        return
    if before or cells[:-1]:
        yield Stretch(y, x, (*before, *([(cells[:-1], sgr)] if cells[:-1] else [])))
    yield Stretch(y, width - 1, ((cells[-1], sgr),))


def _downwards(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """Stretches column by column: in each line the one that is nearest, and again from the top.

    The next line is one byte away, and what stands below each other begins at a few columns.
    """
    left = {y: list(line) for y, line in groupby(stretches, lambda one: one.y)}
    while left:
        x = next(iter(left.values()))[0].x
        for y in list(left):
            line = left[y]
            found = min(line, key=partial(_apart, x))
            line.remove(found)
            x = found.x
            yield found
            if not line:
                del left[y]


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
