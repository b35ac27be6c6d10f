"""Two to four units side by side: what `ici-tui compare` shows, and how to choose others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.pages.layout import lay_out
from ici_tui.pages.model import Blank, Page, Para
from ici_tui.tui.documents.answer import answer_lines
from ici_tui.tui.documents.line import Line, fitted
from ici_tui.tui.session import MOST_COMPARED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ici_tui.tui.session import Session


@fitted
def compare_lines(session: Session, width: int) -> list[Line]:
    """The units that are marked; with fewer than two, the one at the cursor and its neighbour."""
    found = answer_lines(session, width)
    if len(session.compared()) < 2:
        return found
    return [*found, *lay_out(Page((Blank(), *_choosing(session))), width)]


def _choosing(session: Session) -> Iterator[Para]:
    """Who is left out of the comparison, and how to choose whom to compare."""
    index, marks = session.pack.index, session.marks
    if len(marks) > MOST_COMPARED:
        left = ", ".join(index.names[place] for place in marks[MOST_COMPARED:])
        yield Para.note(f"The first {MOST_COMPARED} marked are compared; marked as well: {left}.")
    if len(marks) < 2:
        words = index.info.words.plural
        yield Para.note(
            f"Mark {words} in the ranking with Space to compare others, up to {MOST_COMPARED}."
        )
