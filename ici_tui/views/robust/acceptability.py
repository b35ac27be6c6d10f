"""With which share of the weights each unit takes each rank."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.analysis.acceptability import acceptability, confidence, sampled
from ici_tui.analysis.first_rank import MOST_COMPONENTS, first_shares
from ici_tui.analysis.probability import expected_ranks, near_parameters
from ici_tui.analysis.rank_tally import RankTally
from ici_tui.analysis.sampling import with_tables
from ici_tui.views.robust import sizes
from ici_tui.views.robust.basis import Basis, order_basis
from ici_tui.views.robust.region import Region, region_of
from ici_tui.views.robust.terms import Around, Sampling, Terms, draws_of, terms_of

if TYPE_CHECKING:
    from ici_tui.analysis.inputs import FloatArray, Progress
    from ici_tui.views.frame import Over
    from ici_tui.views.study import Study

MOST_EXACT = 1500
"""Of more units there are too many pairs for exact expected ranks: those of the draws stand in."""
MOST_TABLES = 200
"""Expected ranks are computed in at most so many tables, spread evenly over the ensemble."""
MOST_PAIRS = 2_000_000
"""And in at most so many pairs of units, unless that leaves fewer than twenty tables."""


@dataclass(frozen=True, slots=True, eq=False)
class Acceptance:
    """One unit: `shares[r]` is the share of draws in which it has rank r + 1.

    `expected_exact` says that the expected rank is exact; `first_exact` is the exact share of
    all weights with which the unit is first, None where there is none. `central` are the mean
    weights with which it is first, and `holds_in` the share of tables in which it is first
    there (both None where it never is, or without tables). Over the tables: `expected_low` and
    `expected_high` are the 5 and 95 % quantiles of the expected rank, `shares_over_tables` the
    shares where weights and tables are drawn together.
    """

    code: str
    name: str
    rank: int
    expected_rank: float
    expected_exact: bool
    shares: FloatArray
    first_exact: float | None
    central: dict[str, float] | None
    holds_in: float | None
    expected_low: float | None
    expected_high: float | None
    shares_over_tables: FloatArray | None


@dataclass(frozen=True, slots=True)
class AcceptabilityView:
    """Every unit, in the order of the ranking."""

    units: tuple[Acceptance, ...]
    terms: Terms


def build_acceptability(
    study: Study,
    over: Over,
    *,
    around: Around,
    sampling: Sampling,
    progress: Progress | None = None,
) -> AcceptabilityView:
    """Rank acceptability of every unit.

    Raises:
        AnalysisError: the question cannot be asked.
        Stopped: `progress` returned False.
    """
    rests = order_basis(study, over)
    sizes.check("rank acceptability", len(rests.units), sizes.ACCEPTABILITY)
    region = region_of(rests, around.share)
    draws = draws_of(rests, around, sampling, region)
    if rests.sums is None:
        found = sampled(rests.score, draws, progress=progress)
    else:
        found = acceptability(rests.sums.table, draws, progress=progress)
    corners = _at_corners(rests, around, region)
    expected, exact = (None, False) if corners is None else _expected(corners, around)
    first = None if corners is None else _first(corners, around)
    each = None if corners is None else _expected_each(corners, around)
    together = None if rests.tables is None else _together(rests.tables, draws.all(), sampling.seed)
    sure = None if rests.tables is None else confidence(rests.tables, found.central)
    ranks = rests.ranks_at(rests.weights)
    units = []
    for unit in np.argsort(ranks, kind="stable").tolist():
        central = found.central[unit]
        ever = not np.isnan(central[0])
        units.append(
            Acceptance(
                code=rests.units[unit],
                name=rests.unit_names[unit],
                rank=int(ranks[unit]),
                expected_rank=float((found.expected_rank if expected is None else expected)[unit]),
                expected_exact=exact,
                shares=found.shares[unit],
                first_exact=None if first is None else float(first[unit]),
                central=rests.shares(central) if ever else None,
                holds_in=None if sure is None or not ever else float(sure[unit]),
                expected_low=None if each is None else float(each[0, unit]),
                expected_high=None if each is None else float(each[1, unit]),
                shares_over_tables=None if together is None else together[unit],
            )
        )
    why = "" if region is None else region.why_sampled(around)
    terms = terms_of(rests, around.text, sampling=sampling, region=region, why_region=why)
    return AcceptabilityView(tuple(units), terms)


def _at_corners(rests: Basis, around: Around, region: Region | None) -> Basis | None:
    """What exact methods are asked about: the corners of an order where one is stated.

    None where statements leave weights that no exact method answers for.
    """
    if region is None or rests.sums is None:
        return rests
    return None if region.why_sampled(around) else region.over_corners(rests)


def _expected(rests: Basis, around: Around) -> tuple[FloatArray | None, bool]:
    """Exact expected ranks, or None where they are those of the draws."""
    alpha = near_parameters(rests.weights) if around.near else None
    if rests.sums is None or around.within is not None or (around.near and alpha is None):
        return None, False
    if len(rests.units) > MOST_EXACT:
        return None, False
    return expected_ranks(rests.sums.table, alpha), True


def _first(rests: Basis, around: Around) -> FloatArray | None:
    """Exact first-rank shares: over all weights of up to four components."""
    if rests.sums is None or around.near or around.within is not None:
        return None
    return first_shares(rests.sums.table) if len(rests.nodes) <= MOST_COMPONENTS else None


def _expected_each(rests: Basis, around: Around) -> FloatArray | None:
    """The 5 and 95 % quantiles of every unit's exact expected rank over the tables, 2 × k."""
    alpha = near_parameters(rests.weights) if around.near else None
    if rests.tables is None or around.within is not None or (around.near and alpha is None):
        return None
    if len(rests.units) > MOST_EXACT:
        return None
    pairs = len(rests.units) * (len(rests.units) - 1) // 2
    most = max(20, min(MOST_TABLES, MOST_PAIRS // max(pairs, 1)))
    step = max(1, -(-len(rests.tables) // most))
    each = np.stack([expected_ranks(table, alpha) for table in rests.tables[::step]])
    quantiles: FloatArray = np.quantile(each, (0.05, 0.95), axis=0)
    return quantiles


def _together(tables: FloatArray, weights: FloatArray, seed: int) -> FloatArray:
    """Shares of ranks with a table drawn for each draw of weights, k × k."""
    tally = RankTally(tables.shape[1], len(weights))
    for scores in with_tables(tables, weights, seed):
        tally.add(scores)
    return tally.counts / len(weights)
