"""Shares of many ranks in one line of a table: numbers, or shades where there is no room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ici_tui.drawing import svg
from ici_tui.drawing.spans import Span, joined

if TYPE_CHECKING:
    from collections.abc import Sequence

SHADES = " ·░▒▓█"
EDGES = (0.0, 0.02, 0.1, 0.3, 0.6)
"""A share above each of these takes the next darker cell."""
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
