"""Drawings in one line of a table: each draws itself in terminal cells, and as SVG."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from ici_tui.drawing import svg
from ici_tui.drawing.bars import bar, span, stack
from ici_tui.drawing.spans import Span, joined

if TYPE_CHECKING:
    from collections.abc import Sequence

SHADES = " ·░▒▓█"
EDGES = (0.0, 0.02, 0.1, 0.3, 0.6)
"""A share above each of these takes the next darker cell."""


class Mark(Protocol):
    """A drawing that fills whatever width it is given."""

    def cells(self, width: int) -> tuple[Span, ...]:
        """Itself in at most `width` cells."""

    def svg(self, width: float, height: float) -> str:
        """Itself as elements of SVG within a box whose corner is at 0, 0."""


@dataclass(frozen=True, slots=True)
class Bar:
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
            0, height * 0.2, width * _part(self.value, self.top), height * 0.6, self.role
        )


@dataclass(frozen=True, slots=True)
class Stack:
    """Parts that add up to a value, told apart by role and by fill."""

    parts: Sequence[float]
    top: float

    def cells(self, width: int) -> tuple[Span, ...]:
        """The parts one after the other."""
        runs = stack(self.parts, width, self.top)
        return joined([Span(run, f"part{place}") for place, run in enumerate(runs)])

    def svg(self, width: float, height: float) -> str:
        """The same, as rectangles."""
        drawn, at = "", 0.0
        for place, part in enumerate(self.parts):
            size = width * _part(part, self.top)
            drawn += svg.rect(at, height * 0.2, size, height * 0.6, f"part{place}")
            at += size
        return drawn


@dataclass(frozen=True, slots=True)
class Range:
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


@dataclass(frozen=True, slots=True)
class Signed:
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


NUMBER = 4
"""Cells of a share in per cent."""


@dataclass(frozen=True, slots=True)
class Scale:
    """The head of a column of `Heat`: ranks from 1 to the last."""

    count: int

    def cells(self, width: int) -> tuple[Span, ...]:
        """Every rank where there is room for numbers, else the first and the last."""
        if self.count * NUMBER <= width:
            told = "".join(f"{rank:>{NUMBER}}" for rank in range(1, self.count + 1))
        else:
            room = min(self.count * min(max(width // max(self.count, 1), 1), 3), width)
            told = f"1{self.count:>{room - 1}}" if room > len(str(self.count)) else ""
        return (Span(told, "header"),)

    def svg(self, width: float, height: float) -> str:
        """The first and the last."""
        last = svg.text(width, height - 4, str(self.count), "muted", "end")
        return svg.text(0, height - 4, "1", "muted") + last


@dataclass(frozen=True, slots=True)
class Heat:
    """Shares of 1, from the first rank to the last: per cent, or the darker, the more often."""

    shares: Sequence[float]

    def _numbers(self) -> tuple[Span, ...]:
        """Per cent of each; what is rare is quiet, what is common stands out."""
        found = []
        for share in self.shares:
            told = "" if not share else "·" if share < 0.005 else f"{100 * share:.0f}"
            # All the draws are less than always.
            told = ">99" if told == "100" else told
            role = "strong" if share >= 0.3 else "text" if share >= 0.05 else "muted"
            found.append(Span(f"{told:>{NUMBER}}", role))
        return joined(found)

    def cells(self, width: int) -> tuple[Span, ...]:
        """A number, a cell or several for each share; sums where there are more than cells."""
        count = len(self.shares)
        if not count or width <= 0:
            return ()
        if count * NUMBER <= width:
            return self._numbers()
        if count <= width:
            each = min(width // count, 3)
            return (Span("".join(shade(share) * each for share in self.shares), "accent"),)
        sums = [0.0] * width
        for place, share in enumerate(self.shares):
            sums[place * width // count] += share
        return (Span("".join(map(shade, sums)), "accent"),)

    def svg(self, width: float, height: float) -> str:
        """The same, as rectangles of one colour."""
        each = width / max(len(self.shares), 1)
        return "".join(
            svg.rect(place * each, 0, each, height, "accent", opacity=max(share, 0.03))
            for place, share in enumerate(self.shares)
            if share > 0
        )


def shade(share: float) -> str:
    """The sign of a share of 1."""
    return SHADES[sum(share > edge for edge in EDGES)]


def _part(value: float | None, top: float) -> float:
    """A value as a share of the scale, within it."""
    return min(max((value or 0.0) / top, 0.0), 1.0) if top > 0 else 0.0


def _inset(share: float, width: float) -> float:
    """A place that leaves a dot whole at both ends."""
    return 4 + share * max(width - 8, 0)
