"""Where the user's own files are, and the one kind of error that reading them gives."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ici_tui.folders import folder_for
from ici_tui.regular import read_regular
from ici_tui.sanitise import visible
from ici_tui.schema import Notes, Shape, check
from ici_tui.toml_file import Document, TomlError, parse_toml

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_BYTES = 1 << 19
"""The most bytes of a user's file: changing one as large takes a few seconds."""


class SettingsError(Exception):
    """A file of the user's is not as expected; one line says where, and what would be right."""


def config_folder() -> Path:
    """The folder of settings, themes and scenarios; it need not exist."""
    return Path(folder_for("config"))


def read_bytes(file: Path) -> bytes:
    """The bytes of a file; none where there is no file.

    Raises:
        SettingsError: it is no regular file, a link to nothing, too large, or cannot be read.
    """
    try:
        return read_regular(file, MOST_BYTES)
    except FileNotFoundError:
        if file.is_symlink():
            raise SettingsError(f"{file}: it is a link to a file that is not there") from None
        return b""
    except OSError as error:
        raise SettingsError(f"{file}: cannot be read: {error.strerror or error}") from None
    except ValueError:  # a name that no file can have
        raise SettingsError(f"{visible(os.fspath(file))}: no file can be called so") from None


def read_document(file: Path) -> Document:
    """A TOML file of the user's; an empty one where there is no file.

    Raises:
        SettingsError: it cannot be read, or is not TOML in UTF-8.
    """
    try:
        return parse_toml(read_bytes(file))
    except TomlError as error:
        raise SettingsError(place(file, error.line, error.message)) from None


def read_checked(file: Path, shape: Shape) -> tuple[Mapping[str, Any], Document]:
    """A TOML file of the user's that is what it should be, and as it stands there.

    Raises:
        SettingsError: it is not; one line has the first fault, and how many more there are.
    """
    document = read_document(file)
    notes = Notes()
    found = check(document.values, shape, notes)
    if notes.found:
        # What is missing stands on no line; what is there tells more of how it came.
        first = min(notes.found, key=lambda wrong: document.line(wrong.at) or len(document.text))
        more = len(notes.found) + notes.left_out - 1
        also = f" (and {more} more fault{'s' if more > 1 else ''})" if more else ""
        raise SettingsError(place(file, document.line(first.at), first.text() + also))
    return found, document


def place(file: Path, line: int, message: str) -> str:
    """A message with its file and, where it is known, its line."""
    return f"{file}, line {line}: {message}" if line else f"{file}: {message}"
