"""A card that was printed before, printed again at once: nothing else is imported.

The text is kept in the platform's cache folder under a name that is made from everything it
depends on: what was asked, how wide and how coloured, the settings, every file of the pack and
of the program. Nothing is believed that does not carry its own checksum and belong to the user;
where anything is in doubt, or cannot be read or written, the answer is computed as ever.
"""

from __future__ import annotations

import os
import stat
import sys

from ici_tui.allowed import rights
from ici_tui.folders import folder_for
from ici_tui.regular import read_regular

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

OFF = "ICI_TUI_NO_CACHE"
"""An environment variable that switches the cache off."""
DRAWN_BY = (
    "COLUMNS", "NO_COLOR", "TERM", "COLORTERM", "FORCE_COLOR", "TTY_COMPATIBLE",
    "TTY_INTERACTIVE", "PYTHONIOENCODING", "PYTHONUTF8", "LC_ALL", "LC_CTYPE", "LANG",
)  # fmt: skip
"""What else than the question decides how a page is drawn."""
MOST_FILES = 300
MOST_BYTES = 1 << 26
"""What is read of a file at most."""
NAME_LENGTH = 48
"""Hexadecimal digits of a name."""
PASSED_BY = {
    "__pycache__", "analysis", "api", "audit", "bundled", "documents", "overview", "tui",
}  # fmt: skip
"""Folders in which there is nothing that makes a card."""
_HERE = os.path.dirname(os.path.abspath(__file__))


def asked(words: list[str]) -> tuple[str, str, bool] | None:
    """The unit, the format and whether colour is off, where a card of the own pack is asked for.

    Args:
        words: the command line without the program's name.

    Returns:
        None for every other command line, also for one that may be a mistake.
    """
    unit, form, plain = "", "", False
    rest = list(words)
    while rest:
        word = rest.pop(0)
        name, sign, value = word.partition("=")
        if word == "--no-color":
            plain = True
            continue
        if word == "city" and not unit and rest:
            name, value = "--city", rest.pop(0)
        elif name in {"--city", "--unit", "--format"} and not sign and rest:
            value = rest.pop(0)
        elif name not in {"--city", "--unit", "--format"} or not sign:
            return None
        if not value or value.startswith("-"):
            return None
        if name == "--format":
            if form:
                return None
            form = value
        elif unit:
            return None
        else:
            unit = value
    return (unit, form, plain) if unit else None


def name_of(words: list[str]) -> str | None:
    """The name under which the answer is kept; None where it cannot be kept.

    Args:
        words: what was asked.

    Returns:
        A name made of everything that the answer depends on.

    It cannot where the settings choose a pack, where there are packs of the user's, or where the
    current folder may be one: then another pack than the bundled one may be meant.
    """
    if os.environ.get(OFF) or sys.platform == "win32" or rights.closed():
        return None
    try:
        settings = read_regular(os.path.join(folder_for("config"), "config.toml"), MOST_BYTES)
    except (FileNotFoundError, NotADirectoryError):
        settings = b""
    except OSError:  # settings that cannot be read are a fault, which is said where they are read
        return None
    packs = os.path.join(folder_for("data"), "packs")
    here = any(os.path.lexists(name) for name in ("iData.csv", "iData.parquet"))
    if (settings and b"pack" in settings) or os.path.exists(packs) or here:
        return None
    from ici_tui.digests import blake2b

    digest = blake2b(digest_size=24)
    for part in _parts(words, settings):
        digest.update(part)
        digest.update(b"\0")
    return digest.hexdigest()


def _parts(words: list[str], settings: bytes) -> Iterator[bytes]:
    yield repr(words).encode("utf-8", "surrogateescape")
    yield repr([os.environ.get(name) for name in DRAWN_BY]).encode("utf-8", "surrogateescape")
    yield repr((sys.stdout.isatty(), sys.stdout.encoding, _width())).encode()
    yield settings
    yield sys.version.encode()
    inside = os.path.join(_HERE, "bundled", "data")
    data = inside if os.path.isdir(inside) else os.path.join(os.path.dirname(_HERE), "data")
    pack = os.path.join(data, "ici-cn-2020")
    for entry in sorted(os.scandir(pack), key=lambda e: e.name):
        if entry.is_file():
            yield entry.name.encode("utf-8", "surrogateescape")
            yield _read(entry.path)
    for path, changed, size in _program(_HERE):
        yield f"{path} {changed} {size}".encode("utf-8", "surrogateescape")


def _program(folder: str) -> Iterator[tuple[str, int, int]]:
    """Every module of the program, with its time and size: a new version asks anew."""
    for entry in sorted(os.scandir(folder), key=lambda e: e.name):
        if entry.is_dir(follow_symlinks=False):
            if entry.name not in PASSED_BY:
                yield from _program(entry.path)
        elif entry.name.endswith((".py", ".tcss")):
            stat = entry.stat()
            yield entry.path, stat.st_mtime_ns, stat.st_size


