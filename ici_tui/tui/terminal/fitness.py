"""The last look at what is painted: nothing in it that a terminal would act on.

Widgets make their text fit where they know its width (`ink.strip_of`). This is for whatever comes
another way: text of Textual's own widgets, a shipped frame, what is forgotten tomorrow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip

from ici_tui.sanitise import clean
from ici_tui.tui.terminal.cells import cells_of

if TYPE_CHECKING:
    from collections.abc import Callable


def fit_strip(strip: Strip) -> Strip:
    """The strip itself where it is fit, as next to always; else one of the same width."""
    if all(segment.text.isprintable() for segment in strip):
        return strip
    segments = [Segment(clean(text), style) for text, style, _ in strip]
    return Strip(segments).adjust_cell_length(strip.cell_length)


def fit_in_ascii(strip: Strip) -> Strip:
    """A strip of the same width in ASCII alone, for a terminal that can show no more."""
    return _with_ascii(strip, str.isascii)


def fit_narrow(strip: Strip) -> Strip:
    """A strip of the same width in ASCII and letters of two cells, which no terminal takes for one."""
    return _with_ascii(strip, lambda c: c.isascii() or len(cells_of(c) or "") > 1)


def _with_ascii(strip: Strip, keep: Callable[[str], bool]) -> Strip:
    strip = fit_strip(strip)
    if all(segment.text.isascii() for segment in strip):
        return strip
    from ici_tui.drawing.ascii import line_in_ascii

    texts = line_in_ascii([segment.text for segment in strip], keep)
    pieces = zip(texts, strip, strict=True)
    return Strip([Segment(text, old.style) for text, old in pieces], strip.cell_length)
