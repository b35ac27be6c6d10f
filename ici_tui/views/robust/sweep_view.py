"""The answer to `sweep`: what happens while one weight goes from 0 to 1."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.analysis.meetings import meetings_of
from ici_tui.analysis.sweep import ranks_along
from ici_tui.views.robust.terms import Terms, terms_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ici_tui.analysis.curves import Curves
    from ici_tui.analysis.inputs import BoolArray, FloatArray, IntArray
    from ici_tui.analysis.sweep import Lines
    from ici_tui.views.robust.basis import Basis

Ends = tuple[float, float]
STEPS = 200
"""Steps of the grid that stands in where there are no straight lines."""
STOPS = tuple(k / 10 for k in range(11))
"""Shares of the weight at which every unit's rank is shown."""


ALL_LISTED = 1000
"""Among up to so many units all crossings are listed; among more at most as many."""
NEAR_LISTED = 100
"""But no less than that."""
PORTION = 1 << 20
"""Ranks that are found at once: of many units at many steps they are more than one needs."""
MOST_MET = 3_000_000
"""So many pairs of units are looked at for them, or more where that is less."""


def most_listed(units: int) -> int | None:
    """How many crossings are listed among so many units; None: all."""
    return None if units <= ALL_LISTED else max(NEAR_LISTED, min(ALL_LISTED, MOST_MET // units))


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
    within: float | None = None
    """Points that tipping points are away at most, where that was asked for."""
    path: Lines | Curves | None = field(default=None, repr=False)
    """The scores along the weight; None where they are known on a grid only."""

    def row(self, unit: str) -> int | None:
        """The row of a unit; None where it has no score."""
        return self.units.index(unit) if unit in self.units else None

    def in_sight(self, first: int, last: int, most: int = 200) -> tuple[int, ...]:
        """The rows of units that have one of some ranks somewhere along the way, at most so many."""
        seen = np.zeros(len(self.units), dtype=bool)
        for ranks in self._ranks(STEPS + 1):
            seen |= ((ranks >= first) & (ranks <= last)).any(axis=0)
        return tuple(np.flatnonzero(seen)[:most].tolist())

    def along(self, steps: int, rows: Sequence[int] | None = None) -> list[list[int]]:
        """Ranks at so many steps from 0 to 1, of some rows or of all.

        Where they are known on a grid only they are those at the nearest of the stops.
        """
        chosen = slice(None) if rows is None else list(rows)
        return [one for ranks in self._ranks(steps) for one in ranks[:, chosen].tolist()]

    def _ranks(self, steps: int) -> Iterator[IntArray]:
        """The ranks of all units at so many steps, some steps after the other, each × n."""
        places = np.linspace(0.0, 1.0, steps)
        if self.path is None:
            at_stops = np.array(self.ranks).T
            nearest = np.abs(np.array(self.stops)[None, :] - places[:, None]).argmin(axis=1)
            yield at_stops[nearest]
            return
        portion = max(PORTION // max(len(self.units), 1), 1)
        for start in range(0, steps, portion):
            yield ranks_along(self.path, places[start : start + portion])

    def meets(self, row: int, most: int) -> tuple[tuple[Tipping, ...], int]:
        """Where one unit meets others, the nearest so many, from 0 upwards; and how often at all."""
        if self.path is None:
            unit = self.units[row]
            own = [c for c in self.crossings if unit in {c.up, c.down}]
            return tuple(own[:most]), len(own)
        met = meetings_of(self.path, row)
        if self.within is not None:
            met = met.part(np.flatnonzero(_near(met.at, self.share, self.within)))
        kept = met.nearest(self.share, most)
        ends = zip(kept.at.tolist(), kept.up.tolist(), kept.down.tolist(), strict=True)
        held = {(c.up, c.down): c for c in self.crossings}
        tips = [Tipping(at, self.units[up], self.units[down]) for at, up, down in ends]
        return tuple(held.get((t.up, t.down), t) for t in tips), len(met.at)

    def near(self, points: float) -> SweepView:
        """Only the tipping points no farther than so many points from the weight now."""
        kept = tuple(c for c in self.crossings if _near(c.at, self.share, points))
        # The nearest are held: where one of them is farther, all that are not are known.
        known = len(kept) < len(self.crossings) or len(kept) == self.crossings_in_all
        in_all = len(kept) if known else self.crossings_in_all
        return replace(self, crossings=kept, crossings_in_all=in_all, within=points)


def _near(at: FloatArray | float, share: float, points: float) -> BoolArray:
    return np.asarray(np.abs(at - np.float64(share)) <= points / 100, dtype=np.bool_)


def view_of(
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
    path: Lines | Curves | None = None,
) -> SweepView:
    """The answer, with units, nodes and terms from what it rests on."""
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
