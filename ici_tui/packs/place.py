"""A new folder for a pack: written whole, and never over anything that is there."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from ici_tui.packs.faults import Fault, PackError

if TYPE_CHECKING:
    from collections.abc import Mapping


def write_folder(folder: Path, files: Mapping[str, str]) -> tuple[Path, ...]:
    """Write a pack's files into a folder that does not exist yet, or is empty.

    Args:
        folder: where; the folder above it must exist.
        files: texts by file name, written as UTF-8.

    Returns:
        The files.

    Raises:
        PackError: something is there already.
        OSError: it cannot be written; nothing is left behind.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        fix = "choose a folder that does not exist yet"
        raise PackError((Fault(str(folder), "something is there already", fix),))
    draft = Path(tempfile.mkdtemp(dir=folder.resolve().parent, prefix=f".{folder.name[:100]}."))
    try:
        draft.chmod(0o755)
        for name, text in files.items():
            (draft / name).write_text(text, encoding="utf-8", newline="")
        draft.replace(folder)  # an empty folder gives way, a full one makes this fail
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    return tuple(folder / name for name in files)
