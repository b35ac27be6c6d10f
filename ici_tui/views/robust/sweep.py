"""One weight moves, the others in proportion: where the order changes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.analysis import across_tables
from ici_tui.analysis.inputs import neighbours, only_ties, tie_gaps, tied_groups
from ici_tui.analysis.meetings import count_meetings, meetings_of, nearest_meetings
from ici_tui.analysis.strip_across import MOST, strip_across
from ici_tui.analysis.sweep import (
    Crossing,
    one_weight,
    ranks_along,
    split_pairs,
    weights_at,
)
from ici_tui.index.ranking import competition_ranks
from ici_tui.index.sums import weighted
from ici_tui.views.frame import Over
from ici_tui.views.robust import sizes
from ici_tui.views.robust.basis import Basis, basis, family_basis
from ici_tui.views.robust.terms import Terms, terms_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ici_tui.analysis.inputs import BoolArray, FloatArray, IntArray
    from ici_tui.analysis.sweep import Lines
    from ici_tui.views.study import Study

Ends = tuple[float, float]
ALL_LISTED = 1000
"""Among up to so many units all crossings are listed; among more at most as many."""
NEAR_LISTED = 100
"""But no less than that."""
MOST_MET = 3_000_000
"""So many pairs of units are looked at for them, or more where that is less."""
STEPS = 200
"""Steps of the grid that stands in where there are no straight lines."""
HALVINGS = 20
STOPS = tuple(k / 10 for k in range(11))
"""Shares of the weight at which every unit's rank is shown."""


@dataclass(frozen=True, slots=True)
class Tipping:
    """Where two units meet: beyond `at` (a share of 1) unit `up` is above unit `down`.

    `holds_in` is the share of tables in which they change places in this direction somewhere;
    `low` and `high` are the 5 and 95 % quantiles of the place in those tables.
    """

    at: float
    up: str
    down: str
    holds_in: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Across:
    """The intervals within which a share of the tables keeps its own order, and its own leader."""

    share: float
    order: Ends
    leader: Ends


@dataclass(frozen=True, slots=True)
class SweepView:
    """Everything that happens while one weight goes from 0 to 1.

    `order_holds_in` is the share of tables in which the order of this table stands in all of
    the order interval; `leader_holds_in` the same of its leader. `ranks` has a row per unit:
    its rank at each of `stops`. `step` is the width of the grid where the answer is sampled.
    """

    code: str
    name: str
    share: float
    order_interval: Ends
    leader_interval: Ends
    order_holds_in: float | None
    leader_holds_in: float | None
    across: Across | None
    crossings: tuple[Tipping, ...]
    """From 0 upwards: all, or of many units those that are nearest to the weight now."""
    crossings_in_all: int
    tied: tuple[tuple[str, ...], ...]
    units: tuple[str, ...]
    names: tuple[str, ...]
    now: tuple[int, ...]
    stops: tuple[float, ...]
    ranks: tuple[tuple[int, ...], ...]
    rest_equal: bool
    step: float | None
    terms: Terms
    path: Lines | None = field(default=None, repr=False)
    """The scores as lines in the weight; None where there are no straight ones."""

    def row(self, unit: str) -> int | None:
        """The row of a unit; None where it has no score."""
        return self.units.index(unit) if unit in self.units else None

    def in_sight(self, first: int, last: int, most: int = 200) -> tuple[int, ...]:
        """The rows of units that have one of some ranks somewhere along the way, at most so many."""
        ranks = np.array(self.along(STEPS + 1))
        rows = np.flatnonzero(((ranks >= first) & (ranks <= last)).any(axis=0))
        return tuple(rows[:most].tolist())

    def along(self, steps: int, rows: Sequence[int] | None = None) -> list[list[int]]:
        """Ranks at so many steps from 0 to 1, of some rows or of all.

        Where there are no straight lines they are those at the nearest of the stops.
        """
        places = np.linspace(0.0, 1.0, steps)
        if self.path is not None:
            ranks = ranks_along(self.path, places)
        else:
            at_stops = np.array(self.ranks).T
            nearest = np.abs(np.array(self.stops)[None, :] - places[:, None]).argmin(axis=1)
            ranks = at_stops[nearest]
        found: list[list[int]] = (ranks if rows is None else ranks[:, list(rows)]).tolist()
        return found

    def meets(self, row: int, most: int) -> tuple[tuple[Tipping, ...], int]:
        """Where one unit meets others, the nearest so many, from 0 upwards; and how often at all."""
        if self.path is None:
            unit = self.units[row]
            own = [c for c in self.crossings if unit in {c.up, c.down}]
            return tuple(own[:most]), len(own)
        met = meetings_of(self.path, row)
        kept = met.nearest(self.share, most)
        ends = zip(kept.at.tolist(), kept.up.tolist(), kept.down.tolist(), strict=True)
        held = {(c.up, c.down): c for c in self.crossings}
        tips = [Tipping(at, self.units[up], self.units[down]) for at, up, down in ends]
        return tuple(held.get((t.up, t.down), t) for t in tips), len(met.at)

    def near(self, reach: float) -> SweepView:
        """Only the tipping points no farther than `reach` (a share of 1) from the weight now."""
        kept = tuple(c for c in self.crossings if abs(c.at - self.share) <= reach)
        # The nearest are held: where one of them is farther, all that are not are known.
        known = len(kept) < len(self.crossings) or len(kept) == self.crossings_in_all
        return replace(
            self, crossings=kept, crossings_in_all=len(kept) if known else self.crossings_in_all
        )


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
        rests = basis(study, over or Over.PARTS)
    k = rests.component(code)
    return _sampled(rests, k) if rests.sums is None else _exact(rests, k)


