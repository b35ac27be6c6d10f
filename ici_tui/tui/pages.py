"""Which document each view shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.tui.documents.clusters import cluster_lines
from ici_tui.tui.documents.compare import compare_lines
from ici_tui.tui.documents.map import map_lines
from ici_tui.tui.documents.methods import method_lines
from ici_tui.tui.documents.profile import profile_lines
from ici_tui.tui.documents.robust import robust_lines
from ici_tui.tui.documents.sources import source_lines
from ici_tui.tui.session import View

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ici_tui.tui.documents.line import Line
    from ici_tui.tui.session import Session

    Writer = Callable[[Session, int], Sequence[Line]]

WRITERS: dict[View, Writer] = {
    View.RANKING: profile_lines,
    View.CLUSTERS: cluster_lines,
    View.COMPARE: compare_lines,
    View.ROBUSTNESS: robust_lines,
    View.MAP: map_lines,
    View.SOURCES: source_lines,
    View.METHODS: method_lines,
}
"""The ranking's own page is the profile, which takes its place where there is no room for both."""


def writer_of(session: Session) -> Writer:
    """What writes the page of the open view."""
    return WRITERS[session.view]
