"""Clusters from the data: on indicators, which no weight moves, and on what contributes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.analysis.clusters import (
    adjusted_rand,
    contribution_profiles,
    nearest_neighbours,
    ward,
    z_scores,
)
from ici_tui.analysis.inputs import AnalysisError
from ici_tui.analysis.optional import need_scipy
from ici_tui.stopped import Stopped
from ici_tui.views.robust import sizes
from ici_tui.views.robust.basis import Basis, complete_basis
from ici_tui.views.robust.terms import Terms, unused_by

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ici_tui.analysis.inputs import FloatArray, IntArray
    from ici_tui.views.frame import Over
    from ici_tui.views.study import Study

USUAL = 4
"""Clusters where the pack has no group to take the number from."""
NEAREST = 3
MOST_TABLES = 200


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A similar unit and its distance, in the units of the clustering."""

    code: str
    name: str
    distance: float


@dataclass(frozen=True, slots=True)
class Member:
    """A unit, its cluster (from 1) and the units most like it."""

    code: str
    name: str
    rank: int
    cluster: int
    neighbours: tuple[Neighbour, ...]


@dataclass(frozen=True, slots=True)
class Clustering:
    """Ward's clusters on one basis.

    `adjusted_rand` is the agreement with each group of the pack: 1 the same, about 0 chance.
    `holds_in` is the share of tables that give the same clusters; `agreement` the mean adjusted
    Rand index between this table's clusters and the others'.
    """

    on: str
    count: int
    members: tuple[Member, ...]
    adjusted_rand: dict[str, float]
    holds_in: float | None
    agreement: float | None
    tables_used: int | None


@dataclass(frozen=True, slots=True)
class ClustersView:
    """The clusterings that these data allow; `missing` says why another is not there."""

    clusterings: tuple[Clustering, ...]
    missing: tuple[str, ...]
    terms: Terms


def build_data_clusters(
    study: Study,
    over: Over,
    count: int | None = None,
    nearest: int = NEAREST,
    stop: Callable[[], bool] | None = None,
) -> ClustersView:
    """Cluster the units on z-scored indicators and on contribution profiles.

    Args:
        study: the pack at some weights.
        over: whose contributions make the profiles.
        count: clusters; None takes as many as the pack's default group has labels.
        nearest: neighbours per unit.
        stop: looked at before every table; returning True raises `Stopped`.

    Raises:
        AnalysisError: no scipy, a count that these units do not make, or missing values that
            allow neither.
        Stopped: `stop` returned True.
    """
    need_scipy("clustering")
    rests = complete_basis(study, over)
    sizes.check("clusters from the data", len(rests.units), sizes.CLUSTERS)
    wanted = count if count is not None else _usual(study, rests)
    if not 1 <= wanted <= len(rests.units):
        raise AnalysisError(f"{len(rests.units)} units make 1 to {len(rests.units)} clusters")
    made, missing = [], []
    for on in ("indicators", "contributions"):
        try:
            points, each = _points(study, rests, on)
        except AnalysisError as error:
            missing.append(f"{on}: {error}")
            continue
        tables = _until(stop, each)
        made.append(_clustering(rests, on, points, tables, count=wanted, nearest=nearest))
    if not made:
        raise AnalysisError("; ".join(missing))
    return ClustersView(tuple(made), tuple(missing), _terms(rests, wanted))


def _usual(study: Study, rests: Basis) -> int:
    index = study.pack.index
    group = index.groups.get(index.info.default_group)
    labels = {group.labels[place] for place in rests.places} - {None} if group else set()
    return min(len(labels) or USUAL, len(rests.units))


def _points(study: Study, rests: Basis, on: str) -> tuple[FloatArray, list[FloatArray]]:
    """What is clustered, and the same in (at most so many) tables of the ensemble."""
    ensemble = study.pack.ensemble if rests.tables is not None else None
    step = 1 if ensemble is None else max(1, -(-len(ensemble) // MOST_TABLES))
    if on == "indicators":
        values = study.prepared.normalised[rests.places]
        # A column that tells nobody apart is missing for all: no distance comes of it.
        told = ~np.isnan(values).all(axis=0)
        some = [] if ensemble is None else list(ensemble.tables[::step])
        return z_scores(values[:, told]), [z_scores(table[rests.places][:, told]) for table in some]
    if rests.sums is None:
        raise AnalysisError(rests.why_sampled)
    found = contribution_profiles(rests.sums.table, rests.weights)
    tables = [] if rests.tables is None else list(rests.tables[::step])
    return found, [contribution_profiles(table, rests.weights) for table in tables]


def _clustering(
    rests: Basis,
    on: str,
    points: FloatArray,
    each: Iterable[FloatArray],
    *,
    count: int,
    nearest: int,
) -> Clustering:
    labels = ward(points).cut(count)
    ranks = rests.ranks_at(rests.weights)
    members = tuple(
        Member(
            rests.units[row],
            rests.unit_names[row],
            int(ranks[row]),
            int(labels[row]),
            tuple(
                Neighbour(rests.units[i], rests.unit_names[i], distance)
                for i, distance in nearest_neighbours(points, row, nearest)
            ),
        )
        for row in np.lexsort((ranks, labels)).tolist()
    )
    agreements = [_same(labels, ward(table).cut(count)) for table in each]
    return Clustering(
        on=on,
        count=count,
        members=members,
        adjusted_rand=_with_groups(rests, labels),
        holds_in=float(np.mean([a >= 1 - 1e-12 for a in agreements])) if agreements else None,
        agreement=float(np.mean(agreements)) if agreements else None,
        tables_used=len(agreements) or None,
    )


def _until(stop: Callable[[], bool] | None, tables: Iterable[FloatArray]) -> Iterator[FloatArray]:
    for table in tables:
        if stop is not None and stop():
            raise Stopped
        yield table


def _same(one: IntArray, other: IntArray) -> float:
    return adjusted_rand(one.tolist(), other.tolist())


def _with_groups(rests: Basis, labels: IntArray) -> dict[str, float]:
    found = {}
    for code, group in rests.study.pack.index.groups.items():
        given = [group.labels[place] for place in rests.places]
        if any(label is not None for label in given):
            found[code] = adjusted_rand(labels.tolist(), given)
    return found


def _terms(rests: Basis, count: int) -> Terms:
    return Terms(
        over=rests.over.value,
        varied=("nothing",),
        held=(
            "weights (they move contribution profiles, not clusters of indicators)",
            "pipeline",
            "data",
            f"{count} clusters by Ward's method",
        ),
        tables=rests.table_count,
        unused=unused_by(rests.study),
        rests_on=rests.rests_on,
    )
