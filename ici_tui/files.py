"""Files on disk: where the bundled ones are, and how one is written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_PACKAGE = Path(__file__).resolve().parent


def bundled_folder(name: str = "data") -> Path:
    """The bundled `data` or `themes`: beside the package in a checkout, inside it in a wheel."""
    inside = _PACKAGE / "bundled" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def write_whole(file: Path, content: str | bytes | Iterable[bytes]) -> None:
    """Write bytes, or a text as UTF-8, beside their place, then put them there in one step.

    Args:
        file: its place.
        content: all of it, or pieces of UTF-8, each of which is written as it comes.

    Raises:
        OSError: it cannot be written; nothing is left behind and an older file stays as it was,
            as after any other end of it (an error in a piece, Ctrl-C).
    """
    import tempfile  # whoever only reads has no use for it

    handle, name = tempfile.mkstemp(dir=file.resolve().parent, prefix=f".{file.name[:100]}.")
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            whole = content.encode() if isinstance(content, str) else content
            for piece in (whole,) if isinstance(whole, bytes) else whole:
                out.write(piece)
        mask = os.umask(0)
        os.umask(mask)
        draft.chmod(0o666 & ~mask)
        # A link stays a link: what it points to is replaced.
        draft.replace(file.resolve())
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
