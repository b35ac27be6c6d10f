"""The records of statements, packs, themes and settings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ici_tui.questions.fields import FLAG, TEXT, WHOLE, Field, Records
from ici_tui.questions.terms import from_part

if TYPE_CHECKING:
    from pathlib import Path

    from ici_tui.packs.find import PackPlace
    from ici_tui.settings.themes import Theme

STATEMENTS = Records(
    "The source's claims about its own results, in its order.",
    (
        Field("id", TEXT, "the claim"),
        Field("text", TEXT),
        Field("kind", TEXT, "hard (stated outright), soft (a reading), conflict"),
        Field("verdict", TEXT),
        Field("holds_in", WHOLE, "in how many tables it holds", none=True),
        Field("of", WHOLE, "in how many tables it was looked at", none=True),
        Field("note", TEXT, "how it is read"),
    ),
)
PACKS = Records(
    "The packs that are installed.",
    (
        Field("name", TEXT, get="place.name"),
        Field("title", TEXT),
        Field("units", WHOLE, "null where the table is not CSV", none=True),
        Field("kind", TEXT, "bundled or user", "place.kind"),
        Field("folder", TEXT, get=lambda pack: str(pack.place.folder)),
    ),
)
FAULTS = Records(
    "What is wrong with a pack: a record per fault.",
    (
        Field("file", TEXT, get=lambda fault: fault.file or None, none=True),
        Field("row", WHOLE, "the line of a text file", lambda fault: fault.row or None, none=True),
        Field("column", TEXT, "in TOML the path of a key", lambda fault: fault.column or None,
              none=True),
        Field("message", TEXT, get=lambda fault: fault.message or None, none=True),
        Field("fix", TEXT, "what would be right", lambda fault: fault.fix or None, none=True),
    ),
)  # fmt: skip
FILES = Records("The files that were written.", (Field("file", TEXT, get=str),))
THEMES = Records(
    "The themes of the explorer.",
    (
        *from_part(
            (
                Field("name", TEXT),
                Field("title", TEXT),
                Field("ground", TEXT, "dark or light", lambda t: "dark" if t.dark else "light"),
                Field("colours", TEXT, "full or sixteen",
                      lambda t: "sixteen" if t.ansi else "full"),
                Field("kind", TEXT, "bundled or user"),
            ),
            "theme",
        ),
        Field("current", FLAG, "whether the settings choose it"),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Installed:
    """A pack that is installed, and what is seen of it at a glance."""

    place: PackPlace
    title: str
    units: int | None


@dataclass(frozen=True, slots=True)
class Listed:
    """A theme, and whether the settings choose it."""

    theme: Theme
    current: bool


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How many files were deleted, and where."""

    deleted: int
    folder: Path


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting in force, and where it comes from."""

    key: str
    value: str | bool
    origin: str


SETTINGS = Records(
    "The settings in force, and what is kept without being asked for.",
    (
        Field("key", TEXT),
        Field("value", TEXT, also=FLAG),
        Field("from", TEXT, "where it comes from, or why it is kept", "origin"),
    ),
)
PATH = Records(
    "Where the settings are read from.",
    (Field("path", TEXT, get=str), Field("exists", FLAG, get=lambda file: file.exists())),
)
FORGOTTEN = Records(
    "What was deleted.",
    (
        Field("deleted", WHOLE, "files"),
        Field("folder", TEXT, get=lambda found: str(found.folder)),
    ),
)
COMMANDS = Records(
    "The commands that write JSON.",
    (
        Field("command", TEXT, get=lambda found: found[0]),
        Field("writes", TEXT, "what its records are", lambda found: found[1]["description"]),
    ),
)
