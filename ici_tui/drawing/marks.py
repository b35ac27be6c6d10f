"""Drawings in one line of a table: each draws itself in terminal cells, and as SVG."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple, Protocol

from ici_tui.drawing import svg
from ici_tui.drawing.bars import FILLS, bar, heights, span, stack_sizes
from ici_tui.drawing.spans import Span, joined

if TYPE_CHECKING:
    from collections.abc import Sequence


MARGIN, THICK, PART = 0.2, 0.6, "part"
"""Of a bar as SVG: what is left above it and what it takes, of the height; the role of its parts."""


class Mark(Protocol):
    """A drawing that fills whatever width it is given."""

    def cells(self, width: int) -> tuple[Span, ...]:
        """Itself in at most `width` cells."""

    def svg(self, width: float, height: float) -> str:
        """Itself as elements of SVG within a box whose corner is at 0, 0."""


class Bar(NamedTuple):
    """A value on a scale from 0 to `top`."""

    value: float | None
    top: float = 100.0
    role: str = "accent"

    def cells(self, width: int) -> tuple[Span, ...]:
        """A bar to an eighth of a cell."""
        return (Span(bar(self.value, width, self.top), self.role),)

    def svg(self, width: float, height: float) -> str:
        """The same, as a rectangle."""
        return svg.rect(
            0, height * MARGIN, width * _part(self.value, self.top), height * THICK, self.role
        )


class Histogram(NamedTuple):
    """How many values lie where: a column for each count."""

    counts: Sequence[int]
    role: str = "accent"

    def cells(self, width: int) -> tuple[Span, ...]:
        """A cell for each count."""
        return (Span(heights(self.counts)[:width], self.role),)

    def svg(self, width: float, height: float) -> str:
        """The same, as rectangles."""
        most, each = max(self.counts, default=0), width / max(len(self.counts), 1)
        tall = (height * count / most if most else 0.0 for count in self.counts)
        return "".join(
            svg.rect(each * place, height - size, each, size, self.role)
            for place, size in enumerate(tall)
        )


class Stack(NamedTuple):
    """Parts that add up to a value, told apart by role and by fill."""

    parts: Sequence[float]
    top: float

    def cells(self, width: int) -> tuple[Span, ...]:
        """The parts one after the other."""
        sizes = stack_sizes(self.parts, width, self.top)
        return tuple([_part_span(place, size) for place, size in enumerate(sizes) if size])

    def svg(self, width: float, height: float) -> str:
        """The same, as rectangles."""
        sizes = [width * _part(part, self.top) for part in self.parts]
        return svg.side_by_side(sizes, height * MARGIN, height * THICK, PART)


class Range(NamedTuple):
    """A range with a mark in it, on a scale from 0 to `top`."""

    low: float
    mark: float
    high: float
    top: float = 100.0
    role: str = "accent"
    middle: float | None = None
    """A second mark, where there is one."""

    def cells(self, width: int) -> tuple[Span, ...]:
        """Two ends, a line between them, a dot; a cross at the second mark."""
        drawn = list(span(self.low, self.mark, self.high, width, self.top))
        if self.middle is not None and drawn:
            at = round((len(drawn) - 1) * _part(self.middle, self.top))
            drawn[at] = "┼" if drawn[at] != "●" else "●"
        return (Span("".join(drawn), self.role),)

    def svg(self, width: float, height: float) -> str:
        """The same, as lines and a dot."""
        first, at, last = (
            _inset(_part(value, self.top), width) for value in (self.low, self.mark, self.high)
        )
        middle, end = height / 2, height * 0.25
        return (
            svg.line(first, middle, last, middle, self.role)
            + svg.line(first, middle - end, first, middle + end, self.role)
            + svg.line(last, middle - end, last, middle + end, self.role)
            + svg.dot(at, middle, 3, self.role)
            + self._second(width, middle, end)
        )

    def _second(self, width: float, middle: float, end: float) -> str:
        if self.middle is None:
            return ""
        at = _inset(_part(self.middle, self.top), width)
        return svg.line(at, middle - end, at, middle + end, self.role, width=2)


class Signed(NamedTuple):
    """A gain to the right of a middle line, a loss to its left.

    `behind` and `ahead` are the greatest loss and gain of all lines that are drawn below each
    other, both at least 0: the middle stands where they meet.
    """

    value: float
    behind: float
    ahead: float

    def _middle(self) -> float:
        """The place of the middle line, as a share of the width."""
        whole = self.behind + self.ahead
        return self.behind / whole if whole > 0 else 0.5

    def cells(self, width: int) -> tuple[Span, ...]:
        """A bar of whole cells beside the middle line."""
        room = max(width - 1, 0)
        whole = self.behind + self.ahead
        middle = round(room * self._middle())
        size = round(room * abs(self.value) / whole) if whole > 0 else 0
        if self.value < 0:
            size = min(size, middle)
            return joined(
                [Span(" " * (middle - size)), Span("▒" * size, "down"), Span("│", "border")]
            )
        size = min(size, room - middle)
        return joined([Span(" " * middle), Span("│", "border"), Span("█" * size, "up")])

    def svg(self, width: float, height: float) -> str:
        """The same, as a rectangle beside a line."""
        whole, middle = self.behind + self.ahead, width * self._middle()
        size = width * abs(self.value) / whole if whole > 0 else 0.0
        start, role = (middle - size, "down") if self.value < 0 else (middle, "up")
        return svg.rect(start, height * 0.2, size, height * 0.6, role) + svg.line(
            middle, 0, middle, height, "border"
        )


@cache
def _part_span(place: int, size: int) -> Span:
    """A part of a stacked bar: there are few, and a long table draws them in every row."""
    return Span(FILLS[place % len(FILLS)] * size, f"part{place}")


def _part(value: float | None, top: float) -> float:
    """A value as a share of the scale, within it."""
    return min(max((value or 0.0) / top, 0.0), 1.0) if top > 0 else 0.0


def _inset(share: float, width: float) -> float:
    """A place that leaves a dot whole at both ends."""
    return 4 + share * max(width - 8, 0)
