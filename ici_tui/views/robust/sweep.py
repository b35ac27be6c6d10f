"""One weight moves, the others in proportion: where the order changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ici_tui.analysis import across_tables
from ici_tui.analysis.inputs import neighbours, tied_groups
from ici_tui.analysis.meetings import count_meetings, nearest_meetings
from ici_tui.analysis.strip_across import MOST, strip_across
from ici_tui.analysis.sweep import (
    Crossing,
    one_weight,
    ranks_along,
    split_pairs,
    weights_at,
)
from ici_tui.index.ranking import tie_gaps
from ici_tui.index.sums import weighted
from ici_tui.views.frame import Over
from ici_tui.views.robust.basis import Basis, family_basis, order_basis
from ici_tui.views.robust.sweep_gaps import with_gaps
from ici_tui.views.robust.sweep_sampled import sampled
from ici_tui.views.robust.sweep_view import STOPS, Across, Tipping, most_listed, view_of

if TYPE_CHECKING:
    from ici_tui.analysis.inputs import FloatArray, IntArray
    from ici_tui.analysis.sweep import Lines
    from ici_tui.views.robust.sweep_view import Ends, SweepView
    from ici_tui.views.study import Study


def build_sweep(study: Study, over: Over | None, code: str) -> SweepView:
    """Sweep one weight.

    Args:
        study: the pack at some weights.
        over: whose weights move; None: the siblings of this one, everything else held.
        code: the node whose weight it is.

    Raises:
        AnalysisError: the weight is not among those that move, or the question cannot be asked.
    """
    parent = study.pack.index.tree[code].parent
    if over is None and parent is not None:
        rests = family_basis(study, parent)
    else:
        rests = order_basis(study, over or Over.PARTS)
    k = rests.component(code)
    if rests.sums is None or rests.fewer_than is not None:
        found = with_gaps(rests, code)
        if found is not None:
            return found
    return sampled(rests, k) if rests.sums is None else _exact(rests, k)


def _exact(rests: Basis, k: int) -> SweepView:
    assert rests.sums is not None  # noqa: S101
    table, weights = rests.sums.table, rests.weights
    found = one_weight(table, weights, k)
    others = rests.sums.heard_share(weights_at(weights, k, 0.0))
    # At its ends nobody has a score where one alone is heard: what is shown is the limit.
    line = found.lines if rests.sums.heard[k] and others > 0 else found.lines.level
    groups = tied_groups(line.now)
    most = most_listed(len(rests.units))
    met = found.crossings if most is None else _nearest(line, most)
    crossings = tuple(Tipping(c.at, rests.units[c.up], rests.units[c.down]) for c in met)
    order_in = leader_in = across = None
    if rests.tables is not None:
        order_in, leader_in = (
            across_tables.in_order(
                rests.tables, np.stack([weights_at(weights, k, t) for t in ends]), *pairs
            )
            for ends, pairs in (
                (found.order_interval, neighbours(groups)),
                (found.leader_interval, split_pairs(groups, 1)),
            )
        )
        strip = strip_across(rests.tables, weights)
        across = Across(MOST, _ends(strip.order[k]), _ends(strip.leader[k]))
        pairs = np.array([(c.up, c.down) for c in met], dtype=np.int64)
        crossings = _held_across(rests.tables, weights, k, pairs.reshape(-1, 2), crossings)
    return view_of(
        rests,
        k,
        order=found.order_interval,
        leader=found.leader_interval,
        held=(order_in, leader_in),
        across=across,
        crossings=crossings,
        in_all=len(met) if most is None else count_meetings(line),
        tied=found.tied,
        ranks=ranks_along(line, np.array(STOPS)),
        rest_equal=found.rest_equal,
        step=None,
        path=line,
    )


def _nearest(line: Lines, most: int) -> list[Crossing]:
    """The crossings that are nearest to the weight now, of more than can be listed."""
    met = nearest_meetings(line, most)
    ends = zip(met.at.tolist(), met.up.tolist(), met.down.tolist(), strict=True)
    return [Crossing(at, up, down) for at, up, down in ends]


def _ends(row: FloatArray) -> Ends:
    return float(row[0]), float(row[1])


def _held_across(
    tables: FloatArray,
    weights: FloatArray,
    k: int,
    pairs: IntArray,
    crossings: tuple[Tipping, ...],
) -> tuple[Tipping, ...]:
    """In what share of the tables each pair meets, and where.

    Who are tied at one end do not change places: the sign of their gap there is rounding.
    """
    at_none, at_all = (weighted(tables, weights_at(weights, k, t)) for t in (0.0, 1.0))
    tied_at_none, tied_at_all = tie_gaps(at_none), tie_gaps(at_all)
    found = []
    for (up, down), crossing in zip(pairs, crossings, strict=True):
        before = at_none[:, up] - at_none[:, down]
        after = at_all[:, up] - at_all[:, down]
        meets = (before < -tied_at_none) & (after > tied_at_all)
        low = high = None
        if meets.any():
            places = before[meets] / (before[meets] - after[meets])
            low, high = (float(end) for end in np.quantile(places, (0.05, 0.95)))
        found.append(
            Tipping(crossing.at, crossing.up, crossing.down, float(meets.mean()), low, high)
        )
    return tuple(found)
