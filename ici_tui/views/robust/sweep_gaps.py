"""A sweep where units lack values: exact over all of them, along curves instead of lines."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.analysis.curves import Curves, all_meetings
from ici_tui.analysis.inputs import AnalysisError, only_ties, tied_groups
from ici_tui.analysis.strip_gaps import strip_gaps
from ici_tui.analysis.sweep import ranks_along, weights_at
from ici_tui.views.gaps import gaps
from ici_tui.views.robust.sweep_view import STOPS, Tipping, most_listed, view_of

if TYPE_CHECKING:
    from ici_tui.views.robust.basis import Basis
    from ici_tui.views.robust.sweep_view import SweepView

MOST_UNITS = 3000
"""Among so many units every pair is looked at."""


def with_gaps(rests: Basis, code: str) -> SweepView | None:
    """The sweep of a weight over all units; None where their scores are no means over siblings.

    Args:
        rests: whose weights move; some units lack some of them.
        code: the node whose weight it is.
    """
    parents = {node.parent for node in rests.nodes}
    parent = parents.pop()
    if parents or parent is None:
        return None
    try:
        found = gaps(rests.study, parent)
        codes = [node.code for node in found.nodes]
        if code not in codes or len(found.places) > MOST_UNITS:
            return None
        ends = strip_gaps(found.means)
    except AnalysisError:
        return None
    k, means = codes.index(code), found.means
    heard = means.present.max(axis=1) > 0
    others = float(weights_at(means.shares, k, 0.0) @ heard)
    curves = Curves.of(means, k) if heard[k] and others > 0 else Curves.level(means, k)
    met = all_meetings(curves)
    most = most_listed(len(found.places))
    near = met if most is None else met.nearest(curves.share, most)
    every = replace(
        rests,
        nodes=found.nodes,
        places=found.places.astype(np.int64),
        weights=means.shares,
        sums=None,
        score=means.at,
        fewer_than=None,
        all_units=None,
    )
    pairs = zip(near.at.tolist(), near.up.tolist(), near.down.tolist(), strict=True)
    (low, high), (first_low, first_high) = ends.order[k].tolist(), ends.leader[k].tolist()
    view = view_of(
        every,
        k,
        order=(low, high),
        leader=(first_low, first_high),
        held=(None, None),
        across=None,
        crossings=tuple(Tipping(at, every.units[up], every.units[down]) for at, up, down in pairs),
        in_all=len(met.at),
        tied=only_ties(tied_groups(curves.now)),
        ranks=ranks_along(curves, np.array(STOPS)),
        rest_equal=curves.share == 1 and len(codes) > 1,
        step=None,
        path=curves,
    )
    # No sum gives these scores, and yet nothing here is sampled.
    return replace(view, terms=view.terms._replace(sampled=False, why_sampled=""))
