"""The terminal that the explorer writes to: Textual's, with fewer bytes where that is possible."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import RenderableType
    from textual._compositor import Compositor
    from textual.driver import Driver

WHOLE_FRAMES = "ICI_TUI_WHOLE_FRAMES"
"""The variable that, set to anything, has every frame written as Textual makes it."""


def framed(update: RenderableType | None) -> RenderableType | None:
    """An update in the form that the writer driver takes soonest."""
    from ici_tui.tui.terminal import strips

    return strips.framed(update)


def composing() -> Compositor:
    """What composes the main screen: Textual's own where whole frames are asked for."""
    if os.environ.get(WHOLE_FRAMES):
        from textual._compositor import Compositor

        return Compositor()
    from ici_tui.tui.terminal.compositor import DirectCompositor

    return DirectCompositor()


def chosen_driver(find: Callable[[], type[Driver]]) -> type[Driver]:
    """The driver that Textual chooses; for a terminal on Unix ours takes its place.

    Args:
        find: has Textual choose. `TEXTUAL_DRIVER` may name another one; a name that is none
            counts for nothing.
    """
    try:
        found = find()
    except (ImportError, AttributeError, ValueError, TypeError, RuntimeError):
        found = None
    if sys.platform == "win32":
        from textual.drivers.windows_driver import WindowsDriver

        return found or WindowsDriver
    from textual.drivers.linux_driver import LinuxDriver

    if found not in {None, LinuxDriver}:
        return found
    if os.environ.get(WHOLE_FRAMES):
        from ici_tui.tui.terminal.driver import TerminalDriver

        return TerminalDriver
    from ici_tui.tui.terminal.diff_driver import DiffDriver

    return DiffDriver
