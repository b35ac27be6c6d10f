"""What the explorer asks of the terminal around it, and how it leaves it."""

from __future__ import annotations

import asyncio
import contextlib
import io
import os
import signal
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def prepare_streams() -> None:
    """Let the interface through whatever encoding the locale names.

    The interface is drawn on stderr. With an encoding other than UTF-8 a Chinese name would
    be written as an escape of many cells and every column after it would stand elsewhere.
    """
    stream = sys.__stderr__
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="replace")


def leave_on_signals(leave: Callable[[int], None]) -> None:
    """End in order when told to: without this the alternate screen and the mouse stay on.

    A terminal that is gone (SIGHUP) would otherwise leave the program reading from nothing,
    with a processor to itself.
    """
    loop = asyncio.get_running_loop()
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None:
            with contextlib.suppress(NotImplementedError):  # Windows' loop has no handlers
                loop.add_signal_handler(number, leave, 128 + number)


def silence() -> None:
    """Send what is still written nowhere: a terminal that is gone takes nothing any more.

    Without this the interpreter fails to flush at its end, and ends with a code of its own.
    """
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for descriptor in (1, 2):
        os.dup2(nowhere, descriptor)
