"""What a file of TOML may hold: declared once, and checked before anything is built from it.

A `Shape` checks one value and gives it back as plain data. What is wrong is noted with its path,
and left out of what comes back, so that all faults of a file are found at once and what is built
from the rest has defaults of its own. Nothing is turned into something else without a word: a
number is no text, and `true` is no number.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any, Final

from ici_tui.near import did_you_mean, nearest
from ici_tui.sanitise import clean, unseen, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from ici_tui.toml_file import Path

BAD: Final = object()
"""What a shape gives back for a value that is wrong."""
MOST_NOTES = 100
"""So many faults of one file are told; the others are counted."""
MOST_NAMES = 12
MOST_COMPARED = 20_000
"""Among more names than that the nearest is not looked for: it would take seconds."""
LONGEST_SHOWN = 40
FURTHEST = 1 << 63
"""Whole numbers of TOML have 64 bits."""
_BARE = re.compile(r"[A-Za-z0-9_-]+")


class Wrong:
    """One thing that is wrong: `at` is where, `key` the path to show for it, empty at the top."""

    __slots__ = ("at", "fix", "key", "message")

    def __init__(self, at: Path, key: str, message: str, fix: str) -> None:
        self.at = at
        self.key = key
        self.message = message
        self.fix = fix

    def text(self) -> str:
        """The fault without its file and line."""
        said = f"{self.key}: {self.message}" if self.key else self.message
        return f"{said}; {self.fix}" if self.fix else said


class Notes:
    """What is wrong with one file."""

    def __init__(self) -> None:
        self.found: list[Wrong] = []
        self.left_out = 0

    @property
    def full(self) -> bool:
        """Whether further faults are only counted; their fixes need not be looked for."""
        return len(self.found) >= MOST_NOTES

    def bad(self, at: Path, message: str, fix: str, *, shown: Path | None = None) -> Any:  # noqa: ANN401
        """Note a fault; `BAD`, for a shape to give back.

        Args:
            at: where it is.
            message: what was read.
            fix: what would be right.
            shown: the path to name, where it is not that of the place.
        """
        if not self.full:
            key = path_text(at if shown is None else shown)
            self.found.append(Wrong(at, key, message, fix))
        else:
            self.left_out += 1
        return BAD


class Shape:
    """Something that a value may be."""

    def check(self, value: Any, at: Path, notes: Notes) -> Any:  # noqa: ANN401
        """The checked value, or `BAD` where it is wrong, which is noted."""
        raise NotImplementedError


class Text(Shape):
    """A text, cleaned of what a terminal acts on; with `plain` such a text is refused instead."""

    def __init__(
        self,
        *,
        empty: bool = True,
        plain: bool = False,
        fix: str = "write a text in quotes",
        refused: Callable[[str], tuple[str, str] | None] | None = None,
    ) -> None:
        self._empty = empty
        self._plain = plain
        self._fix = fix
        self._refused = refused
        """What is wrong with a text, and what would be right; None where nothing is."""

    def check(self, value: Any, at: Path, notes: Notes) -> Any:  # noqa: ANN401
        """The text without blanks around it."""
        if not isinstance(value, str):
            return notes.bad(at, f"{shown(value)} is not a text", self._fix)
        if self._plain and unseen(value):
            return notes.bad(at, f"{shown(value)} has characters that are not seen", self._fix)
        text = value if self._plain else clean(value).strip()
        if not self._empty and not text.strip():
            return notes.bad(at, "the text is empty", self._fix)
        wrong = self._refused(text) if self._refused is not None else None
        return text if wrong is None else notes.bad(at, *wrong)


class Printed(Shape):
    """A text, or a number or a date that is taken as it is printed: a year, an edition."""

    def check(self, value: Any, at: Path, notes: Notes) -> Any:  # noqa: ANN401
        """The text."""
        if isinstance(value, str):
            return clean(value).strip()
        small = isinstance(value, int | float) and abs(value) < FURTHEST
        if isinstance(value, bool | list | dict) or (isinstance(value, int | float) and not small):
            return notes.bad(at, f"{shown(value)} is not a text", "write a text in quotes")
        return str(value)


class Flag(Shape):
    """True or false."""

    def check(self, value: Any, at: Path, notes: Notes) -> Any:  # noqa: ANN401
        """The flag."""
        if isinstance(value, bool):
            return value
        return notes.bad(at, f"{shown(value)} is neither true nor false", "write true or false")


class Number(Shape):
    """A finite number from `least` to `most`; with `whole` one without decimals."""

    def __init__(
        self, least: float | None = None, most: float | None = None, *, whole: bool = False
    ) -> None:
        self._least = least
        self._most = most
        self._whole = whole

    def check(self, value: Any, at: Path, notes: Notes) -> Any:  # noqa: ANN401
        """The number: an int where it is to be whole, else a float."""
        kinds = int if self._whole else int | float
        good = (
            isinstance(value, kinds)
            and not isinstance(value, bool)
            and -FURTHEST <= value < FURTHEST
            if isinstance(value, int)
            else isinstance(value, kinds) and math.isfinite(value)
        )
        kind = "a whole number" if self._whole else "a number"
        if not good:
            return notes.bad(at, f"{shown(value)} is not {kind}", f"write {kind}{self._range()}")
        low = self._least is not None and value < self._least
        if low or (self._most is not None and value > self._most):
            return notes.bad(at, f"{shown(value)} is out of range", f"write {kind}{self._range()}")
        return value if self._whole else float(value)

    def _range(self) -> str:
        if self._least is None or self._most is None:
            return f" from {self._least:g}" if self._least is not None else ""
        return f" from {self._least:g} to {self._most:g}"


class Word(Shape):
    """One of a set of words. `what` says what they are: "unit", "status"."""

    def __init__(self, known: Collection[str], what: str) -> None:
        self._known = known
        self._what = what

    def check(self, value: Any, at: Path, notes: Notes) -> Any:  # noqa: ANN401
        """The word."""
        if not isinstance(value, str):
            fix = f"write a {self._what} in quotes: {_names(self._known)}"
            return notes.bad(at, f"{shown(value)} is not a text", fix)
        word = clean(value).strip()
        if word in self._known:
            return word
        fix = "" if notes.full else instead_of(word, self._known)
        return notes.bad(at, f"no {self._what} is called {shown(value)}", fix)


class ListOf(Shape):
    """A list of at least `least` values of one shape; with `alone` one value needs no list."""

    def __init__(
        self,
        shape: Shape,
        *,
        least: int = 0,
        most: int | None = None,
        alone: bool = False,
        fix: str = "",
    ) -> None:
        self._shape = shape
        self._least = least
        self._most = most
        self._alone = alone
        self._fix = fix or "write a list in [ ]"

    def check(self, value: Any, at: Path, notes: Notes) -> Any:  # noqa: ANN401
        """A tuple of what is right in the list."""
        if self._alone and not isinstance(value, list):
            found = self._shape.check(value, at, notes)
            return BAD if found is BAD else (found,)
        if not isinstance(value, list):
            return notes.bad(at, f"{shown(value)} is not a list", self._fix)
        if len(value) < self._least:
            told = f"the list has {_count(len(value))}, and {self._least} or more are needed"
            return notes.bad(at, told, self._fix)
        if self._most is not None and len(value) > self._most:
            told = f"the list has {_count(len(value))}, and {self._most} is the most"
            return notes.bad(at, told, self._fix)
        found = [self._shape.check(item, (*at, place), notes) for place, item in enumerate(value)]
        return tuple(item for item in found if item is not BAD)


class Table(Shape):
    """A table of named fields. What comes back has the keys that were given and are right."""

    def __init__(
        self,
        fields: Mapping[str, Shape],
        needed: Sequence[str] = (),
        *,
        fix: str = "write a table",
        also: Callable[[Mapping[str, Any]], tuple[str, str] | None] | None = None,
    ) -> None:
        self._fields = fields
        self._needed = needed
        self._fix = fix
        self._also = also
        """What is wrong with the fields together, and what would be right; None: nothing is."""

    def check(self, value: Any, at: Path, notes: Notes) -> Any:  # noqa: ANN401
        """A dictionary; `BAD` where a key that is needed is missing or wrong."""
        if not isinstance(value, dict):
            return notes.bad(at, f"{shown(value)} is not a table", self._fix)
        found: dict[str, Any] = {}
        for key, item in value.items():
            shape = self._fields.get(key)
            if shape is None:
                fix = "" if notes.full else instead_of(key, self._fields)
                notes.bad((*at, key), f"there is no key {shown(key)}", fix, shown=at)
                continue
            right = shape.check(item, (*at, key), notes)
            if right is not BAD:
                found[key] = right
        for key in self._needed:
            if key not in value:
                fix = f"give {', '.join(self._needed)}"
                notes.bad(at, f"{key} is missing", fix)
        if any(key not in found for key in self._needed):
            return BAD
        # Only where each field is right by itself there is something to say of all together.
        wrong = self._also(found) if self._also is not None and len(found) == len(value) else None
        return found if wrong is None else notes.bad(at, *wrong)


class TableOf(Shape):
    """A table whose keys are names, each with a value of one shape."""

    def __init__(self, shape: Shape, key: Shape, *, least: int = 0, fix: str = "") -> None:
        self._shape = shape
        self._key = key
        self._least = least
        self._fix = fix or "write a table"

    def check(self, value: Any, at: Path, notes: Notes) -> Any:  # noqa: ANN401
        """A dictionary of what is right in the table."""
        if not isinstance(value, dict):
            return notes.bad(at, f"{shown(value)} is not a table", self._fix)
        if len(value) < self._least:
            return notes.bad(at, "the table is empty", self._fix)
        found: dict[str, Any] = {}
        for key, item in value.items():
            name = self._key.check(key, (*at, key), notes)
            right = self._shape.check(item, (*at, key), notes)
            if name is BAD or right is BAD:
                continue
            if name in found:
                notes.bad((*at, key), "the name is there twice, if what is not seen is left out",
                          "a name is given once")  # fmt: skip
            found[name] = right
        return found


def check(values: Mapping[str, Any], shape: Shape, notes: Notes) -> Mapping[str, Any]:
    """A whole file by its shape; empty where nothing of it is right."""
    found = shape.check(values, (), notes)
    return {} if found is BAD else found


def path_text(path: Path) -> str:
    """A path as it is told, lists counted from 1: `source[3].title`."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part + 1}]"
        else:
            bare = _BARE.fullmatch(part) is not None and len(part) <= LONGEST_SHOWN
            text += ("." if text else "") + (part if bare else shown(part))
    return text


def shown(value: Any) -> str:  # noqa: ANN401 - whatever TOML holds
    """A value as it is quoted in a message: short, on one line, and nothing unseen in it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, int) and abs(value) >= FURTHEST:
        return "a number of more than 64 bits"
    if isinstance(value, str):
        cut = value if len(value) <= LONGEST_SHOWN else value[:LONGEST_SHOWN] + "…"
        return visible(repr(cut))
    return visible(str(value))


def instead_of(word: str, known: Collection[str]) -> str:
    """What to write instead of a word: the nearest known ones, or all of them."""
    near: list[str] = []
    if len(known) <= MOST_COMPARED and len(word) <= 10 * LONGEST_SHOWN:
        near = nearest(word, known) or nearest(word.casefold(), known)
    return did_you_mean(near, f"there are {_names(known)}" if known else "there are none")


def _names(known: Collection[str]) -> str:
    names = [name for name, _ in zip(known, range(MOST_NAMES), strict=False)]
    return ", ".join(names) + (", …" if len(known) > len(names) else "")


def _count(number: int) -> str:
    return "one item" if number == 1 else f"{number or 'no'} items"
