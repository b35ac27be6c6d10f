"""Whether there is a terminal to explore at. Imports nothing that takes long."""

from __future__ import annotations

import os
import sys


def at_terminal() -> bool:
    """Whether keys come from a terminal, and the screen is one that can be drawn on."""
    both = sys.stdin.isatty() and sys.stdout.isatty()
    return both and os.environ.get("TERM") != "dumb"
