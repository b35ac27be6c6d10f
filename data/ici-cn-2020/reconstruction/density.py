"""What is sampled: the density of each value of each cell, and draws from such densities."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING

import numpy as np

from reconstruction import model
from reconstruction.shares import LEADERS, VALUES
from reconstruction.tables import NODE, TOP, UNIT, M, N

if TYPE_CHECKING:
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]


RUNGS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
"""Exponents of the priors that chains run under: a value has the density 1 / (value + 1)^exponent."""
PRIORS = {"uniform": 0, "log": len(RUNGS) - 1}
"""The priors that are kept, by their rung; those between lead from one to the other."""

LOGS = np.log(np.arange(model.FULL + 1) + 10.0)
"""By value in tenths; a prior's log density is minus its exponent times this."""


def log_weights(exponent: float) -> Floats:
    """The log density of each value of each cell, n × m × 1001: the prior and the proxies' pull."""
    values = np.arange(model.FULL + 1, dtype=float)
    weights = np.tile(-exponent * LOGS, (N, M, 1))
    for proxies, above in ((model.PROXIES, False), (model.PROXY_BELOW, True)):
        for (unit, node), value in proxies.items():
            pull = np.log((values + 5.0) / (value + 5.0)) / log(model.PROXY_FACTOR)
            weights[UNIT[unit], NODE[node]] -= (np.maximum(pull, 0) if above else pull) ** 2 / 2
    weights[:, TOP] = 0  # `share_weights` has these
    return weights


def share_weights(exponent: float) -> Floats:
    """The log chance of a count of companies, given the leader's: 101 × 101.

    The prior is that of the values, over the values that the leader's count leaves; any leader's
    count from 1 to 100 is as likely as any other before what is known is asked for.
    """
    found = np.full(VALUES.shape, -np.inf)
    for leader in LEADERS.tolist():
        values = VALUES[leader, : leader + 1].astype(float)
        chances = (values + 10) ** -exponent
        found[leader, : leader + 1] = np.log(chances / chances.sum())
    return found


def _orders() -> dict[int, tuple[Ints, Ints, Floats]]:
    """By indicator: the units said to be above, those below, and the log of what a breach costs."""
    return {
        NODE[node]: (
            np.array([UNIT[high] for high, _ in pairs]),
            np.array([UNIT[low] for _, low in pairs]),
            log(model.PROXY_FACTOR) * np.array(list(pairs.values()), dtype=float),
        )
        for node, pairs in model.proxy_orders().items()
    }


ORDERS = _orders()


def order_density(node: int, column: Ints) -> Floats:
    """The log density that the orders named for an indicator give a column (n × …)."""
    high, low, cost = ORDERS[node]
    worse = column[low] > column[high]
    found: Floats = -(cost @ worse.reshape(len(cost), -1)).reshape(column.shape[1:])
    return found


def _pairs() -> dict[int, list[tuple[int, int, float]]]:
    return {
        node: list(zip(*(p.tolist() for p in parts), strict=True)) for node, parts in ORDERS.items()
    }


PAIRS = _pairs()


def order_change(node: int, column: Ints, tried: dict[int, Ints]) -> Floats:
    """`order_density` for values that some units (points × chains) would have, but for a constant.

    Only pairs with one of these units are looked at.
    """
    found = np.zeros(next(iter(tried.values())).shape)
    for high, low, cost in PAIRS[node]:
        if high in tried or low in tried:
            found -= cost * (tried.get(low, column[low]) > tried.get(high, column[high]))
    return found


def _taking() -> dict[int, Floats]:
    """The log chance of each value that a unit gets for handing on the role at 1000 or at 0.

    Beijing, at 90 of 100 points, keeps nearly all of what it leads by; the others may keep little.
    Any chances would do: the acceptance sets them off.
    """
    values = np.arange(model.FULL + 1, dtype=float)
    near, small, even = 1 / (model.FULL + 20 - values), 1 / (values + 10), np.ones(len(values))
    found = {}
    for special in (model.FULL, 0):
        parts = np.stack([part / part.sum() for part in (near, small, even)])
        chances = np.tile(parts.mean(axis=0), (N, 1))
        if special:
            chances[UNIT["Beijing"]] = 0.9 * parts[0] + 0.1 * parts[2]
        chances[:, special] = 0
        with np.errstate(divide="ignore"):
            found[special] = np.log(chances / chances.sum(axis=1, keepdims=True))
    return found


TAKING = _taking()
"""By the role's value: n × 1001."""


def cumulate(log_chances: Floats) -> Floats:
    """Cumulated chances over the last axis, from 0."""
    sums = np.cumsum(np.exp(log_chances), axis=-1)
    return np.concatenate([np.zeros((*sums.shape[:-1], 1)), sums], axis=-1)


def one_row(sums: Floats) -> Floats:
    """Rows of cumulated chances, one after the other: each goes on from where the last one ends.

    One search then finds draws from all of them.
    """
    rows = np.arange(len(sums)).reshape(-1, 1)
    return (sums / sums[:, -1:] + rows).ravel()


TAKEN = {special: one_row(cumulate(chances)) for special, chances in TAKING.items()}


def draw(random: np.random.Generator, cumulated: Floats, rung: Ints, low: Ints, high: Ints) -> Ints:
    """Whole numbers from `low` to `high`, with chances in proportion to the differences.

    `cumulated` is one row of `in_one_row`, `rung` says by chain which part of it counts.
    """
    first = rung * (model.FULL + 2)
    least = cumulated[first + low]
    drawn = least + random.random(len(low)) * (cumulated[first + high + 1] - least)
    found: Ints = np.searchsorted(cumulated, drawn, side="right") - first - 1
    return np.minimum(np.maximum(found, low), high)


def in_one_row(weights: Floats) -> Floats:
    """`one_row` of all rungs' chances of a value: n × m × (rungs · 1002)."""
    sums = cumulate(weights)
    return np.array([[one_row(sums[:, unit, node]) for node in range(M)] for unit in range(N)])


def _share_taking(special: int) -> Floats:
    """`TAKING` for counts of companies: n × 101 × 101, by unit, leader's count and own count."""
    found = np.full((N, *VALUES.shape), -np.inf)
    for leader in LEADERS.tolist():
        own = slice(0, leader) if special else slice(1, leader + 1)
        chances = np.exp(TAKING[special][:, VALUES[leader, own]]) + 1e-12
        found[:, leader, own] = np.log(chances / chances.sum(axis=1, keepdims=True))
    return found


SHARE_TAKING = {special: _share_taking(special) for special in (model.FULL, 0)}


def draw_shares(random: np.random.Generator, special: int, unit: Ints, leader: Ints) -> Ints:
    """How many companies each of the units gets for the role."""
    chances = np.cumsum(np.exp(SHARE_TAKING[special][unit, leader]), axis=1)
    drawn = random.random(len(unit))[:, None] * chances[:, -1:]
    found: Ints = (chances <= drawn).sum(axis=1)
    return np.minimum(found, leader)


def draw_taken(random: np.random.Generator, special: int, unit: Ints) -> Ints:
    """What each of the units gets for the role."""
    drawn = unit + random.random(len(unit))
    found: Ints = np.searchsorted(TAKEN[special], drawn, side="right") - unit * (model.FULL + 2) - 1
    return np.minimum(np.maximum(found, 0), model.FULL)
