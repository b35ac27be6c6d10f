"""An error that nobody foresaw: a log of where it happened, and one line that says so."""

from __future__ import annotations

import sys
import time
import traceback

from ici_tui.about import version_text
from ici_tui.allowed.rights import closed
from ici_tui.sanitise import visible
from ici_tui.settings.state import keep

LONGEST = 200
"""Characters of an error's own message in the line."""
FAILED = 1
"""The exit code."""


def crash_line(error: BaseException) -> str:
    """Keep a log of an error; the line to say, without what begins every line.

    The log has the traceback without the values of variables, for those may be somebody's data.
    """
    if closed():  # its message may say what is nobody's business
        return f"a fault of the program, not of yours: {type(error).__name__}"
    stamp = time.strftime("%Y%m%d-%H%M%S")
    where = "".join(traceback.TracebackException.from_exception(error, limit=-200).format())
    head = f"{version_text()}\nPython {sys.version}\n{sys.platform}\n\n"
    file = keep(f"logs/{stamp}-{time.monotonic_ns() % 10**6:06d}.txt", head + where)
    said = visible(f"{type(error).__name__}: {error}"[:LONGEST].removesuffix(": "))
    log = f"its log is {visible(str(file))}" if file else "no log could be kept"
    return f"a fault of the program, not of yours: {said}; {log}"
