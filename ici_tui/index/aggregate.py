"""Level by level, bottom up: a parent's score from its children's, and nothing else's.

A missing child is dropped and the weights of its siblings rescaled; a child of weight 0 has no
part in anything. Source: OECD/JRC Handbook (2008), step 6.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ici_tui.index.choices import Method, parse_method
from ici_tui.index.methods import function_of
from ici_tui.index.sums import weighted
from ici_tui.index.table import BoolArray, FloatArray

Aggregator = Callable[[FloatArray, FloatArray], FloatArray]
"""From children (n × k, NaN where missing) and weights (k, ≥ 0) to the parent (n)."""


class UnfitValueError(ValueError):
    """A child's value that the method cannot take; `row` and `child` say where it stands."""

    def __init__(self, row: int, child: int, needs: str) -> None:
        super().__init__(needs)
        self.row = row
        self.child = child
        self.needs = needs


def arithmetic(children: FloatArray, weights: FloatArray) -> FloatArray:
    """The weighted arithmetic mean of the children that are present.

    Args:
        children: n × k, NaN where missing.
        weights: k, not negative, of any sum.

    Returns:
        n scores; NaN where every child with a positive weight is missing.
    """
    present = ~np.isnan(children)
    if present.all():
        total = weights.sum()
        if total > 0:
            return weighted(children, weights / total)
        return np.full(len(children), np.nan)
    weighed = weighted(present, weights)
    sums = weighted(np.where(present, children, 0.0), weights)
    means = np.full(len(children), np.nan)
    np.divide(sums, weighed, out=means, where=weighed > 0)
    return means


def geometric(children: FloatArray, weights: FloatArray) -> FloatArray:
    """The weighted geometric mean of the children that are present.

    Raises:
        UnfitValueError: a value is not above 0.
    """
    used = _used(children, weights)
    _refuse(used <= 0, "a geometric mean needs values above 0")
    result: FloatArray = np.exp(arithmetic(np.log(used), weights))
    return result


def harmonic(children: FloatArray, weights: FloatArray) -> FloatArray:
    """The weighted harmonic mean of the children that are present.

    Raises:
        UnfitValueError: a value is 0, or values of both signs have no harmonic mean.
    """
    used = _used(children, weights)
    _refuse(used == 0, "a harmonic mean needs values other than 0")
    means = arithmetic(1 / used, weights)
    void = means == 0
    _refuse(void[:, None] & ~np.isnan(used), "values of both signs cancel out here")
    result: FloatArray = 1 / means
    return result


def power_mean(children: FloatArray, weights: FloatArray, power: float) -> FloatArray:
    """(Σ w·x^p / Σ w)^(1/p) over the children that are present.

    Raises:
        UnfitValueError: a value is negative, or is 0 under a negative power.
    """
    if power == 1:
        return arithmetic(children, weights)
    used = _used(children, weights)
    if power > 0:
        _refuse(used < 0, f"a mean of power {power:g} needs values of at least 0")
    else:
        _refuse(used <= 0, f"a mean of power {power:g} needs values above 0")
    # Against the row's largest (or least) value, so that a high power does not overflow.
    there = ~np.isnan(used)
    if power > 0:
        ends = np.where(there, used, 0.0).max(axis=1)
    else:
        ends = np.where(there, used, np.inf).min(axis=1)
    units = np.where(np.isfinite(ends) & (ends > 0), ends, 1.0)
    means = arithmetic((used / units[:, None]) ** power, weights)
    result: FloatArray = means ** (1 / power) * units
    return result


def _used(children: FloatArray, weights: FloatArray) -> FloatArray:
    """The children with those of weight 0 taken out: their values do not matter."""
    result: FloatArray = np.where(weights > 0, children, np.nan)
    return result


def _refuse(unfit: BoolArray, needs: str) -> None:
    if unfit.any():
        row, child = np.argwhere(unfit)[0]
        raise UnfitValueError(int(row), int(child), needs)


def aggregator(method: str | Method) -> Aggregator:
    """The function of a method, given as `power:2` or parsed.

    Raises:
        PipelineError: there is no such method.
    """
    parsed = parse_method("aggregate", method) if isinstance(method, str) else method
    function: Callable[..., FloatArray] = function_of("aggregate", parsed.name)
    numbers = parsed.numbers
    return (
        (lambda children, weights: function(children, weights, *numbers)) if numbers else function
    )
