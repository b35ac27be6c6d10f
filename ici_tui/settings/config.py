"""config.toml: what the user prefers. A file that is not there means the defaults."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from ici_tui.files import write_whole
from ici_tui.sanitise import visible
from ici_tui.settings.places import (
    SettingsError,
    config_folder,
    instead_of,
    line_of,
    place,
    read_toml,
    unseen,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

VIEWS = ("ranking", "clusters", "compare", "robustness", "map", "sources", "methods")
"""The explorer's views, in the order of their digits."""
KEYS = ("theme", "pack", "view", "mouse", "keys")


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user prefers, the defaults where nothing is said."""

    theme: str = "dark"
    """The explorer's theme."""
    pack: str | None = None
    """The pack that opens where `--pack` is not given: a name or a folder; None: the bundled one."""
    view: str = "ranking"
    """The view that the explorer starts with."""
    mouse: bool = True
    """Whether the explorer listens to the mouse; without, the terminal selects text as usual."""
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """Keys by command, instead of the command's own."""
    given: frozenset[str] = frozenset()
    """Which of these the file sets."""


def config_file() -> Path:
    """Where the settings are read from; it need not exist."""
    return config_folder() / "config.toml"


def read_settings(file: Path | None = None, commands: Collection[str] | None = None) -> Settings:
    """The user's settings.

    Args:
        file: another file than the user's own.
        commands: the explorer's command ids; `[keys]` may name only these. None: not checked.

    Raises:
        SettingsError: one line with file, line, key, and what would be right.
    """
    file = file or config_file()
    raw, text = read_toml(file)
    for key, value in raw.items():
        wrong = _wrong(key, value)
        if wrong:
            raise SettingsError(place(file, line_of(text, key), wrong))
    keys = {}
    for command, value in _dotted(raw.get("keys", {})):
        wrong = _wrong_binding(command, value, commands)
        if wrong:
            raise SettingsError(place(file, line_of(text, command, "keys"), wrong))
        keys[command] = (value,) if isinstance(value, str) else tuple(value)
    plain = {key: value for key, value in raw.items() if key != "keys"}
    return Settings(**plain, keys=MappingProxyType(keys), given=frozenset(raw))


def change_setting(key: str, value: str | bool, file: Path | None = None) -> bool:
    """Set a top-level key in the user's file, and leave every other line of it as it is.

    Returns:
        Whether anything was written: not where the file says so already.

    Raises:
        SettingsError: the value is not allowed, or the file cannot be read or written.
    """
    file = file or config_file()
    wrong = _wrong(key, value)
    if wrong or key == "keys":
        raise SettingsError(wrong or "keys are set in the file itself")
    raw, text = read_toml(file)
    if raw.get(key) == value:
        return False
    line = f"{key} = {json.dumps(value, ensure_ascii=False)}"
    lines = text.splitlines()
    at = line_of(text, key)
    if at:
        lines[at - 1] = line
    else:
        # A key after a table's header would belong to that table.
        first = next((k for k, old in enumerate(lines) if old.lstrip().startswith("[")), len(lines))
        lines.insert(first, line)
    changed = "\n".join(lines) + "\n"
    try:
        right = tomllib.loads(changed) == raw | {key: value}
    except tomllib.TOMLDecodeError:
        right = False
    if not right:
        raise SettingsError(place(file, at, f"{key} cannot be changed here; edit the file"))
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, changed)
    except OSError as error:
        raise SettingsError(f"{file}: cannot be written: {error.strerror}") from None
    return True


def _dotted(table: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """The entries of a table by their whole path: `copy.row = "y"` needs no quotes."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _dotted(value, f"{before}{key}.")
        else:
            yield before + key, value


def _wrong(key: str, value: Any) -> str:  # noqa: ANN401 - whatever TOML holds
    """What is wrong with a key and its value; empty where nothing is."""
    if key not in KEYS:
        return f"there is no key {visible(key)!r}; {instead_of(key, KEYS)}"
    if key == "mouse":
        return "" if isinstance(value, bool) else "mouse: write true or false"
    if key == "keys":
        return "" if isinstance(value, dict) else 'keys: write a table, [keys], of command = "key"'
    if not isinstance(value, str) or not value or unseen(value):
        return f'{key}: write a text in quotes, such as {key} = "{_EXAMPLES[key]}"'
    known: Collection[str] | None = VIEWS if key == "view" else None
    if key == "theme":
        from ici_tui.settings.themes import theme_names  # where no theme is named, none is needed

        known = theme_names()
    if known is not None and value not in known:
        return f"{key}: no {key} is called {value!r}; {instead_of(value, known)}"
    return ""


_EXAMPLES = {"theme": "light", "pack": "ici-cn-2020", "view": "clusters"}


def _wrong_binding(command: str, value: Any, commands: Collection[str] | None) -> str:  # noqa: ANN401
    if commands is not None and command not in commands:
        return f"keys: there is no command {visible(command)!r}; {instead_of(command, commands)}"
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list) or not listed:
        return f'keys: {visible(command)}: write "key" or ["key", "key"]'
    for name in listed:
        if not isinstance(name, str) or not re.fullmatch(r"\S+", name) or unseen(name):
            return f'keys: {visible(command)}: write "key" or ["key", "key"], such as "ctrl+r"'
    return ""
