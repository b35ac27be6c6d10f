"""Widgets whose every line is drawn with the theme's own colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.filter import ANSIToTruecolor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.filter import LineFilter
    from textual.geometry import Region
    from textual.strip import Strip
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

    def render_lines(self, crop: Region) -> list[Strip]:
        """Some lines, for the screen."""
        if self.styles.gutter:
            return super().render_lines(crop)
        strips = [self.render_line(y) for y in crop.line_range]
        for one in self.get_line_filters():
            ground = self.background_colors[1]
            strips = [strip.apply_filter(one, ground) for strip in strips]
        if crop.column_span != (0, self.size.width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips
