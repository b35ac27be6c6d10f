"""The tables of commands, options and methods in the documentation, from what declares them.

`python -m tests.unit.option_tables` writes them anew.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from ici_tui.cli.commands import ROOT, commands
from ici_tui.cli.common import HOST, OUTPUT, PIPELINE, shared
from ici_tui.cli.help import HELP, TYPERS, meaning, written
from ici_tui.index.methods import STAGES, Kind, Need

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ici_tui.cli.table import Parameter

DOCS = Path(__file__).parents[2] / "docs"
ROBUST = "robust "
"""What the commands begin with that have a table of their own."""
VALUES = {
    Kind.FLAG: "true or false",
    Kind.SHARE: "a share from 0 to 1",
    Kind.WHOLE: "a whole number from 0",
    Kind.METHOD: "a method",
    Kind.METHODS: "a method, or one per level from the bottom up",
}
KNOWN = {
    Need.NOTHING: "–",
    Need.ENDS: "least and greatest value",
    Need.MOMENTS: "count, sum, sums of powers",
    Need.ORDER: "all values",
}


def row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def head(*titles: str) -> Iterator[str]:
    yield row(*titles)
    yield "|---" * len(titles) + "|"


def option(parameter: Parameter, before: str = "") -> str:
    """A row that tells of an option."""
    return row(f"`{before}{written(parameter)}`", meaning(parameter))


def command_table() -> Iterator[str]:
    yield from head("command", "answers")
    for command in commands():
        if not command.name.startswith(ROBUST):
            words = [written(own) for own in command.own if not own.option.flags]
            yield row(f"`{' '.join(('ici-tui', command.name, *words))}`", command.help)


def own_table() -> Iterator[str]:
    """The options of single commands; those of questions about robustness are in their help."""
    yield from head("option", "meaning")
    for command in (ROOT, *commands()):
        if not command.name.startswith(ROBUST):
            for own in command.own:
                if own.option.flags:
                    yield option(own, f"{command.name} ".lstrip())
    yield from map(option, TYPERS)
    yield row(f"`{HELP[0]}`", HELP[1])


def shared_table(topic: str) -> Callable[[], Iterator[str]]:
    def table() -> Iterator[str]:
        yield from head("option", "meaning")
        yield from (option(one) for one in shared() if one.option.topic == topic)

    return table


def stage_table() -> Iterator[str]:
    yield from head("stage", "what it says", "set to")
    for stage in STAGES.values():
        yield row(f"`{stage.name}`", stage.meaning, VALUES[stage.kind])


def method_table() -> Iterator[str]:
    yield from head("stage", "method", "does", "has to know of a column first")
    for stage in STAGES.values():
        for form in stage.forms:
            yield row(f"`{stage.name}`", f"`{form.written}`", form.meaning, KNOWN[form.need])


TABLES: dict[str, tuple[str, Callable[[], Iterator[str]]]] = {
    "commands": ("command-line.md", command_table),
    "options of every command: pipeline": ("command-line.md", shared_table(PIPELINE)),
    "options of every command: output": ("command-line.md", shared_table(OUTPUT)),
    "options of every command: host": ("command-line.md", shared_table(HOST)),
    "options of single commands": ("command-line.md", own_table),
    "stages": ("methods.md", stage_table),
    "methods": ("methods.md", method_table),
}
"""By name, the page that has the table, and what makes it."""


def renewed(text: str, name: str) -> str:
    """A page with one of its tables written anew."""
    begin, end = f"<!-- {name}, generated -->\n", f"<!-- end of {name} -->\n"
    table = "".join(f"{line}\n" for line in TABLES[name][1]())
    return re.sub(f"(?s){re.escape(begin)}.*{re.escape(end)}", lambda _: begin + table + end, text)


if __name__ == "__main__":
    for table_name, (page, _) in TABLES.items():
        file = DOCS / page
        file.write_text(renewed(file.read_text(encoding="utf-8"), table_name), encoding="utf-8")
