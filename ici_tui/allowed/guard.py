"""The lock of a closed session: whatever would write, run or connect is refused where it happens.

Python tells an audit hook of every file that is opened, made, renamed or deleted, of every
process and every connection, before it happens, whoever asks for it (PEP 578); a hook cannot be
taken off. Libraries in other languages do not pass there: on Linux the kernel refuses the same of
them (Landlock, landlock(7)), for this process and its children. Without Landlock, a test shows
that no such library is given a place to write to.
"""

from __future__ import annotations

import errno
import os
import sys
from typing import Any

REASON = "this session is read-only"
WRITES = (
    os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND | getattr(os, "O_TMPFILE", 0)
) & ~getattr(os, "O_DIRECTORY", 0)
REFUSED = frozenset(
    {
        "os.chflags", "os.chmod", "os.chown", "os.link", "os.mkdir", "os.remove", "os.removexattr",
        "os.rename", "os.rmdir", "os.setxattr", "os.symlink", "os.truncate", "os.utime",
        "shutil.chown", "shutil.copyfile", "shutil.copymode", "shutil.copystat", "shutil.copytree",
        "shutil.make_archive", "shutil.move", "shutil.rmtree", "shutil.unpack_archive",
        "tempfile.mkdtemp", "tempfile.mkstemp", "sqlite3.connect",
        "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "os.startfile",
        "os.system", "pty.spawn", "webbrowser.open",
        "socket.bind", "socket.connect", "socket.getaddrinfo", "socket.gethostbyaddr",
        "socket.gethostbyname", "socket.sendto", "urllib.Request",
    }
)  # fmt: skip
"""Events of Python that have no place in a closed session."""
FOREIGN = ("TEXTUAL", "POLARS_", "RUST_", "RAYON_", "PYTHON", "LD_")
"""Beginnings of variables that tell libraries to write, load or connect."""
KEPT = frozenset({"PYTHONIOENCODING", "PYTHONUTF8", "LD_LIBRARY_PATH"})


class ClosedError(PermissionError):
    """Something that a closed session may not do."""

    def __init__(self, what: object = None) -> None:
        named = (what,) if isinstance(what, str | bytes) else ()
        super().__init__(errno.EROFS, REASON, *named)


def close() -> None:
    """Close this process and its children."""
    sys.dont_write_bytecode = True
    for name in list(os.environ):
        if name.startswith(FOREIGN) and name not in KEPT:
            del os.environ[name]
    _no_core_file()
    from ici_tui.allowed.landlock import forbid_writing

    forbid_writing()
    sys.addaudithook(_refuse)


def _no_core_file() -> None:
    """What ends by a fault of a library leaves no file of its memory."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open":
        path, _, flags = arguments
        if flags & WRITES and not isinstance(path, int) and not _leads_nowhere(path):
            raise ClosedError(path)
    elif event in REFUSED:
        raise ClosedError(arguments[0] if arguments else None)
    elif event == "subprocess.Popen" and not _is_own(arguments):
        raise ClosedError


def _leads_nowhere(path: object) -> bool:
    """Whether it is a device that keeps nothing, or the terminal."""
    return path in {os.devnull, "/dev/tty"}


def _is_own(arguments: tuple[Any, ...]) -> bool:
    """Whether a process is a child of this program, which is closed in its turn."""
    executable, words = arguments[0], arguments[1]
    return executable == sys.executable and list(words[1:3]) == ["-I", "-c"]
