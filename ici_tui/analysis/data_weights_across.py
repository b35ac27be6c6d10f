"""Weights from the data in every table of an ensemble at once: how far they hang on one table.

Each rule is its namesake of `data_weights` over T complete tables.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.analysis.data_weights import UNIQUE, beyond_rounding

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ici_tui.analysis.inputs import FloatArray


def data_weights_across(rule: str, tables: FloatArray) -> FloatArray:
    """The weights that a rule gives to one family, in each of T tables.

    Args:
        rule: a key of `weight_rules.RULES`.
        tables: T × n × k, the siblings' values without gaps.

    Returns:
        T × k shares of 1; NaN throughout where the rule does not apply to a table.
    """
    count, units, size = tables.shape
    if rule == "equal" or size == 1:
        return np.full((count, size), 1 / size)
    if units < 3:
        return np.full((count, size), np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        raw = _RULES[rule](tables)
        total = raw.sum(axis=1, keepdims=True)
        found: FloatArray = raw / np.where(np.isfinite(total) & (total > 0), total, np.nan)
    return found


def _spans(tables: FloatArray) -> FloatArray:
    """Columns on [0, 1]; a constant one is 0 throughout."""
    low, span = tables.min(axis=1, keepdims=True), np.ptp(tables, axis=1, keepdims=True)
    found: FloatArray = (tables - low) / np.where(span > 0, span, 1.0)
    return found


def _correlations(tables: FloatArray) -> FloatArray:
    """T × k × k; NaN in the rows and columns of what is constant."""
    centred = _spans(tables)
    centred = centred - centred.mean(axis=1, keepdims=True)
    constant = np.ptp(tables, axis=1) == 0
    length = np.sqrt((centred * centred).sum(axis=1))
    centred /= np.where(constant, np.nan, length)[:, None, :]
    found: FloatArray = np.einsum("tni,tnj->tij", centred, centred)
    return found


def _deviation(tables: FloatArray) -> FloatArray:
    found: FloatArray = _spans(tables).std(axis=1, ddof=1)
    return found


def _entropy(tables: FloatArray) -> FloatArray:
    sums = tables.sum(axis=1, keepdims=True)
    bad = (tables.min(axis=1) < 0) | (sums[:, 0] == 0)
    shares = tables / sums
    logs = np.log(np.where(shares > 0, shares, 1.0))
    entropy = -(shares * logs).sum(axis=1) / math.log(tables.shape[1])
    found: FloatArray = np.where(bad.any(axis=1)[:, None], np.nan, beyond_rounding(1 - entropy))
    return found


def _critic(tables: FloatArray) -> FloatArray:
    apart = beyond_rounding(1 - _correlations(tables))
    found: FloatArray = _deviation(tables) * apart.sum(axis=1)
    return found


def _principal_component(tables: FloatArray) -> FloatArray:
    correlations = _correlations(tables)
    found = np.full((len(tables), tables.shape[2]), np.nan)
    whole = np.isfinite(correlations).all(axis=(1, 2))
    if not whole.any():
        return found
    sizes, vectors = np.linalg.eigh(correlations[whole])
    loadings = vectors[:, :, -1]
    loadings = loadings * np.where(loadings.sum(axis=1) >= 0, 1.0, -1.0)[:, None]
    alone = sizes[:, -1] - sizes[:, -2] > UNIQUE * sizes[:, -1]
    right = alone & (loadings >= -1e-9).all(axis=1)
    found[whole] = np.where(right[:, None], loadings**2, np.nan)
    return found


_RULES: Mapping[str, Callable[[FloatArray], FloatArray]] = {
    "pca": _principal_component,
    "entropy": _entropy,
    "critic": _critic,
    "deviation": _deviation,
}
