"""What is sampled: the density of each value of each cell, and draws from such densities."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING

import numpy as np

from reconstruction import model
from reconstruction.tables import NODE, UNIT, M, N

if TYPE_CHECKING:
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]


def log_weights(prior: str) -> Floats:
    """The log density of each value of each cell, n × m × 1001: the prior and the proxies' pull."""
    values = np.arange(model.FULL + 1, dtype=float)
    prior_part = -np.log(values + 10) if prior == "log" else np.zeros(len(values))
    weights = np.tile(prior_part, (N, M, 1))
    for (unit, node), value in model.PROXIES.items():
        pull = np.log((values + 5.0) / (value + 5.0)) / log(model.PROXY_FACTOR)
        weights[UNIT[unit], NODE[node]] -= pull**2 / 2
    weights[:, NODE["Top100"], 1 : model.LEAST_SHARE_OF_TOP100] = -np.inf
    return weights


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


TAKEN = {special: cumulate(chances) for special, chances in TAKING.items()}


def draw(random: np.random.Generator, cumulated: Floats, low: Ints, high: Ints) -> Ints:
    """Whole numbers from `low` to `high`, with chances in proportion to the differences."""
    least = cumulated[low]
    drawn = least + random.random(len(low)) * (cumulated[high + 1] - least)
    found: Ints = np.clip(np.searchsorted(cumulated, drawn, side="right") - 1, low, high)
    return found


def draw_taken(random: np.random.Generator, special: int, unit: Ints) -> Ints:
    """What each of the units gets for the role."""
    drawn = random.random(len(unit))[:, None]
    found: Ints = (TAKEN[special][unit, 1:] <= drawn).sum(axis=1)
    return np.minimum(found, model.FULL)
