"""Level by level, bottom up: a parent's score from its children's, and nothing else's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

Aggregator = Callable[
    ["npt.NDArray[np.float64]", "npt.NDArray[np.float64]"], "npt.NDArray[np.float64]"
]
"""From children (n × k, NaN where missing) and weights (k, ≥ 0) to the parent (n)."""


def arithmetic(
    children: npt.NDArray[np.float64], weights: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
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
            scores: npt.NDArray[np.float64] = children @ (weights / total)
            return scores
        return np.full(len(children), np.nan)
    weighed = present @ weights
    sums = np.where(present, children, 0.0) @ weights
    means = np.full(len(children), np.nan)
    np.divide(sums, weighed, out=means, where=weighed > 0)
    return means


METHODS: Mapping[str, Aggregator] = {"arithmetic": arithmetic}
