"""Silence for libraries that print past Python."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

STDERR = 2


@contextmanager
def quiet_stderr() -> Iterator[None]:
    """Let nothing that is written to file descriptor 2 meanwhile come to the terminal."""
    try:
        kept = os.dup(STDERR)
    except OSError:  # it was closed: nothing can come out
        yield
        return
    with suppress(OSError, ValueError, AttributeError):
        sys.stderr.flush()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, STDERR)
    os.close(nowhere)
    try:
        yield
    finally:
        os.dup2(kept, STDERR)
        os.close(kept)
