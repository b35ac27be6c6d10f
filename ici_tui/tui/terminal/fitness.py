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


def ascii_or_wide(character: str) -> bool:
    """Whether it is ASCII, or a letter of two cells, which no terminal takes for one of one."""
    return character.isascii() or len(cells_of(character) or "") > 1


def one_cell(character: str) -> bool:
    """Whether it is one cell wide, without a doubt."""
    return len(cells_of(character) or "") == 1


def fit_to(keep: Callable[[str], bool], strip: Strip) -> Strip:
    """A strip of the same width in ASCII and what is kept, for a terminal that can show no more."""
    strip = fit_strip(strip)
    if all(segment.text.isascii() for segment in strip):
        return strip
    from ici_tui.drawing.ascii import line_in_ascii

    texts = line_in_ascii([segment.text for segment in strip], keep)
    pieces = zip(texts, strip, strict=True)
    return Strip([Segment(text, old.style) for text, old in pieces], strip.cell_length)
