"""Files of TOML that others made: read as values, or refused in one line that says where.

Every such file goes through here, a pack's and the user's. Nesting is limited before the parser
sees it, for the parser calls itself. A byte order mark is read over, as editors on Windows write
one.
"""

from __future__ import annotations

import re
import tomllib
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ici_tui.sanitise import visible

if TYPE_CHECKING:
    from collections.abc import Mapping

    Path = tuple[str | int, ...]
    """Keys, and places in lists from 0, from the top of a file to one value."""

DEEPEST = 32
"""How many lists and tables may lie in each other, and how many parts a dotted key may have."""
LONGEST_MESSAGE = 160

TEXTS = r'"""(?:[^"\\]++|\\.|"{1,2}+(?!"))*+"{3,5}+|' r"'''(?:[^']++|'{1,2}+(?!'))*+'{3,5}+|" + (
    r'"(?:[^"\\\n]++|\\.)*+"|' r"'[^'\n]*+'|\#[^\n]*+"
)
"""Texts and comments, in which nothing else counts."""
_MARK = re.compile(rf"(?P<text>{TEXTS})|(?P<mark>[\[\]{{}}.\n,])", re.DOTALL)
_NUMBER = re.compile(rf"(?P<text>{TEXTS})|(?P<number>[0-9_]{{4000,}})", re.DOTALL)
_PLACE = re.compile(r" \(at line (\d+), column \d+\)$")
_AT_END = " (at end of document)"


class TomlError(ValueError):
    """Bytes that are not TOML. `line` counts from 1, and is 0 where no line is at fault."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


class Document:
    """A file's values, and the lines where they stand."""

    def __init__(self, values: Mapping[str, Any], text: str) -> None:
        self.values = values
        self.text = text

    def line(self, path: Path) -> int:
        """The line of a value, from 1: of what holds it where it has none; 0 for the file."""
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path, 0)

    @cached_property
    def _lines(self) -> Mapping[Path, int]:
        # Only who has something to say of a line pays for finding it.
        from ici_tui.toml_lines import lines_of

        return lines_of(self.text)


def parse_toml(data: bytes) -> Document:
    """Read the bytes of a file.

    Raises:
        TomlError: they are not UTF-8 or not TOML, or nested too deeply.
    """
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise TomlError("it is not UTF-8; save it as UTF-8", line) from None
    _check_depth(text)
    try:
        return Document(tomllib.loads(text), text)
    except tomllib.TOMLDecodeError as error:
        raise _told(str(error), text) from None
    except (ValueError, RecursionError, OverflowError) as error:
        # Python makes no number of more digits than it has a limit for.
        numbers = (found for found in _NUMBER.finditer(text) if found["number"])
        line = next((_line(text, found.start()) for found in numbers), 0)
        reason = "a number has too many digits" if line else visible(str(error))[:LONGEST_MESSAGE]
        raise TomlError(f"it cannot be read: {reason}", line) from None


def _told(message: str, text: str) -> TomlError:
    """The parser's own words, their line apart."""
    line = 0
    found = _PLACE.search(message)
    if found:
        message, line = message[: found.start()], int(found.group(1))
    elif message.endswith(_AT_END):
        message, line = message[: -len(_AT_END)], text.count("\n") + 1
    return TomlError(f"this is not TOML: {visible(message)[:LONGEST_MESSAGE]}", line)


def _check_depth(text: str) -> None:
    """Refuse what is nested too deeply, counted by brackets and by the dots of a key."""
    held: list[int] = []
    depth = dots = 0
    for found in _MARK.finditer(text):
        mark = found["mark"]
        if mark is None:
            continue
        if mark == ".":
            dots += 1
        elif mark in "[{":
            # The dots of the key before it lie around it as well.
            held.append(1 + dots)
            depth, dots = depth + held[-1], 0
        else:
            depth -= held.pop() if held and mark in "]}" else 0
            dots = 0
        if depth + dots > DEEPEST:
            reason = f"lists, tables or the parts of a key are more than {DEEPEST} deep"
            raise TomlError(reason, _line(text, found.start()))


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1
