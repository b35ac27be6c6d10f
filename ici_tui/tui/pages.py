"""Which document each view shows. A document is imported when it is first opened."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, cast

from ici_tui.tui.view import View

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ici_tui.tui.documents.line import Line
    from ici_tui.tui.session import Session

    Writer = Callable[[Session, int], Sequence[Line]]

WRITERS = {
    View.RANKING: "profile:profile_lines",
    View.CLUSTERS: "clusters:cluster_lines",
    View.COMPARE: "compare:compare_lines",
    View.ROBUSTNESS: "robust:robust_lines",
    View.MAP: "map:map_lines",
    View.SOURCES: "sources:source_lines",
    View.METHODS: "methods:method_lines",
    View.STATISTICS: "answer:answer_lines",
    View.COLUMNS: "columns:column_lines",
}
"""Module and function. The ranking's own page is the profile, for screens without room beside."""


def writer_of(session: Session) -> Writer:
    """What writes the page of the open view."""
    return _writer(session.view)


@lru_cache(maxsize=len(WRITERS))
def _writer(view: View) -> Writer:
    module, _, name = WRITERS[view].partition(":")
    found = import_module(f"ici_tui.tui.documents.{module}")
    return cast("Writer", getattr(found, name))
