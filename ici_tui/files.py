"""Files on disk: where the bundled ones are, and how one is written whole or not at all."""

from __future__ import annotations

import os
import re
import stat
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import FrameType

_PACKAGE = Path(__file__).resolve().parent
_ENDING = ("SIGTERM", "SIGHUP")
_STREAM = re.compile(r"/dev/std(?P<name>out|err)|/(?:dev|proc/self)/fd/(?P<number>\d{1,9})")
LONGEST_DRAFT = 200
"""Bytes of a name that its draft repeats; a file system has 255, and some programs fewer."""
LONGEST_WAIT = 5.0
"""Seconds to wait for another process that is writing the same file."""


def bundled_folder(name: str = "data") -> Path:
    """The bundled `data` or `themes`: beside the package in a checkout, inside it in a wheel."""
    inside = _PACKAGE / "bundled" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def expanded(path: str | os.PathLike[str]) -> Path:
    """A path with `~` as the user's folder; that of a user whom nobody knows stays as it is."""
    return Path(os.path.expanduser(path))  # noqa: PTH111 - pathlib's raises there


def write_whole(
    file: Path, content: str | bytes | Iterable[bytes], *, mode: int | None = None
) -> None:
    """Write bytes, or a text as UTF-8, beside their place, then put them there in one step.

    A file that is there keeps its mode, and a link stays a link: what it points to is replaced.
    The bytes are on the disk before they take the old file's place. What is no regular file (a
    device, a FIFO, `/dev/stdout`) is written through and never replaced.

    Args:
        file: its place.
        content: all of it, or pieces of UTF-8, each of which is written as it comes.
        mode: permissions of a new file; those that the umask leaves where None is given.

    Raises:
        OSError: it cannot be written; nothing is left behind and an older file stays as it was,
            as after any other end of it (an error in a piece, Ctrl-C, SIGTERM, SIGHUP).
    """
    whole = content.encode() if isinstance(content, str) else content
    pieces = (whole,) if isinstance(whole, bytes) else whole
    through = _written_through(file)
    if through is not None:
        with os.fdopen(through, "wb") as out:
            out.writelines(pieces)
        return
    # A link stays a link: what it points to is replaced.
    target = Path(os.path.realpath(file))
    try:
        old = target.stat()
    except FileNotFoundError:
        old = None
    with ends_in_order():
        _replace(target, pieces, old, mode)


def _written_through(file: Path) -> int | None:
    """A descriptor of what is no regular file; None where a file can take the place."""
    stream = _STREAM.fullmatch(os.fspath(file))
    if stream is not None:
        number = stream["number"] or {"out": 1, "err": 2}[stream["name"]]
        return os.dup(int(number))
    try:
        kind = file.stat().st_mode
    except FileNotFoundError:
        return None
    if stat.S_ISREG(kind):
        return None
    # Opening a folder for writing fails, and says why.
    return os.open(file, os.O_WRONLY | getattr(os, "O_NOCTTY", 0))


def name_begun(name: str) -> str:
    """The beginning of a name, so short that more fits behind it: what counts is its bytes."""
    return os.fsencode(name)[:LONGEST_DRAFT].decode("utf-8", "ignore")


def _replace(
    target: Path, pieces: Iterable[bytes], old: os.stat_result | None, mode: int | None
) -> None:
    draft = target.with_name(f".{name_begun(target.name)}.{os.urandom(6).hex()}")
    kept = None if old is None else stat.S_IMODE(old.st_mode)
    # The kernel takes the umask off, which no thread has to change for it.
    first = kept if kept is not None else mode if mode is not None else 0o666
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    for name in ("O_CLOEXEC", "O_NOFOLLOW", "O_BINARY"):
        flags |= getattr(os, name, 0)
    handle = os.open(draft, flags, first)
    try:
        with os.fdopen(handle, "wb") as out:
            out.writelines(pieces)
            out.flush()
            os.fsync(out.fileno())
        if old is not None:
            with suppress(OSError, AttributeError):  # it may be somebody else's
                os.chown(draft, old.st_uid, old.st_gid)
            draft.chmod(stat.S_IMODE(old.st_mode))
        draft.replace(target)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    keep_entry(target.parent)


def keep_entry(folder: Path) -> None:
    """Have a folder's new entry on the disk as well, where the system can be asked for that."""
    with suppress(OSError, AttributeError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


class _Ended(BaseException):
    """A signal has ended the program."""


@contextmanager
def ends_in_order() -> Iterator[None]:
    """Have SIGTERM and SIGHUP end the program as they would, but not before what is inside.

    Where somebody handles them already, or this is not the main thread, nothing is changed.
    """
    import signal  # which makes its names anew, and takes longer than all else here

    taken: list[int] = []
    came: list[int] = []

    def end(number: int, _: FrameType | None) -> None:
        came.append(number)
        raise _Ended

    with suppress(ValueError):  # signals belong to the main thread
        for name in _ENDING:
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) is signal.SIG_DFL:
                signal.signal(number, end)
                taken.append(number)
    try:
        yield
    finally:
        for number in taken:
            signal.signal(number, signal.SIG_DFL)
        if came:
            os.kill(os.getpid(), came[0])


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Keep every other process from a file while it is read, changed and written.

    The lock is a file beside it, since the file itself is replaced. On Windows there is none.

    Raises:
        OSError: the lock cannot be made, or another process has not let go of it in time.
    """
    try:
        import fcntl
    except ImportError:
        yield
        return
    flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
    handle = os.open(file.with_name(f".{file.name}.lock"), flags, 0o600)
    try:
        until = time.monotonic() + LONGEST_WAIT
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > until:
                    raise OSError(None, "another ici-tui is writing it", str(file)) from None
                time.sleep(0.01)
        yield
    finally:
        os.close(handle)
