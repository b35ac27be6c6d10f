"""A new folder for a pack: written whole, and never over anything that is there."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from ici_tui.files import ends_in_order, keep_entry, name_begun
from ici_tui.packs.faults import Fault, PackError

if TYPE_CHECKING:
    from collections.abc import Mapping


def write_folder(folder: Path, files: Mapping[str, str | bytes]) -> tuple[Path, ...]:
    """Write a pack's files into a folder that does not exist yet, or is empty.

    The bytes are on the disk before the folder, or in an empty one the files, get their names.
    Modes are those that the umask leaves; an empty folder stays the one that it is.

    Args:
        folder: where; the folder above it must exist.
        files: texts by file name, written as UTF-8, or bytes.

    Returns:
        The files.

    Raises:
        PackError: something is there already.
        OSError: it cannot be written; nothing is left behind, as after any other end of it
            (Ctrl-C, SIGTERM, SIGHUP).
    """
    target = Path(os.path.realpath(folder))
    try:
        there = target.is_dir()
        taken = any(target.iterdir())
    except FileNotFoundError:
        there = taken = False
    except NotADirectoryError:
        there, taken = False, True
    if taken:
        fix = "choose a folder that does not exist yet"
        raise PackError((Fault(str(folder), "something is there already", fix),))
    above = target if there else target.parent
    draft = above / f".{name_begun(target.name)}.{os.urandom(6).hex()}"
    with ends_in_order():
        try:
            draft.mkdir()
            for name, text in files.items():
                _write(draft / name, text)
            keep_entry(draft)
            if there:
                _move(draft, target, files)
            else:
                draft.rename(target)  # onto a folder that came meanwhile it fails
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            raise
    keep_entry(above)
    return tuple(folder / name for name in files)


def _write(file: Path, text: str | bytes) -> None:
    with file.open("xb") as out:
        out.write(text if isinstance(text, bytes) else text.encode())
        out.flush()
        os.fsync(out.fileno())


def _move(draft: Path, target: Path, names: Mapping[str, str | bytes]) -> None:
    """Move files into an empty folder, all or none."""
    moved: list[Path] = []
    try:
        for name in names:
            (draft / name).rename(target / name)
            moved.append(target / name)
        draft.rmdir()
    except BaseException:
        for file in moved:
            file.unlink(missing_ok=True)
        raise
