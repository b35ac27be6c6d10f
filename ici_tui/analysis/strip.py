"""The intervals beside every weight at once, fast enough for every key press."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ici_tui.analysis.inputs import (
    NEARLY_ALL,
    AnalysisError,
    checked,
    proportions,
    tie_gap,
    tied_pairs,
)
from ici_tui.analysis.rank_groups import Groups, other_pairs
from ici_tui.analysis.steepest import Layers
from ici_tui.index.sums import weighted

if TYPE_CHECKING:
    from ici_tui.analysis.inputs import FloatArray, IntArray

MOST_PAIRS = 1 << 18
"""So many pairs of tied units and their neighbours are looked at one by one at most."""
FEW = 16
"""So many units of the first are compared with all others one by one at most."""


@dataclass(frozen=True, eq=False)
class Strip:
    """Order, leader and top intervals of all m weights: m × 2 each, shares of 1."""

    order: FloatArray
    leader: FloatArray
    top: FloatArray
    _places: IntArray
    _groups: Groups

    @property
    def tied(self) -> tuple[tuple[int, ...], ...]:
        """The groups of units with equal scores now; they are left out."""
        places, starts, ends = self._places, self._groups.starts, self._groups.ends
        return tuple(
            tuple(sorted(places[starts[k] : ends[k]].tolist()))
            for k in np.flatnonzero(self._groups.sizes > 1).tolist()
        )


def strip(
    table: FloatArray, weights: FloatArray, order: IntArray | None = None, *, top: int = 1
) -> Strip:
    """How far each weight may move alone, the others in proportion.

    The same numbers as `sweep.one_weight` and `sweep.top_interval`, for all weights at once and
    without the list of crossings.

    Args:
        table: n × m.
        weights: m shares of 1.
        order: the n rows from the highest score down, where they have been sorted already. It
            is not believed where it does not fit.
        top: the units whose being the first so many is looked at, with who is tied with the last
            of them; 1 or more.

    Raises:
        AnalysisError: input that does not fit.
    """
    if top < 1:
        raise AnalysisError(f"the first {top} of a ranking are no block; ask for 1 or more")
    values, shares = checked(table, weights)
    scores = weighted(values, shares)
    # As `inputs.tied_groups`, by where each group of equal rank begins: no list of groups.
    if order is None:
        order = np.argsort(-scores)
    ordered = scores[order]
    if (ordered[1:] > ordered[:-1]).any():
        # Units of equal rank differ in their last bits: a sort that takes what is in order as it is.
        order = order[np.argsort(-ordered, kind="stable")]
        ordered = scores[order]
    groups = Groups.of(ordered, tie_gap(scores))
    lines = _lines(values, shares, order)
    first, block = groups.first(1), groups.first(top)
    leader = _block_intervals(ordered, lines, shares, first)
    return Strip(
        order=_order_intervals(ordered, lines, shares, groups),
        leader=leader,
        top=leader if block == first else _block_intervals(ordered, lines, shares, block),
        _places=order,
        _groups=groups,
    )


class _Line(NamedTuple):
    """What tells how fast the gaps between units close as one weight grows, the others shrink.

    A unit's score moves by its slope, (total · value − score) / rest: the gap between two by
    (total · rise + gap) / rest, where rise is how far the value of the lower one is above that of
    the higher one. So a pair's share of its gap per unit of weight is
    (`factor` · rise / gap + `more`) / `rest`.
    """

    values: FloatArray
    factor: float
    more: float
    rest: float


def _lines(values: FloatArray, shares: FloatArray, order: IntArray) -> list[_Line]:
    """One of them for each of m weights, its values those of the n units from the highest down."""
    if len(shares) == 1:
        return [_Line(np.zeros(len(order)), 0.0, 0.0, 1.0)]
    total = float(shares.sum())
    lines = []
    for k, share in enumerate(shares.tolist()):
        if total - share < NEARLY_ALL:
            # Total · rise and gap are nearly the same: their difference would lose its digits.
            slopes = values[:, k] - weighted(values, proportions(shares, k))
            lines.append(_Line(slopes[order], 1.0, 0.0, 1.0))
        else:
            lines.append(_Line(values[:, k][order], total, 1.0, total - share))
    return lines


class _Nearest:
    """The greatest and the least rise per gap, for each of m weights."""

    def __init__(self, lines: list[_Line]) -> None:
        self._lines = lines
        self._most = np.full(len(lines), -np.inf)
        self._least = np.full(len(lines), np.inf)
        self._room = np.empty(0)

    def take(self, above: slice | IntArray, below: slice | IntArray, gap: FloatArray) -> None:
        """Take pairs into account: the higher ones, the lower ones, and the gaps between them."""
        if not len(gap):
            return
        if len(self._room) < len(gap):
            self._room = np.empty(len(gap))
        rise = self._room[: len(gap)]
        for k, line in enumerate(self._lines):
            np.subtract(line.values[below], line.values[above], out=rise)
            with np.errstate(divide="ignore", over="ignore"):
                rise /= gap
            self._most[k] = max(self._most[k], rise.max())
            self._least[k] = min(self._least[k], rise.min())

    def take_layers(self, layers: Layers) -> None:
        """Take all pairs of units of neighbouring groups into account."""
        for k, line in enumerate(self._lines):
            self._most[k] = max(self._most[k], layers.steepest(line.values))
            self._least[k] = min(self._least[k], -layers.steepest(-line.values))

    def intervals(self, shares: FloatArray) -> FloatArray:
        """Where the first gap closes above and below each share, m × 2."""
        low, high = np.zeros(len(shares)), np.ones(len(shares))
        for k, line in enumerate(self._lines):
            if self._most[k] < self._least[k]:
                continue
            up = (line.factor * self._most[k] + line.more) / line.rest
            down = -(line.factor * self._least[k] + line.more) / line.rest
            with np.errstate(over="ignore"):
                high[k] = shares[k] + 1 / up if up > 0 else 1.0
                low[k] = shares[k] - 1 / down if down > 0 else 0.0
        return np.stack([np.clip(low, 0.0, 1.0), np.clip(high, 0.0, 1.0)], axis=1)


def _order_intervals(
    scores: FloatArray, lines: list[_Line], shares: FloatArray, groups: Groups
) -> FloatArray:
    """Nearest meetings of units in neighbouring groups (see `inputs.neighbours`)."""
    found = _Nearest(lines)
    gap = scores[:-1] - scores[1:]
    within = np.ones(len(gap), dtype=bool)
    within[groups.ends[:-1] - 1] = False
    gap[within] = np.inf
    found.take(slice(None, -1), slice(1, None), gap)
    if tied_pairs(groups.sizes) > MOST_PAIRS:
        found.take_layers(Layers(scores, groups.starts))
    else:
        above, below = other_pairs(groups)
        found.take(above, below, scores[above] - scores[below])
    return found.intervals(shares)


def _block_intervals(
    scores: FloatArray, lines: list[_Line], shares: FloatArray, inside: int
) -> FloatArray:
    """Nearest meetings of the first so many units with all others, with whom none is tied."""
    found = _Nearest(lines)
    if FEW < inside < len(scores):
        found.take_layers(Layers(scores, np.array([0, inside])))
        return found.intervals(shares)
    for place in range(inside if inside < len(scores) else 0):
        alone = slice(place, place + 1)
        found.take(alone, slice(inside, None), scores[alone] - scores[inside:])
    return found.intervals(shares)
