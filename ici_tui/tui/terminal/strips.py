"""A frame taken from its strips, without the text that they would be written as.

Textual makes a text of every frame, colours and all, which would then be read again to find the
cells that differ. `FrameText` stands in the place of that text: the driver takes its runs, and
only where they will not do is the text made after all.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from rich.color import ColorSystem
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate

from ici_tui.tui.terminal.cells import cells_of
from ici_tui.tui.terminal.compositor import StripsUpdate
from ici_tui.tui.terminal.frame import COLOURS, Frame, NotUnderstood
from ici_tui.tui.terminal.sgr import PLAIN, sgr_after

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console, RenderableType
    from rich.style import Style
    from textual.strip import Strip

    from ici_tui.tui.terminal.frame import Run

PLACE = re.compile(r"\x1b\[(\d+);(\d+)H")


class FrameText(str):
    """A frame that is no text yet: as text it would be empty."""

    _update: CompositorUpdate
    _console: Console
    _tail: str

    def __new__(cls, update: CompositorUpdate, console: Console, tail: str = "") -> FrameText:
        """What is to be shown, and what is written after it."""
        made = super().__new__(cls)
        made._update, made._console, made._tail = update, console, tail
        return made

    def __add__(self, more: str) -> FrameText:
        return FrameText(self._update, self._console, self._tail + more)

    def text(self) -> str:
        """What Textual would write."""
        return self._update.render_segments(self._console) + self._tail

    def frame(self, size: tuple[int, int]) -> Frame:
        """The runs, and where they leave pen and cursor.

        Args:
            size: the terminal's columns and lines.

        Raises:
            NotUnderstood: there is more to it than characters and colours.
        """
        place = PLACE.fullmatch(self._tail)
        if place is None:
            raise NotUnderstood
        system = self._console._color_system or ColorSystem.TRUECOLOR
        lines: dict[int, list[Run]] = {}
        for x, y, strip in _placed(self._update):
            if not 0 <= y < size[1]:
                raise NotUnderstood
            lines.setdefault(y, []).extend(_runs(strip, x, size[0], system))
        at = int(place[2]) - 1, int(place[1]) - 1
        if not (at[0] < size[0] and at[1] < size[1]):
            raise NotUnderstood
        return Frame(lines, PLAIN, at)


class Framed(CompositorUpdate):
    """An update whose text is a `FrameText`."""

    def __init__(self, update: CompositorUpdate) -> None:
        self._update = update

    def render_segments(self, console: Console) -> str:
        """What stands for the text."""
        return FrameText(self._update, console)


def framed(update: RenderableType | None) -> RenderableType | None:
    """An update that need not become text; anything else as it is."""
    if isinstance(update, ChopsUpdate | LayoutUpdate | StripsUpdate):
        return cast("RenderableType", Framed(update))
    return update


def _placed(update: CompositorUpdate) -> Iterator[tuple[int, int, Strip]]:
    """The strips of an update with their columns and lines, as it would write them."""
    if isinstance(update, StripsUpdate):
        yield from update.strips
    elif isinstance(update, LayoutUpdate):
        for y, line in enumerate(update.strips, update.region.y):
            x = update.region.x
            for piece in line:
                yield x, y, piece
                x += piece.cell_length
    elif isinstance(update, ChopsUpdate):
        for y, first, last in update.spans:
            for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
                if strip is None or x > last or end <= first:
                    continue
                whole = first <= x < last and end <= last
                yield x, y, strip if whole else strip.crop(0, min(end, last) - x)
    else:
        raise NotUnderstood


def _runs(strip: Strip, x: int | None, width: int, system: ColorSystem) -> Iterator[Run]:
    """The runs of a strip from a column on; the column is None once a width is in doubt."""
    for text, style, control in strip:
        if not text:
            continue
        cells = cells_of(text)
        if control or (cells is None and not text.isprintable()):
            raise NotUnderstood
        if x is not None and x + (0 if cells is None else len(cells)) > width:
            raise NotUnderstood
        yield x, text, PLAIN if style is None else _pen(style, system)
        x = None if x is None or cells is None else x + len(cells)


@lru_cache(maxsize=1024)
def _pen(style: Style, system: ColorSystem) -> str:
    """The pen of a style.

    Raises:
        NotUnderstood: it is more than colours and weight: a link.
    """
    before, _, after = style.render("x", color_system=system).partition("x")
    codes = COLOURS.fullmatch(before) if before else None
    if (before and codes is None) or "]" in after:
        raise NotUnderstood
    pen = PLAIN if codes is None else sgr_after(PLAIN, codes[1])
    if pen is None:
        raise NotUnderstood
    return pen
