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


def fit_in_ascii(strip: Strip) -> Strip:
    """A strip of the same width in ASCII alone, for a terminal that can show no more."""
    strip = fit_strip(strip)
    if all(segment.text.isascii() for segment in strip):
        return strip
    from ici_tui.drawing.ascii import line_in_ascii

    texts = line_in_ascii([segment.text for segment in strip])
    pieces = zip(texts, strip, strict=True)
    return Strip([Segment(text, old.style) for text, old in pieces], strip.cell_length)
