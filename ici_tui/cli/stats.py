"""`ici-tui stats`: what the data, the weights and the correlations say of an index."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ici_tui.cli.common import Common, with_common
from ici_tui.cli.deliver import Origin, deliver
from ici_tui.cli.opening import study_of

if TYPE_CHECKING:
    from ici_tui.pages.model import Page
    from ici_tui.views.statistics import IndexStatistics
    from ici_tui.views.study import Study


@with_common
def stats(
    common: Common,
    correlations: Annotated[
        bool, typer.Option("--correlations", help="Every pair of siblings, parents, ancestors.")
    ] = False,
) -> None:
    """Availability, moments, weight and influence, correlations, Cronbach's alpha."""
    from ici_tui.views.statistics import build_statistics

    study = study_of(common)
    found = build_statistics(study)

    def page() -> Page:
        from ici_tui.pages.headings import document
        from ici_tui.pages.statistics import pair_blocks, statistics_blocks

        return document(
            study, pair_blocks(found) if correlations else statistics_blocks(found, study)
        )

    records = pair_records(found) if correlations else stats_records(found, study)
    deliver(common, page, records, origin=Origin(study))


def stats_records(found: IndexStatistics, study: Study) -> list[dict[str, object]]:
    """A record per node in tree order; fields that a node cannot have are missing."""
    moments = ("mean", "sd", "least", "greatest", "skewness", "kurtosis", "outlying")
    records = []
    for row in found.nodes:
        record: dict[str, object] = {
            "code": row.node.code,
            "name": row.node.name,
            "level": row.node.level,
            "parent": row.node.parent,
            "present": row.raw.present if row.raw else None,
            "availability": row.raw.availability if row.raw else None,
        }
        record |= {key: getattr(row.raw, key) if row.raw else None for key in moments}
        record |= {
            "weight": row.weight,
            "influence": row.influence,
            "r2_index": row.squared,
            "r_parent": row.with_parent,
            "redundant_with": " ".join(row.redundant) or None,
            "negative": row.negative,
            "alpha": row.alpha.alpha if row.alpha else None,
            "alpha_indicators": row.alpha.alpha_indicators if row.alpha else None,
        }
        if study.pack.cells is not None:
            record["estimated"] = row.estimated if row.raw else None
        records.append(record)
    return records


def pair_records(found: IndexStatistics) -> list[dict[str, object]]:
    """A record per pair of nodes."""
    return [
        {
            "one": pair.one,
            "other": pair.other,
            "kin": pair.kin,
            "correlation": pair.value,
            "units": pair.units,
            "flag": pair.flag or None,
        }
        for pair in found.pairs
    ]
