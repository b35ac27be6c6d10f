"""How many points may move in any way before two units change places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, overload

import numpy as np

from ici_tui.analysis.inputs import only_ties, tied_groups
from ici_tui.analysis.moves import limits
from ici_tui.analysis.old_order import OldOrder
from ici_tui.analysis.overtake import NORMS, Norm, length
from ici_tui.analysis.stability import margins, radii, radius
from ici_tui.index.ranking import competition_ranks
from ici_tui.index.sums import weighted
from ici_tui.views.robust import sizes
from ici_tui.views.robust.basis import Basis, order_basis
from ici_tui.views.robust.nearest_found import nearest_found
from ici_tui.views.robust.terms import Sampling, Terms, terms_of, three

if TYPE_CHECKING:
    from ici_tui.analysis.inputs import BoolArray, FloatArray, IntArray
    from ici_tui.analysis.stability import Margins
    from ici_tui.views.frame import Over
    from ici_tui.views.study import Study

MOST_TABLES = 200
"""The radius of so many tables is computed, spread evenly over the ensemble."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Two units that follow each other in the ranking.

    `epsilon` is the share of any other weighting that can be mixed in before they change
    places; `holds_in` the share of tables in which they stand in this order.
    """

    above: str
    above_name: str
    below: str
    below_name: str
    epsilon: float
    holds_in: float | None


@dataclass(frozen=True, eq=False)
class NeighbourPairs(Sequence[Neighbours]):
    """Pairs of neighbours from the top down, held by column: one is made when it is asked for."""

    units: Sequence[str]
    names: Sequence[str]
    """Of all units, by their place."""
    above: IntArray
    below: IntArray
    """The places of each pair, P."""
    epsilon: FloatArray
    holds_in: FloatArray | None

    def __len__(self) -> int:
        return len(self.above)

    @overload
    def __getitem__(self, pair: int) -> Neighbours: ...

    @overload
    def __getitem__(self, pair: slice) -> tuple[Neighbours, ...]: ...

    def __getitem__(self, pair: int | slice) -> Neighbours | tuple[Neighbours, ...]:
        if isinstance(pair, slice):
            return tuple(map(self._one, range(len(self))[pair]))
        return self._one(pair)

    def _one(self, pair: int) -> Neighbours:
        above, below = int(self.above[pair]), int(self.below[pair])
        share = None if self.holds_in is None else float(self.holds_in[pair])
        epsilon, units, names = float(self.epsilon[pair]), self.units, self.names
        return Neighbours(units[above], names[above], units[below], names[below], epsilon, share)


@dataclass(frozen=True, slots=True)
class RadiusView:
    """The stability radius and the pair that binds; both None where nothing changes the order.

    `distance` is in the norm, in shares of 1; `points_moved` is half its L1 norm in points
    where the norm is l1, else None. `holds_in` is the share of tables whose own order survives
    a move of this distance, and `within_holds_in` one of the points asked for (l1 only);
    `over_tables` are the radii at 5, 50 and 95 % of the tables, `tables_used` how many.
    """

    norm: Norm
    distance: float
    distances: dict[str, float]
    """The radius in every norm; only the one asked for where it is sampled."""
    points_moved: float | None
    above: str | None
    above_name: str | None
    below: str | None
    below_name: str | None
    pairs: NeighbourPairs
    tied: tuple[tuple[str, ...], ...]
    holds_in: float | None
    within: float | None
    within_holds_in: float | None
    over_tables: tuple[float, float, float] | None
    tables_used: int | None
    terms: Terms


def build_radius(
    study: Study,
    over: Over,
    norm: Norm = "l1",
    within: float | None = None,
    sampling: Sampling | None = None,
) -> RadiusView:
    """The radius, and the margin of every pair of neighbours.

    Raises:
        AnalysisError: the question cannot be asked.
    """
    rests = order_basis(study, over)
    limit = sizes.DRAWN if rests.sums is None else sizes.MOVED
    rests.check_weights("how much may move", limit)
    chosen = sampling or Sampling()
    if rests.sums is None:
        return _looked_for(rests, norm, chosen)
    found_by = radii(rests.sums.table, rests.weights)
    found = found_by[norm]
    pairs = margins(rests.sums.table, rests.weights)
    ranks = (
        None if rests.tables is None else competition_ranks(weighted(rests.tables, rests.weights))
    )
    shares = None if ranks is None else _shares_in_order(ranks, pairs)
    listed = NeighbourPairs(
        rests.units, rests.unit_names, pairs.above, pairs.below, pairs.epsilon, shares
    )
    each = None if rests.tables is None else _each(rests.tables, rests.weights, norm)
    holds_in = within_in = None
    if each is not None:
        holds_in = float((each >= found.distance).mean())
        if within is not None and norm == "l1":
            within_in = float((50 * each >= within).mean())
    return RadiusView(
        norm=norm,
        distance=found.distance,
        distances={n: found_by[n].distance for n in NORMS},
        points_moved=found.points_moved if norm == "l1" else None,
        above=None if found.above is None else rests.units[found.above],
        above_name=None if found.above is None else rests.unit_names[found.above],
        below=None if found.below is None else rests.units[found.below],
        below_name=None if found.below is None else rests.unit_names[found.below],
        pairs=listed,
        tied=tuple(tuple(rests.units[unit] for unit in group) for group in found.tied),
        holds_in=holds_in,
        within=within,
        within_holds_in=within_in,
        over_tables=None if each is None else three(each),
        tables_used=None if each is None else len(each),
        terms=terms_of(rests, "in any way"),
    )


def _shares_in_order(ranks: IntArray, pairs: Margins) -> FloatArray:
    """The share of the tables in which each pair stands in its order."""
    both = zip(pairs.above.tolist(), pairs.below.tolist(), strict=True)
    return np.array([(ranks[:, a] < ranks[:, b]).mean() for a, b in both])


def _each(tables: FloatArray, weights: FloatArray, norm: Norm) -> FloatArray:
    """The radius of every table's own order, of at most so many tables."""
    step = max(1, -(-len(tables) // MOST_TABLES))
    return np.array([radius(table, weights, norm).distance for table in tables[::step]])


def _looked_for(rests: Basis, norm: Norm, sampling: Sampling) -> RadiusView:
    """An upper bound by looking: some weights so near change the order."""
    now = rests.weights
    scores = rests.score(now[None, :])[0]
    order = OldOrder(competition_ranks(scores))

    def swapped(rows: FloatArray) -> BoolArray:
        return order.lost(competition_ranks(rests.score(rows)))

    found = nearest_found(
        swapped,
        now,
        limits(now),
        norm,
        count=sampling.count(rests),
        seed=sampling.seed,
        units=len(rests.units),
    )
    binds = None if found is None else order.first_swapped(rests.ranks_at(found))
    distance = float("inf") if found is None else length(found - now, norm)
    groups = only_ties(tied_groups(scores))
    nobody = np.zeros(0, dtype=np.intp)
    return RadiusView(
        norm=norm,
        distance=distance,
        distances={norm: distance},
        points_moved=50 * distance if norm == "l1" else None,
        above=None if binds is None else rests.units[binds[0]],
        above_name=None if binds is None else rests.unit_names[binds[0]],
        below=None if binds is None else rests.units[binds[1]],
        below_name=None if binds is None else rests.unit_names[binds[1]],
        pairs=NeighbourPairs((), (), nobody, nobody, np.zeros(0), None),
        tied=tuple(tuple(rests.units[unit] for unit in group) for group in groups),
        holds_in=None,
        within=None,
        within_holds_in=None,
        over_tables=None,
        tables_used=None,
        terms=terms_of(rests, "in any way", sampling=sampling),
    )
