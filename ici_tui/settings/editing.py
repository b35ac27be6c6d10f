"""Changes to the user's files of TOML: other processes wait, comments and layout stay."""

from __future__ import annotations

import tomllib
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from ici_tui.files import locked, write_whole
from ici_tui.settings.places import SettingsError, read_bytes, read_checked

if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping
    from pathlib import Path

    from tomlkit.container import Container

    from ici_tui.schema import Shape

    Change = Callable[[MutableMapping[str, Any]], None]

BOM = b"\xef\xbb\xbf"


def change_file(file: Path, shape: Shape, change: Change, added: tuple[str, ...]) -> bool:
    """Read a file, change what it says, and write it, while no other process does.

    Args:
        file: its place; it need not exist.
        shape: what it may hold.
        change: changes the values in place. It is made twice: to plain values, which say what
            the file has to say afterwards, and to the file's own text.
        added: the path of a key that the change may add. It comes after the others of its table.

    Returns:
        Whether anything was written: not where the file says so already.

    Raises:
        SettingsError: the file is not as expected, or cannot be written.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with locked(file):
            _, document = read_checked(file, shape)
            wanted: dict[str, Any] = deepcopy(dict(document.values))
            change(wanted)
            if wanted == document.values:
                return False
            text = _changed(document.text, change, added)
            if text is None or _said(text) != wanted:
                raise SettingsError(f"{file}: cannot be changed from here; edit the file itself")
            write_whole(file, _as_it_was(text, read_bytes(file)))
    except OSError as error:
        raise SettingsError(f"{file}: cannot be written: {error.strerror or error}") from None
    return True


def _changed(text: str, change: Change, added: tuple[str, ...]) -> str | None:
    """The text with a change made to it; None where that cannot be."""
    # Only who changes something pays for the import.
    import tomlkit
    from tomlkit.container import Container
    from tomlkit.exceptions import TOMLKitError

    try:
        document = tomlkit.parse(text)
        indents = [(item.trivia, item.trivia.indent) for key, item in document.body if key]
        change(document)
        for trivia, indent in indents:  # no blank line comes in by the way
            trivia.indent = indent
        table: Any = document
        for key in added[:-1]:
            table = getattr(table[key], "value", None)
        if isinstance(table, Container):
            _settle(table, added[-1], top=len(added) == 1)
        return tomlkit.dumps(document)
    except (TOMLKitError, ValueError, TypeError, AttributeError, LookupError):
        return None


def _settle(table: Container, key: str, *, top: bool) -> None:
    """Have a key that was put at a table's end follow the last of its keys.

    Comments at the end of a table mostly belong to what comes below it.
    """
    from tomlkit.items import AoT, Table

    body = table.body
    keyed = [
        (at, name.key)
        for at, (name, item) in enumerate(body)
        if name is not None and not isinstance(item, AoT | Table)
    ]
    if keyed and keyed[-1][1] == key and (len(keyed) > 1 or not top):
        moved = body.pop(keyed[-1][0])
        moved[1].trivia.trail = "\n"
        body.insert(keyed[-2][0] + 1 if len(keyed) > 1 else 0, moved)


def _said(text: str) -> object:
    try:
        return tomllib.loads(text)
    except ValueError:
        return None


def _as_it_was(text: str, old: bytes) -> bytes:
    """A text as bytes, with the line ends and the byte order mark that the file had."""
    ends = "\r\n" if b"\r\n" in old else "\n"
    return (BOM if old.startswith(BOM) else b"") + text.replace("\n", ends).encode()
