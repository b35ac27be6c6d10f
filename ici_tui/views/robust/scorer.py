"""Scores at any weights through the pipeline itself: what sampling asks, slower and always right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ici_tui.index.aggregate import aggregator, arithmetic
from ici_tui.index.ranking import last_where_missing
from ici_tui.index.scores import methods_by_level
from ici_tui.index.weights import Siblings, WeightSet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ici_tui.analysis.inputs import FloatArray, IntArray, Scorer
    from ici_tui.index.pipeline import Prepared
    from ici_tui.index.tree import Node, Tree
    from ici_tui.views.study import Study


def weights_of(tree: Tree, leaves: Sequence[float]) -> WeightSet:
    """The weights of every family that give the indicators these shares of the index.

    Args:
        tree: the index's tree.
        leaves: a share of 1 per indicator, in tree order.
    """
    total = dict(zip((leaf.code for leaf in tree.leaves), map(float, leaves), strict=True))
    for node in reversed(tree.aggregates):
        total[node.code] = sum(total[child.code] for child in tree.children(node.code))
    families = {}
    for node in tree.aggregates:
        codes = [child.code for child in tree.children(node.code)]
        families[node.code] = Siblings.from_pack(codes, [total[code] for code in codes])
    return WeightSet(families)


def parts_scorer(study: Study, nodes: tuple[Node, ...], places: IntArray) -> Scorer:
    """Scores from the weights of the index's parts, their own scores held.

    Args:
        study: the pack at some weights.
        nodes: the parts, siblings.
        places: the k units that are asked about.
    """
    tree = study.pack.index.tree
    methods = methods_by_level(tree, study.prepared.choices.aggregate)
    values = np.column_stack([study.scores.of(node.code) for node in nodes])
    # Above the parts every node has one child; Copeland alone changes the scores there.
    levels = list(range(nodes[0].level + 1, tree.depth + 1))

    def one(weights: FloatArray) -> FloatArray:
        column, shares = values, weights
        for level in levels:
            column = aggregator(methods[level])(column, shares)[:, None]
            shares = np.ones(1)
        return column[:, 0]

    decimals = study.scores.rank_decimals
    each = _each(one, places, decimals)
    if any(aggregator(methods[level]) is not arithmetic for level in levels):
        return each
    some = values[places]
    present = ~np.isnan(some).T
    there, filled = present.astype(np.float64), np.where(present, some.T, 0.0)

    def score(rows: FloatArray) -> FloatArray:
        if len(rows) < 2:  # what is shown is added up term by term
            return each(rows)
        weighed = rows @ there
        means = np.full(weighed.shape, np.nan)
        np.divide(rows @ filled, weighed, out=means, where=weighed > 0)
        return last_where_missing(means if decimals is None else np.round(means, decimals))

    return score


def indicators_scorer(study: Study, nodes: tuple[Node, ...], places: IntArray) -> Scorer:
    """Scores from the indicators' shares of the index."""
    del nodes
    return prepared_scorer(study.prepared, places)


def family_scorer(study: Study, parent: str, places: IntArray) -> Scorer:
    """Scores from the shares of one node's children among themselves, all other weights held.

    Args:
        study: the pack at some weights.
        parent: the node.
        places: the k units that are asked about.
    """
    root, codes = study.pack.index.tree.root.code, study.weights.families[parent].codes

    def one(shares: FloatArray) -> FloatArray:
        family = Siblings.from_pack(codes, shares.tolist())
        return study.prepared.scores(study.weights.with_family(parent, family)).of(root)

    return _each(one, places, study.scores.rank_decimals)


def prepared_scorer(prepared: Prepared, places: IntArray) -> Scorer:
    """Scores from the indicators' shares of the index, for any pipeline.

    Args:
        prepared: the data.
        places: the k units that are asked about.
    """
    tree = prepared.tree
    root = tree.root.code

    def one(weights: FloatArray) -> FloatArray:
        return prepared.scores(weights_of(tree, weights.tolist())).of(root)

    return _each(one, places, prepared.choices.rank_decimals)


def _each(one: Scorer, places: IntArray, decimals: int | None) -> Scorer:
    """Rows of weights to rows of scores; rounded if ranks are, the missing below all others."""

    def score(rows: FloatArray) -> FloatArray:
        found = np.stack([one(weights)[places] for weights in rows])
        return last_where_missing(found if decimals is None else np.round(found, decimals))

    return score