def _width() -> object:
    try:
        return tuple(os.get_terminal_size(sys.__stdout__.fileno() if sys.__stdout__ else 1))
    except (OSError, ValueError, AttributeError):
        return None


def _read(path: str) -> bytes:
    try:
        return read_regular(path, MOST_BYTES)
    except OSError:
        return b""


def folder(kind: str = "lookups") -> str:
    """Where answers, or something else of a kind, are kept; it need not exist."""
    return os.path.join(folder_for("cache"), kind)


def recall(name: str) -> str | None:
    """What was printed; None where nothing trustworthy is kept."""
    kept = recalled(name, folder())
    try:
        text = None if kept is None else kept.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return text if text is not None and _printable(text) else None


def _printable(text: str) -> bool:
    """Whether a terminal only prints this: lines, colours on a terminal, and separators."""
    first, *styled = text.split("\x1b[") if sys.stdout.isatty() else [text]
    words = [first]
    for piece in styled:
        codes, ended, rest = piece.partition("m")
        if not ended or codes.strip("0123456789;"):
            return False
        words.append(rest)
    return "".join(words).replace("\n", "").replace("\t", "").isprintable()


def recalled(name: str, place: str) -> bytes | None:
    """What is kept under a name in a folder of `folder`; None where nothing trustworthy is."""
    path = os.path.join(place, name)
    try:
        if not (_ours(place) and _own_file(os.lstat(path))):
            return None
        return opened(name, read_regular(path, MOST_BYTES))
    except OSError:
        return None


def _ours(place: str) -> bool:
    """Whether a folder, and the program's above it, is the user's alone and no link.

    Raises:
        OSError: it is not there.
    """
    found = (os.lstat(place), os.lstat(os.path.dirname(place)))
    return all(stat.S_ISDIR(each.st_mode) and _trusted(each) for each in found)


def _own_file(found: os.stat_result) -> bool:
    return stat.S_ISREG(found.st_mode) and _trusted(found)


def _trusted(found: os.stat_result) -> bool:
    """Whether it belongs to the user, and nobody else may change it."""
    return found.st_uid == os.getuid() and not found.st_mode & 0o022


def sealed(name: str, body: bytes) -> bytes:
    """A body behind its checksum, which holds for this name only."""
    from ici_tui.digests import blake2b

    checksum = blake2b(name.encode() + b"\n" + body, digest_size=24).hexdigest()
    return checksum.encode() + b"\n" + body


def opened(name: str, kept: bytes) -> bytes | None:
    """The body of what was sealed; None where it is not whole, or of another name."""
    body = kept.partition(b"\n")[2]
    return body if sealed(name, body) == kept else None


def keep(name: str, text: str) -> None:
    """Keep what was printed; where that cannot be, nothing is kept."""
    try:
        body = text.encode()
    except UnicodeEncodeError:
        return
    keep_bytes(name, body, folder(), MOST_FILES)


def keep_bytes(name: str, body: bytes, place: str, most: int) -> None:
    """Keep something in a folder of `folder`, of `most` files the newest ones.

    Nothing is written where somebody else could have put something, nor through a link, and
    nothing is thrown out that was not kept here.
    """
    from pathlib import Path

    from ici_tui.files import write_whole

    try:
        for made in (os.path.dirname(place), place):
            Path(made).mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _ours(place):
            return
        kept = _kept(place)
        for old, _ in kept[: max(len(kept) - most + 1, 0)]:
            os.unlink(old)
        path = os.path.join(place, name)
        if os.path.lexists(path) and not _own_file(os.lstat(path)):
            return
        write_whole(Path(path), sealed(name, body), mode=0o600)
    except OSError:
        return


def _kept(place: str) -> list[tuple[str, int]]:
    """The files that were kept in a folder, with their times, the oldest first."""
    found = []
    for entry in os.scandir(place):
        if len(entry.name) == NAME_LENGTH and not entry.name.strip("0123456789abcdef"):
            seen = entry.stat(follow_symlinks=False)
            if _own_file(seen):
                found.append((entry.path, seen.st_mtime_ns))
    return sorted(found, key=lambda each: each[1])


class Tee:
    """A stream that remembers what goes through it."""

    def __init__(self, stream: Any) -> None:  # noqa: ANN401 - whatever the stream is
        self._stream = stream
        self.written: list[str] = []

    def write(self, text: str) -> int:
        """Pass a text on, and remember it."""
        self.written.append(text)
        return int(self._stream.write(text))

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        return getattr(self._stream, name)
