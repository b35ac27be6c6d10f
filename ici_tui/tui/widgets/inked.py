"""Widgets whose every line is drawn with the theme's own colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.filter import ANSIToTruecolor
from textual.geometry import Size
from textual.strip import Strip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.filter import LineFilter
    from textual.geometry import Region
    from textual.widget import Widget
else:
    # A widget's style sheet is that of its first base which is a node: this must not be one.
    Widget = object


class Inked(Widget):
    """Draws with an `Ink`: no colour of it is the terminal's own where those are to be replaced.

    A theme has either only the terminal's colours, and then Textual leaves them, or none. To look
    every piece of every line through for them took a tenth of an edit's frame.
    """

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What is done to lines once they are drawn: without colour, dimmed."""
        filters = super().get_line_filters()
        return [one for one in filters if not isinstance(one, ANSIToTruecolor)]


class Lined(Inked):
    """An inked widget that keeps its lines drawn: there is no need to keep them once more."""

    _drawn: dict[int, Strip]
    _room = Size(0, 0)
    """The size as it was last looked up, which takes longer than to draw a line."""

    def _measure(self) -> None:
        """Look the size up; what was drawn at another one is let go."""
        size = self.size
        if self._room != size:
            self._drawn.clear()
            self._room = size

    def render_lines(self, crop: Region) -> list[Strip]:
        """Some lines, for the screen."""
        self._measure()
        if self.styles.gutter:
            return super().render_lines(crop)
        strips = [self.render_line(y) for y in crop.line_range]
        for one in self.get_line_filters():
            ground = self.background_colors[1]
            strips = [strip.apply_filter(one, ground) for strip in strips]
        return [_within(strip, *crop.column_span) for strip in strips]


def _within(strip: Strip, first: int, end: int) -> Strip:
    """The cells of a strip from and up to a column."""
    length = strip.cell_length
    if first == 0 and end >= length:
        return strip
    pieces = list(strip) if first == 0 < length else []
    last = pieces[-1] if pieces else None
    if last is not None and not last.text.strip(" ") and len(last.text) > length - end:
        # A scroll bar takes the last column, which is blank: nothing has to be measured.
        shorter = Segment(last.text[: end - length], last.style)
        return Strip([*pieces[:-1], shorter], end)
    return strip.crop(first, end)
