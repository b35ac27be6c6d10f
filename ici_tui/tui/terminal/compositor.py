"""Textual's compositor, with a short way to a few changed lines.

After an edit some lines of some widgets are painted. Textual asks every widget in reach for its
lines, cuts all of them wherever a widget begins or ends, and puts the pieces together. Here the
widgets that are seen in what is to be painted are asked for just that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.control import Control
from textual._compositor import Compositor, CompositorUpdate
from textual.geometry import Region

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console
    from textual.strip import Strip


class Placed(NamedTuple):
    """A strip, and the column and line where it begins."""

    x: int
    y: int
    strip: Strip


class StripsUpdate(CompositorUpdate):
    """Strips at their places."""

    def __init__(self, strips: Sequence[Placed]) -> None:
        self.strips = strips

    def render_segments(self, console: Console) -> str:
        """The text that shows them."""
        written = []
        for x, y, strip in self.strips:
            written += [Control.move_to(x, y).segment.text, strip.render(console)]
        return "".join(written)


class DirectCompositor(Compositor):
    """Paints regions without cutting the widgets that have no part in them."""

    def render_partial_update(self) -> StripsUpdate | None:  # type: ignore[override]
        """What is to be painted, or None for nothing."""
        screen = self.size.region
        regions = [region.intersection(screen) for region in self._dirty_regions]
        self._dirty_regions.clear()
        strips = [placed for region in regions for placed in self._in(region)]
        return StripsUpdate(strips) if strips else None

    def _in(self, region: Region) -> Iterator[Placed]:
        """The lines of a region: those of the widgets that are seen in it, the front ones first."""
        rest = [region] if region else []
        for widget, (at, clip) in self.visible_widgets.items():
            behind: list[Region] = []
            for part in rest:
                seen = at.intersection(clip).intersection(part)
                if not seen:
                    behind.append(part)
                    continue
                for y, strip in enumerate(widget.render_lines(seen.translate(-at.offset)), seen.y):
                    yield Placed(seen.x, y, strip)
                behind += _around(part, seen)
            rest = behind
            if not rest:
                return


def _around(whole: Region, part: Region) -> list[Region]:
    """What is left of a region without a part of it: above, below, and on both sides."""
    beside = part.height
    left = (
        Region(whole.x, whole.y, whole.width, part.y - whole.y),
        Region(whole.x, part.bottom, whole.width, whole.bottom - part.bottom),
        Region(whole.x, part.y, part.x - whole.x, beside),
        Region(part.right, part.y, whole.right - part.right, beside),
    )
    return [region for region in left if region]
