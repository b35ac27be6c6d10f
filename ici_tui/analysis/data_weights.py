"""Weights that come from the data instead of from a judgement, with what each of them means.

They reward spread or agreement in these data, not importance: OECD/JRC Handbook (2008), step 6.
Everything is computed on the normalised, directed values of one family of siblings, over the
units that have all of them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ici_tui.index.weight_rules import EQUAL, RULES
from ici_tui.index.weights import WeightError, WeightSet

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ici_tui.index.scores import Scores
    from ici_tui.index.table import FloatArray
    from ici_tui.index.tree import Tree


UNIQUE = 1e-9
"""The first component stands out if its variance exceeds the second's by more than this share."""

ROUNDING = 1e-13
"""Below this an entropy or a correlation is 1."""


@dataclass(frozen=True, slots=True)
class DataWeights:
    """The weights that a rule gives to one family: shares of 1, in the tree's order."""

    rule: str
    parent: str
    codes: tuple[str, ...]
    shares: tuple[float, ...]
    units: int
    """The units that have all siblings: what the weights were computed from."""
    note: str = ""


def weights_by_data(rule: str, tree: Tree, scores: Scores, parent: str) -> DataWeights:
    """The weights of one parent's children by a rule of `RULES`.

    Raises:
        WeightError: there is no such rule, or it does not apply to these data; the message
            says why, and names the sibling that stands in the way.
    """
    chosen = RULES.get(rule.casefold())
    if chosen is None:
        raise WeightError(f"no weights by {rule!r}; there are {', '.join(RULES)}")
    codes = tuple(child.code for child in tree.children(parent))
    values = np.column_stack([scores.of(code) for code in codes])
    complete = values[~np.isnan(values).any(axis=1)]
    if rule.casefold() == EQUAL or len(codes) == 1:
        shares = (1 / len(codes),) * len(codes)
        return DataWeights(rule.casefold(), parent, codes, shares, len(complete))
    _check(complete, values, codes, parent, chosen.name)
    raw, note = _COMPUTE[rule.casefold()](complete, codes)
    total = float(raw.sum())
    if not (math.isfinite(total) and total > 0):
        raise WeightError(f"{chosen.name}: nothing tells the children of {parent} apart")
    shares = tuple((raw / total).tolist())
    return DataWeights(rule.casefold(), parent, codes, shares, len(complete), note)


def with_data_weights(
    weights: WeightSet, rule: str, tree: Tree, scores: Scores, parent: str | None = None
) -> WeightSet:
    """The weights with one family, or every family, set by a rule.

    Args:
        weights: what is kept elsewhere.
        rule: a key of `RULES`.
        tree: the index's tree.
        scores: the evaluation whose values are looked at.
        parent: the family's parent; every family of at least two where it is None.

    Raises:
        WeightError: as `weights_by_data`; nothing is changed then.
    """
    parents = [parent] if parent is not None else [node.code for node in tree.aggregates]
    for code in parents:
        found = weights_by_data(rule, tree, scores, code)
        if len(found.codes) > 1 or parent is not None:
            given = dict(zip(found.codes, found.shares, strict=True))
            weights = weights.with_family(code, weights.families[code].with_all(given))
    return weights


def _check(
    complete: FloatArray, values: FloatArray, codes: tuple[str, ...], parent: str, name: str
) -> None:
    for place, code in enumerate(codes):
        if np.isnan(values[:, place]).all():
            raise WeightError(f"{name}: {code} has no values at all; leave it out of the pack")
    if len(complete) < 3:
        raise WeightError(
            f"{name}: only {len(complete)} units have every child of {parent}, and 3 are needed; "
            "impute the missing values first"
        )


def _spans(values: FloatArray) -> FloatArray:
    """Columns on [0, 1], whatever their size; a constant one is 0 throughout."""
    low, high = values.min(axis=0), values.max(axis=0)
    span = np.where(high > low, high - low, 1.0)
    result: FloatArray = (values - low) / span
    return result


def beyond_rounding(differences: FloatArray) -> FloatArray:
    """What is left of 1 less another number that may be 1: rounding would be shared out as weights."""
    found: FloatArray = np.where(differences < ROUNDING, 0.0, differences)
    return found


def _refuse_constant(values: FloatArray, codes: tuple[str, ...], name: str) -> None:
    for place, code in enumerate(codes):
        if values[:, place].min() == values[:, place].max():
            raise WeightError(
                f"{name}: {code} has the same value in every unit, so it correlates with nothing"
            )


def _deviation(values: FloatArray, _: tuple[str, ...]) -> tuple[FloatArray, str]:
    return _spans(values).std(axis=0, ddof=1), ""


def _entropy(values: FloatArray, codes: tuple[str, ...]) -> tuple[FloatArray, str]:
    for place, code in enumerate(codes):
        least = float(values[:, place].min())
        if least < 0:
            raise WeightError(
                f"entropy: {code} has values below 0 (the least is {least:.4g}), and shares of a "
                "sum need values of at least 0; normalise by minmax:0,100"
            )
        if float(values[:, place].sum()) == 0:
            raise WeightError(f"entropy: {code} is 0 in every unit: there is nothing to share")
    shares = values / values.sum(axis=0)
    logs = np.log(np.where(shares > 0, shares, 1.0))
    entropy = -(shares * logs).sum(axis=0) / math.log(len(values))
    return beyond_rounding(1 - entropy), ""


def _critic(values: FloatArray, codes: tuple[str, ...]) -> tuple[FloatArray, str]:
    _refuse_constant(values, codes, "CRITIC")
    correlations = np.corrcoef(_spans(values), rowvar=False)
    apart = beyond_rounding(np.asarray(1 - correlations))
    return _spans(values).std(axis=0, ddof=1) * apart.sum(axis=0), ""


def _principal_component(values: FloatArray, codes: tuple[str, ...]) -> tuple[FloatArray, str]:
    _refuse_constant(values, codes, "PCA")
    sizes, vectors = np.linalg.eigh(np.corrcoef(_spans(values), rowvar=False))
    if sizes[-1] - sizes[-2] <= UNIQUE * sizes[-1]:
        raise WeightError(
            f"PCA: {', '.join(codes)} have no first component: two explain the same; choose "
            "another rule"
        )
    loadings = vectors[:, -1]
    loadings = loadings if loadings.sum() >= 0 else -loadings
    if (loadings < -1e-9).any():
        against = ", ".join(
            code for code, loading in zip(codes, loadings, strict=True) if loading < -1e-9
        )
        raise WeightError(
            f"PCA: {against} pulls against the others on the first component, which then is no "
            "measure of the whole; turn its direction, leave it out, or choose another rule"
        )
    share = float(sizes[-1] / sizes.sum())
    return loadings**2, f"the first component explains {100 * share:.0f} % of the variance"


_COMPUTE: Mapping[str, Callable[[FloatArray, tuple[str, ...]], tuple[FloatArray, str]]] = {
    "pca": _principal_component,
    "entropy": _entropy,
    "critic": _critic,
    "deviation": _deviation,
}
