"""The last look at what is painted: nothing in it that a terminal would act on.

Widgets make their text fit where they know its width (`ink.strip_of`). This is for whatever comes
another way: text of Textual's own widgets, a remembered frame, what is forgotten tomorrow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.strip import Strip

from ici_tui.sanitise import clean
from ici_tui.tui.terminal.compositor import StripsUpdate

if TYPE_CHECKING:
    from rich.console import RenderableType


def made_fit(update: RenderableType | None) -> RenderableType | None:
    """An update with every strip fit for a terminal, each as wide as it was."""
    found: object = update
    if isinstance(found, StripsUpdate):
        found.strips = [placed._replace(strip=fit_strip(placed.strip)) for placed in found.strips]
    elif isinstance(found, LayoutUpdate):
        found.strips = [[fit_strip(strip) for strip in line] for line in found.strips]
    elif isinstance(found, ChopsUpdate):
        found.chops = [
            {x: strip and fit_strip(strip) for x, strip in line.items()} for line in found.chops
        ]
    return update


def fit_strip(strip: Strip) -> Strip:
    """The strip itself where it is fit, as next to always; else one of the same width."""
    if all(segment.text.isprintable() for segment in strip):
        return strip
    segments = [Segment(clean(text), style) for text, style, _ in strip]
    return Strip(segments).adjust_cell_length(strip.cell_length)
