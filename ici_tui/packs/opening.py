"""The one way to what a pack holds: inside its folder, a regular file, and not too large.

Every module that reads something of a pack opens it here. Imports nothing that takes long.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from ici_tui.regular import UnfitFileError, open_regular, read_regular

if TYPE_CHECKING:
    from typing import BinaryIO

ENSEMBLE = "ensemble.parquet"
Kind = Literal[
    "toml", "meta", "evidence", "csv", "parquet", "table", "workbook", "ensemble", "copy", "names"
]

MOST_BYTES = MappingProxyType(
    {
        "toml": 2 << 20,
        "meta": 16 << 20,
        "evidence": 32 << 20,
        "csv": 256 << 20,
        "parquet": 512 << 20,
        "table": 512 << 20,
        "workbook": 16 << 20,
        "ensemble": 128 << 20,
        "copy": 32 << 20,
        "names": 16 << 20,
    }
)
"""Bytes that a file may have, by its kind: docs/packs.md says them too.

`meta` is iMeta; `csv` and `parquet` are iData; `table` is any
file that is opened as an index; `evidence` is any other table of a pack; `names` is iData or
iMeta where only names are looked for, for completion and lists.
"""


def read_in_pack(folder: Path, name: str, kind: Kind) -> bytes:
    """All bytes of a file of a pack.

    Args:
        folder: the pack's folder, or the workbook that a pack is.
        name: the file's name.
        kind: says how large it may be.

    Raises:
        FileNotFoundError: the pack has nothing of that name.
        UnfitFileError: a link out of the pack or to nothing, no regular file, or too large;
            `strerror` says which.
        OSError: it may not be read.
    """
    return read_regular(_inside(folder, name), MOST_BYTES[kind])


def open_in_pack(folder: Path, name: str, kind: Kind) -> BinaryIO:
    """A file of a pack, open for reading.

    Raises:
        FileNotFoundError: the pack has nothing of that name.
        UnfitFileError: as `read_in_pack`.
        OSError: it may not be read.
    """
    return open_regular(_inside(folder, name), MOST_BYTES[kind])


def file_in_pack(folder: Path, name: str, kind: Kind) -> Path:
    """Where a file of a pack is that may be opened, for a library that opens it by itself.

    Raises:
        FileNotFoundError: the pack has nothing of that name.
        UnfitFileError: as `read_in_pack`.
        OSError: it may not be read.
    """
    open_regular(_inside(folder, name), MOST_BYTES[kind]).close()
    return _place(folder, name)


def reason(error: OSError) -> str:
    """The reason why a file cannot be opened, in a few words."""
    if isinstance(error, UnfitFileError):
        return str(error.strerror)
    return f"cannot be read: {error.strerror or error}"


def in_pack(folder: Path, name: str) -> bool:
    """Whether the pack has anything of that name, were it a link to nothing."""
    try:
        os.lstat(_place(folder, name))
    except (OSError, ValueError):
        return False
    return True


def _place(folder: Path, name: str) -> Path:
    """Where a file stands; a workbook that is a pack of its own stands for itself."""
    return folder if folder.name == name and folder.is_file() else folder / name


def _inside(folder: Path, name: str) -> Path:
    """The file's own place, links followed.

    Raises:
        FileNotFoundError: nothing is there.
        UnfitFileError: a link leads out of the pack, to nothing, or back to itself.
        OSError: it cannot be looked at.
    """
    place = _place(folder, name)
    if place is folder:  # the person named this file: a link is theirs to follow
        return place
    try:
        os.lstat(place)
    except NotADirectoryError:  # a workbook alone, which has no other files
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(place)) from None
    try:
        found = Path(os.path.realpath(place, strict=True))
    except FileNotFoundError:
        raise UnfitFileError(place, "it is a link to a file that is not there") from None
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise UnfitFileError(place, "it is a link that leads back to itself") from None
        raise
    if not found.is_relative_to(os.path.realpath(folder)):
        reason = "it is a link out of the pack; copy the file into the pack"
        raise UnfitFileError(place, reason)
    return found
