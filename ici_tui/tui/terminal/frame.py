"""A frame: the text of every line in runs of one style, taken from the strips that show it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from rich.color import ColorSystem
from rich.console import COLOR_SYSTEMS

from ici_tui.sanitise import clean
from ici_tui.tui.terminal.cells import cells_of
from ici_tui.tui.terminal.sgr import PLAIN, sgr_after, with_link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.style import Style
    from textual.strip import Strip

    from ici_tui.tui.terminal.compositor import Placed

COLOURS = re.compile(r"\x1b\[([0-9;]*)m")

Run = tuple[int | None, str, str]
"""The column (None: where the terminal is after the run before), a text there, and its SGR."""


class Frame(NamedTuple):
    """Runs by line, and where the cursor is left (column, line; None: anywhere)."""

    lines: dict[int, list[Run]]
    at: tuple[int, int] | None


class NotUnderstood(Exception):  # noqa: N818 - not an error: such a frame is written as text
    """There is more to an update than characters and colours within the screen."""


def frame_of(
    strips: Iterable[Placed], at: tuple[int, int] | None, size: tuple[int, int], colours: str | None
) -> Frame:
    """The frame that strips show.

    Args:
        strips: with their columns and lines.
        at: where the cursor is left, as column and line from 0; None where that is no matter.
        size: the terminal's columns and lines.
        colours: rich's name of a system of colours; None takes true colour.

    Raises:
        NotUnderstood: there is more to it than characters and colours within the screen.
    """
    system = COLOR_SYSTEMS[colours] if colours else ColorSystem.TRUECOLOR
    lines: dict[int, list[Run]] = {}
    for x, y, strip in strips:
        if not 0 <= y < size[1]:
            raise NotUnderstood
        lines.setdefault(y, []).extend(_runs(strip, x, size[0], system))
    if at and not (at[0] < size[0] and at[1] < size[1]):
        raise NotUnderstood
    return Frame(lines, at)


def _runs(strip: Strip, x: int | None, width: int, system: ColorSystem) -> Iterator[Run]:
    """The runs of a strip from a column on; the column is None once a width is in doubt."""
    for text, style, control in strip:
        if not text:
            continue
        cells = cells_of(text)
        if control or (cells is None and clean(text) != text):
            raise NotUnderstood
        if x is not None and x + (0 if cells is None else len(cells)) > width:
            raise NotUnderstood
        yield x, text, PLAIN if style is None else _sgr(style, system)
        x = None if x is None or cells is None else x + len(cells)


@lru_cache(maxsize=1024)
def _sgr(style: Style, system: ColorSystem) -> str:
    """The SGR parameters of a style, and its link.

    Raises:
        NotUnderstood: it is more than colours, weight and a link.
    """
    if style.link:
        return with_link(_sgr(style.update_link(None), system), style.link)
    before, _, after = style.render("x", color_system=system).partition("x")
    codes = COLOURS.fullmatch(before) if before else None
    if (before and codes is None) or "]" in after:
        raise NotUnderstood
    sgr = PLAIN if codes is None else sgr_after(PLAIN, codes[1])
    if sgr is None:
        raise NotUnderstood
    return sgr
