"""The units by a group of the pack, or by what is alike: the clusters fold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.tui.documents.answer import answer_lines
from ici_tui.tui.documents.line import BLANK, Line, fitted
from ici_tui.tui.documents.tabs import tab_lines
from ici_tui.tui.groupings import found_on, groupings

if TYPE_CHECKING:
    from ici_tui.tui.session import Session


@fitted
def cluster_lines(session: Session, width: int) -> list[Line]:
    """The clusters of the session's group; of those that are folded the title is shown."""
    index = session.pack.index
    if not session.group:
        return answer_lines(session, width)
    on, keys = found_on(index, session.group), "b next grouping"
    if on == "contributions":
        keys += f" · v weights of: {session.over.value}"
    tabs = tab_lines(groupings(index), session.group, keys, width, "By ")
    if on:
        from ici_tui.tui.documents.alike import alike_lines

        return [*tabs, BLANK, *alike_lines(session, on, width)]
    return [*tabs, *answer_lines(session, width)]
