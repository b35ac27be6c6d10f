"""What the explorer asks of the terminal around it, and how it leaves it."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from typing import TYPE_CHECKING, NoReturn

from ici_tui.allowed import rights
from ici_tui.at_terminal import FRAMES
from ici_tui.signs import UTF8, charset_by_locale, surroundings
from ici_tui.tui.terminal.capabilities import colours_by_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

HUNG_UP = 128 + int(getattr(signal, "SIGHUP", 1))
"""The exit code when the terminal is gone, told by a signal or not."""
ENDS = (
    "SIGHUP", "SIGINT", "SIGQUIT", "SIGTERM", "SIGABRT", "SIGUSR1", "SIGUSR2", "SIGALRM",
    "SIGVTALRM", "SIGPROF", "SIGXCPU", "SIGIO", "SIGPWR", "SIGSTKFLT", "SIGTRAP", "SIGBREAK",
)  # fmt: skip
"""Signals that end a program, and that one can take: a fault of the processor is none of them."""
ALWAYS = frozenset({"SIGHUP", "SIGTERM"})
"""Taken also where whoever started the program has them ignored."""
USUAL_SIZE, LARGEST = (80, 24), (1_000, 500)
"""Columns and lines where a terminal does not know, and the most that are drawn."""
COLOURS = "TEXTUAL_COLOR_SYSTEM"
"""The variable that names a system of colours, for Textual."""
COLOUR_SYSTEMS = frozenset({"standard", "256", "truecolor", "windows"})


def terminal_size(known: tuple[int, int] | None = None) -> tuple[int, int]:
    """The terminal's columns and lines, within what can be drawn.

    Args:
        known: what the terminal itself has told; else it is asked.
    """
    columns, lines = known or (0, 0)
    if known is None:
        with contextlib.suppress(OSError, ValueError):
            columns, lines = os.get_terminal_size(FRAMES)
    return (
        min(columns or USUAL_SIZE[0], LARGEST[0]),
        min(lines or USUAL_SIZE[1], LARGEST[1]),
    )


def import_asyncio() -> None:
    """Import asyncio without `ssl`, which it does not need: a megabyte and a half for each session.

    Nothing here speaks TLS; whoever imports `ssl` itself later has it.
    """
    if "asyncio" in sys.modules or "ssl" in sys.modules:
        return
    sys.modules["ssl"] = None  # type: ignore[assignment]
    try:
        import asyncio  # noqa: F401
    finally:
        del sys.modules["ssl"]


def screen_without_unicode() -> bool:
    """Whether GNU screen is between, in a locale without Unicode: even with -U it loses its place.

    It tells where its own cursor is, not where the terminal's is to which it writes.
    """
    return bool(os.environ.get("STY")) and charset_by_locale(surroundings()) not in UTF8


def prepare_surroundings() -> None:
    """Have the environment say of the terminal what is so, and have what the explorer runs on.

    It knows its size better than `COLUMNS`, and its name tells more than rich makes of it.
    """
    for name in ("COLUMNS", "LINES"):
        os.environ.pop(name, None)
    if os.environ.get(COLOURS) not in COLOUR_SYSTEMS and sys.platform != "win32":
        os.environ[COLOURS] = colours_by_name(os.environ)
    import_asyncio()


def leave_on_signals(leave: Callable[[int], None]) -> None:
    """End in order when told to: without this the alternate screen and the mouse stay on.

    Args:
        leave: told 128 and the signal's number, by a handler: it runs between any two steps.
    """
    for name, number in _ending():
        if name in ALWAYS or signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, lambda got, _: leave(128 + got))


def _ending() -> Iterable[tuple[str, int]]:
    for name in ENDS:
        number = getattr(signal, name, None)
        if number is not None:
            yield name, number
    first = getattr(signal, "SIGRTMIN", None)
    if first is not None:
        for number in range(first, signal.SIGRTMAX + 1):
            yield "", number


def silence() -> None:
    """Send what is still written nowhere: a terminal that is gone takes nothing any more.

    Without this the interpreter fails to flush at its end, and ends with a code of its own.
    """
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for descriptor in (1, 2):
        os.dup2(nowhere, descriptor)


def tell(words: str) -> None:
    """Say something on stderr, if there is one."""
    if words and sys.stderr is not None:
        with contextlib.suppress(OSError, ValueError):
            sys.stderr.write(rights.shown(words))
            sys.stderr.flush()


def end_process(code: int) -> NoReturn:
    """End at once. A thread that is stuck in a file or a computation is not waited for."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(code)
