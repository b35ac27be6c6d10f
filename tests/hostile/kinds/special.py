"""What is no regular file, or has no end: FIFOs, devices, sockets, folders, sparse files."""

from __future__ import annotations

import os
import socket
import stat
from typing import TYPE_CHECKING

from tests.hostile import base
from tests.hostile.draft import Case, Draft

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from random import Random

FILES = (*base.EVERY_FILE, "iData.parquet", "pack.xlsx", "ensemble.copy", "ranking.first")
SIZE = 6 << 30


def fifo(path: Path) -> None:
    """A pipe that nobody writes into."""
    os.mkfifo(path)


def bound(path: Path) -> None:
    """A socket; its name may be short only, so it is bound from inside its folder."""
    before = os.open(".", os.O_RDONLY)
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as one:
            one.bind(path.name)
    finally:
        os.fchdir(before)
        os.close(before)


def folder(path: Path) -> None:
    """A folder where a file should be."""
    path.mkdir()
    (path / "inner").write_text("x")


def sparse(path: Path) -> None:
    """Gigabytes that take no room."""
    with path.open("wb") as file:
        file.truncate(SIZE)


def unreadable(path: Path) -> None:
    """A file that nobody but root may read."""
    path.write_text("x")
    path.chmod(0)


def device(minor: int) -> Callable[[Path], None]:
    """A private node of a device: 3 null, 5 zero, 9 urandom."""

    def make(path: Path) -> None:
        os.mknod(path, 0o600 | stat.S_IFCHR, os.makedev(1, minor))

    return make


SORTS: dict[str, Callable[[Path], None]] = {
    "fifo": fifo, "socket": bound, "folder": folder, "sparse": sparse, "unreadable": unreadable,
}  # fmt: skip


def devices() -> dict[str, Callable[[Path], None]]:
    """The devices, where nodes may be made and opened."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return {}
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as place:
        try:
            device(3)(Path(place) / "null")
            (Path(place) / "null").read_bytes()
        except OSError:
            return {}
    return {"null": device(3), "zero": device(5), "random": device(9)}


def cases() -> Iterator[Case]:
    """Every sort for every file that a pack may hold."""
    for sort, act in (SORTS | devices()).items():
        for file in FILES:
            yield Case("special", f"{sort}/{file}", _instead(sort, file, act))


def _instead(sort: str, file: str, act: Callable[[Path], None]):  # type: ignore[no-untyped-def]
    def make(draft: Draft, random: Random) -> None:
        del random
        draft.files.pop(file, None)
        if file == "iData.parquet":
            del draft.files["iData.csv"]
        if file == "pack.xlsx":
            draft.files = {}
        draft.words = (("packs",),)
        if sort != "unreadable" and sort != "null":
            draft.sound = file in {"ensemble.copy", "ranking.first"}
        draft.after.append(lambda place: act(place / file))

    return make
