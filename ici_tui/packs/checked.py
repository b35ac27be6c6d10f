"""A TOML file of a pack, checked by what it may hold; every fault with its line and its key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ici_tui.packs.files import inside
from ici_tui.regular import UnfitFileError, read_regular
from ici_tui.sanitise import visible
from ici_tui.schema import Notes, Shape, check, path_text
from ici_tui.toml_file import Document, TomlError, parse_toml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ici_tui.packs.faults import Faults
    from ici_tui.toml_file import Path as KeyPath

MOST_BYTES = 2 << 20
"""What a file may have: reading as much takes a second or two."""


class Checked:
    """What is right in a file; nothing where the pack has no such file or it cannot be read."""

    def __init__(self, name: str, values: Mapping[str, Any], document: Document) -> None:
        self.values = values
        self._name = name
        self._document = document

    def tell(
        self, faults: Faults, at: KeyPath, message: str, fix: str = "", *, key: str | None = None
    ) -> None:
        """Note a fault of the file.

        Args:
            faults: takes note of it.
            at: where it is, which gives it its line.
            message: what was read.
            fix: what would be right.
            key: the path to show, where it is not that of the place.
        """
        faults.add(
            self._name,
            message,
            fix,
            row=self._document.line(at) or None,
            column=(path_text(at) if key is None else key) or None,
        )


def read_checked(folder: Path, name: str, shape: Shape, faults: Faults) -> Checked:
    """Read a file of a pack, and note what is wrong with it.

    Args:
        folder: the pack's.
        name: the file's.
        shape: what it may hold.
        faults: takes note of what is wrong.
    """
    nothing = Checked(name, {}, Document({}, ""))
    try:
        data = _bytes_of(folder, name)
        document = parse_toml(data) if data is not None else None
    except TomlError as error:
        faults.add(name, error.message, row=error.line or None)
        return nothing
    except OSError as error:
        faults.add(name, f"cannot be read: {visible(error.strerror or str(error))}")
        return nothing
    if document is None:
        return nothing
    notes = Notes()
    found = Checked(name, check(document.values, shape, notes), document)
    for wrong in notes.found:
        found.tell(faults, wrong.at, wrong.message, wrong.fix, key=wrong.key)
    if notes.left_out:
        faults.add(name, f"there are {notes.left_out} more faults", "put these right first")
    return found


def _bytes_of(folder: Path, name: str) -> bytes | None:
    """The bytes of a file of a pack; None where the pack has none.

    Raises:
        OSError: it is a link out of the pack or to nothing, no file, too large, or unreadable.
    """
    path = folder / name
    if not folder.is_dir():
        return None
    try:
        if not inside(path, folder):
            raise UnfitFileError(path, "it is a link out of the pack; copy the file into the pack")
        return read_regular(path, MOST_BYTES)
    except FileNotFoundError:
        if path.is_symlink():
            raise UnfitFileError(path, "it is a link to a file that is not there") from None
        return None
    except RuntimeError:
        raise UnfitFileError(path, "it is a link that leads back to itself") from None
