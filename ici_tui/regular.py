"""The one way in which a file from outside is opened: a regular file, and not too large.

Opening never blocks: a FIFO, a device or a socket is refused before anything is read. Imports
nothing that takes long, for a card that is printed at once.
"""

from __future__ import annotations

import errno
import os
import stat

from ici_tui.allowed.rights import may_read

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import BinaryIO

KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a FIFO"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
    (stat.S_ISSOCK, "a socket"),
)
UNITS = ((1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "kB"))


class UnfitFileError(OSError):
    """Something that is no regular file, or is too large; `strerror` says which, and the limit."""

    def __init__(self, path: str | os.PathLike[str], reason: str, code: int = errno.EINVAL) -> None:
        super().__init__(code, reason, os.fspath(path))


def open_regular(path: str | os.PathLike[str], most: int) -> BinaryIO:
    """Open a regular file for reading; links are followed.

    Args:
        path: where it is.
        most: bytes that it may have.

    Raises:
        UnfitFileError: it is a folder, FIFO, device or socket, or has more bytes than that.
        OSError: it is not there, or may not be read.
    """
    if not may_read(path):
        raise UnfitFileError(path, "it is not among the packs here", errno.EACCES)
    # Opening a device can already do something: it is looked at first.
    _check(path, os.stat(path), most)
    flags = os.O_RDONLY
    for name in ("O_NONBLOCK", "O_CLOEXEC", "O_NOCTTY", "O_BINARY"):
        flags |= getattr(os, name, 0)
    file = os.fdopen(os.open(path, flags), "rb")
    try:
        # What was looked at may have been exchanged meanwhile.
        _check(path, os.fstat(file.fileno()), most)
    except UnfitFileError:
        file.close()
        raise
    return file


def read_regular(path: str | os.PathLike[str], most: int) -> bytes:
    """All bytes of a regular file; links are followed.

    Args:
        path: where it is.
        most: bytes that it may have.

    Raises:
        UnfitFileError: it is a folder, FIFO, device or socket, or has more bytes than that.
        OSError: it is not there, or cannot be read.
    """
    with open_regular(path, most) as file:
        found = file.read(most + 1)
    if len(found) > most:  # it grows, or is one of those whose size nobody knows
        raise UnfitFileError(path, f"it has more than {size_text(most)}")
    return found


def _check(path: str | os.PathLike[str], found: os.stat_result, most: int) -> None:
    for is_kind, name in KINDS:
        if is_kind(found.st_mode):
            code = errno.EISDIR if name == "a folder" else errno.EINVAL
            raise UnfitFileError(path, f"it is {name}, not a file", code)
    if found.st_size > most:
        reason = f"it has {size_text(found.st_size)}, and {size_text(most)} is the most"
        raise UnfitFileError(path, reason, errno.EFBIG)


def size_text(count: int) -> str:
    """A number of bytes for people: `3.2 MB`."""
    for unit, name in UNITS:
        if count >= unit:
            return f"{count / unit:.3g} {name}"
    return f"{count} bytes"
