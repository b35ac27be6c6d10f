"""The statistics of an index, and below them, unfolded, every pair of nodes that correlates."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from ici_tui.pages.acts import Fold
from ici_tui.pages.layout import lay_out
from ici_tui.pages.model import Page, Section
from ici_tui.pages.statistics import pair_blocks, statistics_blocks
from ici_tui.tui.documents.line import Line, fitted
from ici_tui.views.per_study import per_study
from ici_tui.views.statistics import build_statistics

if TYPE_CHECKING:
    from ici_tui.tui.session import Session
    from ici_tui.views.statistics import IndexStatistics
    from ici_tui.views.study import Study

PAIRS = Fold("section:correlations")


@fitted
def statistics_lines(session: Session, width: int) -> list[Line]:
    """What `ici-tui stats` shows; what `--correlations` shows starts folded."""
    return list(_written(session.study, width, folded=PAIRS.key not in session.closed))


@per_study
def _found(study: Study) -> IndexStatistics:
    return build_statistics(study)


@lru_cache(maxsize=2)
def _written(study: Study, width: int, *, folded: bool) -> tuple[Line, ...]:
    """The lines: kept while only the cursor on the page moves."""
    found = _found(study)
    pairs = Section(f"Correlations: {len(found.pairs)} pairs", PAIRS, folded)
    shown = () if folded else pair_blocks(found)
    page = Page((*statistics_blocks(found, study), pairs, *shown))
    return tuple(lay_out(page, width))
