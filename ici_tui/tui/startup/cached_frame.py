"""The first frame, remembered: shown at once, while what draws the real one is imported.

It is kept as cards are (`ici_tui.lookup`): under a name made of everything that it depends on,
and not believed where it is damaged or not the user's own.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from ici_tui import lookup

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult


@dataclass(frozen=True)
class FirstFrame:
    """A frame of a size, line by line, and the theme that it was painted with."""

    width: int
    height: int
    theme: str
    strips: Sequence[Strip]


def dump(still: FirstFrame) -> str:
    """A frame as text: its styles once each, its lines as runs of text in one of them."""
    styles: dict[str, int] = {}
    lines = []
    for strip in still.strips:
        runs: list[list[object]] = []
        for segment in strip.simplify():
            style = str(segment.style or "")
            runs.append([segment.text, styles.setdefault(style, len(styles))])
        lines.append(runs)
    return json.dumps(
        {
            "size": [still.width, still.height],
            "theme": still.theme,
            "styles": list(styles),
            "lines": lines,
        },
        ensure_ascii=False,
    )


def parse(text: str) -> FirstFrame | None:
    """A frame from its text; None where it is not one."""
    try:
        kept = json.loads(text)
        styles = [Style.parse(style).update_link() for style in kept["styles"]]
        strips = [
            Strip([Segment(run[0], styles[run[1]]) for run in runs]) for runs in kept["lines"]
        ]
        width, height = kept["size"]
        return FirstFrame(int(width), int(height), str(kept["theme"]), strips)
    except (ValueError, KeyError, TypeError, IndexError):
        return None


def name_of(width: int, height: int, theme: str) -> str | None:
    """The name under which a first frame is kept; None where none is."""
    return lookup.name_of(["explorer", str(width), str(height), theme], whole=True)


def recall(name: str, width: int, height: int) -> FirstFrame | None:
    """The frame kept under a name, if it has this size."""
    text = lookup.recall(name)
    found = None if text is None else parse(text)
    fits = found is not None and (found.width, found.height) == (width, height)
    return found if fits else None


class FirstFrameWidget(Widget):
    """Paints a remembered frame."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "FirstFrameWidget { width: 100%; height: 100%; }"

    def __init__(self, still: FirstFrame) -> None:
        super().__init__()
        self.auto_links = False
        self._still = still

    def render_line(self, y: int) -> Strip:
        """A line as it was."""
        strips = self._still.strips
        return strips[y] if y < len(strips) else Strip.blank(self.size.width)


class FirstFrameScreen(Screen[None]):
    """What is seen until the explorer is there."""

    def __init__(self, still: FirstFrame) -> None:
        super().__init__()
        self._still = still

    def compose(self) -> ComposeResult:
        """The frame."""
        yield FirstFrameWidget(self._still)
