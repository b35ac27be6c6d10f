"""Points in braille: two columns and four rows of dots in each terminal cell."""

from __future__ import annotations

from ici_tui.drawing.spans import Span, joined

DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
BLANK = 0x2800


class Canvas:
    """Dots that are set one by one; a cell has the role of the last dot set in it."""

    def __init__(self, columns: int, rows: int) -> None:
        self.columns, self.rows = max(columns, 1), max(rows, 1)
        self._dots = [[0] * self.columns for _ in range(self.rows)]
        self._roles = [["muted"] * self.columns for _ in range(self.rows)]

    def point(self, x: float, y: float, role: str) -> None:
        """Set a dot; `x` and `y` are shares of 1 from the lower left corner."""
        column = min(max(round(x * (2 * self.columns - 1)), 0), 2 * self.columns - 1)
        row = min(max(round((1 - y) * (4 * self.rows - 1)), 0), 4 * self.rows - 1)
        self._dots[row // 4][column // 2] |= DOTS[row % 4][column % 2]
        self._roles[row // 4][column // 2] = role

    def line(self, x1: float, y1: float, x2: float, y2: float, role: str) -> None:
        """Set the dots between two places."""
        steps = int(max(abs(x2 - x1) * 2 * self.columns, abs(y2 - y1) * 4 * self.rows, 1))
        for step in range(steps + 1):
            part = step / steps
            self.point(x1 + (x2 - x1) * part, y1 + (y2 - y1) * part, role)

    def lines(self) -> list[tuple[Span, ...]]:
        """A row of spans for each row of cells."""
        return [
            joined(
                [Span(chr(BLANK + d) if d else " ", r) for d, r in zip(dots, roles, strict=True)]
            )
            for dots, roles in zip(self._dots, self._roles, strict=True)
        ]
