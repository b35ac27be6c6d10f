"""The state of the explorer as a command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.questions.command_line import command_line
from ici_tui.questions.option import as_words
from ici_tui.questions.registry import documents, question_called
from ici_tui.questions.selection import NothingAskedError
from ici_tui.tui.groupings import found_on
from ici_tui.tui.selection import selection_of
from ici_tui.tui.view import View

if TYPE_CHECKING:
    from ici_tui.tui.session import Session


def state_line(session: Session) -> str:
    """The line that shows what is open at these weights and methods.

    Where no command shows it, the line opens the explorer at them.
    """
    return command_line(session.study, state_command(session))


def state_command(session: Session) -> tuple[str, ...]:
    """The command that shows what is open, with its own options; none where no command does."""
    if session.view is View.CLUSTERS:
        return _clusters(session)
    if session.view is View.ROBUSTNESS:
        return _question(session)
    codes = session.pack.index.codes
    compared = session.compared()
    commands = {
        View.RANKING: ("city", *_named([codes[session.unit]])) if session.profile else ("rank",),
        View.COMPARE: ("compare", *_named([codes[k] for k in compared])) if compared[1:] else (),
        View.STATISTICS: ("stats",),
        View.SOURCES: ("check",) if session.pack.claims else (),
    }
    return commands.get(session.view, ())


def _clusters(session: Session) -> tuple[str, ...]:
    if found_on(session.pack.index, session.group):
        return ("robust", "clusters")
    return ("clusters", "--by", session.group) if session.group else ()


def _question(session: Session) -> tuple[str, ...]:
    question = question_called(session.panel)
    try:
        asked = question.chosen(selection_of(session))
    except NothingAskedError:
        return ()
    room = () if question.name in documents() else ("robust",)
    return (*room, question.name, *as_words(asked))


def _named(codes: list[str]) -> list[str]:
    """Codes as words, behind `--` where one of them would be taken for an option."""
    return ["--", *codes] if any(code.startswith("-") for code in codes) else codes
