"""All questions, by name. A module in `robust` that declares one is found; nothing else lists it."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Any

from ici_tui.questions import robust

if TYPE_CHECKING:
    from ici_tui.questions.question import Question


@cache
def questions() -> dict[str, Question]:
    """Every question by name, in the order of the panels."""
    found = []
    for module in iter_modules(robust.__path__):
        declared: Any = import_module(f"{robust.__name__}.{module.name}")
        found.append(declared.QUESTION)
    return {question.name: question for question in sorted(found, key=lambda q: (q.order, q.name))}


@cache
def by_word() -> dict[str, Question]:
    """Every question by its name and its other words."""
    listed = questions().values()
    return {alias: question for question in listed for alias in question.aliases} | questions()
