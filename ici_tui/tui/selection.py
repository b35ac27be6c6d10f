"""From a session to what a question can take its options from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.pages.focus import Focus
from ici_tui.questions.selection import Selection
from ici_tui.tui.documents.locks import held_locks, lost_locks

if TYPE_CHECKING:
    from ici_tui.tui.session import Session


def selection_of(session: Session) -> Selection:
    """What the cursor and the marks are on, and how weights move."""
    codes, ranks = session.pack.index.codes, session.board.ranks
    compared = session.compared()
    best_first = sorted(compared[:2], key=lambda place: (int(ranks[place]) or 10**9, place))
    return Selection(
        unit=codes[session.unit],
        pair=tuple(codes[place] for place in best_first),
        compared=tuple(codes[place] for place in compared),
        marked=tuple(codes[place] for place in session.marks),
        fixed=tuple(sorted(session.fixed)),
        group=session.group,
        most=MOST_LISTED if len(codes) > MOST_LISTED else None,
        node=session.node,
        over=session.over.value,
        near=session.near,
        locked=held_locks(session),
        lost=lost_locks(session),
    )


def focus_of(session: Session) -> Focus:
    """Who stands out on a page."""
    codes = session.pack.index.codes
    marks = tuple(codes[place] for place in session.marks)
    return Focus(codes[session.unit], marks, MOST_LISTED, session.closed)


MOST_LISTED = 300
"""Units that a page of the explorer lists; of the others it says how many there are."""
