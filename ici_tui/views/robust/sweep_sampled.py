"""A sweep where ranks are no straight lines in the weight: on a grid of steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ici_tui.analysis.inputs import only_ties, tied_groups
from ici_tui.analysis.sweep import weights_at
from ici_tui.index.ranking import competition_ranks
from ici_tui.views.robust import sizes
from ici_tui.views.robust.sweep_view import STEPS, STOPS, Tipping, view_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from ici_tui.analysis.inputs import BoolArray, FloatArray, IntArray
    from ici_tui.views.robust.basis import Basis
    from ici_tui.views.robust.sweep_view import Ends, SweepView

HALVINGS = 20
"""Bisections of a step, at whose ends the order is another."""


def sampled(rests: Basis, k: int) -> SweepView:
    """On a grid: a pair that changes places between two steps meets about half way.

    Raises:
        AnalysisError: too many units for what pairs do at every step.
    """
    sizes.check("where ranks change without a weighted sum", len(rests.units), sizes.GRID)
    share = float(rests.weights[k])
    grid = np.linspace(0, 1, STEPS + 1)
    places = np.sort(np.append(grid, share))
    scores = rests.score(np.stack([weights_at(rests.weights, k, t) for t in places]))
    ranks = competition_ranks(scores)
    here = int(np.searchsorted(places, share))
    now = ranks[here]

    def same_as_now(row: IntArray) -> bool:
        return bool((row == now).all())

    def led_as_now(row: IntArray) -> bool:
        return bool(((row == 1) == (now == 1)).all())

    same_order = np.array([same_as_now(row) for row in ranks])
    same_leader = np.array([led_as_now(row) for row in ranks])
    crossings = _changed_places(rests.units, places, ranks)
    stops = np.searchsorted(places, np.array(STOPS) - 1e-9)
    return view_of(
        rests,
        k,
        order=_refined(rests, k, _stretch(places, same_order, here), same_as_now),
        leader=_refined(rests, k, _stretch(places, same_leader, here), led_as_now),
        held=(None, None),
        across=None,
        crossings=crossings,
        in_all=len(crossings),
        tied=only_ties(tied_groups(scores[here])),
        ranks=ranks[stops],
        rest_equal=share == 1 and len(rests.nodes) > 1,
        step=1 / STEPS,
    )


def _changed_places(
    units: tuple[str, ...], places: FloatArray, ranks: IntArray
) -> tuple[Tipping, ...]:
    """Where pairs change order along a grid; a stretch where they are tied counts once."""
    found = []
    above = np.sign(ranks[0][None, :] - ranks[0][:, None])
    since = np.zeros(above.shape)
    for place, row in zip(places[1:], ranks[1:], strict=True):
        order = np.sign(row[None, :] - row[:, None])
        for down, up in np.argwhere((above > 0) & (order < 0)):
            at = (float(since[down, up]) + float(place)) / 2
            found.append(Tipping(at, units[up], units[down]))
        since[order != 0] = place
        above = np.where(order != 0, order, above)
    return tuple(sorted(found, key=lambda crossing: crossing.at))


def _refined(rests: Basis, k: int, ends: Ends, same: Callable[[IntArray], bool]) -> Ends:
    """The ends of a run on the grid, moved outwards to where the change is, by bisection."""
    moved = []
    for end, outwards in zip(ends, (-1 / STEPS, 1 / STEPS), strict=True):
        near, far = end, min(max(end + outwards, 0.0), 1.0)
        for _ in range(HALVINGS if near != far else 0):
            middle = (near + far) / 2
            if same(rests.ranks_at(weights_at(rests.weights, k, middle))):
                near = middle
            else:
                far = middle
        moved.append(near)
    return moved[0], moved[1]


def _stretch(places: FloatArray, same: BoolArray, here: int) -> Ends:
    """The unbroken run of places around one where something is the same."""
    broken = np.flatnonzero(~same)
    low = int(broken[broken < here].max()) + 1 if (broken < here).any() else 0
    high = int(broken[broken > here].min()) - 1 if (broken > here).any() else len(places) - 1
    return float(places[low]), float(places[high])
