"""The units by a group of the pack, or by what is alike: the clusters fold."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from ici_tui.pages.clusters import group_blocks
from ici_tui.pages.layout import lay_out
from ici_tui.pages.model import Page
from ici_tui.tui.documents.line import BLANK, Line, fitted, line, paragraph
from ici_tui.tui.documents.tabs import tab_lines
from ici_tui.tui.groupings import found_on, groupings
from ici_tui.tui.selection import MOST_LISTED, focus_of
from ici_tui.views.clusters import build_clusters

if TYPE_CHECKING:
    from ici_tui.pages.focus import Focus
    from ici_tui.tui.session import Session
    from ici_tui.views.study import Study


@fitted
def cluster_lines(session: Session, width: int) -> list[Line]:
    """The clusters of the session's group; of those that are folded the title is shown."""
    index = session.pack.index
    if not session.group:
        told = "b shows clusters found from the data: units that are alike."
        return [line(("This index has no groups.", "muted")), *paragraph(told, width, "muted")]
    on, keys = found_on(index, session.group), "b next grouping"
    if on == "contributions":
        keys += f" · v over {session.over.value}"
    tabs = tab_lines(groupings(index), session.group, keys, width, "By ")
    if on:
        from ici_tui.tui.documents.alike import alike_lines

        return [*tabs, BLANK, *alike_lines(session, on, width)]
    return [*tabs, *_written(session.study, session.group, focus_of(session), width)]


@lru_cache(maxsize=1)
def _written(study: Study, group: str, focus: Focus, width: int) -> tuple[Line, ...]:
    """What `ici-tui clusters` shows: kept while only the cursor on the page moves."""
    clusters = build_clusters(study, group, MOST_LISTED)
    return tuple(lay_out(Page(group_blocks(clusters, group, study, focus)), width))
