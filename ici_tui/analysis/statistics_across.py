"""The statistics of an index in every table of an ensemble at once: a number per table.

What one table of estimates says of correlations may be true of that table alone. Each function
here is its namesake of `statistics` or `explain` over T complete tables.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ici_tui.analysis.statistics import CANCELS
from ici_tui.index.quantiles import quantiles
from ici_tui.index.treat import USUAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.analysis.inputs import BoolArray, FloatArray

ENDS = (0.05, 0.95)


class Range(NamedTuple):
    """The 5 and 95 % quantiles of a number over the tables that have it."""

    low: float
    high: float


def range_of(values: FloatArray) -> Range | None:
    """The range of a number over T tables; None where no table has it (NaN).

    Quantiles are of type 7.
    """
    there = values[np.isfinite(values)]
    if not len(there):
        return None
    ((low, high),) = quantiles(there[:, None], ENDS)
    return Range(float(low), float(high))


def standardised(scores: FloatArray) -> FloatArray:
    """Scores of n units in T tables (T × n), each table's with mean 0 and length 1.

    A table in which all are equal is NaN.
    """
    centred = scores - scores.mean(axis=1, keepdims=True)
    spread = np.ptp(scores, axis=1) > 0
    # First to a largest deviation of 1: squares of raw units may overflow.
    largest = np.where(spread, abs(centred).max(axis=1), np.nan)
    centred /= largest[:, None]
    found: FloatArray = centred / np.sqrt((centred * centred).sum(axis=1))[:, None]
    return found


def correlations(one: FloatArray, other: FloatArray) -> FloatArray:
    """Pearson's correlation in each of T tables, from two nodes' `standardised` scores (T × n).

    NaN where one of them is constant, or of fewer than three units.
    """
    if one.shape[1] < 3:
        return np.full(len(one), np.nan)
    found: FloatArray = np.clip((one * other).sum(axis=1), -1.0, 1.0)
    return found


def alphas(columns: Sequence[FloatArray]) -> FloatArray:
    """Cronbach's alpha in each of T tables, from its k components (T × n each).

    NaN where it is undefined: fewer than two components or units, or components that cancel out.
    """
    size = len(columns)
    if size < 2 or columns[0].shape[1] < 2:
        return np.full(len(columns[0]), np.nan)
    total, own = np.zeros_like(columns[0]), np.zeros(len(columns[0]))
    for column in columns:
        total += column
        own += column.var(axis=1, ddof=1)
    whole = total.var(axis=1, ddof=1)
    whole = np.where(whole > CANCELS * own, whole, np.nan)
    found: FloatArray = size / (size - 1) * (1 - own / whole)
    return found


def influences(columns: Sequence[FloatArray], weights: FloatArray) -> FloatArray:
    """What part of the variance of the weighted sum each of m columns makes up, T × m.

    Args:
        columns: m of T × n.
        weights: m shares of 1.

    Returns:
        w·cov(x, S) / Var(S) per table and column, whose sum is 1; NaN where S is constant.

    Source: Paruolo, Saisana & Saltelli 2013, JRSS-A 176(3):609–634.
    """
    centred = [column - column.mean(axis=1, keepdims=True) for column in columns]
    total = np.zeros_like(centred[0])
    for column, weight in zip(centred, weights.tolist(), strict=True):
        total += weight * column
    variance = (total * total).sum(axis=1)
    variance = np.where(np.ptp(total, axis=1) > 0, variance, np.nan)
    shared = [(column * total).sum(axis=1) for column in centred]
    found: FloatArray = np.stack(shared, axis=1) * weights / variance[:, None]
    return found


def outlying(column: FloatArray) -> BoolArray:
    """Whether treatment would act on an indicator, in each of T tables: T × n values in raw units.

    As `treat.passes`: |skewness| ≥ 2 and kurtosis ≥ 3.5, both bias-corrected.
    """
    count = column.shape[1]
    if count < 4:
        return np.zeros(len(column), dtype=bool)
    # Step by step as `moments` does it: a column may stand exactly at a threshold.
    ordered = np.sort(column, axis=1)
    constant = ordered[:, 0] == ordered[:, -1]
    centred = ordered - ordered.mean(axis=1, keepdims=True)
    largest = abs(centred).max(axis=1)
    centred = centred / np.where(constant, np.nan, largest)[:, None]
    scaled = centred / np.sqrt((centred * centred).mean(axis=1))[:, None]
    third, excess = (scaled**3).mean(axis=1), (scaled**4).mean(axis=1) - 3
    skew = third * np.sqrt(count * (count - 1)) / (count - 2)
    excess = ((count + 1) * excess + 6) * (count - 1) / ((count - 2) * (count - 3))
    found: BoolArray = (abs(skew) >= USUAL.skew) & (excess >= USUAL.kurtosis)
    return found
