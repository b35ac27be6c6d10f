"""A TOML file of a pack, checked by what it may hold; every fault with its line and its key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ici_tui.packs.opening import read_in_pack, reason
from ici_tui.schema import Notes, Shape, check, path_text
from ici_tui.toml_file import Document, TomlError, parse_toml

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from ici_tui.packs.faults import Faults
    from ici_tui.toml_file import Path as KeyPath


class Checked:
    """The part of a file that is right; nothing where there is no such file or it cannot be read."""

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


def read_checked(
    folder: Path, name: str, shape: Shape | Callable[[], Shape], faults: Faults
) -> Checked:
    """Read a file of a pack, and note what is wrong with it.

    Args:
        folder: the pack's.
        name: the file's.
        shape: what it may hold, or what makes that where it takes the names of all units.
        faults: takes note of what is wrong.
    """
    nothing = Checked(name, {}, Document({}, ""))
    try:
        document = parse_toml(read_in_pack(folder, name, "toml"))
    except FileNotFoundError:
        return nothing
    except TomlError as error:
        faults.add(name, error.message, row=error.line or None)
        return nothing
    except OSError as error:
        faults.add(name, reason(error))
        return nothing
    notes = Notes()
    known = shape if isinstance(shape, Shape) else shape()
    found = Checked(name, check(document.values, known, notes), document)
    for wrong in notes.found:
        found.tell(faults, wrong.at, wrong.message, wrong.fix, key=wrong.key)
    if notes.left_out:
        faults.add(name, f"there are {notes.left_out} more faults", "put these right first")
    return found