def _exact(rests: Basis, k: int) -> SweepView:
    assert rests.sums is not None  # noqa: S101
    table, weights = rests.sums.table, rests.weights
    found = one_weight(table, weights, k)
    line = found.lines
    groups = tied_groups(line.now)
    met = found.crossings if len(rests.units) <= ALL_LISTED else _nearest(line)
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
    return _view(
        rests,
        k,
        order=found.order_interval,
        leader=found.leader_interval,
        held=(order_in, leader_in),
        across=across,
        crossings=crossings,
        in_all=len(met) if len(rests.units) <= ALL_LISTED else count_meetings(line),
        tied=found.tied,
        ranks=ranks_along(line, np.array(STOPS)),
        rest_equal=found.rest_equal,
        step=None,
        path=line,
    )


def _nearest(line: Lines) -> list[Crossing]:
    """The crossings that are nearest to the weight now, of more than can be listed."""
    count = max(NEAR_LISTED, min(ALL_LISTED, MOST_MET // len(line.rest)))
    met = nearest_meetings(line, count)
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


def _sampled(rests: Basis, k: int) -> SweepView:
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
    return _view(
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


def _view(
    rests: Basis,
    k: int,
    *,
    order: Ends,
    leader: Ends,
    held: tuple[float | None, float | None],
    across: Across | None,
    crossings: tuple[Tipping, ...],
    in_all: int,
    tied: tuple[tuple[int, ...], ...],
    ranks: IntArray,
    rest_equal: bool,
    step: float | None,
    path: Lines | None = None,
) -> SweepView:
    node = rests.nodes[k]
    return SweepView(
        code=node.code,
        name=node.name,
        share=float(rests.weights[k]),
        order_interval=order,
        leader_interval=leader,
        order_holds_in=held[0],
        leader_holds_in=held[1],
        across=across,
        crossings=crossings,
        crossings_in_all=in_all,
        tied=tuple(tuple(rests.units[unit] for unit in group) for group in tied),
        units=rests.units,
        names=rests.unit_names,
        now=tuple(rests.ranks_at(rests.weights).tolist()),
        stops=STOPS,
        ranks=tuple(map(tuple, ranks.T.tolist())),
        rest_equal=rest_equal,
        step=step,
        terms=terms_of(rests, f"{node.name} from 0 to 100 points, the others in proportion"),
        path=path,
    )
