"""The line discipline: every key and every byte goes as it is, and later all is as it was."""

from __future__ import annotations

import contextlib
import os
import termios
import tty
from typing import TYPE_CHECKING, Any

from ici_tui.at_terminal import KEYS

if TYPE_CHECKING:
    from collections.abc import Sequence


def taken() -> list[Any]:
    """The attributes of the terminal, once the program is in the foreground.

    Raises:
        termios.error: the terminal is gone.
    """
    before = termios.tcgetattr(KEYS)
    # In the background this stops the program until it is in the foreground again.
    termios.tcsetattr(KEYS, termios.TCSANOW, before)
    return before


def set_raw() -> None:
    """Have every key come as it is typed, and what is written go as it is.

    Raises:
        termios.error: the terminal is gone.
    """
    attributes = termios.tcgetattr(KEYS)
    signals = 0 if os.environ.get("TEXTUAL_ALLOW_SIGNALS") else termios.ISIG
    attributes[tty.LFLAG] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | signals)
    attributes[tty.IFLAG] &= ~(
        termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR
    )
    attributes[tty.OFLAG] &= ~termios.OPOST  # a line feed keeps the column
    attributes[tty.CC][termios.VMIN] = 1
    termios.tcsetattr(KEYS, termios.TCSANOW, attributes)


def reset(attributes: Sequence[Any] | None) -> None:
    """Give back the attributes that were taken; keys that nobody has read are let go."""
    if attributes is not None:
        with contextlib.suppress(termios.error):  # a terminal that is gone
            termios.tcflush(KEYS, termios.TCIFLUSH)
            termios.tcsetattr(KEYS, termios.TCSANOW, list(attributes))
