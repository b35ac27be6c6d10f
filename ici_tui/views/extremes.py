"""Where a unit is strongest and weakest, and in what share of the tables it is so."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ici_tui.index.ranking import tie_gaps
from ici_tui.views.per_study import per_study

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.views.parts import NodeScore
    from ici_tui.views.study import Study

Shares = tuple[dict[str, float], dict[str, float]]
FEW = 3
"""Indicators of each kind that are named at most."""
MOST_NUMBERS = 8_000_000
"""Values of an ensemble that are looked at for one unit: more would be felt at the cursor."""


class Extreme(NamedTuple):
    """An indicator among a unit's best or worst by rank."""

    part: NodeScore
    holds_in: float | None
    """The share of the ensemble's tables in which it is among them; None without an ensemble."""


class Extremes(NamedTuple):
    """The indicators with a unit's best and worst ranks, as many of each and none twice."""

    strongest: tuple[Extreme, ...]
    weakest: tuple[Extreme, ...]


def extremes(study: Study, place: int, leaves: Sequence[NodeScore]) -> Extremes:
    """Where a unit is strongest and weakest: by rank, then by score, then by code.

    Args:
        study: the pack at some weights. An ensemble that waits to be read is not read for it.
        place: the unit, by its place in the pack.
        leaves: the unit on every indicator, in tree order.
    """
    held = [part for part in leaves if part.rank is not None]
    ordered = sorted(held, key=lambda part: (part.rank, -(part.score.value or 0.0), part.code))
    few = min(FEW, len(ordered) // 2)
    strong, weak = extreme_shares(study, place)
    return Extremes(
        tuple(Extreme(part, strong.get(part.code)) for part in ordered[:few]),
        tuple(Extreme(part, weak.get(part.code)) for part in ordered[len(ordered) - few :]),
    )


def extreme_shares(study: Study, place: int) -> Shares:
    """In what share of the tables each indicator is among a unit's best few, and its worst.

    Nothing without an ensemble, while it waits to be read, and of one that is very large.
    """
    pack = study.pack
    few = min(FEW, len(pack.index.tree.leaves) // 2)
    if not pack.has_ensemble or pack.ensemble_waits or pack.ensemble is None or few < 1:
        return {}, {}
    if pack.ensemble.size > MOST_NUMBERS:
        return {}, {}
    return _counted(study, place, few)


@per_study
def _counted(study: Study, place: int, few: int) -> Shares:
    ensemble, tree = study.pack.ensemble, study.pack.index.tree
    assert ensemble is not None  # noqa: S101
    tables = ensemble.tables
    own = tables[:, place, :]
    ties = np.column_stack([tie_gaps(column) for column in np.moveaxis(tables, 2, 0)])
    ranks = (tables - own[:, None, :] > ties[:, None, :]).sum(axis=1)
    codes = [leaf.code for leaf in tree.leaves]
    by_code = np.argsort(np.argsort(codes))
    order = np.lexsort((np.broadcast_to(by_code, own.shape), -own, ranks), axis=1)
    found = []
    for chosen in (order[:, :few], order[:, order.shape[1] - few :]):
        counts = np.bincount(chosen.ravel(), minlength=len(codes)) / len(tables)
        found.append(dict(zip(codes, counts.tolist(), strict=True)))
    return found[0], found[1]
