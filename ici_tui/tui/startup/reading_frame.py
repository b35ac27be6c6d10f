"""What is seen while a large pack is read: its name, and that it is being read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.drawing.cells import fit
from ici_tui.sanitise import clean
from ici_tui.tui.ink import strip_of
from ici_tui.tui.startup.first_frame import FirstFrame

if TYPE_CHECKING:
    from ici_tui.tui.ink import Ink


def reading(name: str, width: int, height: int, ink: Ink) -> FirstFrame:
    """A frame of a size with the name of a pack."""
    told = fit(f" {clean(name)} · reading …", width).rstrip()
    title = strip_of([(told, ink["panel-strong"])], width, ink["panel"])
    blank, bar = strip_of((), width, ink["text"]), strip_of((), width, ink["panel"])
    strips = [title, *[blank] * (height - 2), bar]
    return FirstFrame(width, height, strips[:height])
