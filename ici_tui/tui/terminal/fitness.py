"""The last look at what is painted: nothing in it that a terminal would act on.

Widgets make their text fit where they know its width (`ink.strip_of`). This is for whatever comes
another way: text of Textual's own widgets, a shipped frame, what is forgotten tomorrow.
"""

from __future__ import annotations

from rich.segment import Segment
from textual.strip import Strip

from ici_tui.sanitise import clean


def fit_strip(strip: Strip) -> Strip:
    """The strip itself where it is fit, as next to always; else one of the same width."""
    if all(segment.text.isprintable() for segment in strip):
        return strip
    segments = [Segment(clean(text), style) for text, style, _ in strip]
    return Strip(segments).adjust_cell_length(strip.cell_length)
