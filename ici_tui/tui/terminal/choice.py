"""The terminal that the explorer runs on: Textual's, with ours in its place where that is possible."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.driver import Driver
    from textual.screen import Screen

WHOLE_FRAMES = "ICI_TUI_WHOLE_FRAMES"
"""The variable that, set to anything, has every frame written as Textual makes it."""
CHECKED = (8, 2), (9, 0)
"""The first version of Textual that our use of its private parts was checked against, and the
first that it was not."""


@cache
def supported() -> bool:
    """Whether this version of Textual has the private parts that we know."""
    try:
        major, minor = (int(number) for number in _version().split(".")[:2])
        if not CHECKED[0] <= (major, minor) < CHECKED[1]:
            return False
        from ici_tui.tui.terminal.textual_private import missing
    except (ImportError, AttributeError, ValueError):
        return False
    return not missing()


def _version() -> str:
    """Textual's version, from the name of its distribution's folder.

    Textual itself looks it up with `importlib.metadata`, which takes longer than a frame.
    """
    import textual

    found = list(Path(textual.__file__).parent.parent.glob("textual-*.dist-info"))
    if "__version__" in vars(textual) or len(found) != 1:
        return textual.__version__
    return found[0].stem.removeprefix("textual-")


def compose_directly(screen: Screen[Any]) -> None:
    """Have a screen composed in our way, but where whole frames are asked for."""
    if supported() and not os.environ.get(WHOLE_FRAMES):
        from ici_tui.tui.terminal import textual_private

        textual_private.compose_directly(screen)


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

    if found not in {None, LinuxDriver} or not supported():
        return found or LinuxDriver
    from ici_tui.tui.terminal.driver import TerminalDriver

    return TerminalDriver
