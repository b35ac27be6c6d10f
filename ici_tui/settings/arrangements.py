"""The columns of the ranking as the user has arranged them, per pack, in one file of the state."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

from ici_tui.allowed.rights import closed
from ici_tui.digests import blake2b
from ici_tui.files import locked
from ici_tui.settings.state import keep, recall, state_folder, switched_off

if TYPE_CHECKING:
    from pathlib import Path

FILE = "columns.json"
MOST = 100
"""Packs of which it is kept, those that were arranged last."""
MOST_BYTES = 1 << 20


def kept_columns(folder: Path) -> dict[str, Any] | None:
    """What was kept of a pack's columns; None where nothing was.

    Args:
        folder: the pack's folder or file.
    """
    found = None if closed() else _kept().get(_mark(folder))
    return found if isinstance(found, dict) else None


def keep_columns(folder: Path, record: dict[str, list[str]]) -> None:
    """Keep how a pack's columns are arranged; lists that are all empty are forgotten.

    Args:
        folder: the pack's folder or file.
        record: keys of columns, by what they are.
    """
    if switched_off() or not folder.exists():  # standard input is no place to find again
        return
    mark = _mark(folder)
    try:
        state_folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        with locked(state_folder() / FILE):
            others = {key: value for key, value in _kept().items() if key != mark}
            now = {mark: record} if any(record.values()) else {}
            keep(FILE, json.dumps(dict([*now.items(), *others.items()][:MOST])))
    except OSError:
        return


def _kept() -> dict[str, Any]:
    content = recall(state_folder() / FILE, MOST_BYTES)
    try:
        found = {} if content is None else json.loads(content)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _mark(folder: Path) -> str:
    """The same for one folder, however it was named; it does not tell which."""
    return blake2b(os.fsencode(os.path.realpath(folder)), digest_size=8).hexdigest()
