"""The state of the explorer as a command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.questions.command_line import command_line
from ici_tui.questions.option import as_words
from ici_tui.questions.selection import NothingAskedError
from ici_tui.tui.asking import job_of, question_of
from ici_tui.tui.view import View
from ici_tui.views.board import Sort

if TYPE_CHECKING:
    from ici_tui.tui.session import Session


def state_line(session: Session) -> str:
    """The line that shows what is open at these weights and methods.

    Where no command shows it, the line opens the explorer at them.
    """
    return command_line(session.study, state_command(session))


def order_told(session: Session) -> str:
    """What no command says of a ranking: that it is sorted; empty where there is nothing to say."""
    ranking = session.view is View.RANKING and not session.profile
    sort = session.board.sort
    if not ranking or sort == Sort():
        return ""
    name = sort.column.head.strip() or sort.column.key
    return f"sorted by {name}{' turned round' if sort.reverse else ''}, which no option says"


def state_command(session: Session) -> tuple[str, ...]:
    """The command that shows what is open, with its own options; none where no command does."""
    if question_of(session) is not None:
        return _question(session)
    codes = session.pack.index.codes
    where = (f"--where={session.text}",) if session.text else ()
    commands = {
        View.RANKING: ("city", *_named([codes[session.unit]]))
        if session.profile
        else ("rank", *where),
        View.SOURCES: ("check",) if session.pack.claims else (),
    }
    return commands.get(session.view, ())


def _question(session: Session) -> tuple[str, ...]:
    try:
        job = job_of(session)
    except NothingAskedError:
        return ()
    return () if job is None else (*job.question.split(), *as_words(job.asked))


def _named(codes: list[str]) -> list[str]:
    """Codes as words, behind `--` where one of them would be taken for an option."""
    return ["--", *codes] if any(code.startswith("-") for code in codes) else codes
