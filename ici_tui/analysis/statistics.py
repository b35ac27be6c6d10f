"""What an index builder asks of the data: how full, how skewed, how alike, how coherent.

Source: OECD/JRC Handbook on Constructing Composite Indicators (2008), steps 3 to 5.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Literal

import numpy as np

from ici_tui.index.moments import kurtosis, skewness
from ici_tui.index.sums import inner, on_unit_scale
from ici_tui.index.treat import passes

if TYPE_CHECKING:
    from collections.abc import Callable

    from ici_tui.index.pipeline import Prepared
    from ici_tui.index.scores import Scores
    from ici_tui.index.table import FloatArray
    from ici_tui.index.tree import Tree

REDUNDANT = 0.9
"""Siblings that correlate beyond this say the same thing twice."""
CANCELS = 1e-12
"""A sum that varies by less than this share of what its parts do: they cancel out."""
MOST_TOGETHER = 1_500
"""Nodes of which each is compared with each other, a million pairs: more would take minutes."""

Kin = Literal["sibling", "parent", "ancestor"]
Flag = Literal["", "redundant", "negative"]


@dataclass(frozen=True, slots=True)
class IndicatorStatistics:
    """One indicator, in raw units after denominating, before imputation and treatment.

    Statistics are over the units that were not screened out and have a value. What does not
    exist (the spread of one value, the skewness of a constant) is None.
    """

    code: str
    name: str
    parent: str
    present: int
    availability: float
    """The share of units that have a value."""
    mean: float | None
    sd: float | None
    """The sample standard deviation (n − 1)."""
    least: float | None
    greatest: float | None
    skewness: float | None
    kurtosis: float | None
    """In excess of the normal distribution's; both moments are bias-corrected."""
    outlying: bool
    """|skewness| ≥ 2 and kurtosis ≥ 3.5: treatment would act."""


@dataclass(frozen=True, slots=True)
class Correlation:
    """Pearson's correlation of two nodes over the units that have both; None where undefined.

    Taken on normalised, directed values: a negative one works against the aggregate.
    """

    one: str
    other: str
    kin: Kin
    value: float | None
    units: int

    @property
    def flag(self) -> Flag:
        """`redundant` for siblings beyond 0.9, `negative` below 0."""
        if self.value is None:
            return ""
        if self.value < 0:
            return "negative"
        return "redundant" if self.kin == "sibling" and self.value > REDUNDANT else ""


@dataclass(frozen=True, slots=True)
class Consistency:
    """Cronbach's alpha of an aggregate: over its children, and over the indicators under it.

    From pairwise covariances of normalised values; None where it is undefined: fewer than two
    components, or components that cancel out.
    """

    code: str
    children: int
    alpha: float | None
    indicators: int
    alpha_indicators: float | None


def indicator_statistics(tree: Tree, prepared: Prepared) -> tuple[IndicatorStatistics, ...]:
    """One row per indicator, in tree order."""
    values = prepared.record.before_imputation[prepared.kept]
    found = []
    for place, leaf in enumerate(tree.leaves):
        column = values[:, place]
        there = column[~np.isnan(column)]
        count = len(there)
        found.append(
            IndicatorStatistics(
                code=leaf.code,
                name=leaf.name,
                parent=leaf.parent or "",
                present=count,
                availability=count / len(column),
                mean=_known(float(there.mean())) if count else None,
                sd=_known(float(there.std(ddof=1))) if count > 1 else None,
                least=float(there.min()) if count else None,
                greatest=float(there.max()) if count else None,
                skewness=_known(skewness(there)) if count else None,
                kurtosis=_known(kurtosis(there)) if count else None,
                outlying=count > 0 and bool(there.min() < there.max()) and not passes(there),
            )
        )
    return tuple(found)


def comparisons(tree: Tree) -> int:
    """Pairs of columns that correlations and alphas of a tree look at, each as often as it is."""
    found = 0
    for node in tree.aggregates:
        children = tree.children(node.code)
        leaves = [below for below in tree.descendants(node.code) if below.level == 1]
        inner = len(leaves) if len(leaves) > len(children) else 0
        for together in (len(children), len(children), inner):
            found += together * (together - 1) // 2 if together <= MOST_TOGETHER else 0
    return found + sum(tree[tree.root.code].level - node.level for node in tree.nodes)


