"""How an option is declared: once, for the command line, the explorer, completion and the help."""

from __future__ import annotations

from dataclasses import Field, field, fields
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator


class Kind(Enum):
    """What an option holds. It says what a shell completes, and what the explorer fills in."""

    TEXT = "text"
    FLAG = "flag"
    WHOLE = "whole"
    NUMBER = "number"
    CHOICE = "choice"
    UNIT = "unit"
    NODE = "node"
    GROUP = "group"
    PACK = "pack"
    WEIGHTS = "weights"
    METHOD = "method"
    """A method, or several, of the stage that the option is named after."""
    THEME = "theme"
    LEVEL = "level"
    COMMAND = "command"
    PATH = "path"


class Option(NamedTuple):
    """An option of a question or a command. Its name and its default stand beside it."""

    help: str
    kind: Kind = Kind.TEXT
    flags: tuple[str, ...] = ()
    """Such as `--within`; without any it is a word that stands by itself."""
    metavar: str = ""
    choices: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None
    many: bool = False
    """Whether it may be given again, or any number of words may stand there."""
    needed: bool = False
    idle: str = ""
    """Why it has no part in this answer, where it is taken for the sake of the others."""
    off: str = ""
    """What switches a flag off: `--no-denominate`."""
    private: bool = False
    """Whether it writes or opens files: closed where a session is read-only."""
    topic: str = ""
    """Where help tells of it, for an option that every command takes."""


OPTION = "option"
"""The key of a field's metadata."""


def option(declared: Option, default: Any = None) -> Any:  # noqa: ANN401 - the field says what it is
    """A field of a question's options."""
    return field(default=default, metadata={OPTION: declared})


def options_of(asked: type) -> dict[str, tuple[Option, Field[Any]]]:
    """The options of a question by name, each with its field, in the order of declaration."""
    return {
        found.name: (found.metadata[OPTION], found)
        for found in fields(asked)
        if OPTION in found.metadata
    }


def as_words(asked: Any) -> tuple[str, ...]:  # noqa: ANN401 - every question has its own
    """A question's options as they are typed: those first that differ from their defaults.

    A word that would be taken for an option stands at the end, behind `--`.
    """
    flagged: list[str] = []
    plain: list[str] = []
    for name, (declared, found) in options_of(type(asked)).items():
        value = getattr(asked, name)
        if not declared.flags:
            plain += _each(value)
        elif value != found.default:
            flagged += _flagged(declared, value)
    dashed = any(word.startswith("-") for word in plain)
    return (*flagged, "--", *plain) if dashed else (*plain, *flagged)


def _each(value: object) -> list[str]:
    values = value if isinstance(value, tuple) else () if value is None else (value,)
    return [f"{one:g}" if isinstance(one, float) else str(one) for one in values]


def _flagged(declared: Option, value: object) -> Iterator[str]:
    flag = declared.flags[-1]
    if declared.kind is Kind.FLAG:
        yield flag
        return
    for one in _each(value):
        if one.startswith("-"):
            yield f"{flag}={one}"
        else:
            yield from (flag, one)
