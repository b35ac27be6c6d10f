"""What the program says of itself."""

from __future__ import annotations

from ici_tui import __version__


def version_text() -> str:
    """What `--version` prints."""
    return (
        f"ici-tui {__version__}\n"
        "Unofficial: not affiliated with the authors of the indices that it shows."
    )