def correlations(
    tree: Tree, scores: Scores, count: Callable[[int], None] = lambda _: None
) -> tuple[Correlation, ...]:
    """Every pair of siblings, and every node with its parent and its further ancestors.

    Siblings of whom there are more than `MOST_TOGETHER` are not compared.

    Args:
        tree: the index.
        scores: of every node.
        count: is told of every so many pairs; what it raises ends the work.
    """
    found = []
    for node in tree.aggregates:
        children = tree.children(node.code)
        for one, other in combinations(children, 2) if len(children) <= MOST_TOGETHER else ():
            count(1)
            found.append(correlation(scores, one.code, other.code, "sibling"))
    for node in tree.nodes:
        kin: Kin = "parent"
        above = node.parent
        while above is not None:
            count(1)
            found.append(correlation(scores, node.code, above, kin))
            kin, above = "ancestor", tree[above].parent
    return tuple(found)


def correlation(scores: Scores, one: str, other: str, kin: Kin) -> Correlation:
    """Two nodes over the units that have both."""
    first, second = scores.of(one), scores.of(other)
    both = ~(np.isnan(first) | np.isnan(second))
    value = _pearson(first[both], second[both])
    return Correlation(one, other, kin, value, int(both.sum()))


def consistency(
    tree: Tree, scores: Scores, count: Callable[[int], None] = lambda _: None
) -> tuple[Consistency, ...]:
    """Cronbach's alpha of every aggregate, in tree order; None of more than `MOST_TOGETHER`.

    `count` is told of every so many pairs of columns; what it raises ends the work.
    """
    found = []
    for node in tree.aggregates:
        children = [child.code for child in tree.children(node.code)]
        leaves = [below.code for below in tree.descendants(node.code) if below.level == 1]
        alpha = below_alpha = cronbach_alpha(
            np.column_stack([scores.of(c) for c in children]), count
        )
        if leaves != children:
            below_alpha = cronbach_alpha(
                np.column_stack([scores.of(code) for code in leaves]), count
            )
        found.append(Consistency(node.code, len(children), alpha, len(leaves), below_alpha))
    return tuple(found)


def cronbach_alpha(
    values: FloatArray, count: Callable[[int], None] = lambda _: None
) -> float | None:
    """k/(k−1) · (1 − Σ variances / variance of the sum), from pairwise covariances.

    Args:
        values: n × k, NaN where missing.
        count: is told of every so many pairs of columns; what it raises ends the work.

    Returns:
        Alpha, at most 1; None where it is undefined, or of more than `MOST_TOGETHER` columns.

    Source: Cronbach, Coefficient alpha and the internal structure of tests, Psychometrika
    16(3), 1951.
    """
    size = values.shape[1]
    if size < 2 or size > MOST_TOGETHER:
        return None
    covariances = _pairwise_covariances(values, count)
    total, own = float(covariances.sum()), float(np.trace(covariances))
    # Components that cancel out leave their last bits, of which an alpha of −1e16 would come.
    if not math.isfinite(total) or total <= CANCELS * own:
        return None
    return float(size / (size - 1) * (1 - own / total))


def _pairwise_covariances(values: FloatArray, count: Callable[[int], None]) -> FloatArray:
    """Sample covariances, each over the rows that have both; NaN where fewer than two have."""
    size = values.shape[1]
    result = np.full((size, size), np.nan)
    for one in range(size):
        count(size - one - 1)
        for other in range(one, size):
            both = ~(np.isnan(values[:, one]) | np.isnan(values[:, other]))
            number = int(both.sum())
            if number < 2:
                continue
            first, second = values[both, one], values[both, other]
            product = inner(first - first.mean(), second - second.mean())
            result[one, other] = result[other, one] = product / (number - 1)
    return result


def _pearson(first: FloatArray, second: FloatArray) -> float | None:
    if len(first) < 3 or first.min() == first.max() or second.min() == second.max():
        return None
    one, other = (on_unit_scale(values - values.mean()) for values in (first, second))
    size = math.sqrt(inner(one, one) * inner(other, other))
    return max(-1.0, min(1.0, inner(one, other) / size)) if size > 0 else None


def _known(value: float) -> float | None:
    return value if math.isfinite(value) else None
