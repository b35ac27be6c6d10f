"""Links for every file that a pack may hold: out of it, to nowhere, round in a circle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.hostile import base
from tests.hostile.draft import Case, Draft

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from random import Random

FILES = (*base.EVERY_FILE, "iData.parquet", "pack.xlsx", "ensemble.copy")


def _out(path: Path, content: bytes) -> None:
    there = path.parent.parent.parent / f"secret-{path.name}"
    there.write_bytes(content)
    path.symlink_to(there)


def _relative(path: Path, content: bytes) -> None:
    (path.parent.parent / f"secret-{path.name}").write_bytes(content)
    path.symlink_to(f"../secret-{path.name}")


def _through(path: Path, content: bytes) -> None:
    """By way of a folder in the pack that is itself a link out."""
    there = path.parent.parent / "elsewhere"
    there.mkdir()
    (there / path.name).write_bytes(content)
    (path.parent / "sub").symlink_to(there)
    path.symlink_to(f"sub/{path.name}")


def _dangling(path: Path, content: bytes) -> None:
    del content
    path.symlink_to("nothing-is-here")


def _loop(path: Path, content: bytes) -> None:
    del content
    path.symlink_to(path.name)


def _circle(path: Path, content: bytes) -> None:
    del content
    path.symlink_to("other-end")
    (path.parent / "other-end").symlink_to(path.name)


def _device(path: Path, content: bytes) -> None:
    del content
    path.symlink_to("/dev/zero")


def _self(path: Path, content: bytes) -> None:
    """Inside the pack: allowed."""
    (path.parent / f"kept-{path.name}.txt").write_bytes(content)
    path.symlink_to(f"kept-{path.name}.txt")


SORTS: dict[str, Callable[[Path, bytes], None]] = {
    "out": _out, "relative": _relative, "through": _through, "dangling": _dangling,
    "loop": _loop, "circle": _circle, "device": _device, "within": _self,
}  # fmt: skip


def cases() -> Iterator[Case]:
    """Every sort of link for every file; and the pack's folder itself a link."""
    for sort, act in SORTS.items():
        for file in FILES:
            yield Case("links", f"{sort}/{file}", _instead(sort, file, act))
    yield Case("links", "folder", _folder)


def _instead(sort: str, file: str, act: Callable[[Path, bytes], None]):  # type: ignore[no-untyped-def]
    def make(draft: Draft, random: Random) -> None:
        del random
        content = draft.files.pop(file, b"")
        if file in base.EVERY_FILE:
            draft.sound = sort == "within"
        draft.after.append(lambda place: act(place / file, content))

    return make


def _folder(draft: Draft, random: Random) -> None:
    """A pack that is opened through a link to its folder is opened."""
    del random
    draft.opened = b"again"
    draft.after.append(lambda place: (place / "again").symlink_to("."))
