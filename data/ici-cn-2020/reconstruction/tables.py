"""Many tables at once, and which of them are admissible.

Integer arrays of chains × units × indicators, in whole tenths. `check.py` says the same again in
other words and shares nothing with this.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from reconstruction import model
from reconstruction.shares import whole_shares

if TYPE_CHECKING:
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]
    Bools = npt.NDArray[np.bool_]

UNIT = {name: place for place, name in enumerate(model.UNITS)}
NODE = {name: place for place, name in enumerate(model.INDICATORS)}
W = np.array(model.WEIGHTS)
SUMS = np.array(model.PILLAR_SUMS).T
TWELFTHS = 12 // np.array(model.PILLAR_SIZES)
N, M = len(model.UNITS), len(model.INDICATORS)
LOW, HIGH = (
    np.array([[model.bounds()[u, i][side] for i in model.INDICATORS] for u in model.UNITS])
    for side in (0, 1)
)
TOP, EMPLOYMENT = NODE["Top100"], NODE["Employment"]


def _columns() -> dict[str, int]:
    """Where each ranked node stands among the columns that `admissible` ranks."""
    names = (*model.PILLARS, "Agility", "Investment", "Researchers", "Stations5G", "SmartCity")
    return {name: place for place, name in enumerate(names)}


COLUMN = _columns()


def _limits(limits: dict[tuple[str, str], int]) -> tuple[Ints, Ints, Ints]:
    return (
        np.array([UNIT[unit] for unit, _ in limits]),
        np.array([COLUMN[node] for _, node in limits]),
        np.array(list(limits.values())),
    )


LIMITS = tuple(
    np.concatenate(parts)
    for parts in zip(_limits(model.RANK_AT_MOST), _limits(model.RANK_AT_LEAST), strict=True)
)
SIGNS = np.repeat([1, -1], [len(model.RANK_AT_MOST), len(model.RANK_AT_LEAST)])
"""Units, columns and ranks, with 1 where the rank is at most that and -1 where at least."""
ALONE = tuple(
    np.array(part)
    for part in zip(*((UNIT[unit], COLUMN[node]) for unit, node in model.LEADS_ALONE), strict=True)
)
RELATIONS = tuple(
    np.array(part)
    for part in zip(
        *(
            (UNIT[unit], COLUMN[node], COLUMN[other], sign)
            for sign, relations in ((1, model.STRONGEST), (-1, model.WEAKEST))
            for unit, node, others in relations
            for other in others
        ),
        strict=True,
    )
)
"""Units, a pillar, another pillar that is not above it, and -1 where it is not below."""


def admissible(tables: Ints) -> Bools:
    """Which of the tables (chains × n × m, tenths) satisfy everything."""
    ok = lawful(tables)
    ok[ok] = whole_shares(tables[ok][:, :, TOP])
    return ok


def lawful(tables: Ints) -> Bools:
    """Which of the tables satisfy everything but that the Top 100 is made of whole companies."""
    ok: Bools = np.ones(len(tables), dtype=bool)
    ok &= ((tables >= LOW) & (tables <= HIGH)).all(axis=(1, 2))
    ok &= (tables.max(axis=1) == model.FULL).all(axis=1)
    employed = tables[:, :, EMPLOYMENT]
    ok &= employed_slack(employed.T) >= 0
    policies = tables[:, :, NODE["Policies"]]
    ok &= policies[:, UNIT["Shenzhen"]] == policies[:, UNIT["Guangzhou"]]
    node, above, below = model.NOT_BELOW
    ok &= tables[:, UNIT[above], NODE[node]] >= tables[:, UNIT[below], NODE[node]]
    scores = tables @ W
    ok &= (np.diff(scores[:, :-1], axis=1) < 0).all(axis=1) & (scores[:, -1] == scores[:, -2])
    for unit, score in model.SCORES.items():
        own = scores[:, UNIT[unit]] * 2
        ok &= (own >= (2 * score - 1) * model.POINT) & (own < (2 * score + 1) * model.POINT)
    pillars = tables @ SUMS
    agility = tables[:, :, NODE["Startups"]] + tables[:, :, NODE["Investment"]]
    ok &= (agility >= model.FULL).sum(axis=1) <= model.AGILE
    ranked = np.concatenate(
        [
            pillars,
            agility[:, :, None],
            tables[:, :, NODE["Investment"], None],
            tables[:, :, NODE["Researchers"], None],
            tables[:, :, NODE["Stations5G"], None],
            tables[:, :, NODE["SmartCity"], None],
        ],
        axis=2,
    )
    column = ranked[:, :, LIMITS[1]]
    ranks = 1 + (column > column[:, LIMITS[0], np.arange(len(SIGNS))][:, None]).sum(axis=1)
    ok &= (SIGNS * ranks <= SIGNS * LIMITS[2]).all(axis=1)
    column = ranked[:, :, ALONE[1]]
    ok &= ((column >= column[:, ALONE[0], np.arange(len(ALONE[0]))][:, None]).sum(axis=1) == 1).all(
        axis=1
    )
    even = pillars * TWELFTHS
    units, own, other, signs = RELATIONS
    ok &= (signs * even[:, units, own] >= signs * even[:, units, other]).all(axis=1)
    ok &= correlations(pillars) >= model.CORRELATION
    return ok


def employed_slack(column: Ints) -> Ints:
    """How far national employment (n × chains, tenths) is from more than all of it."""
    unit, every, own = model.EMPLOYED
    found: Ints = own * column[UNIT[unit]] - every * column.sum(axis=0)
    return found


def correlations(pillars: Ints) -> Floats:
    """Pearson's correlation of Infrastructure and Government, per table."""
    pair = pillars[:, :, 2:4] - pillars[:, :, 2:4].mean(axis=1, keepdims=True)
    covariance = (pair[:, :, 0] * pair[:, :, 1]).sum(axis=1)
    result: Floats = covariance / np.sqrt((pair**2).sum(axis=1).prod(axis=1))
    return result
