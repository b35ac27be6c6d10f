"""`ici-tui schema`: the JSON Schema of what a command writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.cli.common import fail
from ici_tui.cli.deliver import deliver, write, write_lines
from ici_tui.cli.output import Format, as_json

if TYPE_CHECKING:
    from ici_tui.cli.common import Common
    from ici_tui.pages.model import Page
    from ici_tui.questions.fields import Record

AS_JSON = frozenset({None, Format.JSON, Format.JSONL})


def schema(common: Common, words: tuple[str, ...]) -> None:
    """The JSON Schema of what a command writes with --format json."""
    from ici_tui.questions.records.by_command import schemas

    name, found = " ".join(words), schemas()
    if name and name in found:
        if common.asked_format not in AS_JSON:
            raise fail(f"a schema is JSON; leave out --format {common.asked_format}", 2)
        write(as_json(found[name], lines=common.asked_format is Format.JSONL), common)
        return
    listed = {
        known: told for known, told in found.items() if not name or known.startswith(f"{name} ")
    }
    if not listed:
        from ici_tui.near import did_you_mean, nearest

        hint = did_you_mean(nearest(name, found), "ici-tui schema lists them")
        raise fail(f"no command that writes JSON is called {name!r}; {hint}", 2)
    _list(listed, common)


def _list(found: dict[str, Record], common: Common) -> None:
    """List commands; without a format their names alone, a line each."""
    from ici_tui.questions.records.upkeep import COMMANDS

    if common.asked_format is None:
        write_lines(found, common)
        return
    records = COMMANDS.all(found.items())

    def page() -> Page:
        from ici_tui.pages.model import Cell, Column, Grid, Page

        columns = (Column("command", key=True), Column("writes", least=8))
        rows = tuple((Cell(name), Cell(str(told["description"]))) for name, told in found.items())
        return Page((Grid(columns, rows),))

    deliver(common, page, records)
