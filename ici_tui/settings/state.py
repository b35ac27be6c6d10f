"""The one folder for what is kept without being asked for: it can be listed, emptied, switched off.

Only files whose names this program makes are listed and deleted, and no link is followed to them.
What is read back must be a regular file of the user's own that nobody else may write.
"""

from __future__ import annotations

import os
import re
import stat
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ici_tui.allowed.rights import closed
from ici_tui.files import write_whole
from ici_tui.folders import folder_for
from ici_tui.regular import open_regular

if TYPE_CHECKING:
    from collections.abc import Iterator

OFF = "ICI_TUI_NO_STATE"
"""An environment variable that, set to anything, has nothing kept."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing that is kept: the folder of its files, what they are called, and why."""

    name: str
    folder: str
    """Empty for a file of the state folder itself."""
    pattern: re.Pattern[str]
    why: str
    most: int
    """So many of the newest files are left."""


SESSIONS = Kind(
    "session",
    "sessions",
    re.compile(r"[0-9a-f]{16}-[0-9a-f]{12}\.json"),
    "edits of the explorer at its end: --resume continues them",
    20,
)
LOGS = Kind(
    "log",
    "logs",
    re.compile(r"\d{8}-\d{6}-\d{6}\.txt"),
    "where a fault of the program happened, to report it; no data",
    20,
)
RECENT = Kind(
    "recent",
    "",
    re.compile(r"recent\.json"),
    "packs that were opened by path: --pack completes them",
    1,
)
COLUMNS = Kind(
    "columns",
    "",
    re.compile(r"columns\.json"),
    "columns of the ranking that were hidden, moved or frozen, per pack",
    1,
)
KINDS = (SESSIONS, LOGS, RECENT, COLUMNS)
_BESIDE = re.compile(r"\.(?P<name>.+)\.(?:lock|[0-9a-f]{12})")
"""A lock of a file, or a draft that was left of it."""


def state_folder() -> Path:
    """Where it is kept; it need not exist."""
    return Path(folder_for("state"))


def switched_off() -> bool:
    """Whether nothing is to be kept."""
    return bool(os.environ.get(OFF)) or closed()


def keep(name: str, content: str | bytes) -> Path | None:
    """Write a file of the state folder, for its owner alone; older ones of its kind make room.

    Args:
        name: the file's path inside the folder, such as `logs/1.txt`.
        content: what it holds.

    Returns:
        Its place; None where nothing is to be kept, or it cannot be written.
    """
    if switched_off():
        return None
    file = state_folder() / name
    try:
        _make_own(state_folder(), file.parent)
        write_whole(file, content, mode=0o600)
    except (OSError, ValueError):
        return None
    for kind in KINDS:
        if kind.folder and file.parent.name == kind.folder:
            for old in files_of(kind)[kind.most :]:
                with suppress(OSError):
                    old.unlink()
    return file


def _make_own(*folders: Path) -> None:
    """Make folders that only their owner may enter.

    Raises:
        OSError: one cannot be made, is a link, or is somebody else's.
    """
    for folder in folders:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or not _own(found):
            raise OSError(None, "it is not a folder of your own", str(folder))
        if stat.S_IMODE(found.st_mode) & 0o077:
            folder.chmod(0o700)


def recall(file: Path, most: int) -> bytes | None:
    """The contents of a kept file; None where it cannot be believed.

    Args:
        file: its place.
        most: bytes that it may have.
    """
    try:
        if not stat.S_ISREG(file.lstat().st_mode):
            return None
        with open_regular(file, most) as opened:
            found = os.fstat(opened.fileno())
            if not _own(found) or (os.name == "posix" and found.st_mode & 0o022):
                return None
            return opened.read(most)
    except (OSError, ValueError):
        return None


def _own(found: os.stat_result) -> bool:
    return not hasattr(os, "getuid") or found.st_uid == os.getuid()


def files_of(kind: Kind) -> list[Path]:
    """The files of a kind, the newest first; none through a link."""
    found = [(entry.stat().st_mtime_ns, entry.name) for entry in _entries(kind, beside=False)]
    folder = state_folder() / kind.folder
    return [folder / name for _, name in sorted(found, reverse=True)]


def _entries(kind: Kind, *, beside: bool) -> Iterator[os.DirEntry[str]]:
    """Regular files of a kind; with `beside`, their locks and drafts in their place."""
    folder = state_folder() / kind.folder
    try:
        if folder.is_symlink():
            return
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        around = _BESIDE.fullmatch(entry.name)
        name = entry.name if around is None else around["name"]
        if kind.pattern.fullmatch(name) is None or (around is not None) != beside:
            continue
        with suppress(OSError):
            if stat.S_ISREG(entry.stat(follow_symlinks=False).st_mode):
                yield entry


def forget() -> int:
    """Delete all that is kept, and nothing else; how many files that were.

    Raises:
        OSError: a file cannot be deleted.
    """
    count = 0
    for kind in KINDS:
        for file in files_of(kind):
            file.unlink()
            count += 1
        for entry in list(_entries(kind, beside=True)):
            (state_folder() / kind.folder / entry.name).unlink()
    for folder in (*(kind.folder for kind in KINDS if kind.folder), ""):
        with suppress(OSError):  # what somebody else has put there stays, and its folder with it
            (state_folder() / folder).rmdir()
    return count
