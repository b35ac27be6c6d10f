"""`ici-tui stats`: what the data, the weights and the correlations say of an index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ici_tui.cli.common import tell
from ici_tui.cli.deliver import Origin, deliver
from ici_tui.cli.opening import study_of

if TYPE_CHECKING:
    from ici_tui.cli.common import Common
    from ici_tui.pages.model import Page


def stats(common: Common, *, correlations: bool) -> None:
    """Availability, moments, weight and influence, correlations, Cronbach's alpha."""
    from ici_tui.questions.records.statistics import PAIRS, statistics_records
    from ici_tui.views.statistics import build_statistics

    study = study_of(common)
    found = build_statistics(study)
    if found.uncompared and not common.paged:
        tell(found.uncompared)

    def page() -> Page:
        from ici_tui.pages.headings import document
        from ici_tui.pages.statistics import pair_blocks, statistics_blocks

        return document(
            study, pair_blocks(found) if correlations else statistics_blocks(found, study)
        )

    made = PAIRS.all(found.pairs) if correlations else statistics_records(found, study)
    deliver(common, page, made, origin=Origin(study))
