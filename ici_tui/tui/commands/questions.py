"""A command for each question: a palette entry and a word of its own, from its declaration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.questions.option import Kind, options_of
from ici_tui.questions.registry import questions
from ici_tui.tui.asking import alone, opened
from ici_tui.tui.commands.named import unit_called
from ici_tui.tui.commands.registry import command, free_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from ici_tui.questions.question import Question
    from ici_tui.tui.commands.door import Door


KEYS = {"change": ("E",)}
"""Keys of questions that stand alone."""


def about_one_unit(question: Question) -> bool:
    """Whether a unit, and nothing else, is what stands behind its name on the command line."""
    standing = [found for found, _ in options_of(question.asked).values() if not found.flags]
    return [found.kind for found in standing] == [Kind.UNIT]


def about_units(question: Question) -> bool:
    """Whether units are what stands behind its name on the command line."""
    return any(
        not found.flags and found.kind is Kind.UNIT
        for found, _ in options_of(question.asked).values()
    )


def opening(question: Question) -> Callable[[Door, str], None]:
    """What the question's command does: it opens its panel, about a unit where one is named."""

    def act(app: Door, argument: str) -> None:
        place = unit_called(app, argument) if argument else app.session.unit
        if place is not None:
            app.take(opened(app.session.at_unit(place), question))
            app.open_view(question.view)

    act.__doc__ = question.summary
    return act


for _question in alone().values():
    command(
        f"{_question.room.removesuffix('s')}.{_question.name}",
        _question.title,
        keys=KEYS.get(_question.name, ()),
        word=_question.name,
        argument="[UNIT]" if about_units(_question) else "",
    )(opening(_question))
for _question in questions().values():
    _word, *_aliases = free_words((_question.name, *_question.aliases)) or ("",)
    command(
        f"robust.{_question.name}",
        _question.title,
        word=_word,
        aliases=tuple(_aliases),
        argument="[UNIT]" if _word and about_one_unit(_question) else "",
    )(opening(_question))
