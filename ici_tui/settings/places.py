"""Where the user's own files are, and the one kind of error that reading them gives."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from typing import TYPE_CHECKING, Any

from platformdirs import user_config_path

from ici_tui.near import did_you_mean, nearest
from ici_tui.sanitise import visible

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class SettingsError(Exception):
    """A file of the user's is not as expected; one line says where, and what would be right."""


def config_folder() -> Path:
    """The folder of settings, themes and scenarios; it need not exist."""
    return user_config_path("ici-tui", appauthor=False)


def read_toml(file: Path) -> tuple[dict[str, Any], str]:
    """A TOML file as values and as text; both empty where there is no file.

    Raises:
        SettingsError: it cannot be read, or is not TOML in UTF-8.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}, ""
    except UnicodeDecodeError:
        raise SettingsError(f"{file}: it is not UTF-8; save it as UTF-8") from None
    except OSError as error:
        raise SettingsError(f"{file}: cannot be read: {error.strerror}") from None
    try:
        return tomllib.loads(text), text
    except tomllib.TOMLDecodeError as error:
        message, line = str(error), 0
        found = re.search(r" \(at line (\d+), column \d+\)$", message)
        if found:
            message, line = message[: found.start()], int(found.group(1))
        elif message.endswith("(at end of document)"):
            message, line = message[:-22].rstrip(), text.count("\n") + 1
        raise SettingsError(place(file, line, f"this is not TOML: {visible(message)}")) from None


def line_of(text: str, key: str, table: str = "") -> int:
    """The line where a key of a table is given, from 1; 0 where it is not found."""
    wanted, within = (f"{table}.{key}" if table else key), ""
    for number, line in enumerate(text.splitlines(), 1):
        if line.lstrip().startswith("["):
            within = found = _path(line) or within
        else:
            found = _path(line.partition("=")[0] + "= 0")
            found = f"{within}.{found}" if within and found else found
        if found == wanted:
            return number
    return 0


def _path(line: str) -> str:
    """The key of a line of TOML with dots between its parts, however it is quoted; or empty."""
    try:
        found: Any = tomllib.loads(line)
    except tomllib.TOMLDecodeError:
        return ""
    parts = []
    while isinstance(found, dict | list) and found:
        found = found[0] if isinstance(found, list) else found
        if not found:
            break
        key = next(iter(found))
        parts.append(key)
        found = found[key]
    return ".".join(parts)


def place(file: Path, line: int, message: str) -> str:
    """A message with its file and, where it is known, its line."""
    return f"{file}, line {line}: {message}" if line else f"{file}: {message}"


def instead_of(word: str, known: Iterable[str]) -> str:
    """What to write instead of a word: the nearest known ones, or all of them."""
    known = tuple(known)
    return did_you_mean(nearest(word.casefold(), known), f"there are {', '.join(known)}")


def unseen(text: str) -> bool:
    """Whether a text holds control, bidirectional or unassigned characters."""
    return any(unicodedata.category(c) in UNSEEN for c in text)


UNSEEN = frozenset({"Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp"})
"""Unicode categories that a terminal acts on or does not show."""
