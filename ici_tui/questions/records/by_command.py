"""What every command writes as JSON: its records, and their JSON Schema."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ici_tui.questions.records import card, columns, groups, ranking, statistics, upkeep
from ici_tui.questions.registry import documents, questions

if TYPE_CHECKING:
    from ici_tui.questions.fields import Record, Records

DIALECT = "https://json-schema.org/draft/2020-12/schema"
RECORDS: dict[str, tuple[Records, ...]] = {
    "rank": (ranking.RANK,),
    "city": (card.CARD,),
    "compare": (groups.COMPARISON,),
    "clusters": (groups.CLUSTERS,),
    "scores": (ranking.SCORES,),
    "stats": (statistics.STATISTICS, statistics.PAIRS),
    "check": (upkeep.STATEMENTS,),
    "columns": (columns.COLUMNS,),
    "values": (columns.VALUES,),
    "packs": (upkeep.PACKS,),
    "export": (upkeep.FILES,),
    "pack check": (upkeep.FAULTS,),
    "pack new": (upkeep.FILES,),
    "themes": (upkeep.THEMES,),
    "config path": (upkeep.PATH,),
    "config show": (upkeep.SETTINGS,),
    "config forget": (upkeep.FORGOTTEN,),
    "schema": (upkeep.COMMANDS,),
}
"""By command; several where an option has it write others."""


@cache
def schemas() -> dict[str, Record]:
    """The JSON Schema of what each command writes, by the command's words."""
    found = {
        name: _whole(name, " ".join(one.help for one in several), [one.schema() for one in several])
        for name, several in RECORDS.items()
    }
    for name, question in questions().items():
        command = f"robust {name}"
        found[command] = _whole(command, question.summary, [question.schema()])
    for name, question in documents().items():
        found[name] = _whole(name, question.summary, [question.schema()])
    return found


def _whole(command: str, told: str, several: list[Record]) -> Record:
    head: Record = {"$schema": DIALECT, "title": f"ici-tui {command}", "description": told}
    return head | (several[0] if len(several) == 1 else {"anyOf": several})
