"""A first frame, shown at once, while what draws the real one is imported."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult


@dataclass(frozen=True)
class FirstFrame:
    """A frame of a size, line by line."""

    width: int
    height: int
    strips: Sequence[Strip]


class FirstFrameWidget(Widget):
    """Paints a first frame."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "FirstFrameWidget { width: 100%; height: 100%; }"

    def __init__(self, frame: FirstFrame) -> None:
        super().__init__()
        self.auto_links = False
        self._frame = frame

    def show(self, frame: FirstFrame) -> None:
        """Paint another one."""
        self._frame = frame
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """A line of the frame."""
        strips = self._frame.strips
        return strips[y] if y < len(strips) else Strip.blank(self.size.width)


class FirstFrameScreen(Screen[None]):
    """What is seen until the explorer is there."""

    def __init__(self, frame: FirstFrame) -> None:
        super().__init__()
        self._frame = frame

    def compose(self) -> ComposeResult:
        """The frame."""
        yield FirstFrameWidget(self._frame)

    def show(self, frame: FirstFrame) -> None:
        """Show it in other colours."""
        self._frame = frame
        for widget in self.query(FirstFrameWidget):
            widget.show(frame)
