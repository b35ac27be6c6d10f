"""All questions, by name. A module in one of the rooms that declares one is found.

Nothing else lists them.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ici_tui.questions import documents as papers
from ici_tui.questions import overview as whole
from ici_tui.questions import robust

if TYPE_CHECKING:
    from types import ModuleType

    from ici_tui.questions.question import Question


@cache
def questions() -> dict[str, Question]:
    """Every question about robustness by name, in the order of the panels."""
    return declared_in(robust)


@cache
def documents() -> dict[str, Question]:
    """Every question whose answer is a document of its own, by name."""
    return declared_in(papers)


@cache
def overview() -> dict[str, Question]:
    """Every question about an index itself by name."""
    return declared_in(whole)


def question_called(command: str) -> Question:
    """A question by the words of its command."""
    room, _, name = command.rpartition(" ")
    return questions()[name] if room else documents().get(name) or overview()[name]


def declared_in(room: ModuleType) -> dict[str, Question]:
    """The questions of a room, in their order."""
    found = []
    for file in sorted(file for folder in room.__path__ for file in Path(folder).glob("[!_]*.py")):
        declared: Any = import_module(f"{room.__name__}.{file.stem}")
        found.append(declared.QUESTION)
    return {question.name: question for question in sorted(found, key=lambda q: (q.order, q.name))}


@cache
def by_word() -> dict[str, Question]:
    """Every question by its name and its other words."""
    listed = questions().values()
    return {alias: question for question in listed for alias in question.aliases} | questions()
