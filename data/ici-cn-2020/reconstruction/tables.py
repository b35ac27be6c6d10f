"""Many tables at once, and which of them are admissible.

Integer arrays of chains × units × indicators, in whole tenths. `check.py` says the same again in
other words and shares nothing with this.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from reconstruction import model

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
PAIRS = np.array([(UNIT[a], UNIT[b]) for a, b in model.smart_city_pairs()])


def _columns() -> dict[str, int]:
    """Where each ranked node stands among the columns that `admissible` ranks."""
    names = (*model.PILLARS, "Agility", "Researchers", "Stations5G", "SmartCity")
    return {name: place for place, name in enumerate(names)}


COLUMN = _columns()


def _limits(limits: dict[tuple[str, str], int]) -> tuple[Ints, Ints, Ints]:
    return (
        np.array([UNIT[unit] for unit, _ in limits]),
        np.array([COLUMN[node] for _, node in limits]),
        np.array(list(limits.values())),
    )


MOST, LEAST = _limits(model.RANK_AT_MOST), _limits(model.RANK_AT_LEAST)


def admissible(tables: Ints) -> Bools:
    """Which of the tables (chains × n × m, tenths) satisfy everything."""
    ok: Bools = np.ones(len(tables), dtype=bool)
    ok &= ((tables >= LOW) & (tables <= HIGH)).all(axis=(1, 2))
    ok &= (tables.max(axis=1) == model.FULL).all(axis=1)
    top = tables[:, :, NODE["Top100"]]
    ok &= (top == 0).any(axis=1)
    ok &= ~((top > 0) & (top < model.LEAST_SHARE_OF_TOP100)).any(axis=1)
    smart = tables[:, :, NODE["SmartCity"]]
    ok &= (smart[:, PAIRS[:, 0]] > smart[:, PAIRS[:, 1]]).all(axis=1)
    policies = tables[:, :, NODE["Policies"]]
    ok &= policies[:, UNIT["Shenzhen"]] == policies[:, UNIT["Guangzhou"]]
    researchers = tables[:, :, NODE["Researchers"]]
    ok &= researchers[:, UNIT["Hangzhou"]] >= researchers[:, UNIT["Harbin"]]
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
            researchers[:, :, None],
            tables[:, :, NODE["Stations5G"], None],
            smart[:, :, None],
        ],
        axis=2,
    )
    for (units, columns, limits), sign in ((MOST, 1), (LEAST, -1)):
        column = ranked[:, :, columns]
        ranks = 1 + (column > column[:, units, np.arange(len(units))][:, None]).sum(axis=1)
        ok &= (sign * ranks <= sign * limits).all(axis=1)
    for unit, node in model.LEADS_ALONE:
        column = ranked[:, :, COLUMN[node]]
        ok &= (column >= column[:, [UNIT[unit]]]).sum(axis=1) == 1
    even = pillars * TWELFTHS
    for sign, relations in ((1, model.STRONGEST), (-1, model.WEAKEST)):
        for unit, node, others in relations:
            own = sign * even[:, UNIT[unit], COLUMN[node]]
            for other in others:
                ok &= own >= sign * even[:, UNIT[unit], COLUMN[other]]
    ok &= correlations(pillars) >= model.CORRELATION
    return ok


def correlations(pillars: Ints) -> Floats:
    """Pearson's correlation of Infrastructure and Government, per table."""
    pair = pillars[:, :, 2:4] - pillars[:, :, 2:4].mean(axis=1, keepdims=True)
    covariance = (pair[:, :, 0] * pair[:, :, 1]).sum(axis=1)
    result: Floats = covariance / np.sqrt((pair**2).sum(axis=1).prod(axis=1))
    return result
