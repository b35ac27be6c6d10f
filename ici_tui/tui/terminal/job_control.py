"""Stopping as a shell's job: only where a shell is there to take the job back."""

from __future__ import annotations

import os
import signal
from pathlib import Path


def why_not_stopped() -> str:
    """Why nobody would take a stopped program back, or nothing.

    A shell with job control puts each job into a process group of its own, and is itself in
    another one of the same session. POSIX calls a group of which no member has such a parent
    orphaned; what stops there stays stopped.
    """
    if not hasattr(signal, "SIGTSTP"):
        return "this system stops no programs"
    group, session = os.getpgrp(), os.getsid(0)
    if group == session:
        return "it was not started from a shell, which could take it back"
    process = os.getpid()
    while process > 1:
        parent = _parent_of(process)
        try:
            outside = os.getpgid(parent) != group
            same = os.getsid(parent) == session
        except OSError:
            break
        if outside:
            return "" if same else "no shell of this terminal would take it back"
        process = parent
    return "no shell of this terminal would take it back"


def _parent_of(process: int) -> int:
    """The process that started another one; 0 where that is not known."""
    if process == os.getpid():
        return os.getppid()
    try:
        status = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
        return int(status.rpartition(")")[2].split()[1])
    except (OSError, ValueError, IndexError):
        return 0
