"""The terminal that the explorer writes to: Textual's, with fewer bytes where that is possible."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual._compositor import Compositor
    from textual.driver import Driver

WHOLE_FRAMES = "ICI_TUI_WHOLE_FRAMES"
"""The variable that, set to anything, has every frame written as Textual makes it."""


def framed(update: RenderableType | None) -> RenderableType | None:
    """An update in the form that the frugal driver takes soonest."""
    from ici_tui.tui import frugal_strips

    return frugal_strips.framed(update)


def composing() -> Compositor:
    """What composes the main screen: Textual's own where whole frames are asked for."""
    if os.environ.get(WHOLE_FRAMES):
        from textual._compositor import Compositor

        return Compositor()
    from ici_tui.tui.direct_compositor import DirectCompositor

    return DirectCompositor()


def frugal(found: type[Driver]) -> type[Driver]:
    """The driver that Textual chose, made frugal if it is the one for a terminal on Unix."""
    if sys.platform == "win32" or os.environ.get(WHOLE_FRAMES):
        return found
    from textual.drivers.linux_driver import LinuxDriver

    if found is not LinuxDriver:
        return found
    from ici_tui.tui.frugal_driver import FrugalDriver

    return FrugalDriver
