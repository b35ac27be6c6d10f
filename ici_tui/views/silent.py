"""Nodes that nobody has, and what there is without them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ici_tui.views.per_study import per_study
from ici_tui.views.scored import scored, some

if TYPE_CHECKING:
    import numpy.typing as npt

    from ici_tui.index.tree import Node, Tree
    from ici_tui.index.weights import WeightSet
    from ici_tui.views.study import Study

    FloatArray = npt.NDArray[np.float64]


def heard_of(nodes: tuple[Node, ...], silent: frozenset[str]) -> npt.NDArray[np.bool_]:
    """Which of the nodes anybody has."""
    return np.array([node.code not in silent for node in nodes])


def among_all(columns: FloatArray, heard: npt.NDArray[np.bool_], level: float) -> FloatArray:
    """The columns of components that anybody has, beside those on which all are level."""
    if heard.all():
        return columns
    found = np.full((len(heard), len(columns)), level)
    found[heard] = columns.T
    return found.T


@per_study
def silent_nodes(study: Study) -> frozenset[str]:
    """The nodes that no unit with a score has: a column that is missing, or tells nothing apart.

    Wherever a unit lacks a value its siblings share the weight: where all lack it, the shares are
    the same for all, and the index is a weighted sum of the others.
    """
    places = scored(study)
    return frozenset(
        node.code
        for node in study.pack.index.tree.nodes
        if np.isnan(some(study.scores.of(node.code), places)).all()
    )


def heard_shares(weights: WeightSet, tree: Tree, silent: frozenset[str]) -> dict[str, float]:
    """Each node's share of the index where some nodes have no part, 0 for those."""
    if not silent:
        return weights.effective(tree)
    found = {tree.root.code: 1.0}
    for node in tree.nodes:
        family = weights.families.get(node.code)
        if family is None:
            continue
        shares = {
            code: 0.0 if code in silent else share
            for code, share in zip(family.codes, family.shares, strict=True)
        }
        total = sum(shares.values())
        for code, share in shares.items():
            found[code] = found[node.code] * (share / total if total > 0 else 0.0)
    return found
