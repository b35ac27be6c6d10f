"""The table that is shown: the most central of what the chains found, then polished by moves.

A member of the ensemble has correlations and leaders as real ones have, which a table of medians
has not. Of all draws the one is taken that misses least of what `standing.py` asks for, and moves of
the chains' own kinds are kept as long as they lessen what it misses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from reconstruction import model
from reconstruction.moves import Chains
from reconstruction.tables import NODE, UNIT, admissible

if TYPE_CHECKING:
    import numpy.typing as npt

    from reconstruction.standing import Yardstick

    Ints = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]

KEPT, STEPS, SLACK = 12, 12_000, 0.02
"""Draws that are polished, their moves, and how much further inside than asked for they are led."""
COSTS = {"leader": 30.0, "middle": 10.0, "value": 20.0, "correlation": 10.0}
COSTS |= {"weighting": 1.0, "fine weighting": 0.2}
"""What missing something costs; 5 where nothing is said."""
HEAT = (0.3, 0.003)
"""How much worse a step may be, at first and at last: the scale of an exponential."""
PINNED = tuple(
    np.array(part)
    for part in zip(*((UNIT[u], NODE[n], v) for (u, n), v in model.PINNED.items()), strict=True)
)


def loss(yardstick: Yardstick, tables: Ints) -> Floats:
    """What each table misses, as one number; 0 where nothing is missed."""
    found = np.zeros(len(tables))
    for name, off in yardstick.misses(tables, SLACK).items():
        found += COSTS.get(name, 5.0) * (off + 0.1 * (off > 0)).sum(axis=1)
    units, nodes, values = PINNED
    found += (np.abs(tables[:, units, nodes] - values) / 20.0).sum(axis=1)
    return found


def choose(yardstick: Yardstick, draws: Ints, seed: int) -> Ints:
    """The table to show, n × m, in tenths; draws are tables × n × m."""
    units, nodes = yardstick.leaders, np.arange(draws.shape[2])
    wrong = (draws[:, units, nodes] < model.FULL).sum(axis=1)
    pool = draws[np.argsort(wrong, kind="stable")[: 40 * KEPT]].astype(np.int64)
    costs = np.concatenate([loss(yardstick, part) for part in np.array_split(pool, 40)])
    best = pool[np.argsort(costs, kind="stable")[:KEPT]]
    return _polished(yardstick, best, seed)


def _polished(yardstick: Yardstick, tables: Ints, seed: int) -> Ints:
    random = np.random.default_rng(seed)
    chains = Chains(tables, [0.0] * len(tables), random)
    costs = loss(yardstick, tables)
    best, least = tables[costs.argmin()].copy(), costs.min()
    for turn in range(STEPS):
        before = chains.values.copy(), chains.companies.copy(), chains.leader.copy()
        chains.step()
        moved = np.flatnonzero((chains.values != before[0]).any(axis=(0, 1)))
        if not len(moved):
            continue
        now = loss(yardstick, chains.state()[moved])
        heat = HEAT[0] * (HEAT[1] / HEAT[0]) ** (turn / STEPS)
        worse = now - costs[moved] > random.exponential(heat, len(moved))
        back = moved[worse]
        chains.values[:, :, back] = before[0][:, :, back]
        chains.companies[:, back], chains.leader[back] = before[1][:, back], before[2][back]
        costs[moved[~worse]] = now[~worse]
        if costs.min() < least - 1e-12:
            best, least = chains.state()[costs.argmin()].copy(), costs.min()
    found = pinned(best)
    if not admissible(found[None])[0]:
        raise RuntimeError("the table chosen is not admissible")
    return found


def pinned(table: Ints) -> Ints:
    """The table with the derived figures as they are; what weighs as much makes good the score."""
    found = table.copy()
    for unit, node, value in zip(*PINNED, strict=True):
        change = value - found[unit, node]
        if not change:
            continue
        for other in (NODE["SmartCity"], NODE["Policies"]):
            leads = found[unit, other] == model.FULL
            if not leads and 0 <= found[unit, other] - change < model.FULL:
                found[unit, node] = value
                found[unit, other] -= change
                break
    return found
