"""What came out of something else, as a file for readers that need one."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ici_tui.allowed import rights
from ici_tui.tables.errors import TableError

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def unpacked(content: bytes, name: str) -> Iterator[Path]:
    """A file of some bytes, which is there as long as the context.

    Raises:
        TableError: the session is closed, and no file may be written.
    """
    if rights.closed():
        told = f"a {Path(name).suffix} inside another file, or named as one, is not opened here"
        raise TableError(told, "this session is read-only; the host can unpack it")
    import tempfile

    with tempfile.TemporaryDirectory(prefix="ici-tui-") as folder:
        copy = Path(folder, name)
        copy.write_bytes(content)
        yield copy
