"""Which index opens where none is named, in words: it is told where it is not the bundled one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def told_of_choice(here: Path | None, configured: str | None, bundled: str) -> str:
    """The line for stderr; empty where the bundled index opens.

    Args:
        here: the pack of the current folder.
        configured: the pack that the settings name.
        bundled: the name of the bundled one.
    """
    if here is not None:
        return f"the pack of this folder: {here}"
    if configured is not None and configured.casefold() != bundled:
        return f"the pack that the settings choose: {configured}"
    return ""
