"""Whether free memory is kept for what comes next or given back, where that can be said.

Left to itself glibc gives arrays of some megabytes back one by one, and to have them anew, page
by page, takes about as long as to compute with them.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

KEPT = 1 << 25
"""Bytes: so much free memory is kept by a program that stays."""
MOST_KEPT = 1 << 28
"""The same by one that is soon over."""
IN_HAND = 1 << 25
"""An array of less is made in what is kept: glibc takes no more than this."""
M_TRIM_THRESHOLD, M_MMAP_THRESHOLD, M_ARENA_MAX = -1, -3, -8
"""glibc's names, in malloc.h."""


def keep_memory() -> None:
    """Have free memory kept for what comes next, where the C library knows how: glibc's does."""
    _tell(M_TRIM_THRESHOLD, KEPT)
    _tell(M_MMAP_THRESHOLD, IN_HAND)


def keep_to_the_end() -> None:
    """The same in a process with one task, and more of it."""
    _tell(M_TRIM_THRESHOLD, MOST_KEPT)
    _tell(M_MMAP_THRESHOLD, IN_HAND)
    share_memory()


def share_memory() -> None:
    """Have threads use each other's memory: those that begin from now on get none of their own.

    Those of Python seldom want some at one time, and what each keeps for itself adds up.
    """
    _tell(M_ARENA_MAX, 1)


def _tell(what: int, value: int) -> None:
    tell = _of_glibc("mallopt")
    if tell is not None:
        tell(what, value)


def give_back() -> None:
    """Hand free memory to the system, where the C library knows how."""
    trim = _of_glibc("malloc_trim")
    if trim is not None:
        trim(0)


def _of_glibc(name: str) -> Callable[..., object] | None:
    """A function of the C library; None where that is another one."""
    if not sys.platform.startswith("linux"):
        return None
    import ctypes

    found: Callable[..., object] | None = getattr(ctypes.CDLL(None), name, None)
    return found
