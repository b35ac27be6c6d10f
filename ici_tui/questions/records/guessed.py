"""What an object of JSON says of directions that are guesses."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ici_tui.questions.fields import Record
    from ici_tui.views.study import Study

DIRECTIONS, MOVED = "directions_guessed", "moved_if_turned"


def guessed_record(study: Study) -> Record:
    """How many directions are guesses, and whom each moves; empty where none is one."""
    if study.pack.table is None:
        return {}
    from ici_tui.views.guessed import guessed_directions

    found = guessed_directions(study)
    if found is None:
        return {}
    moved = {one.code: one.moved for one in found.directions}
    return {DIRECTIONS: len(found.directions), MOVED: moved}


def with_guesses(schema: Record) -> Record:
    """The schema of an object that may say so; a list has no place for it."""
    found = schema.get("properties")
    if not isinstance(found, dict) or DIRECTIONS in found:
        return schema
    whole = {"type": "integer", "description": "of a table: indicators whose direction is a guess"}
    moved = {
        "type": "object",
        "description": "of a table, by such an indicator: units that change rank if it is turned",
        "additionalProperties": {"type": ["integer", "null"]},
    }
    return schema | {"properties": {**found, DIRECTIONS: whole, MOVED: moved}}
