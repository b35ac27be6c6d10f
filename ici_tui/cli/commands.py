"""Every command, in the order in which help lists them. Nothing else lists commands or options."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.cli.table import Command, Group, Room, own
from ici_tui.questions.option import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Command(
    "", "Explore a composite index: rankings, profiles, live weights. Unofficial.",
    "without:without_command",
    (
        own("unit", "The card of one unit.", Kind.UNIT, "--city", "--unit", metavar="NAME"),
        own("theme", "The explorer's theme; see themes.", Kind.THEME, "--theme", metavar="NAME"),
        own("resume", "Continue the explorer's session that was kept last.", Kind.FLAG, "--resume",
            default=False, private=True),
        own("watch", "The explorer reads the pack again when its files change.", Kind.FLAG,
            "--watch", default=False),
        own("plain", "The explorer line by line: nothing is drawn, every answer is text.",
            Kind.FLAG, "--plain", default=False),
        own("version", "The version, and whose.", Kind.FLAG, "--version", default=False),
    ),
)  # fmt: skip
"""What is done without a command."""
WITHOUT = (
    "Without a command it opens the explorer; where there is no terminal, and with {prints}, it "
    "prints the ranking."
)
_FILE = own(
    "file", "A table; FILE:SHEET; - for standard input; as --pack FILE.", Kind.TEXT,
    metavar="[FILE]",
)  # fmt: skip
_WHERE = own(
    "where", "Only units that it is true of: words, or conditions such as 'score>40 region=Asia'.",
    Kind.TEXT, "--where", metavar="FILTER",
)  # fmt: skip
_NEW = own("path", "A folder that is not there yet.", Kind.PATH, needed=True)
ENTRIES: tuple[Command | Room | Group, ...] = (
    Command(
        "rank", "The ranking.", "results:rank",
        (
            own("by", "Rank on another node, by code or name.", Kind.NODE, "--by", metavar="NODE"),
            own("level", "Scores of a level beside each row: 1 the indicators; all: every node.",
                Kind.LEVEL, "--level", metavar="N|all"),
            own("top", "Only the first N.", Kind.WHOLE, "--top", metavar="N", least=1),
            _WHERE,
        ),
    ),
    Command(
        "city", "The card of one unit.", "results:city",
        (own("name", "Code, name, local name, or the beginning of one.", Kind.UNIT,
             needed=True),
         own("full", "All figures, firms, industries and addresses.", Kind.FLAG, "--full",
             default=False)),
    ),
    Room("overview", "questions:ask"),
    Command(
        "scores", "Every score, then ranks; CSV by default.", "results:scores",
        (own("notes", "What is missing and why, and what was imputed.", Kind.FLAG, "--notes",
             default=False), _WHERE),
    ),
    Command("check", "Whether the numbers bear out what the source says of them.", "results:check"),
    Room("documents", "documents:ask"),
    Command(
        "columns", "A table as it is read: its form, what each column is, and every guess.",
        "tables:columns", (_FILE,), opens=False,
    ),
    Command(
        "values", "The values of a table, or of the pack of --pack, at a stage; CSV by default.",
        "tables:values",
        (
            _FILE,
            own("stage", "raw, imputed, treated or normalised.", Kind.TEXT, "--stage",
                metavar="STAGE", default="raw"),
        ),
    ),
    Command("packs", "The packs that are installed.", "upkeep:packs", opens=False),
    Command(
        "export",
        "Write the open pack, with the weights and the pipeline given, as a pack of its own.",
        "upkeep:export", (_NEW,), private=True,
    ),
    Command("themes", "The themes of the explorer.", "upkeep:themes", opens=False),
    Command(
        "schema", "The JSON Schema of what a command writes with --format json.", "schema:schema",
        (own("words", "A command, such as rank or robust pair; without one all are listed.",
             Kind.COMMAND, metavar="[COMMAND]", many=True, default=()),),
        opens=False,
    ),
    Command(
        "help", "Help on a command, or on what every command takes: help pipeline, help output.",
        "help:show",
        (own("words", "A command, pipeline or output.", Kind.COMMAND, metavar="[TOPIC]", many=True,
             default=()),),
        opens=False,
    ),
    Group("pack", "Look after packs."),
    Command(
        "pack check", "What is wrong with a pack: every fault with file, row and column.",
        "upkeep:check_pack",
        (own("path", "The pack's folder, or a workbook.", Kind.PATH, needed=True),),
        opens=False,
    ),
    Command("pack new", "Write a small pack to start from.", "upkeep:new_pack", (_NEW,), opens=False,
            private=True),
    Group("config", "The settings."),
    Command("config path", "Where the settings are read from.", "upkeep:config_path", opens=False,
            private=True),
    Command("config show", "The settings in force, and where each comes from.",
            "upkeep:config_show", opens=False, private=True),
    Command(
        "config forget",
        "Delete what is kept without being asked for: sessions, recent packs, logs of faults.",
        "upkeep:config_forget", opens=False, private=True,
    ),
    Group("robust", "How sure the ranking is."),
    Room("robust", "questions:ask", "robust"),
)  # fmt: skip

GROUPS = {entry.name: entry for entry in ENTRIES if isinstance(entry, Group)}
_NAMED = {entry.name: entry for entry in ENTRIES if isinstance(entry, Command)}
_ROOMS = tuple(entry for entry in ENTRIES if isinstance(entry, Room))


def find(path: str) -> Command | None:
    """The command of some words; None where there is none. Other questions are not imported."""
    if path in _NAMED:
        return _NAMED[path]
    group, _, word = path.rpartition(" ")
    found = (room.find(word) for room in _ROOMS if room.group == group)
    return next((command for command in found if command is not None), None)


def commands(group: str | None = None) -> Iterator[Command]:
    """The commands that this session has: of a group, those without one for the empty word, or all."""
    return (command for command in declared(group) if command.offered)


def groups() -> dict[str, Group]:
    """The groups of which this session has a command."""
    return {name: group for name, group in GROUPS.items() if _has_some(name)}


def _has_some(group: str) -> bool:
    """Whether this session has a command of a group. No question is imported for that."""
    named = any(entry.offered and entry.name.startswith(f"{group} ") for entry in _NAMED.values())
    return named or any(room.group == group for room in _ROOMS)


def declared(group: str | None = None) -> Iterator[Command]:
    """Every command of a group, those without one for the empty word, or all; the closed as well."""
    for entry in ENTRIES:
        if isinstance(entry, Group):
            continue
        whose = entry.group if isinstance(entry, Room) else entry.name.rpartition(" ")[0]
        if group is None or whose == group:
            yield from entry.all() if isinstance(entry, Room) else (entry,)
