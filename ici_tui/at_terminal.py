"""The terminal to explore at: whether there is one, and why not. Imports nothing that takes long."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO

KEYS, FRAMES = 0, 1
"""The descriptors that keys are read from and that frames are written to."""


def at_terminal() -> bool:
    """Whether keys come from a terminal, and the screen is one that can be drawn on."""
    return not why_no_terminal()


def why_no_terminal() -> str:
    """Why the explorer cannot be drawn, or nothing."""
    return why_nobody() or ("TERM is dumb" if os.environ.get("TERM") == "dumb" else "")


def why_nobody() -> str:
    """Why there is nobody to type lines and to read answers, or nothing."""
    if not _is_terminal(sys.stdin, KEYS, "O_WRONLY"):
        return "no keys can be read from standard input"
    if not _is_terminal(sys.stdout, FRAMES, "O_RDONLY"):
        return "standard output is not a terminal"
    return ""


def take_keys_from_terminal() -> None:
    """Have keys come from the terminal itself where standard input was something else.

    Nothing changes where there is no terminal, or where standard input is one.
    """
    try:
        if os.isatty(KEYS) or not os.isatty(FRAMES):
            return
        terminal = os.open("/dev/tty", os.O_RDWR)
    except OSError:
        return
    os.dup2(terminal, KEYS)
    os.close(terminal)
    sys.stdin = open(KEYS, encoding="utf-8", closefd=False)  # noqa: SIM115


def _is_terminal(stream: TextIO | None, number: int, useless: str) -> bool:
    """Whether a stream is a terminal that is not opened in the other direction only."""
    try:
        if stream is None or not stream.isatty():
            return False
        import fcntl  # noqa: PLC0415 - not on Windows, and only at a terminal
    except ImportError:
        return True  # Windows
    except (OSError, ValueError):
        return False
    mode = fcntl.fcntl(number, fcntl.F_GETFL) & os.O_ACCMODE
    return bool(mode != getattr(os, useless))
