"""The limit of the memory that a library may ask for while it reads a file."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOM = 3 << 29
"""Bytes that a process may take beyond those it has, and those of the file: polars takes more than
0.77 GB for a CSV file of a million rows."""
ROOM_PER_CORE = 1 << 25


@contextmanager
def limited_memory(path: Path) -> Iterator[None]:
    """Let a library ask for so much memory while it reads a file, and no more.

    What a file says of its own size is not always true, and a library that believes it can take
    all the memory there is. What counts is memory that can be written to: addresses alone, of
    which glibc sets 64 MB aside for each thread, say little. Where the system does not count it,
    nothing is limited.
    """
    import polars  # noqa: F401 - its own memory is no part of the room

    try:
        import resource

        taken = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5])
        old = resource.getrlimit(resource.RLIMIT_DATA)
    except (ImportError, OSError):
        yield
        return
    most = taken * resource.getpagesize() + path.stat().st_size + ROOM
    most += ROOM_PER_CORE * (os.cpu_count() or 1)
    hard = old[1] if old[1] != resource.RLIM_INFINITY else most
    resource.setrlimit(resource.RLIMIT_DATA, (min(most, hard), old[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, old)
