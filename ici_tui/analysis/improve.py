"""The least joint improvement: how far several values must rise together to reach a score.

An improvement is measured in shares of each indicator's range, t_j from 0 to `most_j`. Under a
power mean of power p ≤ 1 and a scale that is straight in the value, the score rises with
Σ w_j φ(a_j + b_j t_j), φ concave. The least Σ t_j is then where all that are moved gain alike
(for the arithmetic mean: the steepest first, a linear programme with one row); the least largest
t_j is the same for all, up to what each can do.
Source: Boyd & Vandenberghe 2004, Convex Optimization, 5.5.3 (water-filling).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from ici_tui.analysis.inputs import FloatArray
    from ici_tui.analysis.transform import Family

HALVINGS = 200
NEAR = 1e-9
"""A part of the way that is nearly none."""


@dataclass(frozen=True, eq=False)
class Rise:
    """How a unit's score rises with its values, m numbers each.

    `start` and `end` are normalised values at t = 0 and at t = `most`; `weight` are the unit's
    own weights, so that the transformed score rises by weight · (φ(value) − φ(start)).
    """

    family: Family
    start: FloatArray
    end: FloatArray
    most: FloatArray
    weight: FloatArray

    @property
    def slope(self) -> FloatArray:
        """By how much a value rises with t, m numbers."""
        return np.divide(
            self.end - self.start, self.most, out=np.zeros_like(self.most), where=self.most > 0
        )

    def gain(self, shares: FloatArray) -> float:
        """What the transformed score gains at some t (m)."""
        moved = self.family.columns((self.start + self.slope * shares)[None, :])
        before = self.family.columns(self.start[None, :])
        return float(((moved - before)[0] * self.weight).sum())


def least_sum(rise: Rise, missing: float) -> FloatArray | None:
    """The t (m) of the least sum with which the transformed score gains what is missing.

    None where even all of them at their most do not.

    Args:
        rise: how the score rises; of a power of at most 1.
        missing: the gain that is wanted, above 0.
    """
    if rise.gain(rise.most) < missing:
        return None
    if rise.family.additive:
        return _steepest_first(rise, missing)
    low, high = 0.0, _steep(rise, missing)
    for _ in range(HALVINGS):
        middle = low + (high - low) / 2
        if not low < middle < high:
            break
        if rise.gain(_filled(rise, middle)) >= missing:
            low = middle
        else:
            high = middle
    return _between(rise, _filled(rise, high), _filled(rise, low), missing)


def _steep(rise: Rise, missing: float) -> float:
    """A marginal gain at which not enough has risen; at a value of 0 it may be without end."""
    marginal = _marginal(rise, np.zeros_like(rise.most))
    if np.isfinite(marginal).all():
        return float(marginal.max())
    high = float(np.max(_marginal(rise, NEAR * rise.most)))
    for _ in range(HALVINGS):
        if rise.gain(_filled(rise, high)) < missing:
            break
        high *= 16
    return high


def _steepest_first(rise: Rise, missing: float) -> FloatArray:
    per_share = rise.slope * rise.weight
    shares = np.zeros_like(rise.most)
    for k in np.argsort(-per_share, kind="stable").tolist():
        if missing <= 0 or per_share[k] <= 0:
            break
        shares[k] = min(rise.most[k], missing / per_share[k])
        missing -= per_share[k] * shares[k]
    return shares


def _marginal(rise: Rise, shares: FloatArray) -> FloatArray:
    """What the transformed score gains by a little more of each, m numbers."""
    power = rise.family.power
    values = rise.start + rise.slope * shares
    with np.errstate(divide="ignore"):
        steep = 1 / values if power == 0 else abs(power) * values ** (power - 1)
    factor = rise.weight * rise.slope
    # What does not rise gains nothing, however steep it would be there.
    found: FloatArray = np.multiply(factor, steep, out=np.zeros_like(factor), where=factor > 0)
    return found


def _filled(rise: Rise, level: float) -> FloatArray:
    """Every t risen until it gains no more than `level` by a little more."""
    power, factor = rise.family.power, rise.weight * rise.slope
    used = factor > 0
    scaled = np.divide(level, factor, out=np.full_like(factor, np.inf), where=used)
    with np.errstate(over="ignore", divide="ignore"):
        values = 1 / scaled if power == 0 else (scaled / abs(power)) ** (1 / (power - 1))
    shares = np.zeros_like(factor)
    np.divide(values - rise.start, rise.slope, out=shares, where=used)
    return np.clip(shares, 0.0, rise.most)


def _between(rise: Rise, short: FloatArray, enough: FloatArray, missing: float) -> FloatArray:
    """The point of a line between two t at which the gain is just what is missing."""
    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = low + (high - low) / 2
        if not low < middle < high:
            break
        if rise.gain(short + middle * (enough - short)) >= missing:
            high = middle
        else:
            low = middle
    return short + high * (enough - short)
