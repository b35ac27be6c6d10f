"""The statistics of an index over an ensemble: over what share of its tables each holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ici_tui.analysis import statistics_across as across
from ici_tui.analysis.statistics import MOST_TOGETHER, REDUNDANT
from ici_tui.analysis.statistics_across import Range, range_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ici_tui.analysis.inputs import FloatArray
    from ici_tui.analysis.statistics import Correlation
    from ici_tui.evidence.ensemble import Ensemble
    from ici_tui.index.tree import Node
    from ici_tui.views.study import Study

__all__ = ["MOST", "NodeTables", "PairTables", "Range", "StatisticsTables", "range_of",
           "statistics_tables"]  # fmt: skip

MOST = 0.5
"""What holds in more than this share of the tables holds in most of them."""


class PairTables(NamedTuple):
    """One pair of nodes over the tables: 5 and 95 % quantiles, and shares of all tables."""

    low: float | None
    high: float | None
    redundant: float
    """The share of tables in which it correlates above 0.9."""
    negative: float
    """The share of tables in which it correlates below 0."""


@dataclass(frozen=True, eq=False)
class NodeTables:
    """A node's numbers in each of T tables; None where it has none in this table either.

    They are what `NodeStatistics` calls so, NaN in tables that do not have them.
    """

    influence: FloatArray | None
    with_index: FloatArray | None
    with_parent: FloatArray | None
    alpha: FloatArray | None
    alpha_indicators: FloatArray | None
    outlying: float | None
    """Of indicators: the share of tables in which treatment would act."""
    redundant: tuple[tuple[str, float], ...] = ()
    """Siblings with which it correlates above 0.9 somewhere, and in what share of the tables."""

    @property
    def squared(self) -> FloatArray | None:
        """The squared correlation with the index."""
        return None if self.with_index is None else self.with_index**2

    @property
    def negative(self) -> float | None:
        """The share of tables in which it works against its parent."""
        return None if self.with_parent is None else float((self.with_parent < 0).mean())


@dataclass(frozen=True, eq=False)
class StatisticsTables:
    """Every node's numbers over so many tables, by code, and every pair's, in the pairs' order."""

    tables: int
    nodes: dict[str, NodeTables]
    pairs: tuple[PairTables, ...]


def statistics_tables(
    study: Study,
    pairs: Sequence[Correlation],
    influences: bool,
    count: Callable[[int], None] = lambda _: None,
) -> StatisticsTables | None:
    """The statistics of an index in every table of its ensemble.

    Args:
        study: a pack at some weights.
        pairs: the pairs of nodes that are compared.
        influences: whether there are any.
        count: is told of every so many comparisons; what it raises ends the work.

    Returns:
        None where there is no ensemble, or none under this pipeline.
    """
    ensemble = study.pack.ensemble
    if ensemble is None:
        return None
    tree = study.pack.index.tree
    scores = {node.code: ensemble.scores(node.code, tree, study.weights) for node in tree.nodes}
    scaled = {code: across.standardised(values) for code, values in scores.items()}
    root = tree.root.code
    above: dict[tuple[str, str], FloatArray] = {}
    found: list[PairTables] = []
    alike: dict[str, list[tuple[str, float]]] = {}
    for pair in pairs:
        count(1)
        values = across.correlations(scaled[pair.one], scaled[pair.other])
        told = _pair(values)
        found.append(told)
        if pair.kin != "sibling":
            above[pair.one, pair.other] = values
        elif told.redundant > 0:
            alike.setdefault(pair.one, []).append((pair.other, told.redundant))
            alike.setdefault(pair.other, []).append((pair.one, told.redundant))
    moved = _influences(study, scores) if influences else {}
    outlying = _outlying(study)
    nodes = {}
    for node in tree.nodes:
        alpha, below = _alphas(study, node, scores)
        nodes[node.code] = NodeTables(
            influence=moved.get(node.code),
            with_index=above.get((node.code, root)),
            with_parent=above.get((node.code, node.parent or "")),
            alpha=alpha,
            alpha_indicators=below,
            outlying=outlying.get(node.code),
            redundant=tuple(alike.get(node.code, ())),
        )
    return StatisticsTables(len(ensemble), nodes, tuple(found))


def _pair(values: FloatArray) -> PairTables:
    ends = range_of(values)
    low, high = (None, None) if ends is None else ends
    return PairTables(low, high, float((values > REDUNDANT).mean()), float((values < 0).mean()))


def _influences(study: Study, scores: dict[str, FloatArray]) -> dict[str, FloatArray]:
    """Each node's influence in every table: the sum of its indicators'."""
    tree = study.pack.index.tree
    weights = study.weights.effective(tree)
    leaves = [leaf.code for leaf in tree.leaves]
    shares = np.array([weights[code] for code in leaves])
    found = across.influences([scores[code] for code in leaves], shares)
    places = {code: place for place, code in enumerate(leaves)}
    moved = {code: found[:, place] for code, place in places.items()}
    for node in tree.aggregates:
        below = [places[n.code] for n in tree.descendants(node.code) if n.level == 1]
        moved[node.code] = found[:, below].sum(axis=1)
    return moved


def _alphas(
    study: Study, node: Node, scores: dict[str, FloatArray]
) -> tuple[FloatArray | None, FloatArray | None]:
    """Alpha over an aggregate's children, and over the indicators below it."""
    if node.level == 1:
        return None, None
    tree = study.pack.index.tree
    children = [child.code for child in tree.children(node.code)]
    leaves = [below.code for below in tree.descendants(node.code) if below.level == 1]

    def alpha(codes: list[str]) -> FloatArray | None:
        if not 2 <= len(codes) <= MOST_TOGETHER:
            return None
        return across.alphas([scores[code] for code in codes])

    own = alpha(children)
    return own, own if leaves == children else alpha(leaves)


def _outlying(study: Study) -> dict[str, float]:
    """In what share of the tables treatment would act on each indicator, in raw units."""
    raw: Ensemble | None = study.pack.raw_ensemble
    if raw is None:
        return {}
    index = study.pack.index
    found = {}
    for place, leaf in enumerate(index.tree.leaves):
        column = raw.tables[:, :, place]
        if study.prepared.choices.denominate and leaf.denominator:
            with np.errstate(divide="ignore", invalid="ignore"):
                column = column / index.denominators[leaf.denominator]
        if np.isfinite(column).all():
            found[leaf.code] = float(across.outlying(column).mean())
    return found
