"""Makes a session of an edit of columns, and says what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.index.errors import PipelineError
from ici_tui.tables.errors import EditError

if TYPE_CHECKING:
    from collections.abc import Callable

    from ici_tui.tui.session import Session

    Make = Callable[[Session], Session]
    Told = Callable[[Session, Session], str]


def made(make: Make, told: str | Told, session: Session) -> tuple[Session | None, str]:
    """The session that an edit makes, and what is said of it; None and why, where it cannot be.

    Args:
        make: the edit.
        told: what is said, or what says it of the sessions before and after.
        session: the one before.
    """
    try:
        found = make(session)
    except (EditError, PipelineError) as error:
        return None, str(error)
    return found, told if isinstance(told, str) else told(session, found)
