"""Ranks along a scale: a line per unit, its name at both ends, a row of cells per rank."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ici_tui.drawing import svg
from ici_tui.drawing.cells import fit, fit_right, width_of
from ici_tui.drawing.spans import Span, joined

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Ranks = Sequence[Sequence[int]]
    """By step of the scale, then by unit; 0 where a unit has no rank."""

RANK = 4
LEAST_STEPS = 12
SVG_STEPS = 201
TONES, DASHES = 8, ("", "7 3", "2 3")
"""Colours of lines, and how those are drawn that have a colour again."""
ROW, SIDE = 22.0, 150.0
"""Pixels of a rank, and of the names at either side."""


@dataclass(frozen=True, eq=False)
class RankChart:
    """The ranks from `first` to `last`, while something goes from 0 to 100.

    Only units that have one of these ranks somewhere need to be among `names`.
    """

    along: Callable[[int], Ranks]
    """Gives everybody's ranks at so many steps, evenly from 0 to 100."""
    names: Sequence[str]
    first: int
    last: int
    now: float
    """Where things are, a share of 1."""
    roles: Mapping[int, str]
    """The units that stand out, with the role each is drawn in."""
    title: str = ""

    def rows(self, width: int) -> list[tuple[Span, ...]]:
        """A row of cells per rank, and the axis below them."""
        room = self._room(width)
        steps = max(width - RANK - 2 * (room + 1), LEAST_STEPS)
        ranks = self.along(steps)
        here = round((steps - 1) * self.now)
        rows = []
        for rank in range(self.first, self.last + 1):
            left, right = self._named(ranks[0], rank), self._named(ranks[-1], rank)
            cells = [self._cell(ranks, rank, step, here) for step in range(steps)]
            ends = (
                Span(fit_right(left.text, room), left.role),
                Span(fit(right.text, room), right.role),
            )
            lead = Span(f"{rank:>{RANK - 1}} ", "muted")
            rows.append(joined([lead, ends[0], Span(" "), *cells, Span(" "), ends[1]]))
        return [*rows, *self._axis(steps, room, here)]

    def _room(self, width: int) -> int:
        """The cells that names get at either side."""
        most = max(width // 6, 6)
        return min(max((width_of(name) for name in self.names), default=0), most)

    def _named(self, ranks: Sequence[int], rank: int) -> Span:
        """Who has a rank at an end of the scale; tied units together."""
        units = [unit for unit, found in enumerate(ranks) if found == rank]
        role = next((self.roles[unit] for unit in units if unit in self.roles), "text")
        return Span("=".join(self.names[unit] for unit in units), role)

    def _cell(self, ranks: Ranks, rank: int, step: int, here: int) -> Span:
        units = [unit for unit, found in enumerate(ranks[step]) if found == rank]
        if not units:
            return Span("│", "accent") if step == here else Span(" ", "muted")
        unit = next((unit for unit in units if unit in self.roles), units[0])
        stands_out = unit in self.roles
        if not stands_out and step == here:
            return Span("┼", "accent")
        turn = ranks[min(step + 1, len(ranks) - 1)][unit] - rank
        sign = "╲" if turn > 0 else "╱" if turn else "━" if stands_out else "─"
        return Span(sign, self.roles.get(unit, "muted"))

    def _axis(self, steps: int, room: int, here: int) -> list[tuple[Span, ...]]:
        """Ticks at the quarters, and where things are now."""
        ticks = [" "] * steps
        for quarter in range(5):
            label = str(25 * quarter)
            at = round((steps - 1) * quarter / 4)
            start = min(max(at - len(label) // 2, 0), steps - len(label))
            ticks[start : start + len(label)] = label
        lead = " " * (RANK + room + 1)
        now = f"▲ {100 * self.now:.4g}"
        start = min(here, max(steps - len(now), 0))
        return [
            (Span(lead + "".join(ticks), "muted"),),
            (Span(lead + " " * start + now, "accent"),),
        ]

    def svg(self, width: float) -> str:
        """A line per unit, with names at both ends."""
        ranks = self.along(SVG_STEPS)
        inner = max(width - 2 * SIDE, 100.0)
        height = ROW * (self.last - self.first + 1) + 40

        def at(step: int, rank: int) -> tuple[float, float]:
            return SIDE + inner * step / (len(ranks) - 1), ROW * (rank - self.first + 0.7)

        drawn = svg.line(SIDE + inner * self.now, 0, SIDE + inner * self.now, height - 30, "accent")
        for unit, name in enumerate(self.names):
            role, dashes = self._tone(unit)
            points = [
                at(step, row[unit]) for step, row in enumerate(ranks) if self._seen(row[unit])
            ]
            if len(points) > 1:
                wide = 3.2 if unit in self.roles else 1.5
                drawn += svg.path(points, role, wide, dashes=dashes, title=name)
            for row, x, anchor in (
                (ranks[0], SIDE - 8, "end"),
                (ranks[-1], SIDE + inner + 8, "start"),
            ):
                if self._seen(row[unit]):
                    told = f"{row[unit]} {name}"
                    drawn += svg.text(x, at(0, row[unit])[1] + 4, told, role, anchor)
        for quarter in range(5):
            place = SIDE + inner * quarter / 4
            drawn += svg.text(place, height - 14, str(25 * quarter), "muted", "middle")
        now = SIDE + inner * self.now
        drawn += svg.text(now, height - 1, f"now {100 * self.now:.4g}", "accent", "middle")
        return svg.picture(width, height, drawn, self.title)

    def _tone(self, unit: int) -> tuple[str, str]:
        """The role and the dashes of a unit's line: those of neighbours differ."""
        if unit in self.roles:
            return self.roles[unit], ""
        return f"part{unit % TONES}", DASHES[unit // TONES % len(DASHES)]

    def _seen(self, rank: int) -> bool:
        return self.first <= rank <= self.last
