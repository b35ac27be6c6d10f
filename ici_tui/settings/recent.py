"""The packs that were opened by path, the newest first: what `--pack` completes."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path

from ici_tui.files import locked
from ici_tui.settings.state import keep, recall, state_folder, switched_off

FILE = "recent.json"
MOST = 20
MOST_BYTES = 1 << 17


def recent_packs() -> list[str]:
    """Whole paths of folders and workbooks that are still there."""
    found = []
    for path in _kept():
        with suppress(OSError, ValueError):
            if Path(path).exists():
                found.append(path)
    return found


def add_recent(named: str, folder: Path) -> None:
    """Keep a path, in front of the others; where that cannot be, nothing is kept.

    Args:
        named: what the pack was called: an installed one is found by its name anyway.
        folder: the pack's folder or workbook.
    """
    path = str(folder.absolute())
    installed = not {os.sep, "."} & {*named}
    if installed or switched_off() or _kept()[:1] == [path]:
        return
    try:
        state_folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        with locked(state_folder() / FILE):
            others = [other for other in _kept() if other != path]
            keep(FILE, json.dumps([path, *others][:MOST]))
    except OSError:
        return


def _kept() -> list[str]:
    content = recall(state_folder() / FILE, MOST_BYTES)
    try:
        found = [] if content is None else json.loads(content)
    except (ValueError, RecursionError):
        return []
    return [path for path in found if isinstance(path, str)] if isinstance(found, list) else []
