"""Charts of several lines: histogram, scatter, lines over steps, heat map; in cells and as SVG."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

from ici_tui.drawing import svg
from ici_tui.drawing.canvas import Canvas
from ici_tui.drawing.cells import fit, fit_right, width_of
from ici_tui.drawing.heat import shade
from ici_tui.drawing.spans import Span, joined

if TYPE_CHECKING:
    from collections.abc import Sequence

EIGHTHS = " ▁▂▃▄▅▆▇█"
HEIGHT = 8
"""Rows of a chart that can be of any height."""
SVG_HEIGHT, MARGIN, SIDE = 240.0, 30.0, 150.0


class Chart(Protocol):
    """A drawing of several lines that fills whatever width it is given."""

    def rows(self, width: int) -> list[tuple[Span, ...]]:
        """Itself in lines of at most `width` cells."""

    def svg(self, width: float) -> str:
        """Itself as a whole picture of so many pixels."""


@dataclass(frozen=True, slots=True)
class Histogram:
    """How often values fall into steps of the same width, between `low` and `high`."""

    counts: Sequence[int]
    low: str
    high: str
    title: str = ""

    def rows(self, width: int) -> list[tuple[Span, ...]]:
        """Columns of blocks, and the two ends below them."""
        each = max(min(width // max(len(self.counts), 1), 6), 1)
        shown = self.counts[: max(width // each, 1)]
        most = max(shown, default=0) or 1
        rows = []
        for row in range(HEIGHT, 0, -1):
            levels = (round(8 * HEIGHT * count / most) - 8 * (row - 1) for count in shown)
            told = "".join(EIGHTHS[min(max(level, 0), 8)] * each for level in levels)
            rows.append((Span(told, "accent"),))
        room = each * len(shown)
        right = max(room - width_of(self.low), 0)
        return [*rows, (Span(fit(self.low + fit_right(self.high, right), room), "muted"),)]

    def svg(self, width: float) -> str:
        """The same, as rectangles."""
        most = max(self.counts, default=0) or 1
        each, floor = width / max(len(self.counts), 1), SVG_HEIGHT - MARGIN
        drawn = "".join(
            svg.rect(k * each + 1, floor * (1 - n / most), each - 2, floor * n / most, "accent")
            for k, n in enumerate(self.counts)
        )
        drawn += svg.text(0, SVG_HEIGHT - 8, self.low, "muted")
        drawn += svg.text(width, SVG_HEIGHT - 8, self.high, "muted", "end")
        return svg.picture(width, SVG_HEIGHT, drawn, self.title)


@dataclass(frozen=True, slots=True)
class Point:
    """A place in a scatter: `x` and `y` are shares of 1."""

    x: float
    y: float
    name: str
    role: str = "accent"


@dataclass(frozen=True, slots=True)
class Scatter:
    """Points between two axes, each of which has a name and two ends."""

    points: Sequence[Point]
    x: tuple[str, str, str]
    """What goes to the right: its name, its least and its greatest value."""
    y: tuple[str, str, str]
    title: str = ""
    diagonal: bool = False
    """Whether a line shows where both are the same."""

    def rows(self, width: int) -> list[tuple[Span, ...]]:
        """Dots in braille, the axes at the left and below."""
        room = max(width_of(label) for label in self.y[1:]) + 1
        canvas = Canvas(min(max(width - room - 1, 4), 72), 2 * HEIGHT)
        if self.diagonal:
            canvas.line(0, 0, 1, 1, "border")
        for point in self.points:
            canvas.point(point.x, point.y, point.role)
        rows: list[tuple[Span, ...]] = [(Span(fit(self.y[0], width), "muted"),)]
        drawn = canvas.lines()
        for row, spans in enumerate(drawn):
            label = self.y[2] if row == 0 else self.y[1] if row == len(drawn) - 1 else ""
            rows.append((Span(fit_right(label, room) + "│", "muted"), *spans))
        axis = " " * room + "└" + "─" * canvas.columns
        below = f"{self.x[1]} {self.x[0]}".strip()
        right = max(canvas.columns - width_of(below), 0)
        told = fit(" " * (room + 1) + below + fit_right(self.x[2], right), width)
        return [*rows, (Span(axis, "muted"),), (Span(told, "muted"),)]

    def svg(self, width: float) -> str:
        """The same, with a name at every point."""
        height = SVG_HEIGHT * 1.5
        inner, floor = width - 2 * MARGIN, height - MARGIN

        def at(x: float, y: float) -> tuple[float, float]:
            return MARGIN + inner * x, floor - (floor - MARGIN) * y

        drawn = svg.line(MARGIN, floor, width - MARGIN, floor, "border")
        drawn += svg.line(MARGIN, MARGIN, MARGIN, floor, "border")
        if self.diagonal:
            drawn += svg.line(*at(0, 0), *at(1, 1), "border")
        for point in self.points:
            x, y = at(point.x, point.y)
            drawn += svg.dot(x, y, 3.5, point.role, point.name)
            drawn += svg.text(x + 6, y - 5, point.name, "muted")
        drawn += svg.text(MARGIN, MARGIN - 10, f"{self.y[0]} ({self.y[1]} to {self.y[2]})", "muted")
        told = f"{self.x[0]} ({self.x[1]} to {self.x[2]})"
        return svg.picture(
            width,
            height,
            drawn + svg.text(width - MARGIN, height - 8, told, "muted", "end"),
            self.title,
        )


@dataclass(frozen=True, slots=True)
class Lines:
    """Values over steps, a line each, its name at both ends; None where there is no value."""

    values: Sequence[Sequence[float | None]]
    names: Sequence[str]
    steps: Sequence[str]
    roles: Sequence[str]
    title: str = ""

    def _ends(self) -> tuple[float, float]:
        there = [value for line in self.values for value in line if value is not None]
        low, high = min(there, default=0.0), max(there, default=1.0)
        return (low, high) if high > low else (low - 0.5, high + 0.5)

    def _share(self, value: float) -> float:
        low, high = self._ends()
        return (value - low) / (high - low)

    def _places(self, line: Sequence[float | None]) -> list[tuple[float, float]]:
        last = max(len(self.steps) - 1, 1)
        return [(k / last, self._share(v)) for k, v in enumerate(line) if v is not None]

    def rows(self, width: int) -> list[tuple[Span, ...]]:
        """Lines in braille; names beside the rows where they begin and end, while there is room."""
        room = min(max(map(width_of, self.names), default=0), max(width // 5, 6))
        canvas = Canvas(max(width - 2 * (room + 1), 8), 2 * HEIGHT)
        left, right = ([Span("")] * canvas.rows for _ in range(2))
        for line, name, role in zip(self.values, self.names, self.roles, strict=True):
            places = self._places(line)
            for one, other in pairwise(places):
                canvas.line(*one, *other, role)
            for side, place in ((left, places[:1]), (right, places[-1:])):
                for _, share in place:
                    row = min(round((1 - share) * (canvas.rows - 1)), canvas.rows - 1)
                    free = [k for k in range(canvas.rows) if not side[k].text]
                    if free:
                        side[min(free, key=lambda k, row=row: abs(k - row))] = Span(name, role)  # type: ignore[misc]
        rows: list[tuple[Span, ...]] = []
        for row, spans in enumerate(canvas.lines()):
            ends = (fit_right(left[row].text, room) + " ", " " + fit(right[row].text, room))
            rows.append(
                joined([Span(ends[0], left[row].role), *spans, Span(ends[1], right[row].role)])
            )
        first, last = (self.steps[0], self.steps[-1]) if self.steps else ("", "")
        axis = first + fit_right(last, max(canvas.columns - width_of(first), 0))
        return [*rows, (Span(" " * (room + 1) + axis, "muted"),)]

    def svg(self, width: float) -> str:
        """The same, as lines with names at both ends."""
        height = max(SVG_HEIGHT, 18.0 * len(self.names)) + MARGIN
        inner, floor = width - 2 * SIDE, height - MARGIN

        def at(x: float, y: float) -> tuple[float, float]:
            return SIDE + inner * x, floor - (floor - 10) * y

        drawn = ""
        for line, name, role in zip(self.values, self.names, self.roles, strict=True):
            places = [at(*place) for place in self._places(line)]
            if not places:
                continue
            drawn += svg.path(places, role, 1.6)
            drawn += svg.text(places[0][0] - 8, places[0][1] + 4, name, role, "end")
            drawn += svg.text(places[-1][0] + 8, places[-1][1] + 4, name, role)
        last = max(len(self.steps) - 1, 1)
        for place, step in enumerate(self.steps):
            drawn += svg.text(SIDE + inner * place / last, height - 8, step, "muted", "middle")
        return svg.picture(width, height, drawn, self.title)


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Shares of 1 in rows and columns; None where there is none. Below 0 it says so."""

    values: Sequence[Sequence[float | None]]
    names: Sequence[str]
    columns: Sequence[str]
    title: str = ""

    def rows(self, width: int) -> list[tuple[Span, ...]]:
        """Two cells a value: a sign where it is below 0, and a shade."""
        room = min(max(map(width_of, self.names), default=0), max(width // 3, 6))
        most = max((width - room - 1) // 2, 1)
        rows = []
        for name, line in zip(self.names, self.values, strict=True):
            told = [Span(fit(name, room) + " ", "text")]
            for value in line[:most]:
                if value is None:
                    told.append(Span(" –", "muted"))
                else:
                    role = "down" if value < 0 else "accent"
                    told.append(Span(("-" if value < 0 else " ") + shade(abs(value)), role))
            rows.append(joined(told))
        return rows

    def svg(self, width: float) -> str:
        """The same, as squares of two colours."""
        each = min(max((width - SIDE) / max(len(self.columns), 1), 4), 28)
        height = each * len(self.names) + 10
        drawn = ""
        for row, (name, line) in enumerate(zip(self.names, self.values, strict=True)):
            drawn += svg.text(SIDE - 8, each * (row + 0.7), name, "text", "end")
            for column, value in enumerate(line):
                if value is not None:
                    role = "down" if value < 0 else "accent"
                    drawn += svg.rect(
                        SIDE + each * column, each * row, each - 1, each - 1, role,
                        opacity=max(min(abs(value), 1.0), 0.04),
                    )  # fmt: skip
        return svg.picture(width, height, drawn, self.title)
