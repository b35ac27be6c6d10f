"""The one folder for what is kept without being asked for: it can be listed, emptied, switched off."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ici_tui.files import write_whole

if TYPE_CHECKING:
    from pathlib import Path

OFF = "ICI_TUI_NO_STATE"
"""An environment variable that, set to anything, has nothing kept."""


def state_folder() -> Path:
    """Where it is kept; it need not exist."""
    from platformdirs import user_state_path

    return user_state_path("ici-tui", appauthor=False)


def switched_off() -> bool:
    """Whether nothing is to be kept."""
    return bool(os.environ.get(OFF))


def keep(name: str, content: str | bytes) -> Path | None:
    """Write a file of the state folder, for its owner alone.

    Args:
        name: the file's path inside the folder, such as `logs/1.txt`.
        content: what it holds.

    Returns:
        Its place; None where nothing is to be kept, or it cannot be written.
    """
    if switched_off():
        return None
    file = state_folder() / name
    try:
        for folder in (state_folder(), file.parent):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(file, content, mode=0o600)
    except OSError:
        return None
    return file
