"""Free memory: kept by the C library while it is of use, handed back to the system at rest.

Nothing is set here. glibc adapts by itself (mallopt(3), M_MMAP_THRESHOLD): once a block of a size
has been freed, later ones up to that size are made in memory that it keeps. Until then arrays of a
megabyte are handed back one by one, and to have them anew, page by page, takes about as long as to
compute with them. Other libraries take no notice.
"""

from __future__ import annotations

import sys

LARGE = 31 << 20
"""Bytes; glibc adapts to blocks of less than 32 MB."""


def expect_large_arrays() -> None:
    """Make a block as large as those to come, and free it: nothing is written to it."""
    bytearray(LARGE)


def give_back() -> None:
    """Hand free memory to the system, where the C library knows how: glibc's does."""
    if not sys.platform.startswith("linux"):
        return
    import ctypes

    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
