"""How an option is declared: once, for the command line, the explorer, completion and the help."""

from __future__ import annotations

from dataclasses import Field, dataclass, field, fields
from enum import Enum
from typing import Any


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


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a question. Its name and its default are those of the field it belongs to."""

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


OPTION = "option"
"""The key of a field's metadata."""


def option(declared: Option, default: Any = None) -> Any:  # noqa: ANN401 - the field says what it is
    """A field of a question's options."""
    return field(default=default, metadata={OPTION: declared})


def options_of(asked: type) -> dict[str, tuple[Option, Field[Any]]]:
    """The options of a question by name, each with its field, in the order of declaration."""
    return {found.name: (found.metadata[OPTION], found) for found in fields(asked)}
