"""Help, from the table of commands: a command's own options first, what all take in a line each."""

from __future__ import annotations

import shutil
import textwrap
from typing import TYPE_CHECKING

from ici_tui.allowed import rights
from ici_tui.cli.commands import GROUPS, ROOT, WITHOUT, commands, find, groups
from ici_tui.cli.common import HOST, OUTPUT, PIPELINE, TABLE, fail, shared
from ici_tui.cli.output import Format
from ici_tui.cli.table import Command, own
from ici_tui.questions.option import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ici_tui.cli.common import Common
    from ici_tui.cli.table import Parameter

    Row = tuple[str, str]
    """What is written, and what it means."""

WIDEST, NARROWEST = 80, 30
MOST_NAMED = 4
"""Options of every command that its help names."""
BROADEST = 24
"""Cells of the left column, where the right one has room."""
TYPERS = (
    own("install_completion", "Install completion for this shell.", Kind.FLAG,
        "--install-completion"),
    own("show_completion", "Show completion for this shell, to copy it.", Kind.FLAG,
        "--show-completion"),
)  # fmt: skip
"""Options that typer adds by itself, without a command."""
HELP = ("-h, --help", "Show this and exit.")
TOPICS = {
    PIPELINE: "Options of every command that say which data, weights and methods.",
    TABLE: "Options of every command that say how a table is read, where a guess is wrong.",
    OUTPUT: "Options of every command that say in which form and where it writes.",
    HOST: "Options of every command that say what it may take, and what a visitor may do.",
}


def show(common: Common, words: tuple[str, ...]) -> None:
    """Print the help on a command or a topic."""
    from ici_tui.cli.deliver import write

    path = " ".join(words)
    command = find(path)
    known_command = command is not None and command.offered
    if not (path in TOPICS or path in groups() or not path or known_command):
        from ici_tui.near import did_you_mean, nearest

        known = [*TOPICS, *groups(), *(command.name for command in commands())]
        hint = did_you_mean(nearest(path, known), "ici-tui --help lists the commands")
        raise fail(f"there is no help on {path!r}; {hint}", 2)
    if common.asked_format not in {None, Format.TABLE}:
        raise fail(f"help is text; leave out --format {common.asked_format}", 2)
    write(help_text(path), common)


def help_text(path: str, width: int | None = None) -> str:
    """The help on a command, a group of commands, or a topic.

    Args:
        path: the command's words, or a key of `TOPICS`; empty for the program.
        width: in cells; the terminal's, or that of a page.
    """
    if width is None:
        width = min(shutil.get_terminal_size((WIDEST, 24)).columns, WIDEST)
    parts = _topic(path) if path in TOPICS else _parts(path)
    return "\n".join(_drawn(parts, max(width, NARROWEST)))


def _topic(topic: str) -> Iterator[str | tuple[str, list[Row]]]:
    yield f"  {TOPICS[topic]}"
    yield "Options", [(written(one), meaning(one)) for one in _shared(topic)]


def _shared(topic: str) -> list[Parameter]:
    """The options of every command that a topic tells of, and that this session has."""
    return [one for one in shared() if one.option.topic == topic and one.offered]


def _parts(path: str) -> Iterator[str | tuple[str, list[Row]]]:
    """Usage, meaning, and the sections: a title and rows each."""
    group = GROUPS.get(path)
    command = ROOT if not path else find(path)
    declared = () if group is not None or command is None else command.own
    own_options = [one for one in declared if one.offered]
    words = [written(one) for one in own_options if not one.option.flags]
    tail = " COMMAND …" if group is not None or not path else ""
    yield f"Usage: {' '.join(filter(None, ('ici-tui', path, '[OPTIONS]', *words)))}{tail}"
    yield "  " + (group.help if group is not None else command.help if command is not None else "")
    if not path:
        prints = "--format" if rights.closed() else "--format or -o"
        yield f"  {WITHOUT.format(prints=prints)}"
    yield "Arguments", [(written(one), meaning(one)) for one in own_options if not one.option.flags]
    added = TYPERS if not path and not rights.closed() else ()
    flagged = [(written(one), meaning(one)) for one in (*own_options, *added) if one.option.flags]
    yield "Options", [*flagged, HELP]
    yield "Options of every command", list(_everywhere(command))
    if tail:
        yield "Commands", list(_commands(path))


def _everywhere(command: Command | None) -> Iterator[Row]:
    """A line for each topic: the first of its options, and where to read about all."""
    for topic in TOPICS:
        if topic == PIPELINE and command is not None and not command.opens:
            continue
        flags = [one.option.flags[-1] for one in _shared(topic)]
        more = " …" if len(flags) > MOST_NAMED else ""
        named = ", ".join(flags[:MOST_NAMED])
        yield f"ici-tui help {topic}", f"{named}{more}"


def _commands(group: str) -> Iterator[Row]:
    for command in commands(group):
        yield command.name.rpartition(" ")[2], command.help
    if not group:
        yield from ((f"{name} …", found.help) for name, found in groups().items())


def written(one: Parameter) -> str:
    """An option with every way to write it, or an argument as the usage has it."""
    option = one.option
    if option.flags:
        flags = ", ".join(filter(None, (*option.flags, option.off)))
        return f"{flags} {option.metavar}".rstrip()
    shown = option.metavar or one.name.upper() + "…" * option.many
    return shown if option.needed or shown.startswith("[") else f"[{shown}]"


def meaning(one: Parameter) -> str:
    """An option's help: the methods of its stage, what may be given, and what it is without."""
    option = one.option
    text = option.help
    if option.kind is Kind.METHOD:
        from ici_tui.index.methods import listed

        text = f"{listed(one.name)}; {text}" if text else f"{listed(one.name)}."
    notes = ["needed"] if option.needed and option.flags else []
    notes += [_range(option.least, option.most)] if option.most or option.least else []
    if one.default not in {None, False, ()} and option.kind is not Kind.FLAG:
        shown = f"{one.default:g}" if isinstance(one.default, float) else str(one.default)
        notes.append(f"default {shown}")
    return f"{text} ({'; '.join(notes)})" if notes else text


def _range(least: float | None, most: float | None) -> str:
    low = "" if least is None else f"from {least:,g}"
    return f"{low} to {most:,.0f}".lstrip() if most is not None else low


def _drawn(parts: Iterable[str | tuple[str, Sequence[Row]]], width: int) -> Iterator[str]:
    for part in parts:
        if isinstance(part, str):
            indent = "  " if part.startswith("  ") else ""
            yield from textwrap.wrap(
                part.strip(), width, initial_indent=indent, subsequent_indent=indent or "  ",
                break_on_hyphens=False,
            )  # fmt: skip
            yield ""
        elif part[1]:
            yield f"{part[0]}:"
            yield from _rows(part[1], width)
            yield ""


def _rows(rows: Sequence[Row], width: int) -> Iterator[str]:
    """Rows in two columns; a long word, and every word where room is short, has its own line."""
    column = min(max(len(word) for word, _ in rows), BROADEST)
    hang = column + 4 if width >= column + 32 else 6
    for word, text in rows:
        fits = len(word) <= hang - 4
        lines = textwrap.wrap(text, width - hang, break_on_hyphens=False) or [""]
        if fits:
            yield f"  {word.ljust(hang - 4)}  {lines.pop(0)}".rstrip()
        else:
            yield from textwrap.wrap(
                word, width, initial_indent="  ", subsequent_indent="    ", break_on_hyphens=False
            )
        yield from (" " * hang + line for line in lines)
