"""What every command writes as JSON: its records, and their JSON Schema."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ici_tui.questions.records import card, columns, ranking, upkeep
from ici_tui.questions.registry import documents, overview, questions

if TYPE_CHECKING:
    from ici_tui.questions.fields import Record, Records
    from ici_tui.questions.question import Question

DIALECT = "https://json-schema.org/draft/2020-12/schema"
RECORDS: dict[str, tuple[Records, ...]] = {
    "rank": (ranking.RANK,),
    "city": (card.CARD,),
    "scores": (ranking.SCORES,),
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
    return {
        **_of_questions(overview()),
        **{
            name: _whole(name, " ".join(one.help for one in many), [one.schema() for one in many])
            for name, many in RECORDS.items()
        },
        **_of_questions(questions()),
        **_of_questions(documents()),
    }


def _of_questions(room: dict[str, Question]) -> dict[str, Record]:
    return {
        question.command: _whole(question.command, question.summary, [question.schema()])
        for question in room.values()
    }


def _whole(command: str, told: str, several: list[Record]) -> Record:
    head: Record = {"$schema": DIALECT, "title": f"ici-tui {command}", "description": told}
    return head | (several[0] if len(several) == 1 else {"anyOf": several})
