"""From a theme's colours to the styles that lines are painted with, one per role."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from ici_tui.drawing.cells import width_of
from ici_tui.sanitise import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ici_tui.settings.themes import Theme

Cell = tuple[str, Style]
PART = "part"
"""Begins the role of a part of the index; its number follows, from 0."""
BAR = Style(blink=False)
"""Tells the styles of bars from others of the same colour; a terminal is told nothing of it."""


@dataclass(frozen=True)
class Ink:
    """The styles of a theme. Roles that a theme does not colour are told apart by weight."""

    theme: Theme

    @cached_property
    def _roles(self) -> dict[str, Style]:
        return {role: _pooled(style) for role, style in self._given.items()}

    @property
    def _given(self) -> dict[str, Style]:
        theme, ground = self.theme, self.theme.background
        return {
            "text": _style(theme.foreground, ground),
            "strong": _style(theme.foreground, ground, bold=True),
            "heading": _style(theme.accent, ground, bold=True),
            "muted": _style(theme.muted, ground),
            "accent": _style(theme.accent, ground),
            "reported": _style(theme.reported, ground, bold=True),
            "estimated": _style(theme.estimated, ground),
            "yours": _style(theme.accent, ground, bold=True),
            "up": _style(theme.up, ground),
            "down": _style(theme.down, ground),
            "warning": _style(theme.warning, ground),
            "error": _style(theme.error, ground, bold=True),
            "mark": _style(theme.foreground, theme.mark),
            "derived": _style(theme.foreground, ground),
            "sourced": _style(theme.foreground, ground),
            "border": _style(theme.border, ground),
            "still": _style(theme.foreground, ground) + BAR,
            "still-accent": _style(theme.accent, ground, bold=True) + BAR,
            "still-up": _style(theme.up, ground, bold=True) + BAR,
            "track": _style(theme.border, ground) + BAR,
            "header": _style(theme.muted, ground, bold=True),
            "cursor": _style(theme.cursor_foreground, theme.cursor_background),
            "panel": _style(theme.foreground, theme.panel),
            "panel-strong": _style(theme.foreground, theme.panel, bold=True),
            "panel-muted": _style(theme.muted, theme.panel),
            "panel-accent": _style(theme.accent, theme.panel, bold=True),
            "panel-warning": _style(theme.warning, theme.panel, bold=True),
            "tab": _style(theme.cursor_foreground, theme.cursor_background, bold=True),
        } | {
            f"{PART}{place}": _style(colour, ground) + BAR
            for place, colour in enumerate(theme.parts)
        }  # fmt: skip

    def part(self, place: int) -> Style:
        """The style of a part of a stacked bar; after the theme's last colour its first again."""
        return self._roles[f"{PART}{place % len(self.theme.parts)}"]

    def __getitem__(self, role: str) -> Style:
        found = self._roles.get(role)
        return self.part(int(role.removeprefix(PART))) if found is None else found

    def at_cursor(self, style: Style) -> Style:
        """A style as it is on the cursor's line: its weight kept, its colours the cursor's.

        Bars keep theirs: the colours of the parts are what they say.
        """
        return style if style.blink is False else _on_line(style, self._roles["cursor"])

    def marked(self, style: Style) -> Style:
        """A style as it is on a marked line; bars keep theirs."""
        return style if style.blink is False else _on_line(style, self._roles["mark"])


@lru_cache(maxsize=256)
def _on_line(style: Style, line: Style) -> Style:
    return _pooled(line + Style(bold=style.bold, underline=style.underline))


@lru_cache(maxsize=1024)
def _pooled(style: Style) -> Style:
    """The one object that stands for all equal styles: neighbours are compared by it."""
    return style


def _colour(name: str) -> Color:
    if name == "ansi_default":
        return Color.default()
    return Color.parse(name.removeprefix("ansi_"))


def _style(foreground: str, background: str, *, bold: bool = False) -> Style:
    return Style.from_color(_colour(foreground), _colour(background)) + Style(bold=bold or None)


def strip_of(cells: Iterable[Cell], width: int, ground: Style, used: int | None = None) -> Strip:
    """Cells as a strip of exactly `width`: equal neighbours merged, the rest in `ground`.

    What a terminal would act on is shown as an escape: names of files and words that were typed
    come here as they are.

    Merging matters: every change of style is written to the terminal as a colour code.

    Args:
        cells: texts with their styles.
        width: how many terminal cells the strip takes.
        ground: the style of what is left over.
        used: how many terminal cells `cells` take, where that is known: measured else.
    """
    cells = tuple(cells)
    if not all(piece.isprintable() for piece, _ in cells):
        cells, used = tuple((visible(piece), own) for piece, own in cells), None
    merged: list[Segment] = []
    text, style, measured = "", ground, 0
    for piece, own in cells:
        if not piece:
            continue
        if own is style:
            text += piece
        else:
            if text:
                merged.append(Segment(text, style))
                measured += width_of(text) if used is None else 0
            text, style = piece, own
    short = width - (measured + width_of(text) if used is None else used)
    if short > 0 and style != ground:
        merged.append(Segment(text, style))
        text, style = "", ground
    text += " " * short
    if text:
        merged.append(Segment(text, style))
    strip = Strip(merged, width - min(short, 0))
    return strip.crop(0, width) if short < 0 else strip
