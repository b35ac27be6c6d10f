"""What a drawing of several lines can do: in cells and as SVG."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from ici_tui.drawing.spans import Span


class Chart(Protocol):
    """A drawing of several lines that fills whatever width it is given."""

    def rows(self, width: int) -> list[tuple[Span, ...]]:
        """Itself in lines of at most `width` cells."""

    def svg(self, width: float) -> str:
        """Itself as a whole picture of so many pixels."""
