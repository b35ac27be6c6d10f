"""The platform's folders for what is the user's: one place says where they are.

A variable of the XDG base directories counts where it holds an absolute path. A relative one is
passed over, as the specification has it: a folder of the current folder's must decide nothing.
Imports nothing that takes long, for a card that is printed at once.
"""

from __future__ import annotations

import os
import sys

from ici_tui.allowed import rights

NAME = "ici-tui"
NOWHERE = os.path.join(os.devnull, NAME)
"""A folder that cannot be there."""
_UNIX = {
    "config": ("XDG_CONFIG_HOME", ".config"),
    "data": ("XDG_DATA_HOME", os.path.join(".local", "share")),
    "state": ("XDG_STATE_HOME", os.path.join(".local", "state")),
    "cache": ("XDG_CACHE_HOME", ".cache"),
}


def folder_for(kind: str) -> str:
    """The program's own folder of a kind; it need not exist.

    Args:
        kind: `config`, `data`, `state` or `cache`. In a closed session the first two are the
            host's folder, and the others nowhere.
    """
    closed = rights.held()
    if closed is not None:
        return closed.home if kind in {"config", "data"} else NOWHERE
    if sys.platform == "win32":
        import platformdirs

        return str(getattr(platformdirs, f"user_{kind}_dir")(NAME, appauthor=False))
    variable, own = _UNIX[kind]
    if sys.platform == "darwin":
        own = os.path.join("Library", "Caches" if kind == "cache" else "Application Support")
    base = os.environ.get(variable, "").strip()
    if not os.path.isabs(base):
        base = os.path.join(os.path.expanduser("~"), own)
    return os.path.join(base, NAME)
