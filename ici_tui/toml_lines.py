"""The line of every key and every item of a list in a text of TOML."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

from ici_tui.toml_file import TEXTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ici_tui.toml_file import Path

_BLANK = re.compile(r"(?:[ \t\n]++|\#[^\n]*+)*+")
_TEXT = re.compile(TEXTS, re.DOTALL)
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_PLAIN = re.compile(r"[^,\]}\n#]*+")


def lines_of(text: str) -> Mapping[Path, int]:
    """The line, from 1, of each path of a text that the parser has accepted."""
    return _Scan(text).run()


class _Scan:
    """Goes through a text once. What is wrong in it has been found before: nothing is checked."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._line = 1
        self._counted = 0
        self._lines: dict[Path, int] = {}
        self._items: dict[Path, int] = {}
        """How many tables each list of tables has so far."""

    def run(self) -> Mapping[Path, int]:
        within: Path = ()
        while self._blank():
            if self._text.startswith("[[", self._at):
                within = self._table(2)
            elif self._peek() == "[":
                within = self._table(1)
            else:
                self._entry(within)
        return self._lines

    def _table(self, brackets: int) -> Path:
        """A header: the path of the table that it opens."""
        self._at += brackets
        parts = self._key()
        path: Path = ()
        for place, part in enumerate(parts, 1):
            path = (*path, part)
            if brackets == 2 and place == len(parts):
                self._note(path)
                self._items[path] = self._items.get(path, 0) + 1
            if path in self._items:
                path = (*path, self._items[path] - 1)
            self._note(path)
        self._at += brackets
        return path

    def _entry(self, within: Path) -> None:
        """A key with its value."""
        for part in self._key():
            within = (*within, part)
            self._note(within)
        self._at += 1
        self._blank()
        self._value(within)

    def _key(self) -> tuple[str, ...]:
        """A dotted key, and the blanks after it."""
        parts = []
        while True:
            self._blank()
            parts.append(self._part())
            self._blank()
            if self._peek() != ".":
                return tuple(parts)
            self._at += 1

    def _part(self) -> str:
        quoted = self._peek() in {'"', "'"}
        found = (_TEXT if quoted else _BARE_KEY).match(self._text, self._at)
        if found is None:
            self._at += 1
            return ""
        self._at = found.end()
        part = found.group()
        if not quoted:
            return part
        return str(tomllib.loads(f"k = {part}")["k"]) if "\\" in part else part[1:-1]

    def _value(self, path: Path) -> None:
        first = self._peek()
        if first == "[":
            self._several(path, "]")
        elif first == "{":
            self._several(path, "}")
        else:
            pattern = _TEXT if first in {'"', "'"} else _PLAIN
            found = pattern.match(self._text, self._at)
            self._at = found.end() if found else self._at + 1

    def _several(self, path: Path, end: str) -> None:
        """A list, or a table in one line."""
        self._at += 1
        place = 0
        while self._blank() and self._peek() != end:
            if self._peek() == ",":
                self._at += 1
            elif end == "}":
                self._entry(path)
            else:
                self._note((*path, place))
                self._value((*path, place))
                place += 1
        self._at += 1

    def _blank(self) -> bool:
        """Pass over blanks and comments; whether anything is left."""
        found = _BLANK.match(self._text, self._at)
        self._at = found.end() if found else self._at
        return self._at < len(self._text)

    def _peek(self) -> str:
        return self._text[self._at : self._at + 1]

    def _note(self, path: Path) -> None:
        if path not in self._lines:
            self._line += self._text.count("\n", self._counted, self._at)
            self._counted = self._at
            self._lines[path] = self._line
