"""How far a table can be moved along a line: the exact admissible interval of one row's change.

The arrays of this module hold all chains at once, chains on the last axis. A form is a sum of a
row's cells with whole weights: the twelve cells, the score, four pillar sums, and Agility.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from reconstruction import model
from reconstruction.tables import EMPLOYMENT, HIGH, LOW, NODE, UNIT, M, N, employed_slack

if TYPE_CHECKING:
    from collections.abc import Collection

    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Bools = npt.NDArray[np.bool_]

FORMS = np.array(
    [
        *np.eye(M, dtype=np.int64).tolist(),
        model.WEIGHTS,
        *model.PILLAR_SUMS,
        [int(name in model.MEASURES["Agility"]) for name in model.INDICATORS],
    ]
)
FORM = {**NODE, "ICI": M} | {
    name: M + 1 + place for place, name in enumerate((*model.PILLARS, "Agility"))
}
FAR = 1 << 40
NOT_BELOW = (
    NODE[model.NOT_BELOW[0]],
    UNIT[model.NOT_BELOW[1]],
    UNIT[model.NOT_BELOW[2]],
)
OTHERS = [[other for other in range(N) if other != unit] for unit in range(N)]


@dataclass(frozen=True)
class Ranked:
    """The conditions on the ranks of one form."""

    most: dict[int, int]
    least: dict[int, int]
    alone: int | None


def _ranked() -> dict[int, Ranked]:
    alone = {node: unit for unit, node in model.LEADS_ALONE}
    nodes = {node for _, node in (*model.RANK_AT_MOST, *model.RANK_AT_LEAST)} | set(alone)
    return {
        FORM[node]: Ranked(
            {UNIT[u]: r for (u, name), r in model.RANK_AT_MOST.items() if name == node},
            {UNIT[u]: r for (u, name), r in model.RANK_AT_LEAST.items() if name == node},
            UNIT[alone[node]] if node in alone else None,
        )
        for node in nodes
    }


RANKED = _ranked()


def _relations() -> dict[int, list[Ints]]:
    """Per unit, the sums of its cells that are not negative: strongest and weakest pillars."""
    found: dict[int, list[Ints]] = {}
    for sign, relations in ((1, model.STRONGEST), (-1, model.WEAKEST)):
        for unit, node, others in relations:
            for other in others:
                own, its = (
                    FORMS[FORM[name]] * (12 // model.PILLAR_SIZES[model.PILLARS.index(name)])
                    for name in (node, other)
                )
                found.setdefault(UNIT[unit], []).append(sign * (own - its))
    return found


RELATIONS = _relations()


def forms(cells: Ints) -> Ints:
    """All forms of all units: forms × n × chains, from cells m × n × chains."""
    found: Ints = np.einsum("fm,muk->fuk", FORMS, cells)
    return found


@dataclass
class Interval:
    """The whole steps `t` that a line may take, tightened by one condition after another."""

    low: Ints
    high: Ints
    parts: list[tuple[Ints, int, Ints | int, Ints | int]] = field(default_factory=list)

    def keep(self, value: Ints, slope: int, low: Ints | int, high: Ints | int) -> None:
        """`low <= value + slope * t <= high`."""
        if slope < 0:
            value, slope, low, high = -value, -slope, -high, -low
        if slope:
            np.maximum(self.low, -((value - low) // slope), out=self.low)
            np.minimum(self.high, (high - value) // slope, out=self.high)


def interval(values: Ints, move: dict[int, Ints], *, ranks: bool) -> Interval:
    """The steps that keep the conditions on cells, scores, pillars' order and, if asked, ranks.

    Args:
        values: All forms, forms × n × chains, of admissible tables.
        move: Per unit, what one step adds to its cells.
        ranks: Whether to keep the conditions on ranks, which is exact for one unit only.
    """
    chains = values.shape[2]
    found = Interval(np.full(chains, -FAR), np.full(chains, FAR))
    for unit, step in move.items():
        slopes = FORMS @ step
        for form in np.flatnonzero(slopes).tolist():
            if form < M:
                found.keep(
                    values[form, unit], int(slopes[form]), *_cell_window(values, form, unit, move)
                )
            if ranks and form in RANKED:
                found.keep(values[form, unit], int(slopes[form]), *_rank_window(values, form, unit))
        for relation in RELATIONS.get(unit, ()):
            if slope := int(relation @ step):
                found.keep(relation @ values[:M, unit], slope, 0, FAR)
    _keep_scores(found, values, move)
    unit_known, every, own = model.EMPLOYED
    slope = -every * sum(int(step[EMPLOYMENT]) for step in move.values())
    if (known := UNIT[unit_known]) in move:
        slope += own * int(move[known][EMPLOYMENT])
    if slope:
        found.keep(employed_slack(values[EMPLOYMENT]), slope, 0, FAR)
    return found


def _keep_scores(found: Interval, values: Ints, move: dict[int, Ints]) -> None:
    scores = values[FORM["ICI"]]
    slopes = {unit: int(FORMS[FORM["ICI"]] @ step) for unit, step in move.items()}
    for better in {place for unit in move for place in (unit - 1, unit) if 0 <= place < N - 2}:
        slope = slopes.get(better, 0) - slopes.get(better + 1, 0)
        found.keep(scores[better] - scores[better + 1], slope, 1, FAR)
    for name, score in model.SCORES.items():
        least = (2 * score - 1) * model.POINT // 2
        if slope := slopes.get(UNIT[name], 0):
            found.keep(scores[UNIT[name]], slope, least, least + model.POINT - 1)


def _cell_window(
    values: Ints, node: int, unit: int, moving: Collection[int]
) -> tuple[Ints | int, Ints | int]:
    """The least and greatest value of a cell while all rows stay as they are but those moving.

    Cells that move as well are not compared with: an interval must be the same wherever on the
    line it is asked for.
    """
    column = values[node]
    low: Ints | int = int(LOW[unit, node])
    high: Ints | int = int(HIGH[unit, node])
    if high == model.FULL:
        full = column == model.FULL
        low = np.where(full[unit] & (full.sum(axis=0) == 1), model.FULL, low)
    asked, above, below = NOT_BELOW
    if node == asked and unit == above and below not in moving:
        low = np.maximum(low, column[below])
    if node == asked and unit == below and above not in moving:
        high = np.minimum(high, column[above])
    return low, high


def _rank_window(values: Ints, form: int, unit: int) -> tuple[Ints | int, Ints | int]:
    """The same for a form and the conditions on its ranks, the unit's own and the others'."""
    column, asked = values[form], RANKED[form]
    others = column[OTHERS[unit]]
    low: Ints | int = -FAR
    high: Ints | int = FAR
    if unit in asked.most or unit in asked.least:
        falling = np.sort(others, axis=0)[::-1]
        if unit in asked.most:
            low = falling[asked.most[unit] - 1]
        if unit in asked.least:
            high = falling[asked.least[unit] - 2] - 1
    for limits, kind in ((asked.most, 1), (asked.least, 2)):
        bound = [other for other in limits if other != unit]
        if not bound:
            continue
        own = column[bound]
        above = (others[None] > own[:, None]).sum(axis=1)
        tight = above == np.array([limits[other] - kind for other in bound])[:, None]
        if kind == 1:
            high = np.minimum(high, np.where(tight, own, FAR).min(axis=0))
        else:
            low = np.maximum(low, np.where(tight, own + 1, -FAR).max(axis=0))
    if asked.alone == unit:
        low = np.maximum(low, others.max(axis=0) + 1)
    elif asked.alone is not None:
        high = np.minimum(high, column[asked.alone] - 1)
    if form == FORM["Agility"]:
        crowded = (others >= model.FULL).sum(axis=0) >= model.AGILE
        high = np.minimum(high, np.where(crowded, model.FULL - 1, FAR))
    return low, high
